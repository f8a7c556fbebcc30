/* inflight-removal.h: tasks taken out of a batch, which can come back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_REMOVAL (inflight_removal_get_type ())

G_DECLARE_FINAL_TYPE (InflightRemoval, inflight_removal, INFLIGHT, REMOVAL, GObject)

InflightRemoval *inflight_batch_remove        (InflightBatch   *self,
                                               GPtrArray       *tasks);

InflightRemoval *inflight_removal_new         (InflightBatch   *batch);
void             inflight_removal_add         (InflightRemoval *self,
                                               GPtrArray       *tasks);
gboolean         inflight_removal_prepare     (InflightRemoval *self,
                                               gint64           end_us);
void             inflight_removal_carry_out   (InflightRemoval *self);
guint            inflight_removal_get_n_tasks (InflightRemoval *self);
gboolean         inflight_removal_prepare_undo (InflightRemoval *self,
                                                gint64          end_us);
void             inflight_removal_undo        (InflightRemoval *self);
void             inflight_removal_free        (InflightRemoval *self);

G_END_DECLS
