/* inflight-cookies-private.h: the cookies of one attempt
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-uri.h"

G_BEGIN_DECLS

typedef struct _InflightCookies InflightCookies;

InflightCookies *inflight_cookies_new    (GError          **error);
void             inflight_cookies_free   (InflightCookies  *self);
gboolean         inflight_cookies_are_in (const char       *headers);
void             inflight_cookies_take   (InflightCookies  *self,
                                          InflightUri      *uri,
                                          const char       *headers);
char            *inflight_cookies_dup    (InflightCookies  *self,
                                          InflightUri      *uri);

G_END_DECLS
