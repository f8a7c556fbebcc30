/* inflight-network-private.h: what the engine asks of the network
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-chores.h"
#include "inflight-network-thread-private.h"
#include "inflight-network.h"
#include "inflight-schedule-private.h"
#include "inflight-seam-private.h"
#include "inflight-tick-observer-private.h"

G_BEGIN_DECLS

InflightNetwork *inflight_network_new_virtual (InflightTransport *transport,
                                               gint64            *clock_us);
gboolean         inflight_network_advance     (InflightNetwork   *self);
gint64           inflight_network_get_next_us (InflightNetwork   *self);

GMainContext *inflight_network_peek_context (InflightNetwork *self);

void    inflight_network_post              (InflightNetwork     *self,
                                            InflightMessage     *message);
void    inflight_network_post_jobs         (InflightNetwork     *self,
                                            InflightMessageKind  kind,
                                            GPtrArray           *jobs);
guint64 inflight_network_next_event_number (InflightNetwork     *self);

void    inflight_network_set_limit        (InflightNetwork *self,
                                           InflightLimit   *limit);
void    inflight_network_clear_limit      (InflightNetwork *self,
                                           InflightLimit   *limit);
guint   inflight_network_number_wait      (InflightNetwork *self);
void    inflight_network_look_at          (InflightNetwork      *self,
                                           InflightTickObserver *observer);
guint64 inflight_network_get_event_number (InflightNetwork *self);
gboolean inflight_network_is_virtual      (InflightNetwork   *self);
void    inflight_network_set_paused       (InflightNetwork   *self,
                                           gboolean           paused);
void    inflight_network_tidy_up          (InflightNetwork   *self,
                                           InflightChoreFunc  func,
                                           gpointer           data,
                                           GDestroyNotify     destroy);

G_END_DECLS
