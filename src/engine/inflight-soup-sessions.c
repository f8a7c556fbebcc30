/* inflight-soup-sessions.c: the sessions of libsoup, and their proxy
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

/* libsoup looks at every connection of a session at every step: with a few each,
 * more in flight costs more sessions, not more looking. */
#define SLOTS_PER_SESSION 4

/**
 * InflightSoupSessions:
 * @checked: (element-type SoupSession): made as slots need them
 * @unchecked: (element-type SoupSession): those for requests that accept every
 *   certificate; what they are connected to is not for the others
 * @retired: (element-type SoupSession): those of before the proxy or the network
 *   was changed, for what is under way; what they are connected to is not used again
 * @proxy: (nullable): the address of the proxy to use, instead of the system's
 * @authorization: (nullable): what that proxy wants to see, if its address has
 *   credentials
 *
 * Sessions that decode nothing and wait for nothing.
 */
struct _InflightSoupSessions
{
  GPtrArray *checked;
  GPtrArray *unchecked;
  GPtrArray *retired;
  char      *proxy;
  guint      n_sessions;
  char      *authorization;
};

static G_DEFINE_QUARK (inflight-session-number, session_number)

InflightSoupSessions *
inflight_soup_sessions_new (void)
{
  InflightSoupSessions *self = g_new0 (InflightSoupSessions, 1);

  self->checked = g_ptr_array_new_with_free_func (g_object_unref);
  self->unchecked = g_ptr_array_new_with_free_func (g_object_unref);
  self->retired = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
abort_session_cb (gpointer data,
                  gpointer user_data)
{
  soup_session_abort (data);
}

static void
abort_all (InflightSoupSessions *self)
{
  g_ptr_array_foreach (self->checked, abort_session_cb, NULL);
  g_ptr_array_foreach (self->unchecked, abort_session_cb, NULL);
  g_ptr_array_foreach (self->retired, abort_session_cb, NULL);
}

/**
 * inflight_soup_sessions_rest:
 * @self: sessions; all messages are finished
 *
 * Closes connections that are kept to be used again, and lets go of the sessions
 * that nothing will use again.
 */
void
inflight_soup_sessions_rest (InflightSoupSessions *self)
{
  abort_all (self);
  g_ptr_array_set_size (self->retired, 0);
}

void
inflight_soup_sessions_free (InflightSoupSessions *self)
{
  abort_all (self);

  /* libsoup's own sources hold sessions and messages until they ran. */
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;

  g_ptr_array_unref (self->checked);
  g_ptr_array_unref (self->unchecked);
  g_ptr_array_unref (self->retired);
  g_free (self->proxy);
  g_free (self->authorization);
  g_free (self);
}

/* A tunnel is asked for by libsoup itself, which would be challenged first, and
 * then ask the proxy for a tunnel to the proxy. */
static void
request_queued_cb (SoupSession          *session,
                   SoupMessage          *message,
                   InflightSoupSessions *self)
{
  if (soup_message_get_method (message) == SOUP_METHOD_CONNECT)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "Proxy-Authorization", self->authorization);
}

/* direct:// is for none. */
static void
use_proxy (InflightSoupSessions *self,
           SoupSession          *session)
{
  g_autoptr (GProxyResolver) resolver = NULL;

  if (!g_str_has_prefix (self->proxy, "direct:"))
    resolver = g_simple_proxy_resolver_new (self->proxy, NULL);

  soup_session_set_proxy_resolver (session, resolver);

  if (self->authorization != NULL)
    g_signal_connect (session, "request-queued", G_CALLBACK (request_queued_cb), self);
}

static void
retire (InflightSoupSessions *self,
        GPtrArray            *sessions)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      SoupSession *session = g_ptr_array_index (sessions, i);

      g_signal_handlers_disconnect_by_func (session, request_queued_cb, self);
      g_ptr_array_add (self->retired, g_object_ref (session));
    }

  g_ptr_array_set_size (sessions, 0);
}

static char *
new_authorization (const char *proxy)
{
  g_autoptr (GUri) uri = NULL;

  if (proxy != NULL)
    uri = g_uri_parse (proxy, G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (uri == NULL || !g_str_has_prefix (g_uri_get_scheme (uri), "http"))
    return NULL;

  return inflight_soup_new_basic (uri);
}

/**
 * inflight_soup_sessions_set_proxy:
 * @self: sessions
 * @proxy: (nullable): see inflight_network_set_proxy()
 */
void
inflight_soup_sessions_set_proxy (InflightSoupSessions *self,
                                  const char           *proxy)
{
  if (g_strcmp0 (proxy, self->proxy) == 0)
    return;

  /* A connection that is kept leads the way of before. */
  retire (self, self->checked);
  retire (self, self->unchecked);

  g_free (self->proxy);
  g_free (self->authorization);
  self->proxy = g_strdup (proxy);
  self->authorization = new_authorization (proxy);
}

/**
 * inflight_soup_sessions_renew:
 * @self: sessions
 *
 * Has what begins from now on use no connection of before.
 */
void
inflight_soup_sessions_renew (InflightSoupSessions *self)
{
  retire (self, self->checked);
  retire (self, self->unchecked);
}

/**
 * inflight_soup_sessions_get_authorization:
 * @self: sessions
 *
 * Returns: (nullable): the field Proxy-Authorization for requests to the proxy
 */
const char *
inflight_soup_sessions_get_authorization (InflightSoupSessions *self)
{
  return self->authorization;
}

/* A timer of libsoup's for each idle connection would be started and stopped with
 * each request, and each time the loop be woken up to hear of it: that is what
 * inflight_soup_sessions_rest() is for. */
static SoupSession *
new_session (InflightSoupSessions *self)
{
  SoupSession *session;

  session = soup_session_new_with_options ("max-conns", SLOTS_PER_SESSION * 2,
                                           "max-conns-per-host", SLOTS_PER_SESSION,
                                           "timeout", 0,
                                           "idle-timeout", 0,
                                           NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  g_object_set_qdata (G_OBJECT (session), session_number_quark (),
                      GUINT_TO_POINTER (self->n_sessions++));

  return session;
}

/**
 * inflight_soup_sessions_get:
 * @self: sessions
 * @hop: an exchange
 *
 * Returns: (transfer none): the session for it
 */
SoupSession *
inflight_soup_sessions_get (InflightSoupSessions *self,
                            const InflightHop    *hop)
{
  guint index = hop->slot / SLOTS_PER_SESSION;
  GPtrArray *sessions = inflight_options_get_insecure (hop->options) ? self->unchecked
                                                                     : self->checked;

  while (sessions->len <= index)
    {
      SoupSession *session = new_session (self);

      if (self->proxy != NULL)
        use_proxy (self, session);
      g_ptr_array_add (sessions, session);
    }

  return g_ptr_array_index (sessions, index);
}

/**
 * inflight_soup_get_connection_id:
 * @session: one of the sessions
 * @message: a message of it that has a connection
 *
 * Each session counts its connections from one.
 *
 * Returns: a number that no other connection of any session has
 */
guint64
inflight_soup_get_connection_id (SoupSession *session,
                                 SoupMessage *message)
{
  gpointer number = g_object_get_qdata (G_OBJECT (session), session_number_quark ());

  return (guint64) GPOINTER_TO_UINT (number) << 32 | soup_message_get_connection_id (message);
}
