/* inflight-words-task.c: what a row says of its task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * inflight_words_address:
 * @request: a request
 * @shared: what need not be said, because it is the same everywhere
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): the address without what is shared, but never nothing:
 *   the host where the path is “/”; text fit to be shown
 */
char *
inflight_words_address (InflightRequest *request,
                        InflightShared   shared)
{
  g_autofree char *display = inflight_request_dup_display (request);
  const char *slashes = strstr (display, "://");
  const char *authority = slashes != NULL ? slashes + strlen ("://") : display;
  const char *target = authority + strcspn (authority, "/?#");

  switch (shared)
    {
    case INFLIGHT_SHARED_NOTHING:
      return inflight_text_clean (display, -1);

    case INFLIGHT_SHARED_SCHEME:
      return inflight_text_clean (authority, -1);

    case INFLIGHT_SHARED_ORIGIN:
      if (*target == '\0' || strcmp (target, "/") == 0)
        return inflight_text_clean (authority, target - authority);

      return inflight_text_clean (target, -1);
    }

  g_return_val_if_reached (NULL);
}

/* What failed, or was cancelled, is known by its address, whatever its answer says. */
static const char *
get_title (InflightTask *task)
{
  return inflight_task_get_state (task) == INFLIGHT_TASK_STATE_SUCCEEDED
           ? inflight_task_get_title (task) : NULL;
}

/**
 * inflight_words_has_title:
 * @task: a task
 *
 * Returns: whether inflight_words_name() is the title of its answer
 */
gboolean
inflight_words_has_title (InflightTask *task)
{
  return get_title (task) != NULL;
}

/**
 * inflight_words_name:
 * @task: a task
 * @shared: what need not be said of its address
 *
 * Returns: (transfer full): what it is known by: the title if it succeeded and its
 *   answer has one, else inflight_words_address(); text fit to be shown
 */
char *
inflight_words_name (InflightTask   *task,
                     InflightShared  shared)
{
  const char *title = get_title (task);

  return title != NULL ? g_strdup (title)
                       : inflight_words_address (inflight_task_get_request (task), shared);
}

/**
 * inflight_words_task_size:
 * @state: the state of a task
 * @bytes: how much of its answer has arrived
 *
 * What an attempt brought that is made again counts for nothing. May be called on any
 * thread.
 *
 * Returns: (transfer full) (nullable): what stands in the column of sizes
 */
char *
inflight_words_task_size (InflightTaskState state,
                          guint64           bytes)
{
  if (bytes == 0 || state == INFLIGHT_TASK_STATE_QUEUED || state == INFLIGHT_TASK_STATE_HELD)
    return NULL;

  return inflight_words_size (bytes);
}

/**
 * inflight_words_task_time:
 * @state: the state of a task
 * @elapsed_us: how long it has taken, in microseconds
 *
 * May be called on any thread.
 *
 * Returns: (transfer full) (nullable): what stands in the column of times
 */
char *
inflight_words_task_time (InflightTaskState state,
                          gint64            elapsed_us)
{
  if (elapsed_us == 0)
    return NULL;

  return inflight_task_state_is_settled (state) ? inflight_words_duration (elapsed_us)
                                                : inflight_words_elapsed (elapsed_us);
}

/* Why it is not there yet, or never will be. */
static char *
get_reason (InflightTask *task,
            gint64        now_us)
{
  InflightTaskState state = inflight_task_get_state (task);

  if (state == INFLIGHT_TASK_STATE_FAILED)
    return inflight_words_failure (task);

  if (state == INFLIGHT_TASK_STATE_CANCELLED)
    return inflight_words_cancelled (task);

  return inflight_words_hold (task, now_us);
}

/**
 * inflight_words_note:
 * @task: a task
 * @now_us: the monotonic time
 *
 * Returns: (transfer full) (nullable): what a row says behind the name: why the
 *   task failed, was cancelled or is held, and what should be known about its
 *   answer; %NULL if there is nothing; text fit to be shown
 */
