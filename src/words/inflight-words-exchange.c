/* inflight-words-exchange.c: requests, connections and phases as sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include "inflight-text.h"
#include "inflight-uri.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anybody follows with a finger. */
#define MAX_STEPS 20

/**
 * inflight_words_certificate:
 * @faults: what is wrong with the certificate of a server
 *
 * Returns: (transfer full): a clause for each fault, none if there is none
 */
char **
inflight_words_certificate (GTlsCertificateFlags faults)
{
  static const struct
  {
    GTlsCertificateFlags  flag;
    const char           *clause;
  } rows[] = {
    { G_TLS_CERTIFICATE_REVOKED, N_("the certificate was revoked") },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("the issuer of the certificate is unknown") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("the certificate is for another host") },
    { G_TLS_CERTIFICATE_EXPIRED, N_("the certificate has expired") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("the certificate is not valid yet") },
    { G_TLS_CERTIFICATE_INSECURE, N_("the certificate is signed in an insecure way") },
  };
  GPtrArray *clauses = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (faults & rows[i].flag)
      g_ptr_array_add (clauses, g_strdup (_(rows[i].clause)));

  if (clauses->len == 0 && faults != 0)
    g_ptr_array_add (clauses, g_strdup (_("the certificate is not acceptable")));

  g_ptr_array_add (clauses, NULL);

  return (char **) g_ptr_array_free (clauses, FALSE);
}

/**
 * inflight_words_connection:
 * @exchange: an exchange
 *
 * Returns: (transfer full) (nullable): what it was connected to, and whether for
 *   the first time; %NULL if it did not come to a connection
 */
char *
inflight_words_connection (const InflightExchange *exchange)
{
  const InflightConnection *connection = exchange->connection;
  g_autofree char *address = NULL;

  if (connection == NULL || connection->remote_address == NULL)
    return NULL;

  address = inflight_text_clean (connection->remote_address, -1);

  if (connection->via_proxy && exchange->reused)
    /* Translators: a connection; %s is an address and a port */
    return g_strdup_printf (_("proxy %s, reused"), address);

  if (connection->via_proxy)
    /* Translators: a connection; %s is an address and a port */
    return g_strdup_printf (_("proxy %s, new"), address);

  if (exchange->reused)
    /* Translators: a connection; %s is an address and a port */
    return g_strdup_printf (_("%s, reused"), address);

  /* Translators: a connection; %s is an address and a port */
  return g_strdup_printf (_("%s, new"), address);
}

/**
 * inflight_words_security:
 * @exchange: an exchange
 *
 * Returns: (transfer full) (nullable): version and cipher suite of TLS; %NULL
 *   if it was done without
 */
char *
inflight_words_security (const InflightExchange *exchange)
{
  const InflightConnection *connection = exchange->connection;
  g_autofree char *version = NULL;
  g_autofree char *cipher = NULL;

  if (connection == NULL || connection->tls_version == NULL)
    return NULL;

  version = inflight_text_clean (connection->tls_version, -1);
  if (connection->tls_cipher == NULL)
    return g_steal_pointer (&version);

  cipher = inflight_text_clean (connection->tls_cipher, -1);

  /* Translators: a version of TLS, and a cipher suite */
  return g_strdup_printf (C_("TLS version, cipher", "%s, %s"), version, cipher);
}

/**
 * inflight_words_validity:
 * @exchange: an exchange
 *
 * Returns: (transfer full) (nullable): from when to when the certificate of the server
 *   is valid, as dates of UTC; %NULL if there was none
 */
char *
inflight_words_validity (const InflightExchange *exchange)
{
  const InflightConnection *connection = exchange->connection;
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (connection == NULL || connection->certificate_ends_s == 0)
    return NULL;

  begin = g_date_time_new_from_unix_utc (connection->certificate_begins_s);
  end = g_date_time_new_from_unix_utc (connection->certificate_ends_s);
  if (begin == NULL || end == NULL)
    return NULL;

  first = g_date_time_format (begin, "%F");
  last = g_date_time_format (end, "%F");

  /* Translators: two dates, such as 2026-01-31 */
  return g_strdup_printf (_("from %s to %s"), first, last);
}

/* Steps */

static char *
dup_address (InflightTask           *task,
             const InflightExchange *exchange)
{
  g_autofree char *display = NULL;
  g_autofree char *clean = NULL;

  display = exchange->uri != NULL ? inflight_uri_dup_display (exchange->uri)
                                  : inflight_request_dup_display (inflight_task_get_request (task));
  clean = inflight_text_clean (display, -1);

  return inflight_text_isolate (clean);
}

/* What became of the last exchange is what became of the task, unless that was
 * held when it settled. */
