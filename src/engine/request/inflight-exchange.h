/* inflight-exchange.h: a request sent and its answer, as it went
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_EXCHANGE (inflight_exchange_get_type ())

/**
 * InflightTimings:
 * @fetch_start_us: the exchange was begun
 * @domain_lookup_start_us: the look-up of the host's name began
 * @domain_lookup_end_us: it ended
 * @connect_start_us: connecting began
 * @secure_connection_start_us: the TLS handshake began
 * @connect_end_us: the connection was ready, TLS included
 * @request_start_us: the request began to be sent
 * @request_end_us: it was sent, its body included
 * @response_start_us: the first byte of the answer arrived
 * @response_end_us: the last one did
 * @fetch_end_us: the exchange ended, with an answer or without
 *
 * When what happened, on the monotonic clock, in microseconds; 0 for what did
 * not happen. The names, but the last, are those of W3C's Resource Timing,
 * section 4.3.
 */
typedef struct
{
  gint64 fetch_start_us;
  gint64 domain_lookup_start_us;
  gint64 domain_lookup_end_us;
  gint64 connect_start_us;
  gint64 secure_connection_start_us;
  gint64 connect_end_us;
  gint64 request_start_us;
  gint64 request_end_us;
  gint64 response_start_us;
  gint64 response_end_us;
  gint64 fetch_end_us;
} InflightTimings;

/**
 * InflightPhase:
 * @INFLIGHT_PHASE_LOOKUP: the host's name is looked up
 * @INFLIGHT_PHASE_CONNECT: a connection is made
 * @INFLIGHT_PHASE_SECURE: TLS is negotiated
 * @INFLIGHT_PHASE_SEND: the request is sent
 * @INFLIGHT_PHASE_WAIT: the answer has not begun
 * @INFLIGHT_PHASE_RECEIVE: the answer arrives
 *
 * What an exchange goes through, in this order.
 */
typedef enum {
  INFLIGHT_PHASE_LOOKUP,
  INFLIGHT_PHASE_CONNECT,
  INFLIGHT_PHASE_SECURE,
  INFLIGHT_PHASE_SEND,
  INFLIGHT_PHASE_WAIT,
  INFLIGHT_PHASE_RECEIVE,
} InflightPhase;

#define INFLIGHT_N_PHASES (INFLIGHT_PHASE_RECEIVE + 1)

/**
 * InflightPhaseSpan:
 * @start_us: when the phase began, on the monotonic clock in microseconds; 0 if there
 *   was no such phase
 * @end_us: when it ended, or broke off
 * @is_finished: whether it did not break off
 *
 * When a phase of an exchange was.
 */
typedef struct
{
  gint64   start_us;
  gint64   end_us;
  gboolean is_finished;
} InflightPhaseSpan;

/**
 * InflightConnection:
 * @remote_address: (nullable): the address and port connected to, as
 *   “192.0.2.1:80” or “[2001:db8::1]:443”; the proxy's if there is one
 * @via_proxy: whether it leads through a proxy
 * @tls_version: (nullable): “TLS 1.3” or the like; %NULL without TLS
 * @tls_cipher: (nullable): the cipher suite
 * @certificate_errors: what is wrong with the server's certificate, whether it
 *   was accepted all the same or not
 * @certificate_subject: (nullable): whose certificate it is, as RFC 4514 writes
 *   distinguished names; as the server sent it, but valid UTF-8 and not long
 * @certificate_issuer: (nullable): who signed it, likewise
 * @certificate_begins_s: since when it is valid, in seconds of Unix time; 0 if that is
 *   not known
 * @certificate_ends_s: until when it is valid, likewise
 *
 * What exchanges on the same connection have in common. Read-only.
 */
typedef struct
{
  char                 *remote_address;
  gboolean              via_proxy;
  char                 *tls_version;
  char                 *tls_cipher;
  GTlsCertificateFlags  certificate_errors;
  char                 *certificate_subject;
  char                 *certificate_issuer;
  gint64                certificate_begins_s;
  gint64                certificate_ends_s;
} InflightConnection;

typedef struct _InflightExchange InflightExchange;

/**
 * InflightExchange:
 * @previous: (nullable): the one before it, of the same task
 * @attempt: the attempt it belongs to, from 1
 * @uri: (nullable): where it went, if not to the address of the request; it may
 *   hold credentials, see inflight_uri_dup_display()
 * @status: the HTTP status, 0 if there was no answer
 * @protocol: (nullable): “HTTP/1.1” or the like; a static string
 * @reused: whether it used a connection that had been used before
 * @connection: (nullable): its connection, if it came to one
 * @timings: when what happened
 * @retry_after_us: how long the server asked to wait before another attempt
 *   (RFC 9110, section 10.2.3), in microseconds; -1 if it did not
 * @error: (nullable): why the attempt failed, for the last exchange of an
 *   attempt that was made again
 *
 * One request sent and its answer, as far as it came. A task has one for its
 * request, one more for each redirect, and as many again for each retry. They
 * are read-only once the task has settled.
 */
struct _InflightExchange
{
  gatomicrefcount      ref_count;
  guint                attempt;
  guint                status;
  gboolean             reused;
  InflightExchange    *previous;
  char                *uri;
  const char          *protocol;
  InflightConnection  *connection;
  InflightTimings      timings;
  gint64               retry_after_us;
  GError              *error;
};

GType             inflight_exchange_get_type        (void);
InflightExchange *inflight_exchange_ref             (InflightExchange       *self);
void              inflight_exchange_unref           (InflightExchange       *self);
gboolean          inflight_exchange_is_unchecked    (const InflightExchange *self);
guint             inflight_exchange_count_redirects (const InflightExchange *self);
gint64            inflight_exchange_get_end_us      (const InflightExchange *self);
void              inflight_exchange_get_phases      (const InflightExchange *self,
                                                     InflightPhaseSpan      *spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightExchange, inflight_exchange_unref)

G_END_DECLS
