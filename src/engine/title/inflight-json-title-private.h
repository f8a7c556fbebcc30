/* inflight-json-title-private.h: the title of a JSON answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GString *inflight_json_title_find (const char *data,
                                   gsize       size,
                                   gboolean    is_cut,
                                   const char *pointer);

G_END_DECLS
