/* inflight-overview.h: what became of a task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-network.h"
#include "inflight-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_OVERVIEW (inflight_overview_get_type ())

G_DECLARE_FINAL_TYPE (InflightOverview, inflight_overview, INFLIGHT, OVERVIEW, GtkWidget)

void inflight_overview_show_task  (InflightOverview *self,
                                   InflightTask     *task,
                                   InflightNetwork  *network);
void inflight_overview_show_times (InflightOverview *self,
                                   InflightTask     *task,
                                   gint64            now_us);
void inflight_overview_scroll_up  (InflightOverview *self);

G_END_DECLS
