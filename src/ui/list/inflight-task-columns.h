/* inflight-task-columns.h: the columns of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-cell.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_COLUMNS (inflight_task_columns_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskColumns, inflight_task_columns, INFLIGHT, TASK_COLUMNS, GObject)

typedef GtkListItemFactory *(*InflightMakeFactory) (InflightColumn column,
                                                    gpointer       user_data);

InflightTaskColumns *inflight_task_columns_new          (GtkColumnView        *view,
                                                         InflightMakeFactory   make_factory,
                                                         gpointer              user_data);
gboolean             inflight_task_columns_get_visible  (InflightTaskColumns  *self,
                                                         InflightColumn        column);
void                 inflight_task_columns_bind_visible (InflightTaskColumns  *self,
                                                         InflightColumn        column,
                                                         GtkWidget            *widget);
void                 inflight_task_columns_set_visible  (InflightTaskColumns  *self,
                                                         InflightColumn        column,
                                                         gboolean              visible);
gboolean             inflight_task_columns_get_narrow   (InflightTaskColumns  *self);
void                 inflight_task_columns_set_narrow   (InflightTaskColumns  *self,
                                                         gboolean              narrow,
                                                         int                   room);
void                 inflight_task_columns_fix_widths   (InflightTaskColumns  *self,
                                                         InflightRefresher    *refresher,
                                                         InflightTimeAxis     *axis);
void                 inflight_task_columns_show_extent  (InflightTaskColumns  *self,
                                                         InflightTimeAxis     *axis);
InflightColumn       inflight_task_columns_get_sorting  (InflightTaskColumns  *self,
                                                         gboolean             *descending);
void                 inflight_task_columns_set_sorting  (InflightTaskColumns  *self,
                                                         InflightColumn        column,
                                                         gboolean              descending);
GVariant            *inflight_task_columns_save         (InflightTaskColumns  *self);
void                 inflight_task_columns_restore      (InflightTaskColumns  *self,
                                                         GVariant             *saved);

G_END_DECLS
