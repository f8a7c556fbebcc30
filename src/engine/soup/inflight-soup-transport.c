/* inflight-soup-transport.c: transfers over libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-transfer-private.h"

#include "inflight-base-private.h"

#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

/* For streams, the bus, look-ups of names and whatever else opens files. */
#define RESERVED_DESCRIPTORS 16

/* The connection */

/* What counts is the address that is connected to, not the name that led to it; a
 * proxy is what the person chose. */
static void
judge_address (InflightSoupTransfer *self,
               GSocketAddress       *address)
{
  if (self->order.guarded && !G_IS_PROXY_ADDRESS (address) && G_IS_INET_SOCKET_ADDRESS (address) &&
      inflight_inet_address_is_private (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    inflight_soup_transfer_fail (self, INFLIGHT_ERROR_PRIVATE_ADDRESS,
                                 "a public host leads to a private address");
}

static void
network_event_cb (SoupMessage          *message,
                  GSocketClientEvent    event,
                  GIOStream            *connection,
                  InflightSoupTransfer *self)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (event == G_SOCKET_CLIENT_RESOLVING || event == G_SOCKET_CLIENT_CONNECTING)
    self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);

  if (event == G_SOCKET_CLIENT_CONNECTING)
    {
      address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
      judge_address (self, address);
    }
  else if (event == G_SOCKET_CLIENT_CONNECTED)
    {
      self->connected = TRUE;
    }
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    {
      /* The end of a body that ends with its connection is real only if TLS says so,
       * too (RFC 9112, section 9.8). */
      g_set_object (&self->tls, G_TLS_CONNECTION (connection));
      g_tls_connection_set_require_close_notify (self->tls, TRUE);
    }
}

/* It has a connection: a new one, or one that others have used. libsoup starts
 * over silently when one of these turns out to be dead. */
static void
starting_cb (SoupMessage          *message,
             InflightSoupTransfer *self)
{
  g_clear_pointer (&self->order.record->connection, inflight_connection_unref);
  self->order.record->connection = inflight_soup_ref_connection (message, self->connected);
  self->order.record->reused = !self->connected;
  inflight_debug ("%s %s over a %s connection", self->order.method,
                  inflight_uri_get_host (self->order.uri), self->connected ? "new" : "kept");
  self->connected = FALSE;

  judge_address (self, soup_message_get_remote_address (message));
  self->events->state (self->user_data, INFLIGHT_TASK_STATE_WAITING);
}

static void
wrote_body_cb (SoupMessage          *message,
               InflightSoupTransfer *self)
{
  self->order.record->timings.request_end_us = g_get_monotonic_time ();
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       InflightSoupTransfer *self)
{
  return TRUE;
}

/* The tunnel of a proxy: a message of libsoup's own. What the proxy says in it is not
 * the server's answer, and libsoup would read all of it. */

static InflightSoupTransfer *
find_tunnelled (InflightSoupTransport *self,
                SoupMessage           *tunnel)
{
  GSocketAddress *address = soup_message_get_remote_address (tunnel);
  guint64 id = soup_message_get_connection_id (tunnel);
  GHashTableIter iter;
  InflightSoupTransfer *transfer;

  g_hash_table_iter_init (&iter, self->transfers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &transfer, NULL))
    if (soup_message_get_connection_id (transfer->message) == id &&
        soup_message_get_remote_address (transfer->message) == address)
      return transfer;

  return NULL;
}

static void
tunnel_status_cb (SoupMessage           *tunnel,
                  GParamSpec            *pspec,
                  InflightSoupTransport *self)
{
  InflightSoupTransfer *transfer = find_tunnelled (self, tunnel);
  guint status = soup_message_get_status (tunnel);
  g_autofree char *message = g_strdup_printf ("the proxy answered HTTP %u", status);

  if (transfer == NULL || status == SOUP_STATUS_NONE || SOUP_STATUS_IS_SUCCESSFUL (status))
    return;

  if (!SOUP_STATUS_IS_INFORMATIONAL (status) ||
      ++transfer->n_tunnel > INFLIGHT_HEAD_MAX_INFORMATIONAL)
    inflight_soup_transfer_fail (transfer, INFLIGHT_ERROR_PROXY, message);
}

static void
queued_cb (SoupSession *session,
           SoupMessage *message,
           gpointer     user_data)
{
  const char *authorization = inflight_soup_get_authorization (session);

  if (soup_message_get_method (message) != SOUP_METHOD_CONNECT)
    return;

  g_signal_connect (message, "notify::status-code", G_CALLBACK (tunnel_status_cb), user_data);

  /* libsoup would be challenged first, and then ask the proxy for a tunnel to the
   * proxy. */
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "Proxy-Authorization", authorization);
}

/* The header of the answer */

static gboolean
judge_head (InflightSoupTransfer *self,
            SoupMessageHeaders   *headers,
            guint                 status,
            GError              **error)
{
  g_autoptr (GString) line = g_string_sized_new (256);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  /* Of the status line nothing but this is left. */
  g_string_printf (line, "HTTP/1.1 %u\n", status);
  if (!inflight_head_feed (&self->head, line->str, line->len, error))
    return FALSE;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_string_printf (line, "%s: %s\n", name, value);
      if (!inflight_head_feed (&self->head, line->str, line->len, error))
        return FALSE;
    }

  return inflight_head_feed (&self->head, "\n", 1, error);
}

