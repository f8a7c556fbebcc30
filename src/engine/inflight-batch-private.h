/* inflight-batch-private.h: what the engine does to batches
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

void inflight_batch_task_changed (InflightBatch     *self,
                                  InflightTask      *task,
                                  InflightTaskState  old);
void inflight_batch_flush        (InflightBatch     *self);

G_END_DECLS
