/* bench-probe.h: how late a main loop is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchProbe BenchProbe;

BenchProbe *bench_probe_new    (void);
void        bench_probe_free   (BenchProbe *self);
void        bench_probe_report (BenchProbe *self,
                                const char *when);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchProbe, bench_probe_free)

G_END_DECLS