/* A header is there, and libsoup has not looked at the length in it yet: GObject would
 * print what it thinks of one below zero. Of informational answers any number can come,
 * and libsoup reads them without going back to the loop. */
static void
got_status_cb (SoupMessage          *message,
               GParamSpec           *pspec,
               InflightSoupTransfer *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_NONE || self->answer->error != NULL ||
      judge_head (self, headers, status, &self->answer->error))
    return;

  g_cancellable_cancel (self->cancellable);
  soup_message_headers_remove (headers, "Content-Length");
}

static gboolean
prepare_body (InflightSoupTransfer *self,
              GError              **error)
{
  guint64 limit_bytes = inflight_options_get_limit_bytes (self->order.options);
  gint64 length_bytes = self->head.length_bytes;

  if (length_bytes > 0 && (guint64) length_bytes > limit_bytes)
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TOO_LARGE,
                           "the answer announces more than the limit");
      return FALSE;
    }

  if (self->head.content_encoding != NULL &&
      !inflight_body_set_encoding (self->body, self->head.content_encoding, error))
    return FALSE;

  if (length_bytes > 0)
    inflight_body_expect (self->body, length_bytes);

  return TRUE;
}

static void
got_headers_cb (SoupMessage          *message,
                InflightSoupTransfer *self)
{
  InflightAnswer *answer = self->answer;

  answer->status = soup_message_get_status (message);
  answer->location = g_steal_pointer (&self->head.location);
  answer->content_type = g_steal_pointer (&self->head.content_type);
  answer->headers = inflight_head_steal_fields (&self->head);
  self->order.record->protocol = soup_message_get_http_version (message) == SOUP_HTTP_1_0
                             ? "HTTP/1.0" : "HTTP/1.1";
  self->order.record->retry_after_us = self->head.retry_after_us;
  self->body = inflight_body_new (inflight_options_get_limit_bytes (self->order.options));

  /* To libsoup an answer that can have no body (RFC 9112, section 6.3), and names no
   * length, is one that ends with its connection. */
  if (!inflight_head_has_body (&self->head))
    soup_message_headers_set_encoding (soup_message_get_response_headers (message),
                                       SOUP_ENCODING_NONE);

  self->events->state (self->user_data, INFLIGHT_TASK_STATE_RECEIVING);

  if (answer->error == NULL && inflight_head_has_body (&self->head) &&
      !inflight_answer_is_redirect (answer) && !prepare_body (self, &answer->error))
    g_cancellable_cancel (self->cancellable);

  /* libsoup buffers the whole body before it tries again elsewhere. */
  if (answer->status == SOUP_STATUS_MISDIRECTED_REQUEST)
    inflight_soup_transfer_fail (self, INFLIGHT_ERROR_HTTP_STATUS, "HTTP 421");
}

/* The class */

/* Before a request is sent it is the proxy that is not found, does not answer, or says
 * what it should not; but TLS, and what comes of it, are the server's. */
static void
blame_proxy (InflightSoupTransfer *self)
{
  GError *error = self->answer->error;

  if (error->domain == INFLIGHT_ERROR && self->order.record->connection == NULL &&
      soup_session_get_proxy_resolver (self->session) != NULL &&
      error->code != INFLIGHT_ERROR_TLS && error->code != INFLIGHT_ERROR_CERTIFICATE)
    error->code = INFLIGHT_ERROR_PROXY;
}

/* libsoup reads nothing until all of it is sent, so that an answer which comes before
 * that is not heard. To end the body early here would take to know of the answer, and
 * with TLS what there is to read on the socket need not be one. */
static void
add_body (InflightSoupTransfer *self)
{
  if (self->order.sends_body)
    soup_message_set_request_body_from_bytes (self->message, NULL,
                                              inflight_options_get_body (self->order.options));
}

/* A server may close a connection that is kept at the very moment in which a request
 * is sent (RFC 9112, section 9.3.1); libsoup sends what may be repeated once more. It
 * learns that the first try has ended only when the loop goes round: were there a second
 * one by then, over a connection that is kept, too, libsoup would end that instead, and
 * libsoup 3.6 would do so twice and free what it still uses. Over a new connection it
 * cannot begin as early, nor be lost in the same way. */
