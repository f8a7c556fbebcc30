/* inflight-transport-private.h: the seam between scheduler and wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-options.h"
#include "inflight-record-private.h"
#include "inflight-uri.h"

G_BEGIN_DECLS

/**
 * InflightOrder:
 * @uri: where to
 * @options: everything else
 * @method: the method, which a redirect may have changed
 * @proxy: (nullable): the proxy that it goes through, as libcurl writes one
 * @cookies: (nullable): the field Cookie, instead of one among @options
 * @sends_body: whether the body of the request goes along
 * @slot: which of the places in flight this transfer occupies, from 0
 * @foreign: whether a redirect led to another origin than the request's, so
 *   that its credentials must stay at home
 * @guarded: whether a private address must not be connected to
 * @http_version: the highest version of HTTP to offer
 * @record: (transfer none): to be filled in as the transfer goes on; it stays
 *   until the transfer settled
 *
 * What the scheduler has a transport do: one transfer, of a request or of a redirect
 * of it.
 */
typedef struct
{
  InflightUri           *uri;
  const InflightOptions *options;
  const char            *method;
  const char            *proxy;
  const char            *cookies;
  gboolean               sends_body;
  guint                  slot;
  gboolean               foreign;
  gboolean               guarded;
  InflightHttpVersion    http_version;
  InflightExchange      *record;
} InflightOrder;

/**
 * InflightTransferEvents:
 * @state: the transfer reached connecting, waiting or receiving
 * @progress: so many bytes of the body arrived by now
 * @settled: (transfer full): it is over; the last call, always made, never from
 *   within start() or cancel()
 *
 * How a transport reports.
 */
typedef struct
{
  void (*state)    (gpointer           user_data,
                    InflightTaskState  state);
  void (*progress) (gpointer           user_data,
                    guint64            bytes);
  void (*settled)  (gpointer           user_data,
                    InflightAnswer    *answer);
} InflightTransferEvents;

typedef struct _InflightTransport InflightTransport;

/**
 * InflightTransportClass:
 * @start: begins a transfer and returns a handle, valid until it settled
 * @cancel: asks for an end; it is answered by settled()
 * @renew: (nullable): the network changed: what is kept to be used again must not
 *   be; what is under way goes on
 * @rest: (nullable): nothing is under way, and has not been for a while: what is
 *   kept to be used again can go
 * @free: ends what is under way without reporting it, and frees the transport
 *
 * What the scheduler needs of whatever does the work. All functions are called
 * on the thread of the scheduler.
 */
typedef struct
{
  gpointer (*start)     (InflightTransport            *self,
                         const InflightOrder          *order,
                         const InflightTransferEvents *events,
                         gpointer                      user_data);
  void     (*cancel)    (InflightTransport            *self,
                         gpointer                      transfer);
  void     (*renew)     (InflightTransport            *self);
  void     (*rest)      (InflightTransport            *self);
  void     (*free)      (InflightTransport            *self);
} InflightTransportClass;

struct _InflightTransport
{
  const InflightTransportClass *class;
};

#ifdef HAVE_LIBCURL
InflightTransport *inflight_curl_transport_new (void);
#endif
InflightTransport *inflight_soup_transport_new (void);

G_END_DECLS
