/* inflight-timing-view.h: the phases of a task's requests, drawn and written
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TIMING_VIEW (inflight_timing_view_get_type ())

G_DECLARE_FINAL_TYPE (InflightTimingView, inflight_timing_view, INFLIGHT, TIMING_VIEW, GtkWidget)

void inflight_timing_view_set_task (InflightTimingView *self,
                                    InflightTask       *task);

G_END_DECLS
