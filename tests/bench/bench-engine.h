/* bench-engine.h: the figures of the engine
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What every figure is given. */
typedef struct
{
  guint16 nginx_port;
  guint   n_few;
  guint   n_queued;
  guint   n_many;
} BenchSetting;

void bench_engine_memory    (const BenchSetting *setting);
void bench_engine_queue     (const BenchSetting *setting);
void bench_engine_cancel    (const BenchSetting *setting);
void bench_engine_wait      (const BenchSetting *setting);
void bench_engine_aftermath (const BenchSetting *setting);
void bench_engine_loop      (const BenchSetting *setting);
void bench_engine_cost      (const BenchSetting *setting);

G_END_DECLS
