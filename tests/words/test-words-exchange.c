/* test-words-exchange.c: requests, connections and phases as sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-exchange-private.h"
#include "inflight-task-private.h"
#include "inflight-words.h"
#include "virtual-network.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define ISOLATED(text) "\u2068" text "\u2069"

/* Takes the text. */
static void
assert_text (char       *text,
             const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

/* Takes the exchange and the error. */
static InflightTask *
new_settled (InflightExchange *exchange,
             GError           *error)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightRequest) request = inflight_request_new ("https://fake/ok", options, NULL);
  g_autoptr (InflightJob) job = NULL;
  InflightTask *task = inflight_task_new (request, NULL, 1);
  InflightEvent waiting = {
    .kind = INFLIGHT_EVENT_STATE,
    .state = INFLIGHT_TASK_STATE_WAITING,
  };
  InflightEvent event = {
    .kind = INFLIGHT_EVENT_SETTLED,
    .state = error != NULL ? INFLIGHT_TASK_STATE_FAILED : INFLIGHT_TASK_STATE_SUCCEEDED,
    .stamp_us = SECOND,
  };

  job = inflight_task_launch (task, 0);
  inflight_task_apply (task, &waiting, 1);
  event.result = g_new0 (InflightResult, 1);
  event.result->exchange = exchange;
  event.result->error = error;
  event.result->status = exchange->status;
  inflight_task_apply (task, &event, 2);

  return task;
}

/* Certificates */

static void
assert_clauses (GTlsCertificateFlags  faults,
                const char           *expected)
{
  g_auto (GStrv) clauses = inflight_words_certificate (faults);

  assert_text (g_strjoinv (" | ", clauses), expected);
}

static void
test_certificate (void)
{
  assert_clauses (0, "");
  assert_clauses (G_TLS_CERTIFICATE_UNKNOWN_CA, "the issuer of the certificate is unknown");
  assert_clauses (G_TLS_CERTIFICATE_BAD_IDENTITY, "the certificate is for another host");
  assert_clauses (G_TLS_CERTIFICATE_EXPIRED, "the certificate has expired");
  assert_clauses (G_TLS_CERTIFICATE_NOT_ACTIVATED, "the certificate is not valid yet");
  assert_clauses (G_TLS_CERTIFICATE_REVOKED, "the certificate was revoked");
  assert_clauses (G_TLS_CERTIFICATE_INSECURE, "the certificate is signed in an insecure way");
  assert_clauses (G_TLS_CERTIFICATE_GENERIC_ERROR, "the certificate is not acceptable");
  assert_clauses (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_BAD_IDENTITY |
                  G_TLS_CERTIFICATE_GENERIC_ERROR,
                  "the certificate is for another host | the certificate has expired");
}

/* Each fault is named, not only the first. */
static void
test_certificate_failure (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->connection = inflight_connection_new ();
  exchange->connection->certificate_errors = G_TLS_CERTIFICATE_UNKNOWN_CA |
                                             G_TLS_CERTIFICATE_EXPIRED;
  task = new_settled (exchange, g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_CERTIFICATE, "other"));

  assert_text (inflight_words_failure (task),
               "the issuer of the certificate is unknown; the certificate has expired");
}

/* RFC 9112, section 9.6: what is known of the answer depends on when. */
static void
test_reset_stage (void)
{
  const struct { guint status; const char *sentence; } rows[] = {
    { 0, "connection reset by the server before the answer" },
    { 200, "connection reset by the server in the body" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightExchange *exchange = inflight_exchange_new (NULL, 1);
      g_autoptr (InflightTask) task = NULL;

      exchange->status = rows[i].status;
      task = new_settled (exchange, g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_RESET, "reset"));
      assert_text (inflight_words_failure (task), rows[i].sentence);
    }
}

/* Connections */

