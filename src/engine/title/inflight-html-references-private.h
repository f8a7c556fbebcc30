/* inflight-html-references-private.h: the character references of HTML
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GString *inflight_html_references_resolve (const char *text,
                                           gsize       size);

G_END_DECLS
