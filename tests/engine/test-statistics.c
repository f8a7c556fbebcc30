/* test-statistics.c: how fast answers arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-statistics-private.h"
#include "virtual-network.h"

#include <stdlib.h>

#define SECOND ((gint64) G_USEC_PER_SEC)
#define STATISTICS(self) inflight_batch_get_statistics ((self)->batch)

/* Half the width of a counter, in proportion to what it counts. */
#define PRECISION (1.0 / 2048)

static InflightStatistics *
new_with (const gint64 *latencies_us,
          guint         n_latencies)
{
  InflightStatistics *self = inflight_statistics_new ();

  for (guint i = 0; i < n_latencies; i++)
    inflight_statistics_add_answer (self, 0, latencies_us[i]);

  return self;
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The nearest rank: the least value that so many percent do not exceed. */
static gint64
get_exact (const gint64 *sorted_us,
           guint         n_values,
           guint         percent)
{
  guint rank = (n_values * percent + 99) / 100;

  return sorted_us[MAX (rank, 1) - 1];
}

static void
assert_near (gint64 measured_us,
             gint64 exact_us)
{
  if (ABS (measured_us - exact_us) > exact_us * PRECISION)
    g_error ("%" G_GINT64_FORMAT " is too far from %" G_GINT64_FORMAT, measured_us, exact_us);
}

/* The histogram */

static void
test_empty (void)
{
  g_autoptr (InflightStatistics) self = inflight_statistics_new ();
  const guint *counts;
  gint64 width_us;
  InflightBin bin;

  g_assert_cmpuint (inflight_statistics_get_n_answers (self), ==, 0);
  g_assert_cmpint (inflight_statistics_get_median_us (self), ==, 0);
  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 100), ==, 0);
  g_assert_cmpint (inflight_statistics_get_min_us (self), ==, 0);
  g_assert_cmpint (inflight_statistics_get_max_us (self), ==, 0);
  g_assert_cmpint (inflight_statistics_get_mean_us (self), ==, 0);
  g_assert_cmpuint (inflight_statistics_get_bins (self, 4, &bin, 1), ==, 0);
  g_assert_cmpuint (inflight_statistics_get_series (self, &counts, &width_us), ==, 0);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 5 * SECOND), ==, 0);
  g_assert_cmpfloat (inflight_statistics_get_mean_rate (self, 5 * SECOND), ==, 0);
  g_assert_cmpint (inflight_statistics_get_busy_us (self, 5 * SECOND), ==, 0);
  g_assert_cmpint (inflight_statistics_get_run_us (self, 5 * SECOND), ==, 0);
  g_assert_cmpint (inflight_statistics_get_run_start_us (self, SECOND), ==, SECOND);
  g_assert_false (inflight_statistics_is_under_way (self));
}

/* Of one value everything is that value, exactly, however large. */
static void
test_one (void)
{
  static const gint64 values_us[] = { 0, 1, 1023, 1024, 1025, 84123, SECOND, 86400 * SECOND,
                                      G_GINT64_CONSTANT (1) << 50 };

  for (gsize i = 0; i < G_N_ELEMENTS (values_us); i++)
    {
      g_autoptr (InflightStatistics) self = new_with (&values_us[i], 1);

      g_assert_cmpint (inflight_statistics_get_percentile_us (self, 0.1), ==, values_us[i]);
      g_assert_cmpint (inflight_statistics_get_median_us (self), ==, values_us[i]);
      g_assert_cmpint (inflight_statistics_get_percentile_us (self, 100), ==, values_us[i]);
      g_assert_cmpint (inflight_statistics_get_mean_us (self), ==, values_us[i]);
    }
}

/* Of an even number the median is the lower of the two in the middle. */
static void
test_nearest_rank (void)
{
  static const gint64 values_us[] = { 20, 10, 30, 5 };
  g_autoptr (InflightStatistics) self = new_with (values_us, G_N_ELEMENTS (values_us));

  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 25), ==, 5);
  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 25.1), ==, 10);
  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 50), ==, 10);
  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 75), ==, 20);
  g_assert_cmpint (inflight_statistics_get_percentile_us (self, 95), ==, 30);
  g_assert_cmpint (inflight_statistics_get_min_us (self), ==, 5);
  g_assert_cmpint (inflight_statistics_get_max_us (self), ==, 30);
  g_assert_cmpint (inflight_statistics_get_mean_us (self), ==, 16);
}

