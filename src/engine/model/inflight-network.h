/* inflight-network.h: the main thread's side of the network thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_NETWORK (inflight_network_get_type ())

#define INFLIGHT_DEFAULT_MAX_IN_FLIGHT 64
#define INFLIGHT_DEFAULT_PER_HOST      6
#define INFLIGHT_MAX_IN_FLIGHT         1024

G_DECLARE_FINAL_TYPE (InflightNetwork, inflight_network, INFLIGHT, NETWORK, GObject)

void             inflight_engine_init          (void);

InflightNetwork *inflight_network_new          (void);
gboolean         inflight_network_set_transport     (InflightNetwork        *self,
                                                     InflightTransportKind   kind,
                                                     GError                **error);
void             inflight_network_set_http_version  (InflightNetwork        *self,
                                                     InflightHttpVersion     version);
void             inflight_network_set_caps          (InflightNetwork        *self,
                                                     guint                   max_in_flight,
                                                     guint                   per_host);
void             inflight_network_get_caps          (InflightNetwork        *self,
                                                     guint                  *max_in_flight,
                                                     guint                  *per_host);
void             inflight_network_set_interval      (InflightNetwork        *self,
                                                     gint64                  interval_us);
gboolean         inflight_network_set_proxy         (InflightNetwork        *self,
                                                     const char             *proxy,
                                                     GError                **error);
void             inflight_network_set_desktop_proxy (InflightNetwork        *self);
void             inflight_network_changed           (InflightNetwork        *self);
guint            inflight_network_launch            (InflightNetwork        *self,
                                                     GPtrArray              *tasks);
guint            inflight_network_cancel            (InflightNetwork        *self,
                                                     GPtrArray              *tasks,
                                                     InflightCancelReason    reason,
                                                     guint                   wait_number);
void             inflight_network_finish_cancelling (InflightNetwork        *self);
guint            inflight_network_skip_hold         (InflightNetwork        *self,
                                                     GPtrArray              *tasks);
gint64           inflight_network_get_now_us        (InflightNetwork        *self);

G_END_DECLS
