/* inflight-retrial.h: new tasks in the places of those that have settled
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

typedef struct _InflightRetrial InflightRetrial;

GPtrArray       *inflight_batch_retry       (InflightBatch   *self,
                                             GPtrArray       *tasks);

InflightRetrial *inflight_retrial_new       (InflightBatch   *batch);
void             inflight_retrial_free      (InflightRetrial *self);
void             inflight_retrial_add       (InflightRetrial *self,
                                             GPtrArray       *tasks);
guint            inflight_retrial_get_n_tasks
                                            (InflightRetrial *self);
GPtrArray       *inflight_retrial_carry_out (InflightRetrial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightRetrial, inflight_retrial_free)

G_END_DECLS
