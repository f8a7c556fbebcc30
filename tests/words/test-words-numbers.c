/* test-words-numbers.c: how fast answers arrive as sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"
#include "virtual-network.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Takes the text. */
static void
assert_text (char       *text,
             const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_per_second (void)
{
  assert_text (inflight_words_per_second (0), "0/s");
  assert_text (inflight_words_per_second (0.42), "0.4/s");
  assert_text (inflight_words_per_second (2), "2/s");
  assert_text (inflight_words_per_second (9.94), "9.9/s");
  assert_text (inflight_words_per_second (9.96), "10/s");
  assert_text (inflight_words_per_second (211.7), "212/s");
  assert_text (inflight_words_per_second (12000), "12000/s");
}

static void
test_tick (void)
{
  assert_text (inflight_words_tick (0), "0");
  assert_text (inflight_words_tick (500), "500 µs");
  assert_text (inflight_words_tick (20 * MS), "20 ms");
  assert_text (inflight_words_tick (100 * MS), "0.1 s");
  assert_text (inflight_words_tick (250 * MS), "0.25 s");
  assert_text (inflight_words_tick (1500 * MS), "1.5 s");
  assert_text (inflight_words_tick (SECOND), "1 s");
  assert_text (inflight_words_tick (200 * SECOND), "200 s");
}

static void
assert_ends (gint64      from_us,
             gint64      to_us,
             const char *expected_from,
             const char *expected_to)
{
  char *from;
  char *to;

  inflight_words_axis_ends (from_us, to_us, &from, &to);
  assert_text (from, expected_from);
  assert_text (to, expected_to);
}

static void
test_axis_ends (void)
{
  assert_ends (2610, 3390, "2610 µs", "3390 µs");
  assert_ends (2400, 3390, "2 ms", "3 ms");
  assert_ends (84 * MS, 1320 * MS, "84 ms", "1.32 s");
  assert_ends (84 * MS, 84 * MS, "84 ms", "84 ms");
}

static void
test_none (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "never", NULL);

  fake_run_until (net, SECOND);

  g_assert_null (inflight_words_rate (net->batch));
  g_assert_null (inflight_words_percentiles (net->batch));
  g_assert_null (inflight_words_throughput (net->batch));
  g_assert_null (inflight_words_latency (net->batch));
}

static void
test_few (VirtualNetwork *net,
          gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=84", "ok?at=310", NULL);

  fake_run_until (net, 100 * MS);
  assert_text (inflight_words_throughput (net->batch), "1 answer in 0.1 s.");
  assert_text (inflight_words_latency (net->batch), "The answer took 84 ms.");

  fake_run_until (net, 500 * MS);
  assert_text (inflight_words_throughput (net->batch), "2 answers in 310 ms.");
  assert_text (inflight_words_latency (net->batch),
               "The fastest answer took 84 ms, the slowest 310 ms.");
}

static void
test_many (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks =
    virtual_network_launch (net, "ok?at=84", "ok?at=310", "ok?at=12", "ok?at=20", "ok?at=1000",
                            "ok?at=4000", NULL);

  fake_run_until (net, 5 * SECOND);
  assert_text (inflight_words_throughput (net->batch),
               "6 answers in 4.00 s: 1.5 per second on average, 6.2 at most.");
  assert_text (inflight_words_latency (net->batch),
               "Half of the answers took 84 ms or less, 95 % of them 4.00 s or less. "
               "The fastest took 12 ms, the slowest 4.00 s, the mean is 904 ms.");
  assert_text (inflight_words_percentiles (net->batch), "median 84 ms, 95 % 4.00 s");
}

/* What a bar shows that cannot be seen. */
static void
test_waterfall (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, "ok?at=500&head=300", "ok", NULL);
  InflightTask *task = g_ptr_array_index (tasks, 0);

  inflight_network_set_caps (net->network, 1, 1);
  fake_run_until (net, SECOND);
  assert_text (inflight_words_waterfall (task, net->now_us), "Ready");

  inflight_network_launch (net->network, tasks);
  fake_run_until (net, SECOND + 400 * MS);
  assert_text (inflight_words_waterfall (task, net->now_us), "Receiving: 0.4 s so far");
  assert_text (inflight_words_waterfall (g_ptr_array_index (tasks, 1), net->now_us),
               "Queued: 0.4 s so far");

  fake_run_until (net, 2 * SECOND);
  assert_text (inflight_words_waterfall (task, net->now_us),
               "In the queue: 0 ms, Other: 500 ms, In all: 500 ms");
  assert_text (inflight_words_waterfall (g_ptr_array_index (tasks, 1), net->now_us),
               "In the queue: 500 ms, In all: 500 ms");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/words/numbers/per-second", test_per_second);
  g_test_add_func ("/words/numbers/tick", test_tick);
  g_test_add_func ("/words/numbers/axis-ends", test_axis_ends);
  VIRTUAL_ADD ("/words/numbers/none", test_none);
  VIRTUAL_ADD ("/words/numbers/few", test_few);
  VIRTUAL_ADD ("/words/numbers/many", test_many);
  VIRTUAL_ADD ("/words/numbers/waterfall", test_waterfall);

  return g_test_run ();
}
