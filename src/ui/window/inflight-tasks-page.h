/* inflight-tasks-page.h: tasks, the waits over them, and all about them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-finished-list.h"
#include "inflight-inspector.h"
#include "inflight-split.h"
#include "inflight-task-list.h"
#include "inflight-wait-bar.h"
#include "inflight-wait-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASKS_PAGE (inflight_tasks_page_get_type ())

G_DECLARE_FINAL_TYPE (InflightTasksPage, inflight_tasks_page, INFLIGHT, TASKS_PAGE, GtkWidget)

/**
 * InflightLayout:
 * @INFLIGHT_LAYOUT_WIDE: the sidebar stands beside the list
 * @INFLIGHT_LAYOUT_FOLDED: it lies over the list when it is asked for
 * @INFLIGHT_LAYOUT_NARROW: there is room for what matters most only
 *
 * How much room there is.
 */
typedef enum {
  INFLIGHT_LAYOUT_WIDE,
  INFLIGHT_LAYOUT_FOLDED,
  INFLIGHT_LAYOUT_NARROW,
} InflightLayout;

GtkWidget            *inflight_tasks_page_new           (void);
void                  inflight_tasks_page_set_batch     (InflightTasksPage *self,
                                                         InflightBatch     *batch);
void                  inflight_tasks_page_set_layout    (InflightTasksPage *self,
                                                         InflightLayout     layout,
                                                         int                width);
void                  inflight_tasks_page_set_scope     (InflightTasksPage *self,
                                                         const InflightScope *scope);
void                  inflight_tasks_page_set_then      (InflightTasksPage *self,
                                                         InflightThen       then);
void                  inflight_tasks_page_show_summary  (InflightTasksPage *self,
                                                         const char        *summary,
                                                         double             fraction);
void                  inflight_tasks_page_show_waits    (InflightTasksPage *self);
gboolean              inflight_tasks_page_hides_waits   (InflightTasksPage *self);
void                  inflight_tasks_page_show_details  (InflightTasksPage *self,
                                                         InflightTask      *task);
void                  inflight_tasks_page_reveal        (InflightTasksPage *self);
void                  inflight_tasks_page_show_list     (InflightTasksPage *self);
InflightSplit        *inflight_tasks_page_get_split     (InflightTasksPage *self);
InflightTaskList     *inflight_tasks_page_get_task_list (InflightTasksPage *self);
InflightWaitList     *inflight_tasks_page_get_wait_list (InflightTasksPage *self);
InflightFinishedList *inflight_tasks_page_get_finished  (InflightTasksPage *self);
InflightInspector    *inflight_tasks_page_get_inspector (InflightTasksPage *self);

G_END_DECLS
