/* inflight-growing-slice.h: a long list given to its view a few rows a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSliceListModel *inflight_growing_slice_new    (GtkWidget         *view);
void               inflight_growing_slice_finish (GtkSliceListModel *slice);

G_END_DECLS
