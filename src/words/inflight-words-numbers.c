/* inflight-words-numbers.c: how fast answers arrive as translated sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* Percentiles of less say nothing. */
#define FEW_ANSWERS 5

static gint64
get_now_us (InflightBatch *batch)
{
  return inflight_network_get_now_us (inflight_batch_get_network (batch));
}

/* A number of which the first two digits matter. */
static char *
word_number (double number)
{
  if (number == (guint64) number)
    return g_strdup_printf ("%.0f", number);

  /* Translators: a number below ten, with one decimal place */
  if (number < 9.95)
    return g_strdup_printf (C_("number", "%.1f"), number);

  return g_strdup_printf ("%.0f", number);
}

/**
 * inflight_words_per_second:
 * @rate: how many a second
 *
 * Returns: (transfer full): the rate in few letters: “212/s”, “0.4/s”
 */
char *
inflight_words_per_second (double rate)
{
  g_autofree char *number = word_number (rate);

  /* Translators: %s is a number: so many answers per second */
  return g_strdup_printf (_("%s/s"), number);
}

static char *
word_microseconds (gint64 time_us)
{
  /* Translators: a time span in microseconds */
  return g_strdup_printf (_("%d µs"), (int) time_us);
}

/**
 * inflight_words_tick:
 * @time_us: a time on an axis, in microseconds
 *
 * Returns: (transfer full): it in few letters: “0”, “20 ms”, “0.5 s”, “10 s”
 */
char *
inflight_words_tick (gint64 time_us)
{
  double seconds = (double) time_us / G_USEC_PER_SEC;

  if (time_us == 0)
    return g_strdup ("0");

  if (time_us < 1000)
    return word_microseconds (time_us);

  if (time_us < G_USEC_PER_SEC / 10)
    /* Translators: a time span in milliseconds */
    return g_strdup_printf (_("%.0f ms"), seconds * 1000);

  if (time_us % G_USEC_PER_SEC == 0)
    /* Translators: a time span in whole seconds */
    return g_strdup_printf (_("%.0f s"), seconds);

  /* Translators: a time span in seconds */
  return g_strdup_printf (_("%.*f s"), time_us % (G_USEC_PER_SEC / 10) == 0 ? 1 : 2, seconds);
}

/**
 * inflight_words_axis_ends:
 * @from_us: the time at the beginning of an axis, in microseconds
 * @to_us: that at its end
 * @from: (out): the first in words
 * @to: (out): the second
 *
 * Words for both, which differ as the times do: “2610 µs” is not “3390 µs”, though
 * either is 3 ms.
 */
void
inflight_words_axis_ends (gint64   from_us,
                          gint64   to_us,
                          char   **from,
                          char   **to)
{
  *from = inflight_words_duration (from_us);
  *to = inflight_words_duration (to_us);
  if (from_us == to_us || !g_str_equal (*from, *to))
    return;

  g_free (*from);
  g_free (*to);
  *from = word_microseconds (from_us);
  *to = word_microseconds (to_us);
}

/**
 * inflight_words_rate:
 * @batch: a batch
 *
 * Returns: (transfer full) (nullable): how many answers came within the last
 *   second: “212/s”; %NULL if none did
 */
char *
inflight_words_rate (InflightBatch *batch)
{
  double rate = inflight_statistics_get_rate (inflight_batch_get_statistics (batch),
                                              get_now_us (batch));

  if (rate < 0.5)
    return NULL;

  return inflight_words_per_second ((guint64) (rate + 0.5));
}

/**
 * inflight_words_percentiles:
 * @batch: a batch
 *
 * Returns: (transfer full) (nullable): how long answers took: “median 84 ms, 95 %
 *   310 ms”; %NULL if they are too few to say
 */
char *
inflight_words_percentiles (InflightBatch *batch)
{
  const InflightStatistics *statistics = inflight_batch_get_statistics (batch);
  g_autofree char *median = NULL;
  g_autofree char *high = NULL;

  if (inflight_statistics_get_n_answers (statistics) < FEW_ANSWERS)
    return NULL;

  median = inflight_words_duration (inflight_statistics_get_median_us (statistics));
  high = inflight_words_duration (inflight_statistics_get_percentile_us (statistics, 95));

  /* Translators: how long answers took: the median, and the 95th percentile, each
   * a time span such as “84 ms”. “%%” is shown as “%”. */
  return g_strdup_printf (_("median %s, 95 %% %s"), median, high);
}

