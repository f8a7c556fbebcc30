/* inflight-html-title-private.h: the title of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GString *inflight_html_title_find (const char *data,
                                   gsize       size,
                                   const char *content_type);

G_END_DECLS
