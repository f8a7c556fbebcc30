/* inflight-column-heading.h: what stands above a column
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-column.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *inflight_column_heading_dup_extent (gint64          extent_us);
int   inflight_column_heading_measure    (GtkWidget      *view,
                                          InflightColumn  column);
void  inflight_column_heading_align      (GtkColumnView  *view);

G_END_DECLS