/* Latencies of every order of magnitude, as far as a fetch can take. */
static gint64
get_random_us (void)
{
  gint64 magnitude = G_GINT64_CONSTANT (1) << g_test_rand_int_range (0, 38);

  return magnitude * g_test_rand_double_range (0, 2);
}

static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n_values = g_test_rand_int_range (1, 2000);
      g_autofree gint64 *values_us = g_new (gint64, n_values);
      g_autoptr (InflightStatistics) self = NULL;

      for (guint i = 0; i < n_values; i++)
        values_us[i] = get_random_us ();

      self = new_with (values_us, n_values);
      qsort (values_us, n_values, sizeof *values_us, compare_values);

      for (guint percent = 1; percent <= 100; percent++)
        assert_near (inflight_statistics_get_percentile_us (self, percent),
                     get_exact (values_us, n_values, percent));
      g_assert_cmpint (inflight_statistics_get_min_us (self), ==, values_us[0]);
      g_assert_cmpint (inflight_statistics_get_max_us (self), ==, values_us[n_values - 1]);
    }
}

/* Bins lie side by side, each value is in the one that says so. */
static void
test_bins (void)
{
  gint64 values_us[500];
  g_autoptr (InflightStatistics) self = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values_us); i++)
    values_us[i] = get_random_us ();

  self = new_with (values_us, G_N_ELEMENTS (values_us));
  for (guint per_octave = 1; per_octave <= 32; per_octave *= 2)
    {
      InflightBin bins[2000];
      guint n_bins = inflight_statistics_get_bins (self, per_octave, bins, 2000);

      g_assert_cmpuint (bins[0].n_answers, >, 0);
      g_assert_cmpuint (bins[n_bins - 1].n_answers, >, 0);
      for (guint i = 0; i < n_bins; i++)
        {
          guint n_expected = 0;

          for (gsize j = 0; j < G_N_ELEMENTS (values_us); j++)
            if (values_us[j] >= bins[i].from_us && values_us[j] < bins[i].to_us)
              n_expected++;
          g_assert_cmpuint (bins[i].n_answers, ==, n_expected);
          if (i > 0)
            g_assert_cmpint (bins[i].from_us, ==, bins[i - 1].to_us);
        }

      g_assert_cmpuint (inflight_statistics_get_bins (self, per_octave, bins, 3), ==, 3);
    }
}

/* The rate */

static void
test_rate (void)
{
  g_autoptr (InflightStatistics) self = inflight_statistics_new ();
  double rate;

  /* A hundred a second, for ten seconds. */
  for (guint i = 0; i < 1000; i++)
    inflight_statistics_add_answer (self, i * SECOND / 100, 0);

  g_assert_cmpfloat_with_epsilon (inflight_statistics_get_rate (self, 10 * SECOND), 100, 1.5);
  g_assert_cmpfloat_with_epsilon (inflight_statistics_get_rate (self, 10 * SECOND + SECOND / 2),
                                  50, 3);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 12 * SECOND), ==, 0);

  /* One that is told of late counts where it belongs, if anywhere. */
  rate = inflight_statistics_get_rate (self, 10 * SECOND);
  inflight_statistics_add_answer (self, 5 * SECOND, 0);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 10 * SECOND), ==, rate);
  inflight_statistics_add_answer (self, 95 * SECOND / 10, 0);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 10 * SECOND), ==, rate + 1);

  inflight_statistics_add_answer (self, 100 * SECOND, 0);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 100 * SECOND), ==, 1);

  /* It fades within a twentieth of a second, and does not vanish at once. */
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 101 * SECOND), ==, 1);
  g_assert_cmpfloat_with_epsilon (inflight_statistics_get_rate (self, 101 * SECOND + 25 * MS),
                                  0.5, 0.001);
  g_assert_cmpfloat (inflight_statistics_get_rate (self, 101 * SECOND + 50 * MS), ==, 0);
}

