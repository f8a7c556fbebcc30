/* inflight-http-date-private.h: a date as HTTP writes it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean inflight_http_date_parse (const char *text,
                                   gint64      now_s,
                                   gint64     *date_s);

G_END_DECLS
