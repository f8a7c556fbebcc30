/* raw-server.h: a server that sends what a test writes down, byte for byte
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

/**
 * RawEnd:
 * @RAW_KEEP: it takes the next request on the same connection
 * @RAW_CLOSE: it closes the connection
 * @RAW_CUT: it closes it without a word of TLS
 * @RAW_RESET: it resets it
 * @RAW_HANG: it sends nothing more, and waits for the client to go
 * @RAW_STALL: it neither sends nor reads anything more
 * @RAW_REPEAT: it sends the tail for ever, as fast as it can
 * @RAW_TRICKLE: it sends the tail for ever, every few milliseconds
 * @RAW_DRIP: it sends the tail for ever, a byte every 100 ms
 *
 * What a raw server does after the bytes of an answer.
 */
typedef enum {
  RAW_KEEP,
  RAW_CLOSE,
  RAW_CUT,
  RAW_RESET,
  RAW_HANG,
  RAW_STALL,
  RAW_REPEAT,
  RAW_TRICKLE,
  RAW_DRIP,
} RawEnd;

RawServer *raw_server_new               (void);
RawServer *raw_server_new_ipv6          (void);
void       raw_server_free              (RawServer       *self);
void       raw_server_add               (RawServer       *self,
                                         const char      *path,
                                         RawEnd           end,
                                         const char      *bytes,
                                         const char      *tail);
void       raw_server_add_bytes         (RawServer       *self,
                                         const char      *path,
                                         RawEnd           end,
                                         GBytes          *bytes,
                                         const char      *tail);
void       raw_server_add_redirect      (RawServer       *self,
                                         const char      *path,
                                         guint            status,
                                         const char      *location);
void       raw_server_set_greeting      (RawServer       *self,
                                         RawEnd           end,
                                         GBytes          *bytes,
                                         const char      *tail);
void       raw_server_set_certificate   (RawServer       *self,
                                         GTlsCertificate *certificate);
char      *raw_server_dup_uri           (RawServer       *self,
                                         const char      *path);
guint16    raw_server_get_port          (RawServer       *self);
guint      raw_server_get_n_connections (RawServer       *self);
guint      raw_server_get_peak          (RawServer       *self);
guint      raw_server_get_n_requests    (RawServer       *self);
guint64    raw_server_get_sent_bytes    (RawServer       *self);
char      *raw_server_dup_request       (RawServer       *self,
                                         guint            index);
void       assert_sent                  (RawServer       *self,
                                         guint            index,
                                         const char      *text,
                                         gboolean         there);
void       raw_server_await_requests    (RawServer       *self,
                                         guint            n_requests);
void       raw_server_await_connections (RawServer       *self,
                                         guint            n_connections);
void       raw_server_await_gone        (RawServer       *self,
                                         guint            n_gone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
