/* inflight-json-string-private.h: what a string of JSON stands for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *inflight_json_escape_read   (const char *at,
                                         const char *end,
                                         gunichar   *c);
GString    *inflight_json_string_decode (const char *begin,
                                         const char *end);

G_END_DECLS
