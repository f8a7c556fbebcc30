/* inflight-words-print.c: messages on a terminal
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"

#include <stdio.h>
#include <string.h>

static void
print_cb (const char *text)
{
  fputs (text, stdout);
}

/* GLib repeats what it does not understand. */
static void
printerr_cb (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *visible = inflight_text_reveal (lines[i]);

      fprintf (stderr, "%s%s", i > 0 ? "\n" : "", visible);
    }
}

/**
 * inflight_words_take_over_printing:
 *
 * Has what GLib prints, such as a help or what is wrong with an option, come out in UTF-8
 * like everything else, whatever the locale; GLib would put a question mark for each
 * character that the locale C has not. And nothing of it does anything to the terminal.
 */
void
inflight_words_take_over_printing (void)
{
  g_set_print_handler (print_cb);
  g_set_printerr_handler (printerr_cb);
}
