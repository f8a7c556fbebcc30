/* inflight-window.h: a window with one batch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-condition.h"
#include "inflight-services.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WINDOW (inflight_window_get_type ())

G_DECLARE_FINAL_TYPE (InflightWindow, inflight_window, INFLIGHT, WINDOW, AdwApplicationWindow)

InflightWindow *inflight_window_new           (GtkApplication           *application,
                                               InflightServices         *services);
InflightBatch  *inflight_window_get_batch     (InflightWindow           *self);
InflightThen    inflight_window_get_then      (InflightWindow           *self);
void            inflight_window_add_arguments (InflightWindow           *self,
                                               char                    **arguments,
                                               const char               *directory);
void            inflight_window_add_read      (InflightWindow           *self,
                                               GPtrArray                *requests,
                                               const char               *complaints,
                                               const InflightCondition  *condition);
void            inflight_window_show_wait     (InflightWindow           *self,
                                               guint                     number);
void            inflight_window_close_all     (GtkApplication           *application);

G_END_DECLS
