/* inflight-task-list-private.h: what the list of tasks is made of
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-list.h"

#include "inflight-task-cell.h"
#include "inflight-task-view.h"
#include "inflight-time-axis.h"

G_BEGIN_DECLS

struct _InflightTaskList
{
  GtkWidget            parent_instance;

  /* Template */
  GtkWidget           *box;
  GtkColumnView       *view;
  InflightFilterBar   *filter_bar;
  GtkWidget           *legend;
  GtkWidget           *nothing;
  GtkLabel            *filters;

  /* Owned */
  InflightBatch       *batch;
  InflightRefresher   *refresher;
  InflightTaskView    *tasks;
  InflightTaskColumns *columns;
  InflightTimeAxis    *axis;
  GtkSliceListModel   *shown;
  InflightRows        *rows;
  GtkWidget           *menu;
  GPtrArray           *wanted;

  /* While the menu of a row is shown: its task, and those that were selected */
  InflightTask        *chosen;
  GPtrArray           *before;
  guint                release_id;

  guint                layout_id;
  guint                extent_id;
  int                  width;
  guint                n_tasks;

  guint                follow_id;
  guint                first_new;
  guint                follow_to;
  double               followed_to;
};

/* inflight-task-list-follow.c */
void              inflight_task_list_show_focus        (InflightTaskList *self);
void              inflight_task_list_follow            (InflightTaskList *self,
                                                        guint             position);

/* inflight-task-list-menu.c */
void              inflight_task_list_add_menu          (InflightTaskList *self);
void              inflight_task_list_bind_menu         (GtkWidgetClass   *widget_class);
void              inflight_task_list_show_menu         (GtkWidget        *widget,
                                                        double            x,
                                                        double            y);

/* inflight-task-list-selection.c */
InflightTaskCell *inflight_task_list_find_current_cell (InflightTaskList *self);
void              inflight_task_list_scroll_to         (InflightTaskList *self,
                                                        guint             position);
void              inflight_task_list_select_wanted     (InflightTaskList *self);
void              inflight_task_list_take_presses      (InflightTaskList *self);

G_END_DECLS