static void
test_connection (void)
{
  g_autoptr (InflightExchange) exchange = inflight_exchange_new (NULL, 1);

  g_assert_null (inflight_words_connection (exchange));
  g_assert_null (inflight_words_security (exchange));

  exchange->connection = inflight_connection_new ();
  g_assert_null (inflight_words_connection (exchange));
  g_assert_null (inflight_words_security (exchange));

  exchange->connection->remote_address = g_strdup ("[2001:db8::1]:443");
  assert_text (inflight_words_connection (exchange), "[2001:db8::1]:443, new");
  exchange->reused = TRUE;
  assert_text (inflight_words_connection (exchange), "[2001:db8::1]:443, reused");
  exchange->connection->via_proxy = TRUE;
  assert_text (inflight_words_connection (exchange), "proxy [2001:db8::1]:443, reused");
  exchange->reused = FALSE;
  assert_text (inflight_words_connection (exchange), "proxy [2001:db8::1]:443, new");

  exchange->connection->tls_version = g_strdup ("TLS 1.3");
  assert_text (inflight_words_security (exchange), "TLS 1.3");
  exchange->connection->tls_cipher = g_strdup ("AES\n256");
  assert_text (inflight_words_security (exchange), "TLS 1.3, AES 256");
}

static void
test_validity (void)
{
  g_autoptr (InflightExchange) exchange = inflight_exchange_new (NULL, 1);
  InflightConnection *connection = inflight_connection_new ();

  g_assert_null (inflight_words_validity (exchange));

  exchange->connection = connection;
  g_assert_null (inflight_words_validity (exchange));

  connection->certificate_begins_s = 0;
  connection->certificate_ends_s = 86400 * 365;
  assert_text (inflight_words_validity (exchange), "from 1970-01-01 to 1971-01-01");

  /* No calendar goes so far. */
  connection->certificate_ends_s = G_MAXINT64;
  g_assert_null (inflight_words_validity (exchange));
}

/* Phases */

/* Takes the exchange. Launched at one second, a hundred milliseconds in the queue,
 * and settled after as long as is given. */
static InflightTask *
new_timed (InflightExchange *exchange,
           gint64            queued_us,
           gint64            elapsed_us,
           gint64            whole_us)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightRequest) request = inflight_request_new ("https://fake/ok", options, NULL);
  g_autoptr (InflightJob) job = NULL;
  InflightTask *task = inflight_task_new (request, NULL, 1);
  InflightEvent waiting = {
    .kind = INFLIGHT_EVENT_STATE,
    .state = INFLIGHT_TASK_STATE_WAITING,
  };
  InflightEvent event = {
    .kind = INFLIGHT_EVENT_SETTLED,
    .state = INFLIGHT_TASK_STATE_SUCCEEDED,
    .stamp_us = SECOND + whole_us,
  };

  job = inflight_task_launch (task, SECOND);
  inflight_task_apply (task, &waiting, 1);
  event.result = g_new0 (InflightResult, 1);
  event.result->exchange = exchange;
  event.result->attempts = exchange->attempt;
  event.result->queued_us = queued_us;
  event.result->elapsed_us = elapsed_us;
  inflight_task_apply (task, &event, 2);

  return task;
}

static void
test_phases (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  InflightTimings *timings = &exchange->timings;
  g_autoptr (InflightTask) task = NULL;

  timings->fetch_start_us = SECOND + 100 * MS;
  timings->domain_lookup_start_us = SECOND + 100 * MS;
  timings->domain_lookup_end_us = SECOND + 101 * MS;
  timings->connect_start_us = SECOND + 110 * MS;
  timings->secure_connection_start_us = SECOND + 112 * MS;
  timings->connect_end_us = SECOND + 140 * MS;
  timings->request_start_us = SECOND + 140 * MS;
  timings->request_end_us = SECOND + 144 * MS;
  timings->response_start_us = SECOND + 149 * MS;
  timings->response_end_us = SECOND + 1149 * MS;
  task = new_timed (exchange, 100 * MS, 1049 * MS, 1149 * MS);

  assert_text (inflight_words_phases (task),
               "In the queue: 100 ms\nName lookup: 1 ms\nConnecting: 2 ms\n"
               "TLS handshake: 28 ms\nSending: 4 ms\nWaiting: 5 ms\nReceiving: 1.00 s\n"
               "Other: 9 ms\nIn all: 1.15 s");
}

