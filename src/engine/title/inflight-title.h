/* inflight-title.h: the title of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  inflight_title_may_be_in (const char *content_type,
                                    const char *data,
                                    gsize       size);
char     *inflight_title_find      (GBytes     *body,
                                    guint64     bytes,
                                    const char *content_type,
                                    const char *pointer);

G_END_DECLS
