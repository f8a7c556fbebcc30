/* inflight-sidebar-bin.h: a container that would like to be wider
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_SIDEBAR_BIN (inflight_sidebar_bin_get_type ())

G_DECLARE_FINAL_TYPE (InflightSidebarBin, inflight_sidebar_bin, INFLIGHT, SIDEBAR_BIN, GtkWidget)

void inflight_sidebar_bin_set_width (InflightSidebarBin *self,
                                     int                 width);

G_END_DECLS
