/* inflight-uri.h: what an address must be, and what of it may be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri    *inflight_uri_parse          (const char  *text,
                                      GError     **error);
gboolean inflight_uri_check          (GUri        *uri,
                                      GError     **error);
int      inflight_uri_get_port       (GUri        *uri);
char    *inflight_uri_intern_origin  (GUri        *uri);
void     inflight_uri_release_origin (char        *origin);
char    *inflight_uri_dup_host       (const char  *origin);
gboolean inflight_uri_is_secret_name (const char  *name,
                                      gsize        length);
char    *inflight_uri_dup_display    (const char  *text);

G_END_DECLS
