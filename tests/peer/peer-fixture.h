/* peer-fixture.h: a network and one of the servers, as a test has them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "peer.h"
#include "real-network.h"

G_BEGIN_DECLS

/**
 * PeerMode:
 * @PEER_HTTP: without TLS
 * @PEER_HTTPS: HTTP/1.1 with TLS, even if the server would speak HTTP/2
 * @PEER_HTTP2: HTTP/2, with TLS
 *
 * How a server is spoken with.
 */
typedef enum
{
  PEER_HTTP,
  PEER_HTTPS,
  PEER_HTTP2,
} PeerMode;

typedef struct _PeerFixture PeerFixture;

typedef void (*PeerFunc) (PeerFixture *self);

/**
 * PeerCase:
 * @name: its name
 * @func: it
 *
 * What is asked of a server.
 */
typedef struct
{
  const char *name;
  PeerFunc    func;
} PeerCase;

/**
 * PeerFixture:
 * @net: a network
 * @kind: what the server is
 * @mode: how it is spoken with
 * @peer: (nullable): the server, if it is installed
 */
struct _PeerFixture
{
  RealNetwork     net;
  const PeerKind *kind;
  PeerMode        mode;
  Peer           *peer;
};

void          peer_fixture_set_up    (PeerFixture    *self,
                                      const PeerKind *kind,
                                      PeerMode        mode);
void          peer_fixture_tear_down (PeerFixture    *self);
void          peer_skip              (const PeerKind *kind);
void          peer_add_case          (const PeerKind *kind,
                                      PeerMode        mode,
                                      const PeerCase *test);
InflightTask *peer_fetch             (PeerFixture    *self,
                                      const char     *path);
InflightTask *peer_fetch_well        (PeerFixture    *self,
                                      const char     *path,
                                      guint           status,
                                      const char     *title);
InflightTask *peer_send              (PeerFixture    *self,
                                      const char     *method,
                                      const char     *path,
                                      const char     *text,
                                      guint           status);
GPtrArray    *peer_fetch_many        (PeerFixture    *self,
                                      guint           n_posts);
void          peer_check_way         (PeerFixture    *self,
                                      InflightTask   *task);
void          peer_check_body        (InflightTask   *task,
                                      const char     *text);
char         *peer_dup_field         (InflightTask   *task,
                                      const char     *name);

G_END_DECLS
