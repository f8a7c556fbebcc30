/* peer.h: servers and proxies that nobody here wrote, as processes of their own
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PEER_N_POSTS     100
#define PEER_LARGE_BYTES (1 << 20)

/**
 * PeerKind:
 * @name: its name
 * @program: what runs it, looked for among the programs; %NULL for libsoup's server,
 *   which is one of ours
 * @arguments: (array zero-terminated=1): what it is told
 * @files: (array zero-terminated=1): those of servers/ that are put into its folder
 * @options: what `@OPTION@` stands for; the second with TLS, or, for a proxy, with a
 *   password
 * @has_http2: whether it speaks HTTP/2 over TLS
 * @has_origin: whether another server stands behind it
 * @drops_root: whether root becomes somebody else in it, at which the kernel forgets to
 *   end it with its parent: it is started by somebody else at once
 * @end_signal: what ends it
 * @hangs_up: whether it closes its connection when it is asked for /hang-up first
 * @resets_uploads: whether it resets the connection of a request that it refuses before
 *   it is sent
 * @closes_empty: whether it, or the server behind it, may close its connection after an
 *   answer that has no body
 *
 * A kind of server. In what it is told and in its files, `@PORT@` stands for its port,
 * `@FOLDER@` for its folder and `@ORIGIN@` for the port of the server behind it.
 */
typedef struct
{
  const char *name;
  const char *program;
  const char *arguments[8];
  const char *files[3];
  const char *options[2];
  gboolean    has_http2;
  gboolean    has_origin;
  gboolean    drops_root;
  int         end_signal;
  gboolean    hangs_up;
  gboolean    resets_uploads;
  gboolean    closes_empty;
} PeerKind;

typedef struct _Peer Peer;

extern const PeerKind peer_servers[];
extern const gsize    peer_n_servers;
extern const PeerKind peer_squid;
extern const PeerKind peer_soup;

void     peer_init          (const char     *soup_peer);
gboolean peer_kind_is_there (const PeerKind *kind);
Peer    *peer_new           (const PeerKind *kind,
                             gboolean        is_secured);
void     peer_free          (Peer           *self);
void     peer_restart       (Peer           *self);
char    *peer_dup_uri       (Peer           *self,
                             const char     *path);
guint16  peer_get_port      (Peer           *self);
guint16  peer_find_port     (void);
char    *peer_dup_title     (guint           id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

G_END_DECLS
