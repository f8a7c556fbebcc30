/* inflight-filter-bar.h: which tasks are to be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-view.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_FILTER_BAR (inflight_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (InflightFilterBar, inflight_filter_bar, INFLIGHT, FILTER_BAR, GtkWidget)

void          inflight_filter_bar_set_view       (InflightFilterBar *self,
                                                  InflightTaskView  *view);
void          inflight_filter_bar_set_batch      (InflightFilterBar *self,
                                                  InflightBatch     *batch);
void          inflight_filter_bar_set_host       (InflightFilterBar *self,
                                                  const char        *host);
void          inflight_filter_bar_reset          (InflightFilterBar *self);
char         *inflight_filter_bar_dup_text       (InflightFilterBar *self);
GtkSearchBar *inflight_filter_bar_get_search_bar (InflightFilterBar *self);
void          inflight_filter_bar_focus_search   (InflightFilterBar *self);

G_END_DECLS
