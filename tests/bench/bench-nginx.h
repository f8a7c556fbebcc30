/* bench-nginx.h: a local nginx that serves a hundred posts
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BenchNginx BenchNginx;

BenchNginx *bench_nginx_new      (const char *program);
void        bench_nginx_free     (BenchNginx *self);
guint16     bench_nginx_get_port (BenchNginx *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchNginx, bench_nginx_free)

G_END_DECLS