/* Nothing is lost when slots get wider, and each is in its place. */
static void
test_series (void)
{
  g_autoptr (InflightStatistics) self = inflight_statistics_new ();

  inflight_statistics_add_launch (self, 7 * SECOND);
  for (guint second = 0; second < 3600; second++)
    for (guint i = 0; i < second % 7; i++)
      inflight_statistics_add_answer (self, (7 + second) * SECOND, 0);

  {
    const guint *counts;
    gint64 width_us;
    guint n_slots = inflight_statistics_get_series (self, &counts, &width_us);
    guint n_answers = 0;

    g_assert_cmpint (n_slots * width_us, >=, 3599 * SECOND);
    g_assert_cmpuint (n_slots, >, 100);
    g_assert_cmpuint (n_slots, <=, 256);
    for (guint i = 0; i < n_slots; i++)
      {
        guint n_expected = 0;

        for (guint second = 0; second < 3600; second++)
          if (second * SECOND / width_us == i)
            n_expected += second % 7;
        g_assert_cmpuint (counts[i], ==, n_expected);
        n_answers += counts[i];
      }
    g_assert_cmpuint (n_answers, ==, inflight_statistics_get_n_answers (self));
  }
}

/* Runs */

/* Between runs no time passes; within one, though nothing is under way for an
 * instant, it does. */
static void
test_runs (void)
{
  g_autoptr (InflightStatistics) self = inflight_statistics_new ();

  inflight_statistics_add_launch (self, 10 * SECOND);
  g_assert_true (inflight_statistics_is_under_way (self));
  g_assert_cmpint (inflight_statistics_get_run_us (self, 11 * SECOND), ==, SECOND);
  inflight_statistics_add_end (self, 12 * SECOND);
  g_assert_false (inflight_statistics_is_under_way (self));

  /* Launched with the first, and queued later. */
  inflight_statistics_add_launch (self, 10 * SECOND);
  inflight_statistics_add_end (self, 13 * SECOND);
  g_assert_cmpint (inflight_statistics_get_busy_us (self, 90 * SECOND), ==, 3 * SECOND);

  inflight_statistics_add_launch (self, 100 * SECOND);
  inflight_statistics_add_launch (self, 101 * SECOND);
  g_assert_cmpint (inflight_statistics_get_busy_us (self, 101 * SECOND), ==, 4 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_us (self, 101 * SECOND), ==, SECOND);
  inflight_statistics_add_end (self, 102 * SECOND);
  inflight_statistics_add_end (self, 104 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_us (self, 999 * SECOND), ==, 0);

  g_assert_cmpint (inflight_statistics_get_run_start_us (self, 10 * SECOND), ==, 10 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_start_us (self, 101 * SECOND), ==, 100 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_start_us (self, 9 * SECOND), ==, 9 * SECOND);
}

static void
test_many_runs (void)
{
  g_autoptr (InflightStatistics) self = inflight_statistics_new ();

  for (guint i = 1; i <= 1000; i++)
    {
      inflight_statistics_add_launch (self, i * SECOND);
      inflight_statistics_add_end (self, i * SECOND + 10 * MS);
    }

  g_assert_cmpint (inflight_statistics_get_busy_us (self, 0), ==, 10 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_start_us (self, 999 * SECOND + MS), ==,
                   999 * SECOND);
  g_assert_cmpint (inflight_statistics_get_run_start_us (self, 5 * SECOND + MS), ==,
                   5 * SECOND + MS);
}

/* Of a batch */

