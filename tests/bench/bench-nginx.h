/* bench-nginx.h: a local nginx to be measured against
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many addresses there are under each of its folders. */
#define BENCH_NGINX_N_POSTS 100

/* How large a body is under /large/, and under /gzip/ and /chunks/, and a chunk
 * there, and how long one takes under /delayed/. */
#define BENCH_NGINX_LARGE_BYTES (1 << 20)
#define BENCH_NGINX_LIST_BYTES  (64 << 10)
#define BENCH_NGINX_CHUNK_BYTES (4 << 10)
#define BENCH_NGINX_DELAY_MS    100

/* How many answers a second there are under /limited/. */
#define BENCH_NGINX_LIMIT 2000

typedef struct _BenchNginx BenchNginx;

BenchNginx *bench_nginx_new             (const char *program);
void        bench_nginx_free            (BenchNginx *self);
guint16     bench_nginx_get_port        (BenchNginx *self);
guint16     bench_nginx_get_tls_port    (BenchNginx *self);
guint16     bench_nginx_get_http2_port  (BenchNginx *self);
const char *bench_nginx_get_directory   (BenchNginx *self);
char       *bench_nginx_dup_certificate (BenchNginx *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchNginx, bench_nginx_free)

G_END_DECLS
