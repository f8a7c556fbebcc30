/* inflight-task-list.h: the live list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-filter-bar.h"
#include "inflight-rows.h"
#include "inflight-task-columns.h"
#include "inflight-wait.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_LIST (inflight_task_list_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskList, inflight_task_list, INFLIGHT, TASK_LIST, GtkWidget)

void                 inflight_task_list_set_batch      (InflightTaskList *self,
                                                        InflightBatch    *batch);
GtkWidget           *inflight_task_list_get_table      (InflightTaskList *self);
InflightTaskColumns *inflight_task_list_get_columns    (InflightTaskList *self);
InflightFilterBar   *inflight_task_list_get_filter_bar (InflightTaskList *self);
void                 inflight_task_list_mark_members   (InflightTaskList *self,
                                                        InflightWait     *wait);
guint                inflight_task_list_get_selected   (InflightTaskList *self);
GPtrArray           *inflight_task_list_dup_selected   (InflightTaskList *self);
gboolean             inflight_task_list_may_have       (InflightTaskList *self,
                                                        InflightTaskIs    is);
void                 inflight_task_list_select_all     (InflightTaskList *self);
void                 inflight_task_list_select_none    (InflightTaskList *self);
void                 inflight_task_list_select         (InflightTaskList *self,
                                                        GPtrArray        *tasks);
void                 inflight_task_list_show_and_select (InflightTaskList *self,
                                                         GPtrArray        *tasks);
void                 inflight_task_list_expect         (InflightTaskList *self);
GtkBitset           *inflight_task_list_dup_selection  (InflightTaskList *self);
InflightTaskView    *inflight_task_list_get_view       (InflightTaskList *self);
gboolean             inflight_task_list_can_extend     (InflightTaskList *self);
void                 inflight_task_list_extend         (InflightTaskList *self);
gboolean             inflight_task_list_count_selected (InflightTaskList *self,
                                                        InflightTaskIs    is,
                                                        guint            *count);
InflightTask        *inflight_task_list_get_current    (InflightTaskList *self);
InflightTask        *inflight_task_list_get_focused    (InflightTaskList *self);

G_END_DECLS
