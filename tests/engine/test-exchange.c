/* test-exchange.c: when the phases of an exchange were
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-exchange-private.h"
#include "inflight-task.h"
#include "virtual-network.h"

static void
assert_span (const InflightPhaseSpan *span,
             gint64                   start_us,
             gint64                   end_us,
             gboolean                 is_finished)
{
  g_assert_cmpint (span->start_us, ==, start_us);
  g_assert_cmpint (span->end_us, ==, end_us);
  g_assert_cmpint (span->is_finished, ==, is_finished);
}

/* A connection is made before TLS is negotiated on it. */
static void
test_phases (void)
{
  g_autoptr (InflightExchange) self = inflight_exchange_new (NULL, 1);
  InflightPhaseSpan spans[INFLIGHT_N_PHASES];

  self->timings = (InflightTimings) {
    .fetch_start_us = 10,
    .domain_lookup_start_us = 10,
    .domain_lookup_end_us = 20,
    .connect_start_us = 30,
    .secure_connection_start_us = 40,
    .connect_end_us = 50,
    .request_start_us = 50,
    .request_end_us = 60,
    .response_start_us = 70,
    .response_end_us = 80,
    .fetch_end_us = 90,
  };
  inflight_exchange_get_phases (self, spans);
  assert_span (&spans[INFLIGHT_PHASE_LOOKUP], 10, 20, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_CONNECT], 30, 40, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_SECURE], 40, 50, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_SEND], 50, 60, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_WAIT], 60, 70, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_RECEIVE], 70, 80, TRUE);
  g_assert_cmpint (inflight_exchange_get_end_us (self), ==, 90);
}

/* A server may answer before it was asked in full. */
static void
test_overlap (void)
{
  g_autoptr (InflightExchange) self = inflight_exchange_new (NULL, 1);
  InflightPhaseSpan spans[INFLIGHT_N_PHASES];

  self->timings.request_start_us = 10;
  self->timings.response_start_us = 20;
  self->timings.request_end_us = 30;
  self->timings.response_end_us = 40;
  inflight_exchange_get_phases (self, spans);
  assert_span (&spans[INFLIGHT_PHASE_CONNECT], 0, 0, FALSE);
  assert_span (&spans[INFLIGHT_PHASE_SEND], 10, 30, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_WAIT], 30, 30, TRUE);
  assert_span (&spans[INFLIGHT_PHASE_RECEIVE], 30, 40, TRUE);
  g_assert_cmpint (inflight_exchange_get_end_us (self), ==, 40);
}

static void
test_broken_off (void)
{
  g_autoptr (InflightExchange) self = inflight_exchange_new (NULL, 1);
  InflightPhaseSpan spans[INFLIGHT_N_PHASES];

  self->timings.connect_start_us = 10;
  self->timings.fetch_end_us = 30;
  inflight_exchange_get_phases (self, spans);
  assert_span (&spans[INFLIGHT_PHASE_LOOKUP], 0, 0, FALSE);
  assert_span (&spans[INFLIGHT_PHASE_CONNECT], 10, 30, FALSE);
  assert_span (&spans[INFLIGHT_PHASE_SECURE], 0, 0, FALSE);
}

/* Of each attempt and each redirect it is known when it ended, however it did. */
static void
test_ends (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (InflightTask) tried = NULL;
  g_autoptr (InflightTask) led = NULL;
  const InflightExchange *exchange;

  inflight_options_set_max_retries (net->options, 1);
  tried = virtual_network_fetch (net, "down?at=30&times=1&error=refused");
  led = virtual_network_fetch (net, "http://other/redirect?at=20&to=/ok%3Fat=10");
  fake_run_until (net, 100 * G_USEC_PER_SEC);

  exchange = inflight_task_get_exchange (tried);
  g_assert_cmpint (inflight_exchange_get_end_us (exchange), ==,
                   inflight_task_get_started_us (tried) +
                   inflight_task_get_elapsed_us (tried, 0));
  g_assert_cmpuint (exchange->previous->attempt, ==, 1);
  g_assert_cmpint (exchange->previous->timings.fetch_end_us, ==,
                   exchange->previous->timings.fetch_start_us + 30 * MS);

  exchange = inflight_task_get_exchange (led);
  g_assert_cmpint (exchange->timings.fetch_end_us, ==, exchange->timings.fetch_start_us + 10 * MS);
  g_assert_cmpint (exchange->previous->timings.fetch_end_us, ==,
                   exchange->previous->timings.fetch_start_us + 20 * MS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/engine/exchange/phases", test_phases);
  g_test_add_func ("/engine/exchange/phases/overlap", test_overlap);
  g_test_add_func ("/engine/exchange/phases/broken-off", test_broken_off);
  VIRTUAL_ADD ("/engine/exchange/ends", test_ends);

  return g_test_run ();
}
