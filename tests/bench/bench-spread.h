/* bench-spread.h: medians, ratios and bars of what was measured in turn
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double median;
  double least;
  double most;
} BenchSpread;

BenchSpread bench_spread_get            (GArray            *values);
BenchSpread bench_spread_get_ratio      (GArray            *over,
                                         GArray            *under);
void        bench_spread_print_at_least (const BenchSpread *self,
                                         const char        *what,
                                         double             bar);
void        bench_spread_print_at_most  (const BenchSpread *self,
                                         const char        *what,
                                         double             bar);

G_END_DECLS
