/* inflight-addition.h: new tasks at the end of a batch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

typedef struct _InflightAddition InflightAddition;

InflightAddition *inflight_addition_new       (InflightBatch    *batch,
                                               GPtrArray        *requests);
void              inflight_addition_free      (InflightAddition *self);
gboolean          inflight_addition_prepare   (InflightAddition *self,
                                               gint64            end_us);
GPtrArray        *inflight_addition_carry_out (InflightAddition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightAddition, inflight_addition_free)

G_END_DECLS
