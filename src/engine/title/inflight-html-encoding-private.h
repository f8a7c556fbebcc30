/* inflight-html-encoding-private.h: the character encoding of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *inflight_html_encoding_find (const char *data,
                                         gsize       size,
                                         const char *content_type,
                                         gsize      *mark_bytes);

G_END_DECLS
