/* inflight-rows.h: the places of the list of tasks, some of them selected
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-row.h"
#include "inflight-task-view.h"
#include "inflight-wait.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_ROWS (inflight_rows_get_type ())

G_DECLARE_FINAL_TYPE (InflightRows, inflight_rows, INFLIGHT, ROWS, GObject)

InflightRows *inflight_rows_new          (GtkWidget        *widget,
                                          InflightTaskView *tasks,
                                          GListModel       *shown);
guint         inflight_rows_get_selected (InflightRows     *self);
void          inflight_rows_queue        (InflightRows     *self);
void          inflight_rows_mark_members (InflightRows     *self,
                                          InflightWait     *wait);
GPtrArray    *inflight_rows_dup_selected (InflightRows     *self);
gboolean      inflight_rows_may_have     (InflightRows     *self,
                                          InflightTaskIs    is);
gboolean      inflight_rows_count_selected (InflightRows  *self,
                                            InflightTaskIs  is,
                                            guint          *count);
guint         inflight_rows_select       (InflightRows     *self,
                                          GPtrArray        *tasks);

G_END_DECLS
