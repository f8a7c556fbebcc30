/* inflight-cli-output.c: what the command line prints of a run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-output.h"

#include "inflight-cli-writer.h"
#include "inflight-json.h"
#include "inflight-text.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

/* With so much waiting for the reader, no more is made of what is there. */
#define MAX_BACKLOG (1 << 20)

/**
 * InflightCliOutput:
 *
 * Prints tasks as they settle, in completion or input order, and keeps a line of
 * progress on standard error while that is a terminal. What is printed together
 * is written together, whole lines at a time.
 *
 * Nothing here waits for the reader. Where one takes its time the tasks do: what is
 * not printed is printed when everything before it is written. What is printed is
 * let go of: inflight_task_drop_answer().
 */
struct _InflightCliOutput
{
  InflightCliFormat  format;
  gboolean           input_order;
  gboolean           quiet;
  gboolean           aligned;
  gboolean           shows_progress;
  gboolean           progress_shown;
  gint64             progress_us;
  guint              n_printed;
  gboolean           ended;
  GString           *lines;
  InflightCliWriter *writer;
};

/**
 * inflight_cli_output_new:
 * @format: how to print
 * @input_order: whether to print in input order, as gather() gives its results
 * @quiet: whether to print nothing on standard error
 * @func: called in the main loop when there is room again after
 *   inflight_cli_output_update() or inflight_cli_output_finish() said that there is
 *   none, and when standard output fails
 * @user_data: passed to @func
 *
 * Returns: (transfer full): an output to standard output
 */
InflightCliOutput *
inflight_cli_output_new (InflightCliFormat format,
                         gboolean          input_order,
                         gboolean          quiet,
                         GSourceFunc       func,
                         gpointer          user_data)
{
  InflightCliOutput *self = g_new0 (InflightCliOutput, 1);

  self->format = format;
  self->input_order = input_order;
  self->quiet = quiet;
  self->aligned = isatty (STDOUT_FILENO);
  self->shows_progress = !quiet && isatty (STDERR_FILENO);
  self->lines = g_string_new (NULL);
  self->writer = inflight_cli_writer_new (func, user_data);

  return self;
}

void
inflight_cli_output_free (InflightCliOutput *self)
{
  g_string_free (self->lines, TRUE);
  inflight_cli_writer_free (self->writer);
  g_free (self);
}

/* Hands over the lines that are there. */
static void
flush (InflightCliOutput *self)
{
  inflight_cli_writer_write (self->writer, STDOUT_FILENO, self->lines->str, self->lines->len);
  g_string_truncate (self->lines, 0);
}

/* Says something on standard error, behind the lines that are there. */
static void
say (InflightCliOutput *self,
     const char        *text)
{
  flush (self);
  inflight_cli_writer_write (self->writer, STDERR_FILENO, text, strlen (text));
}

static void
clear_progress (InflightCliOutput *self)
{
  if (self->progress_shown)
    say (self, "\r\033[K");

  self->progress_shown = FALSE;
}

static void
show_progress (InflightCliOutput *self,
               InflightBatch     *batch)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *summary = NULL;
  g_autofree char *line = NULL;

  if (!self->shows_progress || now_us - self->progress_us < PROGRESS_INTERVAL_US ||
      inflight_cli_writer_get_backlog (self->writer) > 0)
    return;

  /* A line that wrapped could not be written over: what is too long is cut off
   * (DEC private mode 7). */
  summary = inflight_words_summary (batch);
  line = g_strconcat ("\r\033[K\033[?7l", summary, "\033[?7h", NULL);
  say (self, line);
  self->progress_us = now_us;
  self->progress_shown = TRUE;
}

/* Takes the text, if there is any. Returns: (transfer full) (nullable): it, with a
 * note behind it if there is one. */
static char *
with_note (char       *text,
           const char *note)
{
  g_autofree char *owned = text;

  if (note == NULL)
    return g_steal_pointer (&owned);

  if (owned == NULL)
    return g_strdup_printf ("[%s]", note);

  /* Translators: a title or an error, and what to know about the answer */
  return g_strdup_printf (C_("title, marks", "%s [%s]"), owned, note);
}

