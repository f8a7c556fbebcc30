/* inflight-cli-output.c: what the command line prints of a run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-output.h"

#include "inflight-json.h"
#include "inflight-text.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

/**
 * InflightCliOutput:
 *
 * Prints tasks as they settle, in completion or input order, and keeps a line of
 * progress on standard error while that is a terminal. What is printed together
 * is flushed together, whole lines at a time.
 */
struct _InflightCliOutput
{
  InflightCliFormat format;
  gboolean          input_order;
  gboolean          quiet;
  gboolean          aligned;
  gboolean          shows_progress;
  gboolean          progress_shown;
  gint64            progress_us;
  guint             n_printed;
};

/**
 * inflight_cli_output_new:
 * @format: how to print
 * @input_order: whether to print in input order, as gather() gives its results
 * @quiet: whether to print nothing on standard error
 *
 * Returns: (transfer full): an output to standard output
 */
InflightCliOutput *
inflight_cli_output_new (InflightCliFormat format,
                         gboolean          input_order,
                         gboolean          quiet)
{
  InflightCliOutput *self = g_new0 (InflightCliOutput, 1);

  self->format = format;
  self->input_order = input_order;
  self->quiet = quiet;
  self->aligned = isatty (STDOUT_FILENO);
  self->shows_progress = !quiet && isatty (STDERR_FILENO);

  return self;
}

void
inflight_cli_output_free (InflightCliOutput *self)
{
  g_free (self);
}

static void
clear_progress (InflightCliOutput *self)
{
  if (self->progress_shown)
    fputs ("\r\033[K", stderr);

  self->progress_shown = FALSE;
}

static void
show_progress (InflightCliOutput *self,
               InflightBatch     *batch)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *summary = NULL;

  if (!self->shows_progress || now_us - self->progress_us < PROGRESS_INTERVAL_US)
    return;

  /* A line that wrapped could not be written over: what is too long is cut off
   * (DEC private mode 7). */
  summary = inflight_words_summary (batch);
  fprintf (stderr, "\r\033[K\033[?7l%s\033[?7h", summary);
  fflush (stderr);
  self->progress_us = now_us;
  self->progress_shown = TRUE;
}

/* Takes the text. Returns: (transfer full): it, with a note behind it if there is
 * one. */
static char *
with_note (char       *text,
           const char *note)
{
  g_autofree char *owned = text;

  if (note == NULL)
    return g_steal_pointer (&owned);

  /* Translators: a title or an error, and what to know about the answer */
  return g_strdup_printf (_("%s [%s]"), owned, note);
}

/* What stands in the column of the title: for a task that did not succeed, why;
 * and what to know about its answer. */
static char *
get_description (InflightTask *task)
{
  const char *title = inflight_task_get_title (task);
  g_autofree char *failure = inflight_words_failure (task);
  g_autofree char *cancelled = inflight_words_cancelled (task);
  g_autofree char *marks = inflight_words_marks (task);
  char *said;

  /* An answer whose header has arrived has a title, even if it was cancelled. */
  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLED)
    return with_note (g_steal_pointer (&cancelled), marks);

  said = g_strdup (failure != NULL ? failure : title != NULL ? title : "");

  return with_note (with_note (said, marks), cancelled);
}

static void
print_text (InflightCliOutput *self,
            InflightTask      *task)
{
  g_autofree char *description = get_description (task);
  g_autofree char *display = NULL;
  g_autofree char *address = NULL;
  g_autofree char *status = NULL;
  g_autofree char *elapsed = NULL;
  const char *state;

  display = inflight_request_dup_display (inflight_task_get_request (task));
  address = inflight_text_clean (display, -1);
  state = inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, inflight_task_get_state (task));

  if (inflight_task_get_status (task) != 0)
    status = g_strdup_printf ("%u", inflight_task_get_status (task));
  if (inflight_task_get_attempts (task) > 0)
    elapsed = g_strdup_printf ("%" G_GINT64_FORMAT,
                               (inflight_task_get_elapsed_us (task, 0) + 500) / 1000);

  printf (self->aligned ? "%5u  %-9s  %3s  %6s  %s  %s\n" : "%u\t%s\t%s\t%s\t%s\t%s\n",
          inflight_task_get_rank (task), state,
          status != NULL ? status : self->aligned ? "–" : "",
          elapsed != NULL ? elapsed : self->aligned ? "–" : "",
          description, address);
}

