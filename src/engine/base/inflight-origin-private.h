/* inflight-origin-private.h: scheme, host and port, each combination once
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INFLIGHT_ORIGIN_MAX_HOST 253

char       *inflight_origin_intern   (gboolean     is_secure,
                                      const char  *host,
                                      guint        port);
char       *inflight_origin_recall   (const char  *address,
                                      const char **rest);
void        inflight_origin_remember (char        *origin,
                                      const char  *address,
                                      gsize        length);
char       *inflight_origin_acquire  (char        *origin);
void        inflight_origin_release  (char        *origin);
const char *inflight_origin_get_host (const char  *origin);
guint       inflight_origin_get_port (const char  *origin);

G_END_DECLS
