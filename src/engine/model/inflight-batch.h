/* inflight-batch.h: the ordered set of tasks in one window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-network.h"
#include "inflight-statistics.h"
#include "inflight-task.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_BATCH (inflight_batch_get_type ())

#define INFLIGHT_DEFAULT_KEPT_BYTES (64 << 20)

G_DECLARE_FINAL_TYPE (InflightBatch, inflight_batch, INFLIGHT, BATCH, GObject)

InflightBatch   *inflight_batch_new            (InflightNetwork   *network);
InflightNetwork *inflight_batch_get_network    (InflightBatch     *self);
GListModel      *inflight_batch_get_tasks      (InflightBatch     *self);
GListModel      *inflight_batch_get_finished   (InflightBatch     *self);
guint            inflight_batch_get_count      (InflightBatch     *self,
                                                InflightTaskState  state);
guint            inflight_batch_get_n_tasks    (InflightBatch     *self);
guint            inflight_batch_get_n_pending  (InflightBatch     *self);
guint64          inflight_batch_get_bytes      (InflightBatch     *self);
InflightShared   inflight_batch_get_shared     (InflightBatch     *self);
guint64          inflight_batch_get_telling    (InflightBatch     *self,
                                                InflightTask      *task);
GHashTable      *inflight_batch_get_origins    (InflightBatch     *self);
void             inflight_batch_set_kept_bytes (InflightBatch     *self,
                                                gsize              kept_bytes);
gboolean         inflight_batch_contains       (InflightBatch     *self,
                                                InflightTask      *task);
GPtrArray       *inflight_batch_append         (InflightBatch     *self,
                                                GPtrArray         *requests);
void             inflight_batch_cancel         (InflightBatch     *self,
                                                InflightTaskIs     is,
                                                InflightCancelReason reason);
GPtrArray       *inflight_batch_dup_pending    (InflightBatch     *self);
void             inflight_batch_withdraw       (InflightBatch     *self);
void             inflight_batch_reinstate      (InflightBatch     *self);
void             inflight_batch_adopt          (InflightBatch     *self,
                                                InflightBatch     *other);

const InflightStatistics *
                 inflight_batch_get_statistics (InflightBatch     *self);
gint64           inflight_batch_get_longest_end_us
                                               (InflightBatch     *self);
gint64           inflight_batch_get_longest_us (InflightBatch     *self,
                                                gint64             now_us);

G_END_DECLS
