/* inflight-json.c: tasks and waits as JSON Lines
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json.h"

#include <json-glib/json-glib.h>

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);

  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* What did not happen is null, not 0. */
static void
add_number_if (JsonBuilder *builder,
               const char  *name,
               gboolean     happened,
               gint64       value)
{
  if (happened)
    add_number (builder, name, value);
  else
    add_string (builder, name, NULL);
}

static void
add_error (JsonBuilder  *builder,
           const GError *error)
{
  g_autofree char *message = NULL;

  if (error == NULL)
    {
      add_string (builder, "error", NULL);
      return;
    }

  message = g_utf8_make_valid (error->message, -1);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  add_string (builder, "code", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, error->code));
  add_string (builder, "message", message);
  json_builder_end_object (builder);
}

static void
add_mark (GPtrArray  *marks,
          const char *nick,
          gboolean    applies)
{
  if (applies)
    g_ptr_array_add (marks, (gpointer) nick);
}

static gboolean
is_finished_although_cancelled (InflightTask *task)
{
  InflightTaskState state = inflight_task_get_state (task);

  return inflight_task_get_cancel_reason (task) != INFLIGHT_CANCEL_REASON_NONE &&
         (state == INFLIGHT_TASK_STATE_SUCCEEDED || state == INFLIGHT_TASK_STATE_FAILED);
}

/* Only where there is one: most tasks have none. */
static void
add_marks (JsonBuilder  *builder,
           InflightTask *task)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();

  add_mark (marks, "unchecked", inflight_task_is_unchecked (task));
  add_mark (marks, "unverified", inflight_task_is_unverified (task));
  add_mark (marks, "encoded", inflight_task_get_encoding (task) != NULL);
  add_mark (marks, "outcome-unknown", inflight_task_is_outcome_unknown (task));
  add_mark (marks, "although-cancelled", is_finished_although_cancelled (task));

  if (marks->len == 0)
    return;

  json_builder_set_member_name (builder, "marks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < marks->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (marks, i));
  json_builder_end_array (builder);
}

static char *
to_line (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

/**
 * inflight_json_from_task:
 * @task: a task
 *
 * `position` is the input order, `rank` the completion order, both from 1; times
 * are in microseconds; what did not happen is null. Credentials are left out of
 * the address.
 *
 * `marks` is there only if there is something to know about the task before it is
 * relied on, an array of: `unchecked`, see inflight_task_is_unchecked();
 * `unverified`, see inflight_task_is_unverified(); `encoded`, see
 * inflight_task_get_encoding(); `outcome-unknown`, see
 * inflight_task_is_outcome_unknown(); `although-cancelled`, it finished although
 * its cancel was asked for. There may be more of them in times to come.
 *
 * Returns: (transfer full): a JSON object (RFC 8259) on one line, without the
 *   line feed
 */
char *
inflight_json_from_task (InflightTask *task)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *address = NULL;
  guint status = inflight_task_get_status (task);
  guint attempts = inflight_task_get_attempts (task);

  address = inflight_request_dup_display (inflight_task_get_request (task));

  json_builder_begin_object (builder);
  add_string (builder, "type", "task");
  add_number (builder, "position", inflight_task_get_position (task));
  add_number_if (builder, "rank", inflight_task_is_settled (task),
                 inflight_task_get_rank (task));
  add_string (builder, "url", address);
  add_string (builder, "state",
              inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE,
                                     inflight_task_get_state (task)));
  add_number_if (builder, "status", status != 0, status);
  add_string (builder, "title", inflight_task_get_title (task));
  add_number_if (builder, "bytes", status != 0, inflight_task_get_bytes (task));
  add_number_if (builder, "elapsed_us", attempts > 0,
                 inflight_task_get_elapsed_us (task, 0));
  add_number (builder, "attempts", attempts);
  add_error (builder, inflight_task_get_error (task));
  add_marks (builder, task);
  json_builder_end_object (builder);

  return to_line (builder);
}

/**
 * inflight_json_from_wait:
 * @wait: a wait
 *
 * Returns: (transfer full): a JSON object (RFC 8259) on one line, without the
 *   line feed: why the wait returned and how its members stood then
 */
char *
inflight_json_from_wait (InflightWait *wait)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const InflightTally *tally = inflight_wait_get_tally (wait);
  InflightOutcome outcome = inflight_wait_get_outcome (wait);
  g_autofree char *until = NULL;
  guint n_done = inflight_tally_get_done (tally);

  until = inflight_condition_dup_until (inflight_wait_get_condition (wait));

  json_builder_begin_object (builder);
  add_string (builder, "type", "wait");
  add_string (builder, "until", until);
  add_string (builder, "outcome",
              outcome != INFLIGHT_OUTCOME_NONE
                ? inflight_enum_to_nick (INFLIGHT_TYPE_OUTCOME, outcome)
                : NULL);
  add_number (builder, "done", n_done);
  add_number (builder, "pending", tally->members - n_done);
  add_number (builder, "elapsed_us",
              inflight_wait_get_elapsed_us (wait, g_get_monotonic_time ()));
  json_builder_end_object (builder);

  return to_line (builder);
}