/* On a connection used before there is less to say; and what broke off lasted until
 * the end. */
static void
test_phases_broken_off (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->timings.fetch_start_us = SECOND;
  exchange->timings.request_start_us = SECOND;
  exchange->timings.request_end_us = SECOND;
  exchange->timings.fetch_end_us = SECOND + 30 * MS;
  task = new_timed (exchange, 0, 30 * MS, 30 * MS);
  assert_text (inflight_words_phases (task),
               "In the queue: 0 ms\nSending: 0 ms\nWaiting: 30 ms, not finished\nIn all: 30 ms");
}

/* What a launch and telling of an end took was no attempt. */
static void
test_phases_one_attempt (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->timings.fetch_start_us = SECOND;
  exchange->timings.request_start_us = SECOND;
  exchange->timings.request_end_us = SECOND;
  exchange->timings.response_start_us = SECOND + 20 * MS;
  exchange->timings.response_end_us = SECOND + 30 * MS;
  task = new_timed (exchange, 0, 30 * MS, 34 * MS);
  assert_text (inflight_words_phases (task),
               "In the queue: 0 ms\nSending: 0 ms\nWaiting: 20 ms\nReceiving: 10 ms\n"
               "Other: 4 ms\nIn all: 34 ms");
}

/* Redirects are part of the time, and attempts before the last; phases that overlap
 * are not counted twice. */
static void
test_phases_add_up (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->timings.fetch_start_us = SECOND;
  exchange->timings.connect_start_us = SECOND;
  exchange = inflight_exchange_new (exchange, 2);
  exchange->timings.fetch_start_us = SECOND + 500 * MS;
  exchange->timings.request_start_us = SECOND + 500 * MS;
  exchange->timings.request_end_us = SECOND + 520 * MS;
  exchange->timings.response_start_us = SECOND + 510 * MS;
  exchange->timings.response_end_us = SECOND + 540 * MS;
  exchange = inflight_exchange_new (exchange, 2);
  exchange->timings.fetch_start_us = SECOND + 550 * MS;
  exchange->timings.request_start_us = SECOND + 550 * MS;
  exchange->timings.request_end_us = SECOND + 550 * MS;
  exchange->timings.response_start_us = SECOND + 580 * MS;
  exchange->timings.response_end_us = SECOND + 600 * MS;
  task = new_timed (exchange, 200 * MS, 100 * MS, 600 * MS);

  assert_text (inflight_words_phases (task),
               "In the queue: 200 ms\nEarlier attempts: 300 ms\nSending: 20 ms\n"
               "Waiting: 30 ms\nReceiving: 40 ms\nOther: 10 ms\nIn all: 600 ms");
}

/* Steps */

static void
test_steps (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *after_refusal = NULL;
  InflightTask *task;

  inflight_options_set_max_retries (net->options, 2);
  tasks = virtual_network_launch (net, "ok", "busy?times=2&after=3",
                                  "http://me:secret@other/down?times=1&error=refused",
                                  "http://third/redirect?to=http://me:secret@fourth/ok%3Ftoken=x",
                                  NULL);
  task = g_ptr_array_index (tasks, 1);
  g_assert_null (inflight_words_steps (task));
  g_assert_null (inflight_words_phases (task));
  fake_run_until (net, 100 * SECOND);

  g_assert_null (inflight_words_steps (g_ptr_array_index (tasks, 0)));
  assert_text (inflight_words_steps (task),
               "1. HTTP 503: service unavailable, tried again after 3.00 s\n"
               "2. HTTP 503: service unavailable, tried again after 3.00 s\n3. HTTP 200: OK");

  /* The back-off is at random. */
  after_refusal = inflight_words_steps (g_ptr_array_index (tasks, 2));
  g_assert_true (g_str_has_prefix (after_refusal, "1. connection refused, tried again after "));
  g_assert_true (g_str_has_suffix (after_refusal, "\n2. HTTP 200: OK"));

  assert_text (inflight_words_steps (g_ptr_array_index (tasks, 3)),
               "1. HTTP 302: found → " ISOLATED ("http://fourth/ok?token=…") "\n2. HTTP 200: OK");
}

