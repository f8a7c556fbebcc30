/* inflight-row.h: a place in the list, and the task that is in it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-cell.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_ROW (inflight_row_get_type ())

G_DECLARE_FINAL_TYPE (InflightRow, inflight_row, INFLIGHT, ROW, GObject)

InflightRow  *inflight_row_new         (void);
InflightTask *inflight_row_get_task    (InflightRow      *self);
void          inflight_row_set_task    (InflightRow      *self,
                                        InflightTask     *task);
void          inflight_row_set_marked  (InflightRow      *self,
                                        gboolean          marked);
void          inflight_row_queue       (InflightRow      *self);
void          inflight_row_add_cell    (InflightRow      *self,
                                        InflightTaskCell *cell);
void          inflight_row_remove_cell (InflightRow      *self,
                                        InflightTaskCell *cell);

G_END_DECLS
