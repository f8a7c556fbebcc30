/* inflight-header-layout.h: a title between two sides that yield
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_HEADER_LAYOUT (inflight_header_layout_get_type ())

G_DECLARE_FINAL_TYPE (InflightHeaderLayout, inflight_header_layout,
                      INFLIGHT, HEADER_LAYOUT, GtkLayoutManager)

G_END_DECLS