static void
restarted_cb (SoupMessage          *message,
              InflightSoupTransfer *self)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  self->order.record->timings.request_end_us = 0;
  add_body (self);
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  InflightSoupTransfer *self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert (SOUP_IS_SESSION (object));

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (self->stream == NULL && self->answer->error == NULL)
    {
      self->answer->error = inflight_soup_translate_error (self->message, error, FALSE);
      blame_proxy (self);
    }

  /* What is kept to be used again can go before anything has to wait. */
  if (g_error_matches (self->answer->error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    inflight_soup_sessions_renew (self->transport->sessions);

  if (self->answer->error == NULL)
    inflight_soup_transfer_read (self);
  else
    inflight_soup_transfer_settle (self);
}

/* Descriptors */

/* The worst that a transfer takes: its socket, and the context of the thread in which
 * TLS shakes hands. */
static guint
count_wanted (InflightSoupTransfer *self)
{
  return inflight_uri_is_secure (self->order.uri) ? 2 : 1;
}

/* A descriptor that is missing is back-pressure where we open one, but GLib ends the
 * program where it does. Exchanges under way may be yet to open theirs. */
static gboolean
has_room (InflightSoupTransfer *self)
{
  guint n_exchanges = g_hash_table_size (self->transport->transfers);
  int lowest = eventfd (0, EFD_CLOEXEC);
  struct rlimit limit;

  if (lowest < 0)
    return FALSE;

  close (lowest);

  return getrlimit (RLIMIT_NOFILE, &limit) != 0 || n_exchanges <= 1 ||
         lowest + n_exchanges * count_wanted (self) + RESERVED_DESCRIPTORS <= limit.rlim_cur;
}

static gboolean
refuse_cb (gpointer user_data)
{
  InflightSoupTransfer *self = user_data;

  self->answer->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES,
                                             "no descriptor for a socket");
  inflight_soup_sessions_renew (self->transport->sessions);
  inflight_soup_transfer_settle (self);

  return G_SOURCE_REMOVE;
}

/* Its source is free as long as no body is read. */
static void
refuse_soon (InflightSoupTransfer *self)
{
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, refuse_cb, self, NULL);
  g_source_set_static_name (self->source, "inflight-refuse");
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static gpointer
soup_transport_start (InflightTransport            *transport,
                      const InflightOrder          *order,
                      const InflightTransferEvents *events,
                      gpointer                      user_data)
{
  InflightSoupTransport *self = (InflightSoupTransport *) transport;
  InflightSoupTransfer *transfer = g_new0 (InflightSoupTransfer, 1);

  transfer->transport = self;
  transfer->events = events;
  transfer->user_data = user_data;
  transfer->order = *order;
  transfer->answer = inflight_answer_new ();
  transfer->cancellable = g_cancellable_new ();
  transfer->session = inflight_soup_sessions_get (self->sessions, order);
  transfer->message =
    inflight_soup_new_message (order, inflight_soup_get_authorization (transfer->session));
  inflight_head_init (&transfer->head, g_str_equal (order->method, "HEAD"));

  g_object_connect (transfer->message,
                    "signal::network-event", network_event_cb, transfer,
                    "signal::starting", starting_cb, transfer,
                    "signal::restarted", restarted_cb, transfer,
                    "signal::notify::status-code", got_status_cb, transfer,
                    "signal::got-headers", got_headers_cb, transfer,
                    NULL);
  if (order->sends_body)
    g_signal_connect (transfer->message, "wrote-body", G_CALLBACK (wrote_body_cb), transfer);
  if (inflight_options_get_insecure (order->options))
    g_signal_connect (transfer->message, "accept-certificate",
                      G_CALLBACK (accept_certificate_cb), transfer);

  add_body (transfer);
  g_hash_table_add (self->transfers, transfer);
  if (has_room (transfer))
    soup_session_send_async (transfer->session, transfer->message, G_PRIORITY_DEFAULT,
                             transfer->cancellable, send_cb, transfer);
  else
    refuse_soon (transfer);

  return transfer;
}

static void
soup_transport_cancel (InflightTransport *transport,
                       gpointer           transfer)
{
  g_cancellable_cancel (((InflightSoupTransfer *) transfer)->cancellable);
}

static void
soup_transport_renew (InflightTransport *transport)
{
  inflight_soup_sessions_renew (((InflightSoupTransport *) transport)->sessions);
}

static void
soup_transport_free (InflightTransport *transport)
{
  InflightSoupTransport *self = (InflightSoupTransport *) transport;

  g_assert (g_hash_table_size (self->transfers) == 0);

  inflight_soup_sessions_free (self->sessions);
  g_hash_table_unref (self->transfers);
  g_free (self->buffer);
  g_free (self);
}

static const InflightTransportClass soup_transport_class = {
  .start = soup_transport_start,
  .cancel = soup_transport_cancel,
  .renew = soup_transport_renew,
  .rest = soup_transport_renew,
  .free = soup_transport_free,
};

/**
 * inflight_soup_transport_new:
 *
 * Makes a transport for the thread-default main context of the calling thread,
 * on which it must stay.
 *
 * Returns: (transfer full): a transport over HTTP/1.1
 */
InflightTransport *
inflight_soup_transport_new (void)
{
  InflightSoupTransport *self = g_new0 (InflightSoupTransport, 1);

  /* GIO loads it once, and goes without for good if no descriptor is left then. */
  g_tls_backend_get_default ();

  self->parent.class = &soup_transport_class;
  self->sessions = inflight_soup_sessions_new (queued_cb, self);
  self->transfers = g_hash_table_new (NULL, NULL);
  self->buffer = g_malloc (INFLIGHT_SOUP_READ_BYTES);

  return &self->parent;
}
