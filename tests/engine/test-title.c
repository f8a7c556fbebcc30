/* test-title.c: the title of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-answer-private.h"
#include "inflight-text.h"
#include "inflight-title.h"

#include <string.h>

static char *
find (const char *body,
      gssize      length,
      const char *content_type,
      const char *pointer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, length >= 0 ? (gsize) length : strlen (body));

  return inflight_title_find (bytes, g_bytes_get_size (bytes), content_type, pointer);
}

static void
assert_title (const char *body,
              gssize      length,
              const char *content_type,
              const char *expected)
{
  g_autofree char *title = find (body, length, content_type, "/title");

  g_assert_cmpstr (title, ==, expected);
}

static void
test_kinds (void)
{
  const char *json = "{\"title\": \"J\"}";
  const char *html = "<title>H</title>";

  assert_title (json, -1, "application/json", "J");
  assert_title (json, -1, "Application/JSON; charset=utf-8", "J");
  assert_title (json, -1, "application/problem+json", "J");
  assert_title (json, -1, "text/json", "J");
  assert_title (json, -1, "text/plain", "J");
  assert_title (json, -1, "application/octet-stream", "J");
  assert_title (json, -1, NULL, "J");
  assert_title ("\n \t[]", -1, NULL, NULL);
  assert_title (json, -1, "text/html", NULL);
  assert_title (json, -1, "image/png", NULL);

  assert_title (html, -1, "text/html", "H");
  assert_title (html, -1, "TEXT/HTML;charset=utf-8", "H");
  assert_title (html, -1, "application/xhtml+xml", "H");
  assert_title (html, -1, NULL, "H");
  assert_title (html, -1, "text/plain", NULL);
  assert_title (html, -1, "application/json", NULL);
}

/* What is white space, or nothing, is no title. */
static void
test_empty (void)
{
  assert_title ("", -1, "text/html", NULL);
  assert_title ("<title></title>", -1, "text/html", NULL);
  assert_title ("<title> \n&nbsp;</title><title>B</title>", -1, "text/html", NULL);
  assert_title ("<title> \n A\tB </title>", -1, "text/html", "A B");
  assert_title ("{\"title\": \" \\n \"}", -1, "application/json", NULL);
  assert_title ("{\"title\": \"a\\u0000b\"}", -1, "application/json", "a␀b");
}

/* Anywhere in the head of a body. */
static void
test_far_down (void)
{
  const char *ends[][2] = {
    { "text/html", "<title>A</title>" }, { "application/json", "\",\"title\":\"A\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      GString *body = g_string_new (i == 0 ? "<p>" : "{\"a\":\"");

      while (body->len < INFLIGHT_HEAD_BYTES - strlen (ends[i][1]))
        g_string_append_c (body, 'x');
      g_string_append (body, ends[i][1]);
      assert_title (body->str, body->len, ends[i][0], "A");
      g_string_free (body, TRUE);
    }
}

/* An answer without a body has none, whatever was asked for. */
static void
test_no_body (void)
{
  g_assert_null (inflight_title_find (NULL, 0, NULL, "/title"));
  g_assert_null (inflight_title_find (NULL, 0, "text/html", "/title"));
  g_assert_null (inflight_title_find (NULL, 100, "application/json", ""));
}

/* Whatever arrives: no crash, no message, and what is found can be shown. */

static void
assert_survives (const char *data,
                 gsize       size)
{
  const char *types[] = { "text/html", "application/json", "text/html; charset=shift_jis" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *title = find (data, size, types[i], "/title");

      if (title == NULL)
        continue;

      g_assert_cmpint (strlen (title), >, 0);
      g_assert_true (g_utf8_validate (title, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (title, -1), <=, INFLIGHT_TEXT_MAX_CHARS + 1);
    }
}

static void
test_garbage (void)
{
  const gsize size = 1 << 20;
  const char *patterns[] = {
    "<", ">", "&", "&#", "<title>", "<a ", "<!--", "<!", "<![CDATA[", "\"", "{\"title\":\"", "[",
    "\\", "\xff", "\xe3\x81", "<div>", "<title>a", "&amp;", "<p x=\"", "\r\n", "<?", "</",
  };
  g_autofree char *data = g_malloc (size + 64);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      gsize length = strlen (patterns[i]);

      g_test_message ("%s", g_utf8_validate (patterns[i], -1, NULL) ? patterns[i] : "bytes");
      for (gsize at = 0; at < size; at += length)
        memcpy (data + at, patterns[i], length);
      assert_survives (data, size);
    }

  for (gsize i = 0; i < size; i++)
    data[i] = g_test_rand_int_range (0, 256);
  assert_survives (data, size);

  memset (data, 0, size);
  assert_survives (data, size);
}

static void
test_random (void)
{
  const char *pieces[] = {
    "<title>", "</title>", "<body>", "<html>", "<!--", "-->", "&amp;", "&#x", ";", "<meta charset=",
    "utf-16", "shift_jis", ">", "\"", "\xff", "\xc3\xa4", " ", "title", "{", "}", ":", "[", "]",
    "<script>", "</script>", "\n", "<?xml encoding='", "'?>", "<![CDATA[", "\x1b$B",
  };

  for (guint round = 0; round < 1000; round++)
    {
      GString *page = g_string_new (NULL);

      for (guint i = g_test_rand_int_range (0, 40); i > 0; i--)
        {
          g_string_append (page, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          if (g_test_rand_int_range (0, 20) == 0)
            g_string_append_c (page, '\0');
        }

      assert_survives (page->str, page->len);
      g_string_free (page, TRUE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/title/kinds", test_kinds);
  g_test_add_func ("/engine/title/no-body", test_no_body);
  g_test_add_func ("/engine/title/empty", test_empty);
  g_test_add_func ("/engine/title/far-down", test_far_down);
  g_test_add_func ("/engine/title/garbage", test_garbage);
  g_test_add_func ("/engine/title/random", test_random);

  return g_test_run ();
}
