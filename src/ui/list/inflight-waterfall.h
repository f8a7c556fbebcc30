/* inflight-waterfall.h: the bar of a task in time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"
#include "inflight-time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WATERFALL (inflight_waterfall_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaterfall, inflight_waterfall, INFLIGHT, WATERFALL, GtkWidget)

GtkWidget *inflight_waterfall_new          (InflightTimeAxis  *axis);
void       inflight_waterfall_set_task     (InflightWaterfall *self,
                                            InflightTask      *task);
void       inflight_waterfall_refresh      (InflightWaterfall *self);
gint64     inflight_waterfall_get_lasts_us (InflightWaterfall *self);

G_END_DECLS
