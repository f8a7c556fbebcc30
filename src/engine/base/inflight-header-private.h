/* inflight-header-private.h: what a header field may be
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-header.h"

G_BEGIN_DECLS

gsize    inflight_header_span_token (const char  *text,
                                     gsize        length);
gboolean inflight_header_is_token   (const char  *text,
                                     gsize        length);
gboolean inflight_header_split      (const char  *line,
                                     char       **name,
                                     char       **value,
                                     GError     **error);

G_END_DECLS
