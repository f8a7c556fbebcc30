/* inflight-uri.h: an address, and what of it may be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More parts of an address are not told apart. */
#define INFLIGHT_MAX_PARTS 64

typedef struct _InflightUri InflightUri;

InflightUri *inflight_uri_new            (const char   *text,
                                          GError      **error);
InflightUri *inflight_uri_resolve        (InflightUri  *base,
                                          const char   *location,
                                          GError      **error);
InflightUri *inflight_uri_ref            (InflightUri  *self);
void         inflight_uri_unref          (InflightUri  *self);
const char  *inflight_uri_get_text       (InflightUri  *self);
const char  *inflight_uri_get_scheme     (InflightUri  *self);
gboolean     inflight_uri_is_secure      (InflightUri  *self);
const char  *inflight_uri_get_user       (InflightUri  *self);
const char  *inflight_uri_get_password   (InflightUri  *self);
const char  *inflight_uri_get_host       (InflightUri  *self);
guint        inflight_uri_get_port       (InflightUri  *self);
const char  *inflight_uri_get_target     (InflightUri  *self);
char        *inflight_uri_get_origin     (InflightUri  *self);
char        *inflight_uri_to_string      (InflightUri  *self);
char        *inflight_uri_to_url         (InflightUri  *self);
char        *inflight_uri_dup_basic      (InflightUri  *self);

char        *inflight_uri_dup_host       (const char   *origin);

gboolean     inflight_uri_is_secret_name (const char   *name,
                                          gsize         length);
char        *inflight_uri_dup_display    (const char   *text);

gsize        inflight_uri_measure_part   (const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightUri, inflight_uri_unref)

G_END_DECLS
