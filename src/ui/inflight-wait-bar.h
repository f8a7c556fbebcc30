/* inflight-wait-bar.h: the buttons that wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT_BAR (inflight_wait_bar_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaitBar, inflight_wait_bar, INFLIGHT, WAIT_BAR, GtkWidget)

void inflight_wait_bar_set_scope (InflightWaitBar *self,
                                  guint            n_pending,
                                  guint            n_selected);
void inflight_wait_bar_set_then  (InflightWaitBar *self,
                                  InflightThen     then);

G_END_DECLS