static char *
word_last (InflightTask           *task,
           const InflightExchange *exchange)
{
  InflightTaskState state = inflight_task_get_state (task);

  if (exchange->error != NULL)
    return inflight_words_exchange_failure (task, exchange);

  if (state == INFLIGHT_TASK_STATE_FAILED)
    return inflight_words_failure (task);

  if (state == INFLIGHT_TASK_STATE_CANCELLED)
    return inflight_words_cancelled (task);

  return inflight_words_status (exchange->status);
}

static char *
word_step (InflightTask           *task,
           guint                   number,
           const InflightExchange *exchange,
           const InflightExchange *next)
{
  g_autofree char *what = NULL;
  g_autofree char *address = NULL;
  g_autofree char *pause = NULL;

  if (next == NULL)
    {
      what = word_last (task, exchange);

      /* Translators: a list item: its number, and what a request came to */
      return g_strdup_printf (C_("number, request", "%u. %s"), number, what);
    }

  if (next->attempt == exchange->attempt)
    {
      what = inflight_words_status (exchange->status);
      address = dup_address (task, next);

      /* Translators: a list item: its number, “HTTP 302: found”, and the address that
       * it redirects to */
      return g_strdup_printf (C_("number, request, address", "%u. %s → %s"), number, what, address);
    }

  what = inflight_words_exchange_failure (task, exchange);
  pause = inflight_words_duration (MAX (0, next->timings.fetch_start_us -
                                           inflight_exchange_get_end_us (exchange)));

  /* Translators: a list item: its number, why a request failed, a time span */
  return g_strdup_printf (_("%u. %s, tried again after %s"), number, what, pause);
}

/**
 * inflight_words_steps:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): the redirects and attempts of a settled
 *   task, one a line, the last of them if there are many; %NULL if its one
 *   request was all
 */
char *
inflight_words_steps (InflightTask *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);
  g_autoptr (GPtrArray) exchanges = g_ptr_array_new ();
  GString *text = NULL;
  guint n_left_out;

  if (exchange == NULL || (exchange->previous == NULL && exchange->error == NULL))
    return NULL;

  for (; exchange != NULL; exchange = exchange->previous)
    g_ptr_array_insert (exchanges, 0, (gpointer) exchange);

  text = g_string_new (NULL);
  n_left_out = exchanges->len > MAX_STEPS ? exchanges->len - MAX_STEPS : 0;
  if (n_left_out > 0)
    g_string_append_printf (text, ngettext ("%u request before", "%u requests before",
                                            n_left_out), n_left_out);

  for (guint i = n_left_out; i < exchanges->len; i++)
    {
      const InflightExchange *next = NULL;
      g_autofree char *line = NULL;

      if (i + 1 < exchanges->len)
        next = g_ptr_array_index (exchanges, i + 1);
      line = word_step (task, i + 1, g_ptr_array_index (exchanges, i), next);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  return g_string_free (text, FALSE);
}

/* Status or reason of a settled task; there is neither where it was answered
 * without one. */
static char *
word_result (InflightTask *task)
{
  char *failure = inflight_words_failure (task);

  if (failure != NULL)
    return failure;

  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLED)
    return inflight_words_cancelled (task);

  return inflight_words_status (inflight_task_get_status (task));
}

static char *
word_earlier (InflightTask *task,
              guint         number)
{
  const char *state = inflight_words_state (inflight_task_get_state (task));
  g_autofree char *result = word_result (task);
  g_autofree char *duration = NULL;

  if (inflight_task_get_attempts (task) == 0)
    /* Translators: a list item: its number, the state of a task, and why it is in it */
    return g_strdup_printf (C_("number, state, result", "%u. %s · %s"), number, state, result);

  duration = inflight_words_duration (inflight_task_get_elapsed_us (task, 0));

  /* Translators: a list item: its number, the state of a task, why it is in it, and
   * the time that it took */
  return g_strdup_printf (C_("number, state, result, time", "%u. %s · %s · %s"),
                          number, state, result, duration);
}

/**
 * inflight_words_earlier:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): what came of the tasks that were in its place
 *   before a person retried them, one a line, oldest first, the last of them if
 *   there are many; %NULL if it is the first there
 */
char *
inflight_words_earlier (InflightTask *task)
{
  GPtrArray *earlier = inflight_task_get_earlier (task);
  GString *text;
  guint n_left_out;

  if (earlier == NULL)
    return NULL;

  text = g_string_new (NULL);
  n_left_out = earlier->len > MAX_STEPS ? earlier->len - MAX_STEPS : 0;
  if (n_left_out > 0)
    g_string_append_printf (text, ngettext ("%u result before", "%u results before",
                                            n_left_out), n_left_out);

  for (guint i = n_left_out; i < earlier->len; i++)
    {
      g_autofree char *line = word_earlier (g_ptr_array_index (earlier, i), i + 1);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  return g_string_free (text, FALSE);
}
