/* inflight-task-factory.h: the cells of a column of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-column.h"
#include "inflight-refresher.h"
#include "inflight-task-cell.h"
#include "inflight-task-menu.h"
#include "inflight-time-axis.h"

G_BEGIN_DECLS

GtkListItemFactory *inflight_task_factory_new          (InflightColumn        column,
                                                        InflightRefresher    *refresher,
                                                        InflightTimeAxis     *axis,
                                                        InflightTaskMenuFunc  show_menu);
InflightTaskCell   *inflight_task_factory_find_cell    (GtkWidget            *widget);
guint               inflight_task_factory_get_position (InflightTaskCell     *cell);

G_END_DECLS
