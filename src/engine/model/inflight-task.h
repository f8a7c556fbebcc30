/* inflight-task.h: one request being carried out
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-exchange.h"
#include "inflight-request.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK (inflight_task_get_type ())

G_DECLARE_FINAL_TYPE (InflightTask, inflight_task, INFLIGHT, TASK, GObject)

/**
 * InflightTaskIs:
 * @task: a task
 *
 * Returns: whether it is one that is looked for
 */
typedef gboolean (*InflightTaskIs) (InflightTask *task);

InflightRequest        *inflight_task_get_request         (InflightTask *self);
GPtrArray              *inflight_task_get_earlier         (InflightTask *self);
InflightTask           *inflight_task_get_latest          (InflightTask *self);
guint                   inflight_task_get_position        (InflightTask *self);
guint                   inflight_task_get_rank            (InflightTask *self);
InflightTaskState       inflight_task_get_state           (InflightTask *self);
gboolean                inflight_task_is_settled          (InflightTask *self);
guint                   inflight_task_get_status          (InflightTask *self);
guint64                 inflight_task_get_bytes           (InflightTask *self);
const char             *inflight_task_get_title           (InflightTask *self);
const GError           *inflight_task_get_error           (InflightTask *self);
const char             *inflight_task_get_headers         (InflightTask *self);
GBytes                 *inflight_task_get_body            (InflightTask *self);
gsize                   inflight_task_get_body_size       (InflightTask *self);
char                   *inflight_task_dup_final_address   (InflightTask *self);
guint                   inflight_task_get_n_redirects     (InflightTask *self);
const InflightExchange *inflight_task_get_exchange        (InflightTask *self);
const char             *inflight_task_get_encoding        (InflightTask *self);
gboolean                inflight_task_is_body_dropped     (InflightTask *self);
gboolean                inflight_task_is_body_whole       (InflightTask *self);
gboolean                inflight_task_is_unchecked        (InflightTask *self);
gboolean                inflight_task_is_unverified       (InflightTask *self);
gboolean                inflight_task_is_outcome_unknown  (InflightTask *self);
gint64                  inflight_task_get_held_until_us   (InflightTask *self);
guint                   inflight_task_get_attempts        (InflightTask *self);
gint64                  inflight_task_get_queued_us       (InflightTask *self);
gint64                  inflight_task_get_launched_us     (InflightTask *self);
gint64                  inflight_task_get_started_us      (InflightTask *self);
gint64                  inflight_task_get_elapsed_us      (InflightTask *self,
                                                           gint64        now_us);
gint64                  inflight_task_get_since_launch_us (InflightTask *self);
InflightCancelReason    inflight_task_get_cancel_reason   (InflightTask *self);
guint                   inflight_task_get_cancel_wait     (InflightTask *self);
void                    inflight_task_drop_answer         (InflightTask *self);

G_END_DECLS
