/* inflight-numbers.h: how fast answers arrive, drawn and written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_NUMBERS (inflight_numbers_get_type ())

G_DECLARE_FINAL_TYPE (InflightNumbers, inflight_numbers, INFLIGHT, NUMBERS, GtkWidget)

void inflight_numbers_set_batch (InflightNumbers *self,
                                 InflightBatch   *batch);

G_END_DECLS
