/* test-cli-window.c: the program with the window, where there is no display
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <string.h>

typedef struct
{
  const char *argument;
  int         status;
  const char *says;             /* on standard output, or on standard error if it fails */
} Saying;

/* In every locale, all are in UTF-8, nothing of them does anything to a terminal, and none
 * tells a secret. */
static const Saying sayings[] = {
  { "--help", 0, "inflight [OPTION…] " },
  { "--version", 0, "inflight " PACKAGE_VERSION "\n" },
  { "--\x1b[31mü", 1, "--␛[31mü\n" },
  { "--\xff", 1, "--\ufffd\n" },
  { "--until=\x1b[31m", 2, "“␛[31m”" },
  { "--token=SECRET", 1, "--token=…\n" },
  { "--until=http://u:SECRET@h/", 2, "“http://h/”" },
};

static void
test_sayings (gconstpointer user_data)
{
  g_setenv ("LC_ALL", user_data, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    {
      g_autoptr (CliRun) run = cli_run (sayings[i].argument, NULL);
      const char *text = sayings[i].status == 0 ? run->out : run->err;

      g_assert_cmpint (run->status, ==, sayings[i].status);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_null (strchr (text, '\x1b'));
      g_assert_null (strstr (text, "SECRET"));
      cli_assert_contains (text, sayings[i].says);
    }
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_add_data_func ("/cli/window/utf-8", "C.UTF-8", test_sayings);
  g_test_add_data_func ("/cli/window/c", "C", test_sayings);

  return g_test_run ();
}
