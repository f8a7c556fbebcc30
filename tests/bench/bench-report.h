/* bench-report.h: figures, and whether they are within their bars
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   bench_report              (const char *what,
                                  double      value,
                                  const char *unit);
void   bench_report_at_most      (const char *what,
                                  double      value,
                                  const char *unit,
                                  double      bar);
void   bench_report_at_least     (const char *what,
                                  double      value,
                                  const char *unit,
                                  double      bar);

GArray *bench_values_new         (void);
void    bench_values_add         (GArray     *self,
                                  double      value);
double  bench_values_get         (GArray     *self,
                                  double      quantile);

double  bench_get_resident_bytes (void);
double  bench_get_cpu_us         (void);

G_END_DECLS
