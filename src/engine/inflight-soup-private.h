/* inflight-soup-private.h: what the files that know libsoup share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-transport-private.h"
#include "inflight-wire-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _InflightSoupSessions InflightSoupSessions;
typedef struct _InflightSoupLinks    InflightSoupLinks;

/**
 * InflightSoupLink:
 * @wire: (nullable): what its answers are judged by
 * @connection: what the record of an exchange says of it
 * @is_private: whether it leads to a loopback, link-local or private address
 *
 * A connection, as those that use it again know it.
 */
typedef struct
{
  InflightWire       *wire;
  InflightConnection *connection;
  gboolean            is_private;
} InflightSoupLink;

InflightSoupSessions *inflight_soup_sessions_new               (void);
void                  inflight_soup_sessions_free              (InflightSoupSessions *self);
void                  inflight_soup_sessions_rest              (InflightSoupSessions *self);
void                  inflight_soup_sessions_set_proxy         (InflightSoupSessions *self,
                                                                const char           *proxy);
void                  inflight_soup_sessions_renew             (InflightSoupSessions *self);
const char           *inflight_soup_sessions_get_authorization (InflightSoupSessions *self);
SoupSession          *inflight_soup_sessions_get               (InflightSoupSessions *self,
                                                                const InflightHop    *hop);
guint64               inflight_soup_get_connection_id          (SoupSession          *session,
                                                                SoupMessage          *message);

InflightSoupLinks      *inflight_soup_links_new  (void);
void                    inflight_soup_links_free (InflightSoupLinks      *self);
const InflightSoupLink *inflight_soup_links_find (InflightSoupLinks      *self,
                                                  guint64                 id);
const InflightSoupLink *inflight_soup_links_add  (InflightSoupLinks      *self,
                                                  guint64                 id,
                                                  GObject                *socket,
                                                  const InflightSoupLink *link);

SoupMessage *inflight_soup_new_message (const InflightHop *hop,
                                        const char        *authorization);
char        *inflight_soup_new_basic   (GUri              *uri);

InflightConnection *inflight_soup_new_connection  (SoupMessage        *message);
gboolean            inflight_soup_look_at_address (GIOStream          *stream,
                                                   gboolean           *via_proxy);
void                inflight_soup_record_timings  (SoupMessage        *message,
                                                   InflightTimings    *timings);
const char         *inflight_soup_get_protocol    (SoupMessage        *message);
char               *inflight_soup_dup_headers     (SoupMessageHeaders *headers);
gboolean            inflight_soup_get_length      (SoupMessageHeaders *headers,
                                                   gint64             *length);
gint64              inflight_soup_get_retry_after (SoupMessageHeaders *headers);
GError             *inflight_soup_translate_error (SoupMessage        *message,
                                                   const GError       *error,
                                                   gboolean            in_body);

G_END_DECLS
