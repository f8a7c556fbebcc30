/* inflight-task-view.h: the tasks of a batch, filtered and sorted
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-state-chips.h"
#include "inflight-task-order.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_VIEW (inflight_task_view_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskView, inflight_task_view, INFLIGHT, TASK_VIEW, GObject)

InflightTaskView *inflight_task_view_new         (GtkWidget          *widget);
void              inflight_task_view_set_batch   (InflightTaskView   *self,
                                                  InflightBatch      *batch);
void              inflight_task_view_set_group   (InflightTaskView   *self,
                                                  InflightStateGroup  group);
void              inflight_task_view_set_host    (InflightTaskView   *self,
                                                  const char         *host);
void              inflight_task_view_set_search  (InflightTaskView   *self,
                                                  const char         *search);
const char       *inflight_task_view_get_search  (InflightTaskView   *self);
void              inflight_task_view_set_sorting (InflightTaskView   *self,
                                                  InflightSortKey     key,
                                                  gboolean            descending);
gboolean          inflight_task_view_get_busy    (InflightTaskView   *self);
gboolean          inflight_task_view_is_plain    (InflightTaskView   *self);

G_END_DECLS
