/* inflight-chart.h: columns over an axis
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_CHART (inflight_chart_get_type ())

G_DECLARE_FINAL_TYPE (InflightChart, inflight_chart, INFLIGHT, CHART, GtkWidget)

void inflight_chart_clear      (InflightChart *self);
void inflight_chart_add_column (InflightChart *self,
                                double         from,
                                double         to,
                                double         height);
void inflight_chart_add_tick   (InflightChart *self,
                                double         at,
                                const char    *text);
void inflight_chart_add_mark   (InflightChart *self,
                                double         at,
                                const char    *text);
void inflight_chart_set_top    (InflightChart *self,
                                const char    *text);

G_END_DECLS
