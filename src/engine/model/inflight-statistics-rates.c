/* inflight-statistics-rates.c: the series of answers, as wide as can be looked at
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-statistics.h"

/* As many as can be told apart, and as have something to show. */
#define MOST_RATES   (INFLIGHT_MAX_RATES - 1)
#define FEWEST_RATES 8

static guint
get_most_rates (const InflightStatistics *self)
{
  return CLAMP (inflight_statistics_get_n_answers (self) / 2, FEWEST_RATES, MOST_RATES);
}

/**
 * inflight_statistics_get_rates:
 * @self: statistics
 * @now_us: the time on the clock of the network
 * @rates: (array fixed-size=49) (out caller-allocates): how many answers came in a
 *   second, in each of spans of the same length; the last one is taken for a whole
 *   one although it may have only just begun
 * @width_us: (out): how long a span is, in microseconds
 *
 * The throughput since the first launch, that between runs left out, in a few spans of
 * time. Whatever is said of it should be said of these: in shorter ones the highest
 * rate is higher, in longer ones lower.
 *
 * Returns: how many spans there are, the last one with an answer included
 */
guint
inflight_statistics_get_rates (const InflightStatistics *self,
                               gint64                    now_us,
                               double                   *rates,
                               gint64                   *width_us)
{
  gint64 busy_us = inflight_statistics_get_busy_us (self, now_us);
  const guint *counts;
  guint n_slots = inflight_statistics_get_series (self, &counts, width_us);
  guint n_together = 1;
  guint n_rates = 0;

  while (busy_us / (n_together * *width_us) >= get_most_rates (self))
    n_together *= 2;

  *width_us *= n_together;
  for (guint first = 0; first < n_slots && n_rates < INFLIGHT_MAX_RATES; first += n_together)
    {
      guint n_answers = 0;

      for (guint i = first; i < MIN (first + n_together, n_slots); i++)
        n_answers += counts[i];
      rates[n_rates++] = (double) n_answers * G_USEC_PER_SEC / *width_us;
    }

  return n_rates;
}
