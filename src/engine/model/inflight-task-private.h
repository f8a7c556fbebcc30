/* inflight-task-private.h: what the engine does to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-schedule-private.h"
#include "inflight-task-observer-private.h"
#include "inflight-task.h"

G_BEGIN_DECLS

InflightTask         *inflight_task_new                (InflightRequest      *request,
                                                        InflightTaskObserver *batch,
                                                        guint                 position);
InflightTask         *inflight_task_new_again          (InflightTask         *task);
void                  inflight_task_leave_batch        (InflightTask         *self);
void                  inflight_task_join_batch         (InflightTask         *self,
                                                        InflightTaskObserver *batch,
                                                        guint                 n_positions,
                                                        guint                 n_ranks);
void                  inflight_task_set_removal        (InflightTask         *self,
                                                        InflightTaskObserver *removal);
InflightTaskObserver *inflight_task_get_removal        (InflightTask         *self);
void                  inflight_task_set_body_link      (InflightTask         *self,
                                                        GList                *link);
GList                *inflight_task_get_body_link      (InflightTask         *self);
gboolean              inflight_task_may_launch         (InflightTask         *self);
gboolean              inflight_task_is_waited_for      (InflightTask         *self);
void                  inflight_task_set_rank           (InflightTask         *self,
                                                        guint                 rank);
void                  inflight_task_set_end_ms         (InflightTask         *self,
                                                        guint                 end_ms);
guint                 inflight_task_get_end_ms         (InflightTask         *self);
InflightJob          *inflight_task_launch             (InflightTask         *self,
                                                        gint64                now_us);
gboolean              inflight_task_begin_cancel       (InflightTask         *self,
                                                        InflightCancelReason  reason,
                                                        guint                 wait_number,
                                                        gint64                now_us,
                                                        guint64               number);
InflightJob          *inflight_task_get_job            (InflightTask         *self);
InflightResult       *inflight_task_peek_result        (InflightTask         *self);
void                  inflight_task_apply              (InflightTask         *self,
                                                        InflightEvent        *event,
                                                        guint64               number);
guint64               inflight_task_get_settled_number (InflightTask         *self);
void                  inflight_task_add_wait           (InflightTask         *self,
                                                        InflightTaskObserver *wait);
void                  inflight_task_remove_wait        (InflightTask         *self,
                                                        InflightTaskObserver *wait);
gsize                 inflight_task_get_kept_size      (InflightTask         *self);
void                  inflight_task_drop_body          (InflightTask         *self);

G_END_DECLS
