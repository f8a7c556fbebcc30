/* inflight-soup-private.h: what the files that know libsoup share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-transport-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _InflightSoupSessions InflightSoupSessions;

InflightSoupSessions *inflight_soup_sessions_new       (void);
void                  inflight_soup_sessions_free      (InflightSoupSessions *self);
void                  inflight_soup_sessions_set_proxy (InflightSoupSessions *self,
                                                        const char           *proxy);
const char           *inflight_soup_sessions_get_proxy (InflightSoupSessions *self);
SoupSession          *inflight_soup_sessions_get       (InflightSoupSessions *self,
                                                        const InflightHop    *hop);
guint64               inflight_soup_get_connection_id  (SoupSession          *session,
                                                        SoupMessage          *message);

SoupMessage          *inflight_soup_new_message        (const InflightHop    *hop,
                                                        const char           *proxy);

InflightConnection   *inflight_soup_new_connection     (SoupMessage          *message);
void                  inflight_soup_record_timings     (SoupMessage          *message,
                                                        InflightTimings      *timings);
const char           *inflight_soup_get_protocol       (SoupMessage          *message);
gint64                inflight_soup_get_retry_after    (SoupMessageHeaders   *headers);
GError               *inflight_soup_translate_error    (SoupMessage          *message,
                                                        const GError         *error,
                                                        gboolean              in_body);

G_END_DECLS