/* Of those that the chart shows, so that it and what is said agree. */
static double
get_highest_rate (const InflightStatistics *statistics,
                  gint64                    now_us)
{
  double rates[INFLIGHT_MAX_RATES];
  gint64 width_us;
  guint n_rates = inflight_statistics_get_rates (statistics, now_us, rates, &width_us);
  double highest = 0;

  for (guint i = 0; i < n_rates; i++)
    highest = MAX (highest, rates[i]);

  return highest;
}

/**
 * inflight_words_throughput:
 * @batch: a batch
 *
 * Returns: (transfer full) (nullable): what a chart of its throughput shows, as
 *   sentences; %NULL without an answer
 */
char *
inflight_words_throughput (InflightBatch *batch)
{
  const InflightStatistics *statistics = inflight_batch_get_statistics (batch);
  guint n_answers = inflight_statistics_get_n_answers (statistics);
  gint64 busy_us = inflight_statistics_get_busy_us (statistics, get_now_us (batch));
  g_autofree char *duration = inflight_statistics_is_under_way (statistics)
                                ? inflight_words_elapsed (busy_us)
                                : inflight_words_duration (busy_us);
  g_autofree char *mean = NULL;
  g_autofree char *highest = NULL;

  if (n_answers == 0)
    return NULL;

  /* Below a second, a rate would be of what did not happen. */
  if (busy_us < G_USEC_PER_SEC)
    /* Translators: %u is a number of answers, %s a time span */
    return g_strdup_printf (ngettext ("%u answer in %s.", "%u answers in %s.", n_answers),
                            n_answers, duration);

  mean = word_number (inflight_statistics_get_mean_rate (statistics, get_now_us (batch)));
  highest = word_number (get_highest_rate (statistics, get_now_us (batch)));

  /* Translators: %u is a number of answers, the first %s a time span, the others
   * are numbers, such as “0.4” or “212” */
  return g_strdup_printf (ngettext ("%u answer in %s: %s per second on average, "
                                    "%s at most.",
                                    "%u answers in %s: %s per second on average, "
                                    "%s at most.",
                                    n_answers),
                          n_answers, duration, mean, highest);
}

/**
 * inflight_words_latency:
 * @batch: a batch
 *
 * Returns: (transfer full) (nullable): what a histogram of its latencies shows,
 *   as sentences; %NULL without an answer
 */
char *
inflight_words_latency (InflightBatch *batch)
{
  const InflightStatistics *statistics = inflight_batch_get_statistics (batch);
  guint n_answers = inflight_statistics_get_n_answers (statistics);
  g_autofree char *median = NULL;
  g_autofree char *high = NULL;
  g_autofree char *mean = NULL;
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;

  if (n_answers == 0)
    return NULL;

  median = inflight_words_duration (inflight_statistics_get_median_us (statistics));
  if (n_answers == 1)
    /* Translators: %s is a time span */
    return g_strdup_printf (_("The answer took %s."), median);

  min = inflight_words_duration (inflight_statistics_get_min_us (statistics));
  max = inflight_words_duration (inflight_statistics_get_max_us (statistics));
  if (n_answers < FEW_ANSWERS)
    /* Translators: time spans, of the fastest and of the slowest answer */
    return g_strdup_printf (_("The fastest answer took %s, the slowest %s."), min, max);

  high = inflight_words_duration (inflight_statistics_get_percentile_us (statistics, 95));
  mean = inflight_words_duration (inflight_statistics_get_mean_us (statistics));

  /* Translators: time spans: the median, the 95th percentile, the least, the
   * greatest and the mean. “%%” is shown as “%”. */
  return g_strdup_printf (_("Half of the answers took %s or less, 95 %% of them %s or less. "
                            "The fastest took %s, the slowest %s, the mean is %s."),
                          median, high, min, max, mean);
}

/**
 * inflight_words_turn:
 * @network: where a task is queued
 *
 * Returns: (transfer full): why it is
 */
char *
inflight_words_turn (InflightNetwork *network)
{
  guint max_in_flight;
  guint per_host;

  inflight_network_get_caps (network, &max_in_flight, &per_host);

  /* Translators: why a task is queued: how many tasks may be in flight to one host,
   * and how many in all */
  return g_strdup_printf (_("waits for its turn: at most %u in flight to one host, "
                            "%u in all"), per_host, max_in_flight);
}
