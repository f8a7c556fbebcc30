/* inflight-wrap-layout.h: widgets side by side, in as many lines as it takes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WRAP_LAYOUT (inflight_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (InflightWrapLayout, inflight_wrap_layout,
                      INFLIGHT, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
