/* bench-person.h: somebody who uses a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-frames.h"

G_BEGIN_DECLS

typedef struct _BenchPerson BenchPerson;

BenchPerson *bench_person_new         (GtkWidget   *window,
                                       BenchFrames *frames,
                                       const char  *only);
void         bench_person_free        (BenchPerson *self);
void         bench_person_start       (BenchPerson *self);
void         bench_person_stop        (BenchPerson *self);
double       bench_person_get_rounds  (BenchPerson *self);
void         bench_person_print_notes (BenchPerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPerson, bench_person_free)

G_END_DECLS
