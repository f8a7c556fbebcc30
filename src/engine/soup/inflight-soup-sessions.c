/* inflight-soup-sessions.c: the sessions of libsoup, and their proxies
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include <string.h>

/* libsoup looks at every connection of a session at every step: with a few each,
 * more in flight costs more sessions, not more looking. */
#define SLOTS_PER_SESSION 4

/* As long as a connection is kept that nothing uses. */
#define IDLE_S 30

/**
 * InflightSoupSessions:
 * @groups: (element-type utf8 GPtrArray): by what they have in common: whether they
 *   accept every certificate, and the proxy. What one is connected to is not for
 *   another
 *
 * Sessions that decode nothing and wait for nothing. A transfer holds its own: one
 * that is let go of here closes its connections when the last transfer on it ended.
 */
struct _InflightSoupSessions
{
  GHashTable             *groups;
  InflightSoupQueuedFunc  queued;
  gpointer                user_data;
};

static G_DEFINE_QUARK (inflight-soup-authorization, authorization)

/**
 * inflight_soup_sessions_new:
 * @queued: called for each message that is queued by a session with a proxy
 * @user_data: passed to @queued
 *
 * Returns: (transfer full): no sessions yet
 */
InflightSoupSessions *
inflight_soup_sessions_new (InflightSoupQueuedFunc queued,
                            gpointer               user_data)
{
  InflightSoupSessions *self = g_new0 (InflightSoupSessions, 1);

  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  self->queued = queued;
  self->user_data = user_data;

  return self;
}

void
inflight_soup_sessions_free (InflightSoupSessions *self)
{
  g_hash_table_unref (self->groups);

  /* libsoup's own sources hold sessions and messages until they ran. */
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;

  g_free (self);
}

/**
 * inflight_soup_sessions_renew:
 * @self: sessions
 *
 * Has what begins from now on use no connection of before. Those that nothing uses
 * are closed.
 */
void
inflight_soup_sessions_renew (InflightSoupSessions *self)
{
  g_hash_table_remove_all (self->groups);
}

/* GIO knows one SOCKS 5, and has the proxy look names up. */
static char *
dup_gio_proxy (const char *proxy)
{
  const char *rest = strchr (proxy, ':');

  return g_str_has_prefix (proxy, "socks5h:") ? g_strconcat ("socks5", rest, NULL)
                                              : g_strdup (proxy);
}

static void
use_proxy (InflightSoupSessions *self,
           SoupSession          *session,
           const char           *proxy)
{
  g_autofree char *gio_proxy = dup_gio_proxy (proxy);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (gio_proxy, NULL);
  g_autoptr (InflightUri) uri = inflight_uri_new (proxy, NULL);

  soup_session_set_proxy_resolver (session, resolver);
  g_signal_connect (session, "request-queued", G_CALLBACK (self->queued), self->user_data);

  /* That is for HTTP; with SOCKS the credentials are GIO's to take. */
  if (uri != NULL)
    g_object_set_qdata_full (G_OBJECT (session), authorization_quark (),
                             inflight_uri_dup_basic (uri), g_free);
}

static SoupSession *
new_session (InflightSoupSessions *self,
             const char           *proxy)
{
  SoupSession *session;

  session = soup_session_new_with_options ("max-conns", SLOTS_PER_SESSION * 2,
                                           "max-conns-per-host", SLOTS_PER_SESSION,
                                           "timeout", 0,
                                           "idle-timeout", IDLE_S,
                                           NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  /* That there is no resolver has to be said: the default one is slow to load, and
   * asks the desktop. */
  soup_session_set_proxy_resolver (session, NULL);
  if (proxy != NULL)
    use_proxy (self, session, proxy);

  return session;
}

/**
 * inflight_soup_sessions_get:
 * @self: sessions
 * @order: a transfer
 *
 * Returns: (transfer full): the session for it
 */
SoupSession *
inflight_soup_sessions_get (InflightSoupSessions *self,
                            const InflightOrder  *order)
{
  gboolean insecure = inflight_options_get_insecure (order->options);
  g_autofree char *key = g_strconcat (insecure ? "insecure " : "", order->proxy, NULL);
  GPtrArray *sessions = g_hash_table_lookup (self->groups, key);
  guint index = order->slot / SLOTS_PER_SESSION;

  if (sessions == NULL)
    {
      sessions = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->groups, g_steal_pointer (&key), sessions);
    }

  while (sessions->len <= index)
    g_ptr_array_add (sessions, new_session (self, order->proxy));

  return g_object_ref (g_ptr_array_index (sessions, index));
}

/**
 * inflight_soup_get_authorization:
 * @session: one of the sessions
 *
 * Returns: (nullable): what its proxy wants to see in Proxy-Authorization, if the
 *   address of the proxy has credentials
 */
const char *
inflight_soup_get_authorization (SoupSession *session)
{
  return g_object_get_qdata (G_OBJECT (session), authorization_quark ());
}
