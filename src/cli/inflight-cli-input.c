/* inflight-cli-input.c: what is to be fetched
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-input.h"

#include "inflight-cli.h"
#include "inflight-input.h"
#include "inflight-task.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What is fetched from the lab if nothing is named. */
#define LAB_PATTERN "/posts/[1-100]"

/* A word that named no file, and so an address. */
typedef struct
{
  guint       index;            /* among the addresses */
  const char *argument;
  gboolean    is_wrong;         /* there is no such host */
} Guess;

/* What says that it is an address was never meant to be a file. */
static void
add_guess (GPtrArray     *guesses,
           InflightInput *input,
           guint          index,
           const char    *argument)
{
  Guess *guess;

  if (strpbrk (argument, ":?#@[]{}") == NULL && strchr ("-/", *argument) == NULL &&
      inflight_input_get_addresses (input)->len == index + 1 &&
      inflight_input_is_guess (input))
    {
      guess = g_new0 (Guess, 1);
      guess->index = index;
      guess->argument = argument;
      g_ptr_array_add (guesses, guess);
    }
}

static gboolean
add_inputs (InflightInput  *input,
            char          **inputs,
            GPtrArray      *guesses,
            GError        **error)
{
  for (gsize i = 0; inputs != NULL && inputs[i] != NULL; i++)
    {
      guint n_before = inflight_input_get_addresses (input)->len;
      gboolean added;

      if (g_str_equal (inputs[i], "-"))
        added = inflight_input_add_descriptor (input, STDIN_FILENO,
                                               _("standard input"), error);
      else
        added = inflight_input_add_argument (input, inputs[i], NULL, error);

      if (!added)
        return FALSE;

      add_guess (guesses, input, n_before, inputs[i]);
    }

  return TRUE;
}

static void
complain_about (InflightInput *input)
{
  for (guint i = 0; i < inflight_input_get_n_problems (input); i++)
    {
      const char *source;
      const InflightProblem *problem = inflight_input_get_problem (input, i, &source);
      g_autofree char *sentence = inflight_words_problem (problem);

      inflight_cli_complain ("%s: %s", source, sentence);
    }
}

/**
 * inflight_cli_input_gather:
 * @options: the options, which say what to read
 * @base: (nullable): what an address that begins with “/” is relative to
 * @guesses: (out) (transfer full): which of them were taken for addresses for want of
 *   a file, see inflight_cli_input_explain()
 *
 * Returns: (transfer full) (nullable): the requests; %NULL after it said why there are
 *   none
 */
GPtrArray *
inflight_cli_input_gather (const InflightCliOptions  *options,
                           const char                *base,
                           GPtrArray                **guesses)
{
  g_autoptr (InflightInput) input = inflight_input_new (options->glob, base);
  g_autoptr (GError) error = NULL;
  GPtrArray *addresses;
  GPtrArray *requests;

  *guesses = g_ptr_array_new_with_free_func (g_free);

  if (options->inputs == NULL && options->lab)
    inflight_input_add_argument (input, LAB_PATTERN, NULL, NULL);

  if (!add_inputs (input, options->inputs, *guesses, &error))
    {
      inflight_cli_complain ("%s", error->message);
      return NULL;
    }

  if (inflight_input_get_n_problems (input) > 0)
    {
      complain_about (input);
      return NULL;
    }

  addresses = inflight_input_get_addresses (input);
  if (addresses->len == 0)
    {
      inflight_cli_complain (_("no address given; try inflight-cli run --help"));
      return NULL;
    }

  requests = inflight_input_make_requests (addresses, options->options, &error);
  if (requests == NULL)
    inflight_cli_complain ("%s", error->message);

  return requests;
}

static void
state_cb (InflightTask *task,
          GParamSpec   *pspec,
          Guess        *guess)
{
  const GError *error = inflight_task_get_error (task);

  g_assert (INFLIGHT_IS_TASK (task));

  /* Who cannot ask for names does not know which of them there are. */
  guess->is_wrong = inflight_task_get_n_redirects (task) == 0 &&
                    g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_NAME_NOT_FOUND);
}

/**
 * inflight_cli_input_watch:
 * @guesses: what inflight_cli_input_gather() found
 * @tasks: (element-type InflightTask): the tasks of the requests, not yet launched
 *
 * Finds out which of the guesses were wrong. What is printed of a task is let go of, so
 * it cannot be asked afterwards.
 */
void
inflight_cli_input_watch (GPtrArray *guesses,
                          GPtrArray *tasks)
{
  for (guint i = 0; i < guesses->len; i++)
    {
      Guess *guess = g_ptr_array_index (guesses, i);

      g_signal_connect (g_ptr_array_index (tasks, guess->index), "notify::state",
                        G_CALLBACK (state_cb), guess);
    }
}

/**
 * inflight_cli_input_explain:
 * @guesses: what inflight_cli_input_gather() found
 *
 * Says of the words that turned out to be no hosts that they are no files either: a
 * slip of the pen looks like a host that there is not.
 */
void
inflight_cli_input_explain (GPtrArray *guesses)
{
  for (guint i = 0; i < guesses->len; i++)
    {
      const Guess *guess = g_ptr_array_index (guesses, i);

      g_autofree char *display = NULL;

      if (!guess->is_wrong)
        continue;

      display = inflight_uri_dup_display (guess->argument);
      /* Translators: %s is an argument, such as a name of a file */
      inflight_cli_complain (_("“%s”: there is no such file, and no such host"), display);
    }
}
