/* inflight-attention.h: says that waits have returned
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_ATTENTION (inflight_attention_get_type ())

G_DECLARE_FINAL_TYPE (InflightAttention, inflight_attention, INFLIGHT, ATTENTION, GObject)

InflightAttention *inflight_attention_new              (GtkApplicationWindow *window,
                                                        GListModel           *waits);
const char        *inflight_attention_get_announcement (InflightAttention    *self);
guint              inflight_attention_get_announced    (InflightAttention    *self);

G_END_DECLS
