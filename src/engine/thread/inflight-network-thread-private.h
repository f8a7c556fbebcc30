/* inflight-network-thread-private.h: the thread that owns sockets and queue
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-schedule-private.h"

G_BEGIN_DECLS

typedef enum {
  INFLIGHT_MESSAGE_SUBMIT,
  INFLIGHT_MESSAGE_CANCEL,
  INFLIGHT_MESSAGE_SKIP_HOLD,
  INFLIGHT_MESSAGE_SET_LIMIT,
  INFLIGHT_MESSAGE_CLEAR_LIMIT,
  INFLIGHT_MESSAGE_SET_CAPS,
  INFLIGHT_MESSAGE_SET_INTERVAL,
  INFLIGHT_MESSAGE_SET_PROXY,
  INFLIGHT_MESSAGE_SET_TRANSPORT,
  INFLIGHT_MESSAGE_SET_HTTP_VERSION,
  INFLIGHT_MESSAGE_NETWORK_CHANGED,
  INFLIGHT_MESSAGE_TICK,
  INFLIGHT_MESSAGE_QUIT,
} InflightMessageKind;

/**
 * InflightMessage:
 * @jobs: (nullable) (element-type InflightJob): those concerned
 * @limit: (nullable): to be set or cleared
 * @interval_us: the least time between two jobs of a host
 * @proxy: (nullable): the proxy to use
 * @desktop: whether the desktop's settings decide where @proxy is %NULL
 * @transport: what is to carry out requests
 * @http_version: the highest version of HTTP to offer
 *
 * What the main thread tells the network thread.
 */
typedef struct
{
  InflightMessageKind    kind;
  GPtrArray             *jobs;
  InflightLimit         *limit;
  guint                  max_in_flight;
  guint                  per_host;
  gint64                 interval_us;
  char                  *proxy;
  gboolean               desktop;
  InflightTransportKind  transport;
  InflightHttpVersion    http_version;
} InflightMessage;

typedef struct _InflightNetworkThread InflightNetworkThread;

void                   inflight_message_free             (InflightMessage       *self);
void                   inflight_message_carry_out        (InflightMessage       *self,
                                                          InflightScheduler     *scheduler);

InflightNetworkThread *inflight_network_thread_new       (GSource               *wake);
void                   inflight_network_thread_stop      (InflightNetworkThread *self);
void                   inflight_network_thread_free      (InflightNetworkThread *self);
GMainContext          *inflight_network_thread_peek_context (InflightNetworkThread *self);
void                   inflight_network_thread_post      (InflightNetworkThread *self,
                                                          InflightMessage       *message);
InflightTick          *inflight_network_thread_next_tick (InflightNetworkThread *self);
gboolean               inflight_network_thread_has_tick  (InflightNetworkThread *self);

G_END_DECLS
