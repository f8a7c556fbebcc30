/* inflight-task-cell.h: one column of one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-refresher.h"
#include "inflight-task.h"
#include "inflight-time-axis.h"

G_BEGIN_DECLS

/* Those of the list of tasks come first; COMPACT is all of them on two lines. */
typedef enum {
  INFLIGHT_COLUMN_NUMBER,
  INFLIGHT_COLUMN_STATE,
  INFLIGHT_COLUMN_LABEL,
  INFLIGHT_COLUMN_HOST,
  INFLIGHT_COLUMN_STATUS,
  INFLIGHT_COLUMN_SIZE,
  INFLIGHT_COLUMN_TIME,
  INFLIGHT_COLUMN_WATERFALL,
  INFLIGHT_COLUMN_COMPACT,
  INFLIGHT_COLUMN_RANK,
  INFLIGHT_COLUMN_SINCE_LAUNCH,
} InflightColumn;

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
