/* inflight-json.c: tasks and waits as JSON Lines
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json.h"

#include "inflight-number-private.h"

#include <string.h>

/* As many as most lines have. */
#define LINE_BYTES 320

/* RFC 8259, section 7; DEL besides, which terminals swallow. */
static gboolean
needs_escape (guchar character)
{
  return character < 0x20 || character == '"' || character == '\\' || character == 0x7f;
}

static void
append_escape (GString *out,
               char     character)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  const char *found = strchr (escaped, character);

  if (found != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, letters[found - escaped]);
    }
  else
    {
      g_string_append_printf (out, "\\u%04x", (guint) character);
    }
}

/* What is no UTF-8 is made valid (RFC 8259, section 8.1). */
static void
append_string (GString    *out,
               const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *run = p;

      while (!needs_escape (*p))
        p++;
      g_string_append_len (out, run, p - run);

      if (*p == '\0')
        break;
      append_escape (out, *p);
    }
  g_string_append_c (out, '"');
}

/* What stands between two members, or two elements. */
static void
separate (GString *out)
{
  char last = out->str[out->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (out, ',');
}

/* Names are ours, and need no escape. */
static void
add_name (GString    *out,
          const char *name)
{
  separate (out);
  g_string_append_c (out, '"');
  g_string_append (out, name);
  g_string_append_c (out, '"');
  g_string_append_c (out, ':');
}

static void
add_string (GString    *out,
            const char *name,
            const char *value)
{
  add_name (out, name);

  if (value != NULL)
    append_string (out, value);
  else
    g_string_append (out, "null");
}

static void
add_number (GString    *out,
            const char *name,
            guint64     value)
{
  add_name (out, name);
  inflight_number_append (out, value, 0);
}

/* What did not happen is null, not 0. */
static void
add_number_if (GString    *out,
               const char *name,
               gboolean    happened,
               guint64     value)
{
  if (happened)
    add_number (out, name, value);
  else
    add_string (out, name, NULL);
}

static void
add_error (GString      *out,
           const GError *error)
{
  if (error == NULL)
    {
      add_string (out, "error", NULL);
      return;
    }

  add_name (out, "error");
  g_string_append_c (out, '{');
  add_string (out, "code", inflight_enum_to_nick (INFLIGHT_TYPE_ERROR, error->code));
  add_string (out, "message", error->message);
  g_string_append_c (out, '}');
}

/* RFC 3339, section 5.6; a certificate cannot say more than that. */
static void
add_date (GString    *out,
          const char *name,
          gint64      time_s)
{
  g_autoptr (GDateTime) date = time_s != 0 ? g_date_time_new_from_unix_utc (time_s) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%FT%TZ") : NULL;

  add_string (out, name, text);
}

static gboolean
is_secure (const InflightConnection *connection)
{
  return connection != NULL &&
         (connection->tls_version != NULL || connection->certificate_subject != NULL ||
          connection->certificate_errors != 0);
}

/* Of the connection of the last request. */
static void
add_tls (GString                *out,
         const InflightExchange *exchange)
{
  const InflightConnection *connection = exchange != NULL ? exchange->connection : NULL;

  if (!is_secure (connection))
    {
      add_string (out, "tls", NULL);
      return;
    }

  add_name (out, "tls");
  g_string_append_c (out, '{');
  add_string (out, "version", connection->tls_version);
  add_string (out, "cipher", connection->tls_cipher);
  add_string (out, "subject", connection->certificate_subject);
  add_string (out, "issuer", connection->certificate_issuer);
  add_date (out, "expires", connection->certificate_ends_s);
  add_name (out, "verified");
  g_string_append (out, connection->certificate_errors == 0 ? "true" : "false");
  g_string_append_c (out, '}');
}

static void
add_mark (GString    *out,
          const char *nick,
          gboolean    applies)
{
  if (!applies)
    return;

  separate (out);
  append_string (out, nick);
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
add_marks (GString      *out,
           InflightTask *task)
{
  gsize before = out->len;

  add_name (out, "marks");
  g_string_append_c (out, '[');
  add_mark (out, "unchecked", inflight_task_is_unchecked (task));
  add_mark (out, "unverified", inflight_task_is_unverified (task));
  add_mark (out, "encoded", inflight_task_get_encoding (task) != NULL);
  add_mark (out, "outcome-unknown", inflight_task_is_outcome_unknown (task));
  add_mark (out, "although-cancelled", is_finished_although_cancelled (task));

  if (out->str[out->len - 1] == '[')
    g_string_truncate (out, before);
  else
    g_string_append_c (out, ']');
}

/* All of a task but those before it. */
static void
add_members (GString      *out,
             InflightTask *task)
{
  g_autofree char *address = NULL;
  guint status = inflight_task_get_status (task);
  guint attempts = inflight_task_get_attempts (task);

  address = inflight_request_dup_display (inflight_task_get_request (task));

  add_string (out, "type", "task");
  add_number (out, "position", inflight_task_get_position (task));
  add_number_if (out, "rank", inflight_task_is_settled (task),
                 inflight_task_get_rank (task));
  add_string (out, "url", address);
  add_string (out, "state",
              inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE,
                                     inflight_task_get_state (task)));
  add_number_if (out, "status", status != 0, status);
  add_string (out, "title", inflight_task_get_title (task));
  add_number_if (out, "bytes", status != 0, inflight_task_get_bytes (task));
  add_number_if (out, "elapsed_us", attempts > 0,
                 inflight_task_get_elapsed_us (task, 0));
  add_number (out, "attempts", attempts);
  add_error (out, inflight_task_get_error (task));
  add_tls (out, inflight_task_get_exchange (task));
  add_marks (out, task);
}

static void
add_earlier (GString   *out,
             GPtrArray *earlier)
{
  add_name (out, "earlier");
  g_string_append_c (out, '[');

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    {
      separate (out);
      g_string_append_c (out, '{');
      add_members (out, g_ptr_array_index (earlier, i));
      g_string_append_c (out, '}');
    }

  g_string_append_c (out, ']');
}

/**
 * inflight_json_from_task:
 * @task: a task
 *
 * `position` is the input order, `rank` the completion order, both from 1; times
 * are in microseconds; what did not happen is null. Credentials are left out of
 * the address.
 *
 * `tls` is null without TLS, else what is known of the last connection: `version`,
 * `cipher`, `subject`, `issuer`, `expires` (RFC 3339, in UTC) and `verified`, whether
 * nothing was wrong with the certificate.
 *
 * `marks` is there only if there is something to know about the task before it is
 * relied on, an array of: `unchecked`, see inflight_task_is_unchecked();
 * `unverified`, see inflight_task_is_unverified(); `encoded`, see
 * inflight_task_get_encoding(); `outcome-unknown`, see
 * inflight_task_is_outcome_unknown(); `although-cancelled`, it finished although
 * its cancel was asked for. There may be more of them in times to come.
 *
 * `earlier` is an array of what was in its place before a person retried it, see
 * inflight_task_get_earlier(): oldest first, each an object as this one, but
 * without `earlier`. Retries of its own are counted in `attempts`.
 *
 * Returns: (transfer full): a JSON object (RFC 8259) on one line, without the
 *   line feed
 */
char *
inflight_json_from_task (InflightTask *task)
{
  GString *out = g_string_sized_new (LINE_BYTES);

  g_string_append_c (out, '{');
  add_members (out, task);
  add_earlier (out, inflight_task_get_earlier (task));
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
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
  GString *out = g_string_sized_new (LINE_BYTES);
  const InflightTally *tally = inflight_wait_get_tally (wait);
  InflightOutcome outcome = inflight_wait_get_outcome (wait);
  g_autofree char *until = NULL;
  guint n_done = inflight_tally_get_done (tally);

  until = inflight_condition_dup_until (inflight_wait_get_condition (wait));

  g_string_append_c (out, '{');
  add_string (out, "type", "wait");
  add_string (out, "until", until);
  add_string (out, "outcome",
              outcome != INFLIGHT_OUTCOME_NONE
                ? inflight_enum_to_nick (INFLIGHT_TYPE_OUTCOME, outcome)
                : NULL);
  add_number (out, "done", n_done);
  add_number (out, "pending", tally->members - n_done);
  add_number (out, "elapsed_us",
              inflight_wait_get_elapsed_us (wait, g_get_monotonic_time ()));
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}
