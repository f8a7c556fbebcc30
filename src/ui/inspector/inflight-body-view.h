/* inflight-body-view.h: a body, shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_BODY_VIEW (inflight_body_view_get_type ())

G_DECLARE_FINAL_TYPE (InflightBodyView, inflight_body_view, INFLIGHT, BODY_VIEW, GtkWidget)

void     inflight_body_view_set_body    (InflightBodyView *self,
                                         GBytes           *body,
                                         const char       *content_type,
                                         gboolean          is_encoded,
                                         guint64           n_bytes,
                                         gboolean          is_whole);
void     inflight_body_view_set_missing (InflightBodyView *self,
                                         const char       *reason);
gboolean inflight_body_view_is_busy     (InflightBodyView *self);

G_END_DECLS
