/* inflight-state-icon.h: the icon of a state
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_STATE_ICON (inflight_state_icon_get_type ())

G_DECLARE_FINAL_TYPE (InflightStateIcon, inflight_state_icon, INFLIGHT, STATE_ICON, GtkWidget)

GtkWidget  *inflight_state_icon_new       (void);
void        inflight_state_icon_set_state (InflightStateIcon *self,
                                           InflightTaskState  state);
void        inflight_state_icon_clear     (InflightStateIcon *self);
const char *inflight_state_get_icon       (InflightTaskState  state);

G_END_DECLS