static void
print_task (InflightCliOutput *self,
            InflightTask      *task)
{
  g_autofree char *json = NULL;

  clear_progress (self);

  if (self->format == INFLIGHT_CLI_FORMAT_TEXT)
    {
      print_text (self, task);
      self->n_printed++;
      return;
    }

  json = inflight_json_from_task (task);
  if (self->format == INFLIGHT_CLI_FORMAT_JSONL)
    printf ("%s\n", json);
  else
    printf ("%s%s", self->n_printed == 0 ? "{\"tasks\":[\n" : ",\n", json);

  self->n_printed++;
}

/**
 * inflight_cli_output_update:
 * @self: an output
 * @batch: the tasks
 *
 * Prints the tasks that settled since the last time and whose turn it is.
 *
 * Returns: whether standard output still takes what is written to it
 */
gboolean
inflight_cli_output_update (InflightCliOutput *self,
                            InflightBatch     *batch)
{
  GListModel *model = self->input_order ? inflight_batch_get_tasks (batch)
                                        : inflight_batch_get_finished (batch);
  guint n_items = g_list_model_get_n_items (model);

  while (self->n_printed < n_items)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (model, self->n_printed);

      if (!inflight_task_is_settled (task))
        break;

      print_task (self, task);
    }

  if (fflush (stdout) != 0 || ferror (stdout))
    return FALSE;

  show_progress (self, batch);

  return TRUE;
}

/**
 * inflight_cli_output_returned:
 * @self: an output
 * @wait: the wait, which has returned
 *
 * Says on standard error why it returned, unless that shall be quiet.
 */
void
inflight_cli_output_returned (InflightCliOutput *self,
                              InflightWait      *wait)
{
  g_autofree char *sentence = inflight_words_outcome (wait);

  if (self->quiet)
    return;

  clear_progress (self);
  fprintf (stderr, "%s\n", sentence);
}

/**
 * inflight_cli_output_interrupted:
 * @self: an output
 * @batch: the tasks, all of them settled
 *
 * Says on standard error how far the run came, unless that shall be quiet.
 */
void
inflight_cli_output_interrupted (InflightCliOutput *self,
                                 InflightBatch     *batch)
{
  g_autofree char *summary = inflight_words_summary (batch);

  if (!self->quiet)
    /* Translators: how the tasks stand, such as “9 of 10 done · 1 cancelled” */
    fprintf (stderr, _("Interrupted: %s\n"), summary);
}

/**
 * inflight_cli_output_finish:
 * @self: an output
 * @batch: the tasks, all of them settled
 * @wait: the wait, which has returned
 *
 * Prints what is left, and the wait, which is always last.
 *
 * Returns: whether everything was written
 */
gboolean
inflight_cli_output_finish (InflightCliOutput *self,
                            InflightBatch     *batch,
                            InflightWait      *wait)
{
  g_autofree char *json = inflight_json_from_wait (wait);

  self->shows_progress = FALSE;
  if (!inflight_cli_output_update (self, batch))
    return FALSE;

  clear_progress (self);

  if (self->format == INFLIGHT_CLI_FORMAT_JSONL)
    printf ("%s\n", json);
  else if (self->format == INFLIGHT_CLI_FORMAT_JSON)
    printf ("%s\n],\"wait\":%s}\n", self->n_printed == 0 ? "{\"tasks\":[" : "", json);

  return fflush (stdout) == 0 && !ferror (stdout);
}
