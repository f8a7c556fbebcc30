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
 * @proxy: (nullable): the address of the proxy to use, instead of the system's
 *
 * Sessions that decode nothing and wait for nothing.
 */
struct _InflightSoupSessions
{
  GPtrArray *checked;
  GPtrArray *unchecked;
  char      *proxy;
  guint      n_sessions;
};

static G_DEFINE_QUARK (inflight-session-number, session_number)

InflightSoupSessions *
inflight_soup_sessions_new (void)
{
  InflightSoupSessions *self = g_new0 (InflightSoupSessions, 1);

  self->checked = g_ptr_array_new_with_free_func (g_object_unref);
  self->unchecked = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

static void
abort_session_cb (gpointer data,
                  gpointer user_data)
{
  soup_session_abort (data);
}

/* All messages are finished. */
void
inflight_soup_sessions_free (InflightSoupSessions *self)
{
  g_ptr_array_foreach (self->checked, abort_session_cb, NULL);
  g_ptr_array_foreach (self->unchecked, abort_session_cb, NULL);

  /* libsoup's own sources hold sessions and messages until they ran. */
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;

  g_ptr_array_unref (self->checked);
  g_ptr_array_unref (self->unchecked);
  g_free (self->proxy);
  g_free (self);
}

/* NULL is for the system's own, direct:// for none. */
static void
set_session_proxy_cb (gpointer data,
                      gpointer user_data)
{
  const char *proxy = user_data;
  g_autoptr (GProxyResolver) resolver = NULL;

  if (proxy == NULL)
    resolver = g_object_ref (g_proxy_resolver_get_default ());
  else if (!g_str_has_prefix (proxy, "direct:"))
    resolver = g_simple_proxy_resolver_new (proxy, NULL);

  soup_session_set_proxy_resolver (data, resolver);
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
  g_free (self->proxy);
  self->proxy = g_strdup (proxy);

  g_ptr_array_foreach (self->checked, set_session_proxy_cb, self->proxy);
  g_ptr_array_foreach (self->unchecked, set_session_proxy_cb, self->proxy);
}

const char *
inflight_soup_sessions_get_proxy (InflightSoupSessions *self)
{
  return self->proxy;
}

static SoupSession *
new_session (InflightSoupSessions *self)
{
  SoupSession *session;

  session = soup_session_new_with_options ("max-conns", SLOTS_PER_SESSION * 2,
                                           "max-conns-per-host", SLOTS_PER_SESSION,
                                           "timeout", 0,
                                           "idle-timeout", 30,
                                           "user-agent", "Inflight/" PACKAGE_VERSION,
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
        set_session_proxy_cb (session, self->proxy);
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
