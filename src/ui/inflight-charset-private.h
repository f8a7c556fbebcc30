/* inflight-charset-private.h: bytes of any character encoding as UTF-8
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *inflight_charset_find   (const char *name);
const char *inflight_charset_sniff  (const char *data,
                                     gsize       size,
                                     gsize      *mark_bytes);
GString    *inflight_charset_decode (const char *charset,
                                     const char *data,
                                     gsize       size,
                                     gboolean    is_whole,
                                     guint      *n_replaced);
gboolean    inflight_charset_is_utf8 (const char *data,
                                      gsize       size);

G_END_DECLS
