/* inflight-batch-private.h: what the engine does to batches
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-ends-private.h"
#include "inflight-origins-private.h"
#include "inflight-task-model.h"

G_BEGIN_DECLS

struct _InflightBatch
{
  GObject             parent_instance;

  InflightNetwork    *network;
  InflightTaskModel  *tasks;     /* by position */
  InflightTaskModel  *finished;  /* by rank */
  InflightStatistics *statistics;
  InflightOrigins    *origins;   /* of the tasks, by position */

  /* Borrowed from the finished list, or from what was removed from it */
  GQueue              with_body;
  gsize               body_bytes;
  gsize               kept_bytes;

  guint               counts[INFLIGHT_N_TASK_STATES];
  InflightEnds        ends;
  guint               last_position;
  guint               n_settled_ever;
  guint               n_tidied;
  guint64             bytes;
  guint64             serial;
  gboolean            changing;
  gboolean            withdrawn;
};

void     inflight_batch_want_look    (InflightBatch     *self);
void     inflight_batch_stop         (InflightBatch     *self,
                                      GPtrArray         *tasks);
void     inflight_batch_keep_body    (InflightBatch     *self,
                                      InflightTask      *task);
void     inflight_batch_drop_bodies  (InflightBatch     *self);
void     inflight_batch_forget_body  (InflightBatch     *self,
                                      InflightTask      *task);
gboolean inflight_batch_find         (InflightBatch     *self,
                                      InflightTask      *task,
                                      guint             *index);
gboolean inflight_batch_find_finished (InflightBatch    *self,
                                       InflightTask     *task,
                                       guint            *index);

G_END_DECLS