/* What stands in the column of the title: for a task that did not succeed, why;
 * and what to know about its answer. Returns: (transfer full) (nullable): %NULL if
 * there is nothing to say. */
static char *
get_description (InflightTask *task)
{
  const char *title = inflight_task_get_title (task);
  g_autofree char *failure = inflight_words_failure (task);
  g_autofree char *cancelled = inflight_words_cancelled (task);
  g_autofree char *marks = inflight_words_marks (task);
  char *said;

  /* What has arrived may have a title, even if it was cancelled. */
  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLED)
    return with_note (g_steal_pointer (&cancelled), marks);

  said = g_strdup (failure != NULL ? failure : title);

  return with_note (with_note (said, marks), cancelled);
}

/* The columns of a line, in order. */
enum {
  COLUMN_RANK,
  COLUMN_STATE,
  COLUMN_STATUS,
  COLUMN_ELAPSED,
  COLUMN_DESCRIPTION,
  COLUMN_ADDRESS,
  N_COLUMNS
};

/* As many digits as there can be, a sign, and the end. */
typedef char Number[24];

/* Without printf(), which is a tenth of the work on the main thread. */
static const char *
write_number (Number  number,
              guint64 value)
{
  char *at = number + sizeof (Number) - 1;

  *at = '\0';
  do
    *--at = '0' + value % 10;
  while ((value /= 10) > 0);

  return at;
}

static void
print_columns (InflightCliOutput *self,
               const char *const *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_string_append (self->lines, columns[i]);
      g_string_append_c (self->lines, i + 1 < N_COLUMNS ? '\t' : '\n');
    }
}

static void
print_aligned (InflightCliOutput *self,
               const char *const *columns)
{
  g_string_append_printf (self->lines, "%5s  %-9s  %3s  %6s  %s  %s\n", columns[COLUMN_RANK],
                          columns[COLUMN_STATE], columns[COLUMN_STATUS],
                          columns[COLUMN_ELAPSED], columns[COLUMN_DESCRIPTION],
                          columns[COLUMN_ADDRESS]);
}

static void
print_text (InflightCliOutput *self,
            InflightTask      *task)
{
  g_autofree char *description = get_description (task);
  g_autofree char *display = inflight_request_dup_display (inflight_task_get_request (task));
  g_autofree char *address = inflight_text_clean (display, -1);
  const char *nothing = self->aligned ? "–" : "";
  Number rank, status, elapsed;
  const char *columns[N_COLUMNS] = {
    [COLUMN_RANK] = write_number (rank, inflight_task_get_rank (task)),
    [COLUMN_STATE] = inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE,
                                            inflight_task_get_state (task)),
    [COLUMN_STATUS] = nothing,
    [COLUMN_ELAPSED] = nothing,
    [COLUMN_DESCRIPTION] = description != NULL ? description : nothing,
    [COLUMN_ADDRESS] = address,
  };

  if (inflight_task_get_status (task) != 0)
    columns[COLUMN_STATUS] = write_number (status, inflight_task_get_status (task));
  if (inflight_task_get_attempts (task) > 0)
    columns[COLUMN_ELAPSED] =
      write_number (elapsed, (inflight_task_get_elapsed_us (task, 0) + 500) / 1000);

  if (self->aligned)
    print_aligned (self, columns);
  else
    print_columns (self, columns);
}

static void
print_json (InflightCliOutput *self,
            InflightTask      *task)
{
  g_autofree char *json = inflight_json_from_task (task);

  if (self->format == INFLIGHT_CLI_FORMAT_JSON)
    g_string_append (self->lines, self->n_printed == 0 ? "{\"tasks\":[\n" : ",\n");

  g_string_append (self->lines, json);

  if (self->format == INFLIGHT_CLI_FORMAT_JSONL)
    g_string_append_c (self->lines, '\n');
}

static void
print_task (InflightCliOutput *self,
            InflightTask      *task)
{
  clear_progress (self);

  if (self->format == INFLIGHT_CLI_FORMAT_TEXT)
    print_text (self, task);
  else
    print_json (self, task);

  self->n_printed++;
}