/* What counts: an answer with a status, good or bad. */
static void
test_batch (VirtualNetwork *self,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  fake_run_until (self, 5 * SECOND);
  tasks = virtual_network_launch (self, "ok?at=10", "ok?at=20&status=404", "fail?at=30",
                                  "never", "never", NULL);
  g_assert_true (inflight_statistics_is_under_way (STATISTICS (self)));
  fake_run_until (self, 5 * SECOND + 40 * MS);
  virtual_network_cancel (self, g_ptr_array_index (tasks, 3));
  virtual_network_cancel (self, g_ptr_array_index (tasks, 4));
  fake_run_until (self, 6 * SECOND);

  g_assert_cmpuint (inflight_statistics_get_n_answers (STATISTICS (self)), ==, 2);
  g_assert_cmpint (inflight_statistics_get_min_us (STATISTICS (self)), ==, 10 * MS);
  g_assert_cmpint (inflight_statistics_get_max_us (STATISTICS (self)), ==, 20 * MS);
  g_assert_cmpint (inflight_statistics_get_busy_us (STATISTICS (self), 0), ==, 40 * MS);
  g_assert_false (inflight_statistics_is_under_way (STATISTICS (self)));
}

/* The answer there was stays one when the task is run again. */
static void
test_retried (VirtualNetwork *self,
              gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (self, "ok?at=10&status=500");
  g_autoptr (GPtrArray) again = g_ptr_array_new ();

  fake_run_until (self, SECOND);
  g_ptr_array_add (again, virtual_network_retry (self, task));
  inflight_network_launch (self->network, again);
  fake_run_until (self, 2 * SECOND);

  g_assert_cmpuint (inflight_statistics_get_n_answers (STATISTICS (self)), ==, 2);
  g_assert_cmpint (inflight_statistics_get_busy_us (STATISTICS (self), 0), ==, 20 * MS);
}

/* What was never launched has taken no time. */
static void
test_cancelled_ready (VirtualNetwork *self,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (self, "ok", NULL);

  fake_run_until (self, SECOND);
  virtual_network_cancel (self, g_ptr_array_index (tasks, 0));
  fake_run_until (self, 2 * SECOND);

  g_assert_cmpuint (inflight_statistics_get_n_answers (STATISTICS (self)), ==, 0);
  g_assert_cmpint (inflight_statistics_get_run_us (STATISTICS (self), 2 * SECOND), ==, 0);
}

static void
test_times (VirtualNetwork *self,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  InflightTask *task;
  InflightTask *second;

  inflight_network_set_caps (self->network, 1, 1);
  fake_run_until (self, SECOND);
  tasks = virtual_network_add (self, "ok?at=10", "ok?at=20", NULL);
  task = g_ptr_array_index (tasks, 0);
  second = g_ptr_array_index (tasks, 1);
  g_assert_cmpint (inflight_task_get_launched_us (task), ==, 0);
  g_assert_cmpint (inflight_task_get_started_us (task), ==, 0);

  inflight_network_launch (self->network, tasks);
  fake_run_until (self, SECOND + 5 * MS);
  g_assert_cmpint (inflight_task_get_launched_us (second), ==, SECOND);
  g_assert_cmpint (inflight_task_get_started_us (second), ==, 0);

  fake_run_until (self, SECOND + 15 * MS);
  g_assert_cmpint (inflight_task_get_started_us (second), ==, SECOND + 10 * MS);
  fake_run_until (self, 2 * SECOND);
  g_assert_cmpint (inflight_task_get_started_us (task), ==, SECOND);
  g_assert_cmpint (inflight_task_get_started_us (second), ==, SECOND + 10 * MS);
}

/* Two runs, an answer each some milliseconds, in one pair of hands or in two. */
static void
add_run (InflightStatistics *self,
         gint64              launched_us,
         guint               n_answers,
         gint64              every_us)
{
  for (guint i = 0; i < n_answers; i++)
    inflight_statistics_add_launch (self, launched_us);

  for (guint i = 1; i <= n_answers; i++)
    {
      inflight_statistics_add_end (self, launched_us + i * every_us);
      inflight_statistics_add_answer (self, launched_us + i * every_us, i * every_us);
    }
}

