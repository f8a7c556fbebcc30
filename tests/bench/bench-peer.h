/* bench-peer.h: a server that says nothing and takes the time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BenchPeer BenchPeer;

BenchPeer *bench_peer_new              (void);
void       bench_peer_free             (BenchPeer *self);
guint16    bench_peer_get_port         (BenchPeer *self);
void       bench_peer_answer_one       (BenchPeer *self);
guint      bench_peer_get_n_requests   (BenchPeer *self);
guint      bench_peer_get_n_gone       (BenchPeer *self);
gint64     bench_peer_get_first_us     (BenchPeer *self);
gint64     bench_peer_get_last_gone_us (BenchPeer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

G_END_DECLS
