/* inflight-input-order.h: the settled tasks of a batch in input order
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_INPUT_ORDER (inflight_input_order_get_type ())

G_DECLARE_FINAL_TYPE (InflightInputOrder, inflight_input_order,
                      INFLIGHT, INPUT_ORDER, GObject)

InflightInputOrder *inflight_input_order_new        (InflightBatch      *batch);
gboolean            inflight_input_order_is_growing (InflightInputOrder *self);
gboolean            inflight_input_order_is_stale   (InflightInputOrder *self);
void                inflight_input_order_update     (InflightInputOrder *self,
                                                     guint               first,
                                                     guint               last);

G_END_DECLS