char *
inflight_words_note (InflightTask *task,
                     gint64        now_us)
{
  g_autofree char *reason = get_reason (task, now_us);
  g_autofree char *marks = inflight_words_marks (task);

  /* A library need not say what is wrong. */
  if (reason != NULL && *reason == '\0')
    g_clear_pointer (&reason, g_free);

  if (marks == NULL)
    return g_steal_pointer (&reason);

  if (reason == NULL)
    return g_steal_pointer (&marks);

  /* Translators: why a task failed, and what to know about the answer */
  return g_strdup_printf (C_("reason, marks", "%s · %s"), reason, marks);
}

/* Takes the clause; there may be none. */
static void
append_clause (GString *sentence,
               char    *clause)
{
  g_autofree char *owned = clause;

  if (owned == NULL)
    return;

  if (sentence->len > 0)
    /* Translators: between the parts of a row that is read as a sentence */
    g_string_append (sentence, C_("row", ", "));

  g_string_append (sentence, owned);
}

/* Takes the text, which is somebody else's; there may be none. */
static void
append_isolated (GString *sentence,
                 char    *text)
{
  g_autofree char *owned = text;

  if (owned != NULL)
    append_clause (sentence, inflight_text_isolate (owned));
}

static char *
word_row (InflightTask *task,
          guint         number,
          gint64        duration_us,
          gint64        now_us)
{
  GString *sentence = g_string_new (NULL);
  InflightRequest *request = inflight_task_get_request (task);

  append_clause (sentence, g_strdup_printf ("%u", number));
  append_clause (sentence, g_strdup (inflight_words_state (inflight_task_get_state (task))));
  append_isolated (sentence, inflight_words_name (task, INFLIGHT_SHARED_NOTHING));
  append_isolated (sentence, inflight_words_note (task, now_us));
  if (duration_us != 0 && inflight_task_is_settled (task))
    append_clause (sentence, inflight_words_duration (duration_us));
  if (inflight_words_has_title (task))
    append_isolated (sentence, inflight_words_address (request, INFLIGHT_SHARED_NOTHING));

  return g_string_free (sentence, FALSE);
}

/**
 * inflight_words_row:
 * @task: a task
 * @now_us: the monotonic time
 *
 * Returns: (transfer full): all that a row shows, as one sentence for those who
 *   hear it: “3, Succeeded, sunt aut facere, 84 ms, https://example.com/posts/3”. A
 *   time that still runs is left out: it would be past when it is heard.
 */
char *
inflight_words_row (InflightTask *task,
                    gint64        now_us)
{
  return word_row (task, inflight_task_get_position (task),
                   inflight_task_get_elapsed_us (task, now_us), now_us);
}

/**
 * inflight_words_finished_row:
 * @task: a task that has settled
 *
 * Returns: (transfer full): the same of a row of those that have finished, which
 *   has the rank and the time since the launch
 */
char *
inflight_words_finished_row (InflightTask *task)
{
  return word_row (task, inflight_task_get_rank (task),
                   inflight_task_get_since_launch_us (task), 0);
}

/* Takes the line; there may be none. */
static void
append_line (GString *text,
             char    *line)
{
  g_autofree char *owned = line;

  if (owned != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

/* Whether the note says it. */
static gboolean
failed_by_status (InflightTask *task)
{
  return g_error_matches (inflight_task_get_error (task), INFLIGHT_ERROR,
                          INFLIGHT_ERROR_HTTP_STATUS);
}

/**
 * inflight_words_tip:
 * @task: a task
 * @network: the network that it runs on
 *
 * Returns: (transfer full): what a row may have no room for, in lines: title,
 *   address, state, why it is in the queue, HTTP status, note; text fit to be shown
 */
char *
inflight_words_tip (InflightTask    *task,
                    InflightNetwork *network)
{
  GString *text = g_string_new (NULL);
  InflightRequest *request = inflight_task_get_request (task);
  guint status = inflight_task_get_status (task);

  append_line (text, g_strdup (get_title (task)));
  append_line (text, inflight_words_address (request, INFLIGHT_SHARED_NOTHING));
  append_line (text, g_strdup (inflight_words_state (inflight_task_get_state (task))));
  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_QUEUED)
    append_line (text, inflight_words_turn (network));
  if (status > 0 && !failed_by_status (task))
    append_line (text, inflight_words_status (status));
  append_line (text, inflight_words_note (task, inflight_network_get_now_us (network)));

  return g_string_free (text, FALSE);
}
