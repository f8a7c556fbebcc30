/* inflight-legend.h: what the bars of a waterfall stand for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_LEGEND (inflight_legend_get_type ())

G_DECLARE_FINAL_TYPE (InflightLegend, inflight_legend, INFLIGHT, LEGEND, GtkWidget)

G_END_DECLS
