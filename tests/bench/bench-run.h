/* bench-run.h: a network with a batch of many tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-wait.h"

G_BEGIN_DECLS

/**
 * BenchRun:
 * @network: where the tasks run
 * @batch: their batch
 * @tasks: (element-type InflightTask): the tasks
 * @wait: (nullable): a wait over all of them
 */
typedef struct
{
  InflightNetwork *network;
  InflightBatch   *batch;
  GPtrArray       *tasks;
  InflightWait    *wait;
} BenchRun;

GPtrArray *bench_requests_new   (guint16                  port,
                                 const char              *folder,
                                 guint                    n_addresses,
                                 guint                    n_requests);
gsize      bench_requests_size  (GPtrArray               *requests);

void       bench_run_init       (BenchRun                *self,
                                 guint                    max_in_flight);
void       bench_run_clear      (BenchRun                *self);
void       bench_run_append     (BenchRun                *self,
                                 GPtrArray               *requests);
void       bench_run_wait       (BenchRun                *self,
                                 const InflightCondition *condition);
void       bench_run_forget     (BenchRun                *self);
void       bench_run_until_done (BenchRun                *self);

void       bench_pass           (gint64                   duration_us);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BenchRun, bench_run_clear)

G_END_DECLS
