/* inflight-task-order.h: which tasks are shown, and in which order
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

G_BEGIN_DECLS

/**
 * InflightSortKey:
 * @INFLIGHT_SORT_NUMBER: by the number of the task
 * @INFLIGHT_SORT_STATE: by state, in the order in which a task goes through them
 * @INFLIGHT_SORT_LABEL: by title, or by address where there is none
 * @INFLIGHT_SORT_ADDRESS: by address
 * @INFLIGHT_SORT_HOST: by host
 * @INFLIGHT_SORT_STATUS: by HTTP status
 * @INFLIGHT_SORT_SIZE: by bytes received
 * @INFLIGHT_SORT_TIME: by time since leaving the queue
 * @INFLIGHT_SORT_STARTED: by when they left the queue
 *
 * What a list of tasks can be sorted by.
 */
typedef enum {
  INFLIGHT_SORT_NUMBER,
  INFLIGHT_SORT_STATE,
  INFLIGHT_SORT_LABEL,
  INFLIGHT_SORT_ADDRESS,
  INFLIGHT_SORT_HOST,
  INFLIGHT_SORT_STATUS,
  INFLIGHT_SORT_SIZE,
  INFLIGHT_SORT_TIME,
  INFLIGHT_SORT_STARTED,
} InflightSortKey;

typedef struct _InflightTaskOrder InflightTaskOrder;

InflightTaskOrder *inflight_task_order_new         (InflightSortKey    key,
                                                    gboolean           descending,
                                                    const char        *search,
                                                    InflightShared     shared);
void               inflight_task_order_free        (InflightTaskOrder *self);
void               inflight_task_order_add         (InflightTaskOrder *self,
                                                    InflightTask      *task,
                                                    gint64             now_us);
void               inflight_task_order_compute     (InflightTaskOrder *self);
GPtrArray         *inflight_task_order_steal_tasks (InflightTaskOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightTaskOrder, inflight_task_order_free)

G_END_DECLS
