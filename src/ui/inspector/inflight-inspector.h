/* inflight-inspector.h: all about one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-network.h"
#include "inflight-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_INSPECTOR (inflight_inspector_get_type ())

G_DECLARE_FINAL_TYPE (InflightInspector, inflight_inspector, INFLIGHT, INSPECTOR, GtkWidget)

void          inflight_inspector_set_network (InflightInspector *self,
                                              InflightNetwork   *network);
void          inflight_inspector_set_task    (InflightInspector *self,
                                              InflightTask      *task);
InflightTask *inflight_inspector_get_task    (InflightInspector *self);

G_END_DECLS
