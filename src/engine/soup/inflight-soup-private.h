/* inflight-soup-private.h: what the files that know libsoup share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-seam-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _InflightSoupSessions InflightSoupSessions;

/**
 * InflightSoupQueuedFunc:
 * @session: one of the sessions
 * @message: a message that is about to be sent, one of libsoup's own perhaps
 * @user_data: what was passed to inflight_soup_sessions_new()
 */
typedef void (*InflightSoupQueuedFunc) (SoupSession *session,
                                        SoupMessage *message,
                                        gpointer     user_data);

InflightSoupSessions *inflight_soup_sessions_new      (InflightSoupQueuedFunc  queued,
                                                       gpointer                user_data);
void                  inflight_soup_sessions_free     (InflightSoupSessions   *self);
void                  inflight_soup_sessions_renew    (InflightSoupSessions   *self);
SoupSession          *inflight_soup_sessions_get      (InflightSoupSessions   *self,
                                                       const InflightOrder    *order);
const char           *inflight_soup_get_authorization (SoupSession            *session);

SoupMessage *inflight_soup_new_message (const InflightOrder *order,
                                        const char          *authorization);

InflightConnection *inflight_soup_ref_connection  (SoupMessage     *message,
                                                   gboolean         is_new);
void                inflight_soup_record_timings  (SoupMessage     *message,
                                                   gboolean         sends_body,
                                                   InflightTimings *timings);
GError             *inflight_soup_translate_error (SoupMessage     *message,
                                                   const GError    *error,
                                                   gboolean         in_body);

G_END_DECLS
