/* inflight-charset.h: bytes of any character encoding as UTF-8
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char       *inflight_charset_dup_label  (const char *content_type);
const char *inflight_charset_find       (const char *label);
const char *inflight_charset_sniff      (const char *data,
                                         gsize       size,
                                         gsize      *mark_bytes);
gboolean    inflight_charset_has_ascii  (const char *charset);
gboolean    inflight_charset_is_utf8    (const char *data,
                                         gsize       size,
                                         gboolean    is_whole);
GString    *inflight_charset_decode     (const char *charset,
                                         const char *data,
                                         gsize       size,
                                         gboolean    is_whole,
                                         guint       max_replaced,
                                         guint      *n_replaced);

G_END_DECLS