static void
print_wait (InflightCliOutput *self,
            InflightWait      *wait)
{
  g_autofree char *json = inflight_json_from_wait (wait);

  if (self->format == INFLIGHT_CLI_FORMAT_JSONL)
    g_string_append_printf (self->lines, "%s\n", json);
  else if (self->format == INFLIGHT_CLI_FORMAT_JSON)
    g_string_append_printf (self->lines, "%s\n],\"wait\":%s}\n",
                            self->n_printed == 0 ? "{\"tasks\":[" : "", json);
}

/* Prints the tasks that settled since the last time and whose turn it is, as far as
 * there is room. Returns whether there is. */
static gboolean
print_tasks (InflightCliOutput *self,
             InflightBatch     *batch)
{
  GListModel *model = self->input_order ? inflight_batch_get_tasks (batch)
                                        : inflight_batch_get_finished (batch);
  guint n_items = g_list_model_get_n_items (model);
  gsize backlog = inflight_cli_writer_get_backlog (self->writer);

  while (self->n_printed < n_items && backlog + self->lines->len < MAX_BACKLOG)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (model, self->n_printed);

      if (!inflight_task_is_settled (task))
        break;

      print_task (self, task);
      inflight_task_drop_answer (task);
    }

  backlog += self->lines->len;
  flush (self);

  return backlog < MAX_BACKLOG;
}

/**
 * inflight_cli_output_update:
 * @self: an output
 * @batch: the tasks
 *
 * Prints the tasks that settled since the last time and whose turn it is.
 *
 * Returns: whether there was room for them; if not, it is to be called again when
 *   there is
 */
gboolean
inflight_cli_output_update (InflightCliOutput *self,
                            InflightBatch     *batch)
{
  if (!print_tasks (self, batch))
    {
      inflight_cli_writer_tell_when_done (self->writer);
      return FALSE;
    }

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
  g_autofree char *line = g_strconcat (sentence, "\n", NULL);

  if (self->quiet)
    return;

  clear_progress (self);
  say (self, line);
}

/* Says how far an interrupted run came. */
static void
say_interrupted (InflightCliOutput *self,
                 InflightBatch     *batch)
{
  g_autofree char *summary = inflight_words_summary (batch);
  /* Translators: how the tasks stand, such as “9 of 10 done · 1 cancelled” */
  g_autofree char *sentence = g_strdup_printf (_("Interrupted: %s\n"), summary);

  if (!self->quiet)
    say (self, sentence);
}

/**
 * inflight_cli_output_finish:
 * @self: an output
 * @batch: the tasks; of those that have not settled nothing is printed
 * @wait: the wait, which has returned
 * @interrupted: whether to say that the run was interrupted
 *
 * Prints what is left, and the wait, which is always last.
 *
 * Returns: whether everything is written; if not, it is to be called again when it
 *   may be
 */
gboolean
inflight_cli_output_finish (InflightCliOutput *self,
                            InflightBatch     *batch,
                            InflightWait      *wait,
                            gboolean           interrupted)
{
  if (!self->ended && print_tasks (self, batch))
    {
      clear_progress (self);
      print_wait (self, wait);
      flush (self);
      if (interrupted)
        say_interrupted (self, batch);
      self->ended = TRUE;
    }

  if (self->ended && inflight_cli_writer_get_backlog (self->writer) == 0)
    return TRUE;

  inflight_cli_writer_tell_when_done (self->writer);

  return FALSE;
}

/**
 * inflight_cli_output_is_stuck:
 * @self: an output
 * @written: (inout): how much was written in all, in bytes, when this was asked the
 *   last time
 *
 * Returns: whether the reader took nothing since of what there is for it
 */
gboolean
inflight_cli_output_is_stuck (InflightCliOutput *self,
                              gsize             *written)
{
  return inflight_cli_writer_is_stuck (self->writer, written);
}

/**
 * inflight_cli_output_get_error:
 * @self: an output
 *
 * Returns: why standard output takes nothing any more, see errno(3); 0 if it does
 */
int
inflight_cli_output_get_error (InflightCliOutput *self)
{
  return inflight_cli_writer_get_error (self->writer);
}
