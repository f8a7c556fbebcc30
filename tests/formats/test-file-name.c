/* test-file-name.c: names for bodies
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-file-name.h"

#include <string.h>

static void
test_suggest (void)
{
  static const struct
  {
    const char *address;
    const char *type;
    const char *name;
  } rows[] = {
    { "https://example.com/a/report.pdf?x=1#y", NULL, "report.pdf" },
    { "https://example.com/posts/1", "application/json; charset=utf-8", "1.json" },
    { "https://example.com/", "Text/HTML", "body.html" },
    { "https://example.com", NULL, "body" },
    { "https://example.com?a=/b/c.txt", NULL, "body" },
    { "https://example.com/..%2f..%2fetc%2fpasswd", NULL, "_.._etc_passwd" },
    { "https://example.com/%2e%2e", NULL, "body" },
    { "https://example.com/.bashrc", NULL, "bashrc" },
    { "https://example.com/..hidden.txt", NULL, "hidden.txt" },
    { "https://example.com/-rf%20x", NULL, "rf x" },
    { "https://example.com/%20.%20-%20.a", NULL, "a" },
    { "https://example.com/a%00b.exe", NULL, "a\u2400b.exe" },
    { "https://example.com/a%0Ab", NULL, "a b" },
    { "https://example.com/exe.%E2%80%AEgpj", NULL, "exe.\ufffdgpj" },
    { "https://example.com/C:%5CWINDOWS%5Cx", NULL, "C__WINDOWS_x" },
    { "https://example.com/%ff%c3%28", NULL, "\ufffd\ufffd(" },
    { "https://example.com/100%", "text/plain", "100%.txt" },
    { "https://example.com/a. . .", NULL, "a" },
    { "https://example.com/%C3%BC.txt", NULL, "\u00fc.txt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = inflight_file_name_suggest (rows[i].address, rows[i].type);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

static void
test_long (void)
{
  g_autofree char *many = g_strnfill (4000, 'x');
  g_autofree char *address = g_strconcat ("https://example.com/", many, "%C3%BC", NULL);
  g_autofree char *name = inflight_file_name_suggest (address, "text/plain");

  g_assert_cmpuint (strlen (name), <=, 110);
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/file-name/suggest", test_suggest);
  g_test_add_func ("/formats/file-name/long", test_long);

  return g_test_run ();
}