/* What an attempt took until it broke off is no part of the pause after it. */
static void
test_pause (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->timings.connect_start_us = SECOND;
  exchange->timings.fetch_end_us = 6 * SECOND;
  exchange->error = g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_REFUSED, "no");
  exchange = inflight_exchange_new (exchange, 2);
  exchange->status = 200;
  exchange->timings.fetch_start_us = 8 * SECOND;
  task = new_settled (exchange, NULL);

  assert_text (inflight_words_steps (task),
               "1. connection refused, tried again after 2.00 s\n2. HTTP 200: OK");
}

/* What it was held for is said although no other attempt was made. */
static void
test_cancelled_in_hold (VirtualNetwork *net,
                        gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_max_retries (net->options, 2);
  task = virtual_network_fetch (net, "busy?times=2&after=3");
  fake_run_until (net, SECOND);
  virtual_network_cancel (net, task);
  fake_run_until (net, 2 * SECOND);

  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
  assert_text (inflight_words_steps (task), "1. HTTP 503: service unavailable");
}

/* A row does not become a page. */
static void
test_many_steps (void)
{
  InflightExchange *exchange = NULL;
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *steps = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 30; i++)
    {
      exchange = inflight_exchange_new (exchange, 1);
      exchange->uri = g_strdup_printf ("http://fake/%u/<b>\u202E", i);
      exchange->status = i == 29 ? 200 : 307;
    }

  task = new_settled (exchange, NULL);
  steps = inflight_words_steps (task);
  lines = g_strsplit (steps, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 21);
  g_assert_cmpstr (lines[0], ==, "10 requests before");
  g_assert_cmpstr (lines[1], ==, "11. HTTP 307: temporary redirect → "
                   ISOLATED ("http://fake/11/<b>\ufffd"));
  g_assert_cmpstr (lines[20], ==, "30. HTTP 200: OK");
}

/* Each that IANA has registered says what it means, in order; others are numbers. */
static void
test_statuses (void)
{
  const guint ranges[][2] = {
    { 100, 104 }, { 200, 208 }, { 226, 226 }, { 300, 305 }, { 307, 308 }, { 400, 418 },
    { 421, 426 }, { 428, 429 }, { 431, 431 }, { 451, 451 }, { 500, 508 }, { 510, 511 },
  };
  gsize range = 0;

  for (guint status = 0; status < 1000; status++)
    {
      g_autofree char *words = inflight_words_status (status);
      g_autofree char *number = g_strdup_printf ("HTTP %u", status);

      while (range < G_N_ELEMENTS (ranges) - 1 && status > ranges[range][1])
        range++;

      g_assert_true (g_str_has_prefix (words, number));
      if (status >= ranges[range][0] && status <= ranges[range][1])
        g_assert_true (g_str_has_prefix (words + strlen (number), ": "));
      else
        g_assert_cmpstr (words, ==, number);
    }

  assert_text (inflight_words_status (402), "HTTP 402: payment required");
  assert_text (inflight_words_status (501), "HTTP 501: not implemented");
}

/* Earlier results */

