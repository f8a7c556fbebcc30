/* inflight-statistics.h: how fast answers arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As many as inflight_statistics_get_rates() has at most. */
#define INFLIGHT_MAX_RATES 49

typedef struct _InflightStatistics InflightStatistics;

/**
 * InflightBin:
 * @from_us: the least latency that belongs in it, in microseconds
 * @to_us: the least that no longer does
 * @n_answers: how many answers took that long
 *
 * One bar of a histogram of latencies.
 */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
  guint  n_answers;
} InflightBin;

guint    inflight_statistics_get_n_answers       (const InflightStatistics *self);
gint64   inflight_statistics_get_min_us          (const InflightStatistics *self);
gint64   inflight_statistics_get_max_us          (const InflightStatistics *self);
gint64   inflight_statistics_get_mean_us         (const InflightStatistics *self);
gint64   inflight_statistics_get_percentile_us   (const InflightStatistics *self,
                                                  double                    percent);
gint64   inflight_statistics_get_median_us       (const InflightStatistics *self);
guint    inflight_statistics_get_bins            (const InflightStatistics *self,
                                                  guint                     bins_per_octave,
                                                  InflightBin              *bins,
                                                  guint                     max_bins);

gboolean inflight_statistics_is_under_way        (const InflightStatistics *self);
gint64   inflight_statistics_get_busy_us         (const InflightStatistics *self,
                                                  gint64                    now_us);
gint64   inflight_statistics_get_run_us          (const InflightStatistics *self,
                                                  gint64                    now_us);
gint64   inflight_statistics_get_run_start_us    (const InflightStatistics *self,
                                                  gint64                    launched_us);
double   inflight_statistics_get_rate            (const InflightStatistics *self,
                                                  gint64                    now_us);
double   inflight_statistics_get_mean_rate       (const InflightStatistics *self,
                                                  gint64                    now_us);
guint    inflight_statistics_get_rates            (const InflightStatistics *self,
                                                  gint64                    now_us,
                                                  double                   *rates,
                                                  gint64                   *width_us);
guint    inflight_statistics_get_series          (const InflightStatistics *self,
                                                  const guint             **counts,
                                                  gint64                   *width_us);

G_END_DECLS
