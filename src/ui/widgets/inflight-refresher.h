/* inflight-refresher.h: at most one refresh of a cell a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_REFRESHER (inflight_refresher_get_type ())

G_DECLARE_FINAL_TYPE (InflightRefresher, inflight_refresher, INFLIGHT, REFRESHER, GObject)

typedef void (*InflightRefreshFunc) (GtkWidget *widget);

InflightRefresher *inflight_refresher_new           (GtkWidget           *view,
                                                     InflightRefreshFunc  func);
void               inflight_refresher_set_network   (InflightRefresher   *self,
                                                     InflightNetwork     *network);
void               inflight_refresher_set_batch     (InflightRefresher   *self,
                                                     InflightBatch       *batch);
InflightNetwork   *inflight_refresher_get_network   (InflightRefresher   *self);
InflightShared     inflight_refresher_get_shared    (InflightRefresher   *self);
guint64            inflight_refresher_get_telling   (InflightRefresher   *self,
                                                     InflightTask        *task);
gint64             inflight_refresher_get_now_us    (InflightRefresher   *self);
void               inflight_refresher_queue         (InflightRefresher   *self,
                                                     GtkWidget           *widget);
void               inflight_refresher_refresh_view  (InflightRefresher   *self);
void               inflight_refresher_queue_in      (InflightRefresher   *self,
                                                     GtkWidget           *widget,
                                                     gint64               delay_us);
void               inflight_refresher_queue_soon    (InflightRefresher   *self,
                                                     GtkWidget           *widget);
void               inflight_refresher_queue_running (InflightRefresher   *self,
                                                     GtkWidget           *widget,
                                                     InflightTask        *task);
void               inflight_refresher_forget        (InflightRefresher   *self,
                                                     GtkWidget           *widget);

G_END_DECLS