static void
test_earlier (VirtualNetwork *net,
              gconstpointer   user_data)
{
  InflightTask *task;
  g_autoptr (InflightTask) first = virtual_network_fetch (net, "ok?status=503");

  g_assert_null (inflight_words_earlier (first));
  fake_run_until (net, 50 * MS);
  task = virtual_network_retry (net, first);
  virtual_network_cancel (net, task);
  fake_run_until (net, 100 * MS);
  assert_text (inflight_words_earlier (task),
               "1. Failed · HTTP 503: service unavailable · 0 ms");

  task = virtual_network_retry (net, task);
  g_assert_null (inflight_words_earlier (first));
  assert_text (inflight_words_earlier (task),
               "1. Failed · HTTP 503: service unavailable · 0 ms\n"
               "2. Cancelled · cancelled by you");
}

static void
test_many_earlier (VirtualNetwork *net,
                   gconstpointer   user_data)
{
  g_autoptr (InflightTask) first = virtual_network_fetch (net, "never");
  InflightTask *task = first;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  virtual_network_cancel (net, task);
  fake_run_until (net, MS);
  for (guint i = 0; i < 30; i++)
    {
      task = virtual_network_retry (net, task);
      virtual_network_cancel (net, task);
    }

  text = inflight_words_earlier (task);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 21);
  g_assert_cmpstr (lines[0], ==, "10 results before");
  g_assert_true (g_str_has_prefix (lines[1], "11. Cancelled"));
  g_assert_true (g_str_has_prefix (lines[20], "30. Cancelled"));
}

/* Rows */

static void
test_hold (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_max_retries (net->options, 1);
  task = virtual_network_fetch (net, "busy?times=1&after=7");
  fake_run_until (net, 10 * MS);

  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_HELD);
  assert_text (inflight_words_note (task, net->now_us), "again in 7 s");
  fake_run_until (net, 5500 * MS);
  assert_text (inflight_words_row (task, net->now_us),
               "1, Held, " ISOLATED ("http://fake/busy?times=1&after=7") ", "
               ISOLATED ("again in 2 s"));
  fake_run_until (net, 10 * SECOND);
  g_assert_null (inflight_words_note (task, net->now_us));
}

static void
test_marks (void)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;

  exchange->connection = inflight_connection_new ();
  exchange->status = 200;
  task = new_settled (exchange, NULL);
  g_assert_null (inflight_words_note (task, 0));

  exchange->connection->certificate_errors = G_TLS_CERTIFICATE_EXPIRED;
  assert_text (inflight_words_note (task, 0), "certificate not checked");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/words/exchange/certificate", test_certificate);
  g_test_add_func ("/words/exchange/certificate/failure", test_certificate_failure);
  g_test_add_func ("/words/exchange/reset-stage", test_reset_stage);
  g_test_add_func ("/words/exchange/connection", test_connection);
  g_test_add_func ("/words/exchange/validity", test_validity);
  g_test_add_func ("/words/exchange/phases", test_phases);
  g_test_add_func ("/words/exchange/phases/broken-off", test_phases_broken_off);
  g_test_add_func ("/words/exchange/phases/one-attempt", test_phases_one_attempt);
  g_test_add_func ("/words/exchange/phases/add-up", test_phases_add_up);
  VIRTUAL_ADD ("/words/exchange/earlier", test_earlier);
  VIRTUAL_ADD ("/words/exchange/earlier/many", test_many_earlier);
  VIRTUAL_ADD ("/words/exchange/steps", test_steps);
  g_test_add_func ("/words/exchange/steps/pause", test_pause);
  VIRTUAL_ADD ("/words/exchange/steps/cancelled-in-hold", test_cancelled_in_hold);
  g_test_add_func ("/words/exchange/steps/many", test_many_steps);
  g_test_add_func ("/words/exchange/statuses", test_statuses);
  VIRTUAL_ADD ("/words/exchange/hold", test_hold);
  g_test_add_func ("/words/exchange/marks", test_marks);

  return g_test_run ();
}