static void
assert_adopted (guint  n_first,
                gint64 first_every_us,
                guint  n_second,
                gint64 second_every_us)
{
  g_autoptr (InflightStatistics) whole = inflight_statistics_new ();
  g_autoptr (InflightStatistics) first = inflight_statistics_new ();
  g_autoptr (InflightStatistics) second = inflight_statistics_new ();
  gint64 later_us = 3 * SECOND + n_first * first_every_us;
  gint64 now_us = later_us + n_second * second_every_us;
  const guint *counts[2];
  gint64 width_us[2];
  guint n_counted[2] = { 0 };

  add_run (whole, SECOND, n_first, first_every_us);
  add_run (whole, later_us, n_second, second_every_us);
  add_run (first, SECOND, n_first, first_every_us);
  add_run (second, later_us, n_second, second_every_us);
  inflight_statistics_adopt (first, second);

  g_assert_cmpuint (inflight_statistics_get_n_answers (first), ==, n_first + n_second);
  g_assert_cmpint (inflight_statistics_get_min_us (first), ==,
                   inflight_statistics_get_min_us (whole));
  g_assert_cmpint (inflight_statistics_get_max_us (first), ==,
                   inflight_statistics_get_max_us (whole));
  g_assert_cmpint (inflight_statistics_get_mean_us (first), ==,
                   inflight_statistics_get_mean_us (whole));
  g_assert_cmpint (inflight_statistics_get_median_us (first), ==,
                   inflight_statistics_get_median_us (whole));
  g_assert_cmpint (inflight_statistics_get_busy_us (first, now_us), ==,
                   inflight_statistics_get_busy_us (whole, now_us));
  g_assert_cmpint (inflight_statistics_get_run_us (first, now_us), ==,
                   inflight_statistics_get_run_us (whole, now_us));
  g_assert_cmpint (inflight_statistics_get_run_start_us (first, later_us), ==,
                   inflight_statistics_get_run_start_us (whole, later_us));
  g_assert_cmpfloat (inflight_statistics_get_rate (first, now_us), ==,
                     inflight_statistics_get_rate (whole, now_us));

  /* A slot of the second run may begin in the middle of one of the whole. */
  for (int i = 0; i < 2; i++)
    {
      guint n_slots = inflight_statistics_get_series (i == 0 ? first : whole,
                                                      &counts[i], &width_us[i]);

      for (guint j = 0; j < n_slots; j++)
        n_counted[i] += counts[i][j];
    }
  g_assert_cmpuint (n_counted[0], ==, n_counted[1]);
  g_assert_cmpint (width_us[0], >=, width_us[1]);
  g_assert_cmpint (width_us[0], <=, 2 * width_us[1]);
  g_assert_false (inflight_statistics_is_under_way (first));

  add_run (first, now_us + SECOND, 1, MS);
  add_run (whole, now_us + SECOND, 1, MS);
  g_assert_cmpint (inflight_statistics_get_busy_us (first, now_us + SECOND + MS), ==,
                   inflight_statistics_get_busy_us (whole, now_us + SECOND + MS));
}

static void
test_adopt (void)
{
  assert_adopted (10, 7 * MS, 20, 3 * MS);
  assert_adopted (10, 7 * MS, 4000, 13 * MS);
  assert_adopted (4000, 13 * MS, 10, 7 * MS);
  assert_adopted (250, 10 * MS, 250, 10 * MS);
  assert_adopted (0, 0, 5, 10 * MS);
  assert_adopted (5, 10 * MS, 0, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/engine/statistics/empty", test_empty);
  g_test_add_func ("/engine/statistics/one", test_one);
  g_test_add_func ("/engine/statistics/nearest-rank", test_nearest_rank);
  g_test_add_func ("/engine/statistics/random", test_random);
  g_test_add_func ("/engine/statistics/bins", test_bins);
  g_test_add_func ("/engine/statistics/rate", test_rate);
  g_test_add_func ("/engine/statistics/series", test_series);
  g_test_add_func ("/engine/statistics/runs", test_runs);
  g_test_add_func ("/engine/statistics/many-runs", test_many_runs);
  g_test_add_func ("/engine/statistics/adopt", test_adopt);
  VIRTUAL_ADD ("/engine/statistics/batch", test_batch);
  VIRTUAL_ADD ("/engine/statistics/retried", test_retried);
  VIRTUAL_ADD ("/engine/statistics/cancelled-ready", test_cancelled_ready);
  VIRTUAL_ADD ("/engine/statistics/times", test_times);

  return g_test_run ();
}
