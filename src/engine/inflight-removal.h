/* inflight-removal.h: tasks taken out of a batch, which can come back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

typedef struct _InflightRemoval InflightRemoval;

InflightRemoval *inflight_batch_remove        (InflightBatch   *self,
                                               GPtrArray       *tasks);
void             inflight_batch_withdraw      (InflightBatch   *self);
void             inflight_batch_reinstate     (InflightBatch   *self);
void             inflight_batch_adopt         (InflightBatch   *self,
                                               InflightBatch   *other);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightRemoval, inflight_removal_free)

G_END_DECLS
