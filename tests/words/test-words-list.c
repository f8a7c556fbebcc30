/* test-words-list.c: what is in a list, and arguments in messages
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

typedef struct
{
  const char *text;
  guint64     n_added;
  const char *words;
} Case;

static const Case cases[] = {
  { "", 0, "" },
  { "a.b\n", 1, "1 address" },
  { "a.b/[1-48]\n", 48, "48 addresses" },
  { "a.b/[1-48]\na.b/[1-48]\n", 48, "48 addresses" },
  { "a.b/[1-\n", 0,
    "0 addresses, 1 line not understood (line 1, column 5: “[” has no counterpart)" },
  { "a.b\nhttp://\n", 1, "1 address, 1 line not understood (line 2, column 8: no host)" },
  { "a.b\nc.d\nhttp://\nhttp://\n", 2,
    "2 addresses, 2 lines not understood (line 3, column 8: no host; …)" },
};

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InflightList) list = inflight_list_parse (cases[i].text, -1, TRUE, NULL);
      g_autofree char *words = inflight_words_list (list, cases[i].n_added);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Of problems without end only the first are kept; each line is counted all the same. */
static void
test_many_problems (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (InflightList) list = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "http://\n");

  list = inflight_list_parse (text->str, text->len, TRUE, NULL);
  words = inflight_words_list (list, 0);

  g_assert_cmpuint (inflight_list_get_n_problems (list), <, 5000);
  g_assert_cmpstr (words, ==,
                   "0 addresses, 5000 lines not understood (line 1, column 8: no host; …)");
}

static const char *const program_arguments[] = {
  "inflight", "--token=SECRET", "-uname:SECRET", "-q", "--until=http://u:SECRET@h/",
  "http://name:SECRET@host/", NULL,
};

static void
take_over (void)
{
  inflight_words_take_over_printing (G_N_ELEMENTS (program_arguments) - 1,
                                     (char **) program_arguments);
}

static void
test_arguments (void)
{
  const char *const messages[][2] = {
    { "Unknown option --token=SECRET", "Unknown option --token=…" },
    { "Unknown option -uname:SECRET", "Unknown option -u…" },
    { "Unknown option -q", "Unknown option -q" },
    { "“http://u:SECRET@h/” is no condition", "“http://h/” is no condition" },
    { "“http://name:SECRET@host/” is no number", "“http://host/” is no number" },
  };

  take_over ();

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *shown = inflight_words_hide_arguments (messages[i][0]);

      g_assert_cmpstr (shown, ==, messages[i][1]);
    }
}

/* What GLib prints keeps its lines, and secrets, and does nothing to a terminal. */
static void
test_printing (void)
{
  if (g_test_subprocess ())
    {
      take_over ();
      g_print ("ü\n");
      g_printerr ("\x1b[31m --token=SECRET\nü\n");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*ü\n*");
  g_test_trap_assert_stderr ("␛?31m --token=…\nü\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/list", test_lists);
  g_test_add_func ("/words/list/many-problems", test_many_problems);
  g_test_add_func ("/words/arguments", test_arguments);
  g_test_add_func ("/words/printing", test_printing);

  return g_test_run ();
}
