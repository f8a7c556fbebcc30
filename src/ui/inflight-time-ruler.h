/* inflight-time-ruler.h: what times the bars of a waterfall show
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TIME_RULER (inflight_time_ruler_get_type ())

G_DECLARE_FINAL_TYPE (InflightTimeRuler, inflight_time_ruler, INFLIGHT, TIME_RULER, GtkWidget)

GtkWidget *inflight_time_ruler_new      (InflightTimeAxis  *axis);
void       inflight_time_ruler_set_axis (InflightTimeRuler *self,
                                         InflightTimeAxis  *axis);

G_END_DECLS
