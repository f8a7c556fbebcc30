/* bench-latency.h: how long keys take to arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-frames.h"

G_BEGIN_DECLS

typedef struct _BenchLatency BenchLatency;

BenchLatency *bench_latency_new        (GtkWidget    *window,
                                        BenchFrames  *frames,
                                        int           descriptor);
void          bench_latency_free       (BenchLatency *self);
guint         bench_latency_get_n_lost (BenchLatency *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchLatency, bench_latency_free)

G_END_DECLS
