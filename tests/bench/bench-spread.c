/* bench-spread.c: medians, ratios and bars of what was measured in turn
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-spread.h"

#include "bench-report.h"

/**
 * bench_spread_get:
 * @values: (element-type double): at least one value, in any order
 *
 * Returns: their median, and between what they lie
 */
BenchSpread
bench_spread_get (GArray *values)
{
  g_autoptr (GArray) sorted = g_array_copy (values);
  const double *data;
  guint n = values->len;
  BenchSpread spread;

  spread.most = bench_values_get (sorted, 1);
  data = (const double *) (gpointer) sorted->data;
  spread.median = (data[(n - 1) / 2] + data[n / 2]) / 2;
  spread.least = data[0];

  return spread;
}

/**
 * bench_spread_get_ratio:
 * @over: (element-type double): one value a run
 * @under: (element-type double): one value a run
 *
 * Compares runs that followed each other, as what else the machine does changes
 * with time.
 *
 * Returns: the median of their ratios, and between what they lie
 */
BenchSpread
bench_spread_get_ratio (GArray *over,
                        GArray *under)
{
  g_autoptr (GArray) ratios = bench_values_new ();

  for (guint i = 0; i < MIN (over->len, under->len); i++)
    bench_values_add (ratios,
                      g_array_index (over, double, i) / g_array_index (under, double, i));

  return bench_spread_get (ratios);
}

static void
print (const BenchSpread *self,
       const char        *what,
       const char        *side,
       double             bar,
       gboolean           reached)
{
  int n_decimals = bar < 100 ? 3 : 0;

  g_print ("  %-7s %s: %.*f (%.*f to %.*f); at %s %.10g\n", reached ? "REACHED" : "MISSED", what,
           n_decimals, self->median, n_decimals, self->least, n_decimals, self->most,
           side, bar);
}

/**
 * bench_spread_print_at_least:
 * @self: what came out
 * @what: what it is
 * @bar: what its median must be at least
 *
 * Prints whether it is. Nothing fails if it is not: that depends on what else the
 * machine does.
 */
void
bench_spread_print_at_least (const BenchSpread *self,
                             const char        *what,
                             double             bar)
{
  print (self, what, "least", bar, self->median >= bar);
}

void
bench_spread_print_at_most (const BenchSpread *self,
                            const char        *what,
                            double             bar)
{
  print (self, what, "most", bar, self->median <= bar);
}
