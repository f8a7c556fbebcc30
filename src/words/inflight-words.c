/* inflight-words.c: states, numbers and tasks as translated sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"

#include <glib/gi18n.h>
#include <locale.h>

#define US_PER_MS 1000

/**
 * inflight_words_find_catalogues:
 *
 * Has the program speak the language of the person, as the locale names it. What main()
 * does first. The catalogues are where they are installed, or where the variable
 * INFLIGHT_LOCALEDIR says, for a build that is not.
 */
void
inflight_words_find_catalogues (void)
{
  const char *folder = g_getenv ("INFLIGHT_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * inflight_words_duration:
 * @duration_us: a time span in microseconds
 *
 * Returns: (transfer full): the span with three digits or so: “84 ms”, “1.32 s”
 */
char *
inflight_words_duration (gint64 duration_us)
{
  double seconds = (double) duration_us / G_USEC_PER_SEC;
  int whole_seconds = (duration_us + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;

  if (duration_us < 999.5 * US_PER_MS)
    /* Translators: a time span in milliseconds */
    return g_strdup_printf (_("%.0f ms"), (double) duration_us / US_PER_MS);

  if (seconds < 9.995)
    /* Translators: a time span in seconds */
    return g_strdup_printf (_("%.2f s"), seconds);

  if (seconds < 59.95)
    /* Translators: a time span in seconds */
    return g_strdup_printf (_("%.1f s"), seconds);

  /* Translators: a time span in minutes and seconds */
  return g_strdup_printf (_("%d min %02d s"), whole_seconds / 60, whole_seconds % 60);
}

/* Tenths as long as they can be read while they change, whole seconds then. */
static gint64
get_step_us (gint64 span_us)
{
  return span_us < 10 * (gint64) G_USEC_PER_SEC ? G_USEC_PER_SEC / 10 : G_USEC_PER_SEC;
}

/**
 * inflight_words_elapsed:
 * @elapsed_us: a time span in microseconds that still grows
 *
 * Returns: (transfer full): how much of it has passed: “0.4 s”, “12 s”, “1 min 02 s”
 */
char *
inflight_words_elapsed (gint64 elapsed_us)
{
  int whole_seconds = elapsed_us / G_USEC_PER_SEC;
  int tenths = elapsed_us / (G_USEC_PER_SEC / 10);

  if (get_step_us (elapsed_us) < G_USEC_PER_SEC)
    /* Translators: a time span in seconds */
    return g_strdup_printf (_("%.1f s"), tenths / 10.0);

  if (whole_seconds < 60)
    /* Translators: a time span in whole seconds */
    return g_strdup_printf (_("%.0f s"), (double) whole_seconds);

  /* Translators: a time span in minutes and seconds */
  return g_strdup_printf (_("%d min %02d s"), whole_seconds / 60, whole_seconds % 60);
}

/**
 * inflight_words_elapsed_lasts_us:
 * @elapsed_us: a time span in microseconds that still grows
 *
 * Returns: for how long inflight_words_elapsed() says the same, in microseconds
 */
gint64
inflight_words_elapsed_lasts_us (gint64 elapsed_us)
{
  gint64 step_us = get_step_us (elapsed_us);

  return step_us - elapsed_us % step_us;
}

/**
 * inflight_words_left:
 * @left_us: a time span in microseconds that still shrinks
 *
 * Returns: (transfer full): what is left of it, rounded up: “12 s”, “0.4 s”
 */
char *
inflight_words_left (gint64 left_us)
{
  return inflight_words_elapsed (left_us + get_step_us (left_us - 1) -
                                 inflight_words_left_lasts_us (left_us));
}

/**
 * inflight_words_left_lasts_us:
 * @left_us: a time span in microseconds that still shrinks
 *
 * Returns: for how long inflight_words_left() says the same, in microseconds
 */
gint64
inflight_words_left_lasts_us (gint64 left_us)
{
  return (MAX (left_us, 1) - 1) % get_step_us (left_us - 1) + 1;
}

/**
 * inflight_words_size:
 * @bytes: a size in bytes
 *
 * Returns: (transfer full): the size, in kB and so on where it is large
 */
char *
inflight_words_size (guint64 bytes)
{
  if (bytes < 1000)
    /* Translators: a size in bytes */
    return g_strdup_printf (_("%u B"), (guint) bytes);

  return g_format_size (bytes);
}

/**
 * inflight_words_state:
 * @state: a state
 *
 * Returns: (transfer none): one word for @state
 */
const char *
inflight_words_state (InflightTaskState state)
{
  switch (state)
    {
    case INFLIGHT_TASK_STATE_READY:
      return C_("task state", "Ready");

    case INFLIGHT_TASK_STATE_QUEUED:
      return C_("task state", "Queued");

    case INFLIGHT_TASK_STATE_HELD:
      return C_("task state", "Held");

    case INFLIGHT_TASK_STATE_CONNECTING:
      return C_("task state", "Connecting");

    case INFLIGHT_TASK_STATE_WAITING:
      return C_("task state", "Waiting");

    case INFLIGHT_TASK_STATE_RECEIVING:
      return C_("task state", "Receiving");

    case INFLIGHT_TASK_STATE_CANCELLING:
      return C_("task state", "Cancelling");

    case INFLIGHT_TASK_STATE_SUCCEEDED:
      return C_("task state", "Succeeded");

    case INFLIGHT_TASK_STATE_FAILED:
      return C_("task state", "Failed");

    case INFLIGHT_TASK_STATE_CANCELLED:
      return C_("task state", "Cancelled");
    }

  g_return_val_if_reached (NULL);
}

static char *
word_reason (InflightTask *task)
{
  switch (inflight_task_get_cancel_reason (task))
    {
    case INFLIGHT_CANCEL_REASON_NONE:
      return NULL;

    case INFLIGHT_CANCEL_REASON_USER:
      return g_strdup (_("cancelled by you"));

    case INFLIGHT_CANCEL_REASON_WAIT:
      /* Translators: %u is the number of the wait that cancelled the task */
      return g_strdup_printf (_("cancelled by wait %u"),
                              inflight_task_get_cancel_wait (task));

    case INFLIGHT_CANCEL_REASON_QUIT:
      return g_strdup (_("cancelled at the end of the program"));
    }

  g_return_val_if_reached (NULL);
}

/**
 * inflight_words_cancelled:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): who asked for its cancel, and that it
 *   finished all the same if it did; %NULL if nobody asked
 */
char *
inflight_words_cancelled (InflightTask *task)
{
  InflightTaskState state = inflight_task_get_state (task);
  gboolean finished = state == INFLIGHT_TASK_STATE_SUCCEEDED ||
                      state == INFLIGHT_TASK_STATE_FAILED;

  if (inflight_task_get_cancel_reason (task) != INFLIGHT_CANCEL_REASON_NONE && finished)
    return g_strdup (_("finished although cancelled"));

  if (inflight_task_is_outcome_unknown (task))
    {
      g_autofree char *who = word_reason (task);

      /* Translators: that a task was cancelled, and by whom. Its request may have
       * changed something on the server all the same. */
      return g_strdup_printf (_("%s, outcome unknown"), who);
    }

  return word_reason (task);
}

/**
 * inflight_words_hold:
 * @task: a task
 * @now_us: the monotonic time
 *
 * Returns: (transfer full) (nullable): how long a held task is held still, in
 *   whole seconds rounded up; %NULL if it is not held
 */
char *
inflight_words_hold (InflightTask *task,
                     gint64        now_us)
{
  gint64 until_us = inflight_task_get_held_until_us (task);
  gint64 seconds = (MAX (until_us - now_us, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  if (until_us == 0)
    return NULL;

  if (seconds >= 60)
    {
      g_autofree char *duration = inflight_words_duration (seconds * G_USEC_PER_SEC);

      /* Translators: %s is a time span in minutes and seconds */
      return g_strdup_printf (_("again in %s"), duration);
    }

  /* Translators: a task is tried again after so many seconds */
  return g_strdup_printf (ngettext ("again in %u s", "again in %u s", (gulong) seconds),
                          (guint) seconds);
}

/**
 * inflight_words_marks:
 * @task: a settled task
 *
 * Returns: (transfer full) (nullable): what should be known about its answer
 *   before it is relied on; %NULL if there is nothing
 */
char *
inflight_words_marks (InflightTask *task)
{
  const char *encoding = inflight_task_get_encoding (task);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_free);

  if (inflight_task_is_unchecked (task))
    g_ptr_array_add (marks, g_strdup (_("certificate not checked")));

  if (inflight_task_is_unverified (task))
    g_ptr_array_add (marks, g_strdup (_("completeness not verifiable")));

  if (encoding != NULL)
    {
      g_autofree char *clean = inflight_text_clean (encoding, -1);

      /* Translators: %s is a content encoding, such as br */
      g_ptr_array_add (marks, g_strdup_printf (_("encoded: %s"), clean));
    }

  if (marks->len == 0)
    return NULL;

  g_ptr_array_add (marks, NULL);

  return g_strjoinv (C_("marks", ", "), (char **) marks->pdata);
}

/* Takes the clause; there may be none. */
static void
append_clause (GString *text,
               char    *clause)
{
  g_autofree char *owned = clause;

  if (owned == NULL)
    return;

  if (text->len > 0)
    /* Translators: between the parts of the summary line */
    g_string_append (text, C_("summary", " · "));

  g_string_append (text, owned);
}

/**
 * inflight_words_summary:
 * @batch: a batch
 *
 * Returns: (transfer full): how its tasks stand: “23 of 100 done · 16 in flight
 *   · 2 failed · 41.0 kB · 212/s · median 84 ms, 95 % 310 ms”
 */
char *
inflight_words_summary (InflightBatch *batch)
{
  GString *text = g_string_new (NULL);
  guint n_tasks = inflight_batch_get_n_tasks (batch);
  guint n_done = n_tasks - inflight_batch_get_n_pending (batch);
  guint n_in_flight = 0;
  guint n_held = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_HELD);
  guint n_failed = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_FAILED);
  guint n_cancelled = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_CANCELLED);
  guint64 bytes = inflight_batch_get_bytes (batch);

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    if (inflight_task_state_is_in_flight (state))
      n_in_flight += inflight_batch_get_count (batch, state);

  if (n_tasks == 0)
    {
      g_string_append (text, _("No tasks"));
      return g_string_free (text, FALSE);
    }

  /* Translators: the first number is of settled tasks, the second of all */
  g_string_append_printf (text, ngettext ("%u of %u done", "%u of %u done", n_tasks),
                          n_done, n_tasks);

  if (n_in_flight > 0)
    append_clause (text, g_strdup_printf (ngettext ("%u in flight", "%u in flight",
                                                    n_in_flight), n_in_flight));
  if (n_held > 0)
    /* Translators: tasks that wait before they are tried again */
    append_clause (text, g_strdup_printf (ngettext ("%u held", "%u held", n_held), n_held));
  if (n_failed > 0)
    append_clause (text, g_strdup_printf (ngettext ("%u failed", "%u failed",
                                                    n_failed), n_failed));
  if (n_cancelled > 0)
    append_clause (text, g_strdup_printf (ngettext ("%u cancelled", "%u cancelled",
                                                    n_cancelled), n_cancelled));
  if (bytes > 0)
    append_clause (text, inflight_words_size (bytes));
  if (n_in_flight > 0)
    append_clause (text, inflight_words_rate (batch));
  append_clause (text, inflight_words_percentiles (batch));

  return g_string_free (text, FALSE);
}
