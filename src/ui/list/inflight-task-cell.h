/* inflight-task-cell.h: one column of one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-column.h"
#include "inflight-refresher.h"
#include "inflight-task.h"
#include "inflight-time-axis.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_CELL (inflight_task_cell_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskCell, inflight_task_cell, INFLIGHT, TASK_CELL, GtkWidget)

GtkWidget    *inflight_task_cell_new        (InflightColumn     column,
                                             InflightRefresher *refresher,
                                             InflightTimeAxis  *axis);
void          inflight_task_cell_set_task   (InflightTaskCell  *self,
                                             InflightTask      *task);
InflightTask *inflight_task_cell_get_task   (InflightTaskCell  *self);
void          inflight_task_cell_queue      (InflightTaskCell  *self);
gboolean      inflight_task_cell_shows_bytes
                                            (InflightTaskCell  *self);
void          inflight_task_cell_set_marked (InflightTaskCell  *self,
                                             gboolean           marked);
void          inflight_task_cell_refresh    (GtkWidget         *widget);

G_END_DECLS
