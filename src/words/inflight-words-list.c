/* inflight-words-list.c: what is in a list, as a translated sentence
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* Lines, not problems: one can have several. */
static guint
count_bad_lines (InflightList *list)
{
  guint n_problems = inflight_list_get_n_problems (list);
  guint n_lines = 0;
  guint line = G_MAXUINT;

  for (guint i = 0; i < n_problems; i++)
    {
      const InflightProblem *problem = inflight_list_get_problem (list, i);

      if (problem->kind == INFLIGHT_PROBLEM_MORE)
        n_lines += problem->count;
      else if (problem->line != line)
        n_lines++;

      line = problem->line;
    }

  return n_lines;
}

static char *
word_bad_lines (InflightList *list)
{
  guint n_lines = count_bad_lines (list);
  g_autofree char *first = inflight_words_problem (inflight_list_get_problem (list, 0));

  if (inflight_list_get_n_problems (list) == 1)
    /* Translators: a number, and “line 7: no host” */
    return g_strdup_printf (ngettext ("%u line not understood (%s)",
                                      "%u lines not understood (%s)", n_lines),
                            n_lines, first);

  /* Translators: a number, and “line 7: no host”, the first of several */
  return g_strdup_printf (ngettext ("%u line not understood (%s; …)",
                                    "%u lines not understood (%s; …)", n_lines),
                          n_lines, first);
}

/**
 * inflight_words_list:
 * @list: a list
 * @n_added: how many of its addresses are taken
 *
 * Returns: (transfer full): what is in it: “48 addresses, 2 lines not understood
 *   (line 7: no host; …)”; empty if there is nothing
 */
char *
inflight_words_list (InflightList *list,
                     guint64       n_added)
{
  guint n = MIN (n_added, G_MAXUINT);
  g_autofree char *added = g_strdup_printf (ngettext ("%u address", "%u addresses", n), n);
  g_autofree char *not_understood = NULL;

  if (inflight_list_get_n_problems (list) == 0)
    return n > 0 ? g_steal_pointer (&added) : g_strdup ("");

  not_understood = word_bad_lines (list);

  /* Translators: “48 addresses” and “2 lines not understood (…)” */
  return g_strdup_printf (C_("addresses, problems", "%s, %s"), added, not_understood);
}
