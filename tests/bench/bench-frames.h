/* bench-frames.h: how long frames took, and while what was done
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BenchFrames BenchFrames;

BenchFrames *bench_frames_new         (GtkWidget   *widget);
void         bench_frames_free        (BenchFrames *self);
void         bench_frames_clear       (BenchFrames *self);
void         bench_frames_start       (BenchFrames *self);
void         bench_frames_stop        (BenchFrames *self);
void         bench_frames_set_phase   (BenchFrames *self,
                                       const char  *phase);
void         bench_frames_note        (BenchFrames *self,
                                       const char  *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void         bench_frames_add_input   (BenchFrames *self,
                                       gint64       latency_us);
void         bench_frames_print       (BenchFrames *self);
void         bench_frames_print_worst (BenchFrames *self);
double       bench_frames_get_mean    (BenchFrames *self);
double       bench_frames_get         (BenchFrames *self,
                                       double       quantile);
gboolean     bench_frames_get_input   (BenchFrames *self,
                                       double       quantile,
                                       double      *latency_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchFrames, bench_frames_free)

G_END_DECLS
