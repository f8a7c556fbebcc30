/* inflight-details.h: all about one task
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-network.h"
#include "inflight-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_DETAILS (inflight_details_get_type ())

G_DECLARE_FINAL_TYPE (InflightDetails, inflight_details, INFLIGHT, DETAILS, GtkWidget)

void inflight_details_set_network (InflightDetails *self,
                                   InflightNetwork *network);
void inflight_details_set_task    (InflightDetails *self,
                                   InflightTask    *task);

G_END_DECLS
