/* inflight-words-print.c: messages on a terminal
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"
#include "inflight-uri.h"

#include <stdio.h>
#include <string.h>

/* A cluster of short options such as “-qk” is no longer; “-uname:password” is no cluster. */
#define MAX_CLUSTER 4

/* What messages may repeat. GLib takes out of its own what it has understood. */
static char **arguments;

static void
print_cb (const char *text)
{
  fputs (text, stdout);
}

/* What an argument may be called that looks like an option. Nothing says whether the value
 * of one that there is not is a secret. */
static char *
dup_option (const char *argument)
{
  const char *equals = strchr (argument, '=');

  if (g_str_has_prefix (argument, "--"))
    return equals != NULL ? g_strdup_printf ("%.*s=…", (int) (equals - argument), argument)
                          : g_strdup (argument);

  return strlen (argument) > MAX_CLUSTER ? g_strdup_printf ("%.2s…", argument)
                                         : g_strdup (argument);
}

static void
replace (GString    *text,
         const char *hidden,
         const char *shown)
{
  if (!g_str_equal (hidden, shown))
    g_string_replace (text, hidden, shown, 0);
}

static void
hide_argument (GString    *text,
               const char *argument)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *shown = NULL;
  g_autofree char *value = NULL;

  shown = *argument == '-' ? dup_option (argument) : inflight_uri_dup_display (argument);
  replace (text, argument, shown);

  if (*argument != '-' || equals == NULL)
    return;

  value = inflight_uri_dup_display (equals + 1);
  replace (text, equals + 1, value);
}

/**
 * inflight_words_hide_arguments:
 * @message: a message about the arguments of the program
 *
 * Whoever forgets the value of an option has it take the address that follows, and
 * whoever mistypes a name has the whole argument repeated.
 *
 * Returns: (transfer full): @message without the passwords and other secrets of
 *   arguments that it repeats; see inflight_uri_dup_display()
 */
char *
inflight_words_hide_arguments (const char *message)
{
  GString *text = g_string_new (message);

  for (gsize i = 1; arguments != NULL && arguments[i] != NULL; i++)
    hide_argument (text, arguments[i]);

  return g_string_free (text, FALSE);
}

/* GLib repeats what it does not understand. */
static void
printerr_cb (const char *text)
{
  g_autofree char *hidden = inflight_words_hide_arguments (text);
  g_auto (GStrv) lines = g_strsplit (hidden, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *visible = inflight_text_reveal (lines[i]);

      fprintf (stderr, "%s%s", i > 0 ? "\n" : "", visible);
    }
}

/**
 * inflight_words_take_over_printing:
 * @argc: number of arguments
 * @argv: the arguments of the program, from its name on; the strings have to stay
 *
 * Has what GLib prints, such as a help or what is wrong with an option, come out in UTF-8
 * like everything else, whatever the locale; GLib would put a question mark for each
 * character that the locale C has not. And nothing of it does anything to the terminal, or
 * tells what is to be kept secret.
 */
void
inflight_words_take_over_printing (int    argc,
                                   char **argv)
{
  g_free (arguments);
  arguments = g_memdup2 (argv, (argc + 1) * sizeof *argv);
  g_set_print_handler (print_cb);
  g_set_printerr_handler (printerr_cb);
}
