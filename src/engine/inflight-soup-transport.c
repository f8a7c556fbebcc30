/* inflight-soup-transport.c: exchanges over libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include "inflight-body-private.h"
#include "inflight-net-error-private.h"
#include "inflight-wire-private.h"
#include "inflight-wire-tls-private.h"

#include <string.h>

#define MAX_INFORMATIONAL 32
#define READ_BYTES (64 << 10)

/* A fast server must not keep the loop to itself. */
#define READS_PER_TURN 8

/* As much as is read of an answer whose body decides nothing. */
#define IDLE_BODY_BYTES (64 << 10)

/* Connecting and disconnecting handlers would be a tenth of the work for a small
 * answer. So all messages share closures, a message knows its exchange, and one
 * that has none any more is not heard. */
enum {
  SIGNAL_NETWORK_EVENT,
  SIGNAL_STARTING,
  SIGNAL_GOT_INFORMATIONAL,
  SIGNAL_GOT_HEADERS,
  SIGNAL_WROTE_BODY,
  SIGNAL_ACCEPT_CERTIFICATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static G_DEFINE_QUARK (inflight-soup-exchange, exchange)

/**
 * SoupTransport:
 * @exchanges: (element-type Exchange): those under way
 * @closures: what the signals of all messages call
 * @buffer: what bodies are read into; one for all, as reads do not block
 *
 * How libsoup is held: it never has more messages than are in flight, follows
 * no redirect, answers no challenge, decodes nothing and waits for nothing.
 */
typedef struct
{
  InflightTransport     parent;
  InflightSoupSessions *sessions;
  GHashTable           *exchanges;
  InflightSoupLinks    *links;
  GClosure             *closures[N_SIGNALS];
  guint8               *buffer;
} SoupTransport;

typedef struct
{
  SoupTransport           *transport;
  const InflightHopEvents *events;
  gpointer                 user_data;

  SoupSession             *session;
  SoupMessage             *message;
  GCancellable            *cancellable;
  GInputStream            *stream;
  GSource                 *source;
  GObject                 *socket;
  InflightWire            *wire;
  InflightBody            *body;
  InflightAnswer          *answer;
  InflightExchange        *record;
  guint64                  limit_bytes;
  gint64                   promised_bytes;
  guint                    n_informational;
  gboolean                 guarded;
  gboolean                 is_private;
  gboolean                 via_proxy;
} Exchange;

static Exchange *
get_exchange (SoupMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), exchange_quark ());
}

static void
exchange_free (Exchange *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);

  g_object_set_qdata (G_OBJECT (self->message), exchange_quark (), NULL);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_clear_object (&self->wire);
  g_clear_pointer (&self->body, inflight_body_free);
  g_clear_pointer (&self->answer, inflight_answer_free);
  g_clear_pointer (&self->record, inflight_exchange_unref);
  g_free (self);
}

static void
record (Exchange *self)
{
  InflightExchange *record = self->record;

  inflight_soup_record_timings (self->message, &record->timings);

  /* It failed before it was of any use, in the handshake most likely. */
  if (record->connection == NULL && self->socket != NULL)
    record->connection = inflight_soup_new_connection (self->message);
}

/* The one way out for an exchange. What is not read to its end cannot be reused:
 * closing with a cancelled cancellable drops the connection without blocking. */
static void
settle (Exchange *self)
{
  const InflightHopEvents *events = self->events;
  gpointer user_data = self->user_data;
  InflightAnswer *answer = g_steal_pointer (&self->answer);

  if (self->stream != NULL)
    {
      if (answer->error != NULL)
        g_cancellable_cancel (self->cancellable);
      g_input_stream_close (self->stream, self->cancellable, NULL);
    }

  if (self->body != NULL)
    {
      answer->bytes = inflight_body_get_bytes (self->body);
      answer->body = inflight_body_steal_head (self->body, &answer->encoding);
    }

  record (self);
  g_hash_table_remove (self->transport->exchanges, self);
  exchange_free (self);
  events->settled (user_data, answer);
}

/* An error found in the middle: libsoup is told to stop, and its answer to that
 * does not overwrite the reason. */
static void
fail (Exchange      *self,
      InflightError  code,
      const char    *message)
{
  if (self->answer->error == NULL)
    self->answer->error = g_error_new_literal (INFLIGHT_ERROR, code, message);

  g_cancellable_cancel (self->cancellable);
}

/* The header of the answer */

/* RFC 9112, section 6.3. */
static gboolean
has_body (Exchange *self)
{
  return self->answer->status != SOUP_STATUS_NO_CONTENT &&
         self->answer->status != SOUP_STATUS_NOT_MODIFIED &&
         soup_message_get_method (self->message) != SOUP_METHOD_HEAD;
}

/* Of a redirect, and of a challenge that is not answered, the header says all. */
static gboolean
is_idle_body (Exchange *self)
{
  return inflight_answer_is_redirect (self->answer) ||
         self->answer->status == SOUP_STATUS_UNAUTHORIZED ||
         self->answer->status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED;
}

static gboolean
prepare_body (Exchange           *self,
              SoupMessageHeaders *headers)
{
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");

  if (self->promised_bytes > 0 && (guint64) self->promised_bytes > self->limit_bytes &&
      has_body (self) && !is_idle_body (self))
    {
      fail (self, INFLIGHT_ERROR_TOO_LARGE, "the answer announces more than the limit");
      return FALSE;
    }

  self->body = inflight_body_new (self->limit_bytes);
  if (encoding != NULL &&
      !inflight_body_set_encoding (self->body, encoding, &self->answer->error))
    {
      g_cancellable_cancel (self->cancellable);
      return FALSE;
    }

  if (self->promised_bytes > 0 && has_body (self))
    inflight_body_expect (self->body, self->promised_bytes);

  return TRUE;
}

static void
got_headers_cb (SoupMessage *message,
                gpointer     user_data)
{
  Exchange *self = get_exchange (message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  InflightAnswer *answer;

  if (self == NULL)
    return;

  answer = self->answer;
  answer->status = soup_message_get_status (message);
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  answer->headers = inflight_soup_dup_headers (headers);
  self->record->protocol = inflight_soup_get_protocol (message);
  self->record->retry_after_us = inflight_soup_get_retry_after (headers);

  self->events->state (self->user_data, INFLIGHT_TASK_STATE_RECEIVING);

  if (!inflight_soup_get_length (headers, &self->promised_bytes))
    {
      fail (self, INFLIGHT_ERROR_PROTOCOL, "the answer's Content-Length is not one number");
      return;
    }

  if (!prepare_body (self, headers))
    return;

  /* libsoup buffers the whole body before it tries again elsewhere. */
  if (answer->status == SOUP_STATUS_MISDIRECTED_REQUEST)
    fail (self, INFLIGHT_ERROR_HTTP_STATUS, "HTTP 421");
}

static void
got_informational_cb (SoupMessage *message,
                      gpointer     user_data)
{
  Exchange *self = get_exchange (message);

  /* Any number of them can come, and libsoup reads them without going back to
   * the loop, so that no deadline would ever be looked at. */
  if (self != NULL && ++self->n_informational > MAX_INFORMATIONAL)
    fail (self, INFLIGHT_ERROR_PROTOCOL, "endless informational answers");
}

static void
check_reach (Exchange *self,
             gboolean  address_is_private)
{
  if (self->guarded && address_is_private)
    fail (self, INFLIGHT_ERROR_PRIVATE_ADDRESS,
          "a public host leads to a private address");
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  Exchange *self = get_exchange (message);

  if (self == NULL)
    return;

  switch (event)
    {
    case G_SOCKET_CLIENT_RESOLVING:
      self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);
      break;

    case G_SOCKET_CLIENT_CONNECTING:
      self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);
      check_reach (self, inflight_soup_look_at_address (connection, &self->via_proxy));
      break;

    /* One of several addresses that may have been tried at once. */
    case G_SOCKET_CLIENT_CONNECTED:
      self->is_private = inflight_soup_look_at_address (connection, &self->via_proxy);
      g_set_object (&self->socket, G_OBJECT (connection));
      break;

    case G_SOCKET_CLIENT_COMPLETE:
      g_set_object (&self->wire, inflight_wire_find (connection));
      break;

    case G_SOCKET_CLIENT_RESOLVED:
    case G_SOCKET_CLIENT_PROXY_NEGOTIATING:
    case G_SOCKET_CLIENT_PROXY_NEGOTIATED:
    case G_SOCKET_CLIENT_TLS_HANDSHAKING:
    case G_SOCKET_CLIENT_TLS_HANDSHAKED:
      break;
    }
}

static void
begin_wire (Exchange     *self,
            InflightWire *wire)
{
  g_set_object (&self->wire, wire);
  if (wire != NULL)
    inflight_wire_begin (wire, soup_message_get_method (self->message) == SOUP_METHOD_HEAD);
}

static const InflightSoupLink *
add_link (Exchange *self,
          guint64   id)
{
  g_autoptr (InflightConnection) connection = inflight_soup_new_connection (self->message);
  InflightSoupLink link = { self->wire, connection, self->is_private };

  return inflight_soup_links_add (self->transport->links, id, self->socket, &link);
}

/* It has a connection: a new one, or one that others have used. libsoup starts
 * over silently when one of these turns out to be dead. */
static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Exchange *self = get_exchange (message);
  const InflightSoupLink *link;
  guint64 id;

  if (self == NULL)
    return;

  id = inflight_soup_get_connection_id (self->session, message);
  link = inflight_soup_links_find (self->transport->links, id);
  self->record->reused = link != NULL;
  if (link == NULL && self->socket != NULL)
    link = add_link (self, id);

  g_clear_pointer (&self->record->connection, inflight_connection_unref);
  if (link != NULL)
    {
      self->record->connection = inflight_connection_ref (link->connection);
      check_reach (self, link->is_private);
      begin_wire (self, link->wire);
    }

  self->events->state (self->user_data, INFLIGHT_TASK_STATE_WAITING);
}

static void
wrote_body_cb (SoupMessage *message,
               gpointer     user_data)
{
  Exchange *self = get_exchange (message);

  if (self != NULL)
    self->record->timings.request_end_us = g_get_monotonic_time ();
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       gpointer              user_data)
{
  return TRUE;
}

/* The body of the answer */

/* What libsoup takes for the end of a body need not be it. */
static void
check_length (Exchange *self)
{
  if (self->answer->error != NULL)
    return;

  if (self->wire != NULL)
    {
      if (!inflight_wire_is_complete (self->wire))
        g_set_error_literal (&self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL,
                             "the end of the body is not where libsoup sees it");
      return;
    }

  if (self->promised_bytes < 0 || !has_body (self))
    return;

  if (inflight_body_get_wire (self->body) < (guint64) self->promised_bytes)
    g_set_error (&self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_TRUNCATED,
                 "%" G_GUINT64_FORMAT " of %" G_GINT64_FORMAT " bytes arrived",
                 inflight_body_get_wire (self->body), self->promised_bytes);
}

static void
body_ended (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  self->record->timings.response_end_us = g_get_monotonic_time ();
  self->answer->unverified =
    has_body (self) && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_EOF;

  if (!inflight_answer_is_redirect (self->answer))
    {
      check_length (self);
      if (self->answer->error == NULL)
        inflight_body_end (self->body, &self->answer->error);
    }

  settle (self);
}

static gboolean body_readable_cb (GPollableInputStream *stream,
                                  gpointer              user_data);

static void
wait_for_body (Exchange *self)
{
  if (self->source != NULL)
    return;

  self->source =
    g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->stream),
                                           self->cancellable);
  g_source_set_callback (self->source, G_SOURCE_FUNC (body_readable_cb), self, NULL);
  g_source_set_static_name (self->source, "inflight-body");
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/* Returns whether there may be more to read at once. */
static gboolean
read_once (Exchange *self)
{
  g_autoptr (GError) error = NULL;
  guint8 *buffer = self->transport->buffer;
  gssize n_read;

  n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->stream),
                                                     buffer, READ_BYTES,
                                                     self->cancellable, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      wait_for_body (self);
      return FALSE;
    }

  if (n_read < 0)
    {
      if (self->answer->error == NULL)
        self->answer->error = inflight_soup_translate_error (self->message, error, TRUE);
      settle (self);
      return FALSE;
    }

  if (n_read == 0)
    {
      body_ended (self);
      return FALSE;
    }

  if (!inflight_body_feed (self->body, buffer, n_read, &self->answer->error) ||
      (is_idle_body (self) && inflight_body_get_wire (self->body) > IDLE_BODY_BYTES))
    {
      g_cancellable_cancel (self->cancellable);
      settle (self);
      return FALSE;
    }

  self->events->progress (self->user_data, inflight_body_get_bytes (self->body));

  return TRUE;
}

static void
read_body (Exchange *self)
{
  for (guint i = 0; i < READS_PER_TURN; i++)
    if (!read_once (self))
      return;

  /* Whether the socket has more says nothing about the end of the body. */
  wait_for_body (self);
  g_source_set_ready_time (self->source, 0);
}

static gboolean
body_readable_cb (GPollableInputStream *stream,
                  gpointer              user_data)
{
  Exchange *self = user_data;
  g_autoptr (GSource) source = g_source_ref (self->source);

  g_assert (G_IS_POLLABLE_INPUT_STREAM (stream));

  /* Settling frees the exchange and destroys the source. */
  g_source_set_ready_time (source, -1);
  read_body (self);

  return !g_source_is_destroyed (source);
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert (SOUP_IS_SESSION (object));

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  /* A proxy refuses a tunnel: libsoup passes its answer off as the server's. */
  if (self->stream != NULL && self->body == NULL && self->answer->error == NULL)
    g_set_error (&self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROXY,
                 "the proxy answered HTTP %u", soup_message_get_status (self->message));

  if (self->stream == NULL && self->answer->error == NULL)
    self->answer->error = inflight_soup_translate_error (self->message, error, FALSE);

  if (self->answer->error == NULL)
    {
      read_body (self);
      return;
    }

  /* It is the proxy that could not be connected to. */
  if (self->via_proxy && self->record->connection == NULL &&
      (g_error_matches (self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_REFUSED) ||
       g_error_matches (self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_UNREACHABLE)))
    self->answer->error->code = INFLIGHT_ERROR_PROXY;

  settle (self);
}

/* The class */

static void
make_closures (SoupTransport *self)
{
  static const struct {
    const char *name;
    GCallback   callback;
  } handlers[N_SIGNALS] = {
    [SIGNAL_NETWORK_EVENT] = { "network-event", G_CALLBACK (network_event_cb) },
    [SIGNAL_STARTING] = { "starting", G_CALLBACK (starting_cb) },
    [SIGNAL_GOT_INFORMATIONAL] = { "got-informational", G_CALLBACK (got_informational_cb) },
    [SIGNAL_GOT_HEADERS] = { "got-headers", G_CALLBACK (got_headers_cb) },
    [SIGNAL_WROTE_BODY] = { "wrote-body", G_CALLBACK (wrote_body_cb) },
    [SIGNAL_ACCEPT_CERTIFICATE] = { "accept-certificate", G_CALLBACK (accept_certificate_cb) },
  };
  g_autoptr (GTypeClass) class = g_type_class_ref (SOUP_TYPE_MESSAGE);

  for (guint i = 0; i < N_SIGNALS; i++)
    {
      signals[i] = g_signal_lookup (handlers[i].name, SOUP_TYPE_MESSAGE);
      self->closures[i] = g_cclosure_new (handlers[i].callback, NULL, NULL);
      g_closure_sink (g_closure_ref (self->closures[i]));
    }
}

static void
listen_to (Exchange *self,
           guint     signal)
{
  g_signal_connect_closure_by_id (self->message, signals[signal], 0,
                                  self->transport->closures[signal], FALSE);
}

static void
connect_signals (Exchange          *self,
                 const InflightHop *hop)
{
  g_object_set_qdata (G_OBJECT (self->message), exchange_quark (), self);

  listen_to (self, SIGNAL_NETWORK_EVENT);
  listen_to (self, SIGNAL_STARTING);
  listen_to (self, SIGNAL_GOT_INFORMATIONAL);
  listen_to (self, SIGNAL_GOT_HEADERS);

  if (hop->sends_body)
    listen_to (self, SIGNAL_WROTE_BODY);
  if (inflight_options_get_insecure (hop->options))
    listen_to (self, SIGNAL_ACCEPT_CERTIFICATE);
}

static gpointer
soup_transport_start (InflightTransport       *transport,
                      const InflightHop       *hop,
                      const InflightHopEvents *events,
                      gpointer                 user_data)
{
  SoupTransport *self = (SoupTransport *) transport;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->transport = self;
  exchange->events = events;
  exchange->user_data = user_data;
  exchange->answer = inflight_answer_new ();
  exchange->record = inflight_exchange_ref (hop->record);
  exchange->cancellable = g_cancellable_new ();
  inflight_soup_sessions_set_proxy (self->sessions,
                                    hop->proxy != NULL ? hop->proxy : "direct://");
  exchange->session = inflight_soup_sessions_get (self->sessions, hop);
  exchange->message =
    inflight_soup_new_message (hop, inflight_soup_sessions_get_authorization (self->sessions));
  exchange->limit_bytes = inflight_options_get_limit_bytes (hop->options);
  exchange->guarded = hop->guarded;
  connect_signals (exchange, hop);

  if (inflight_uri_is_secure (hop->uri))
    inflight_wire_tls_install ();

  g_hash_table_add (self->exchanges, exchange);
  soup_session_send_async (exchange->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, send_cb, exchange);

  return exchange;
}

static void
soup_transport_cancel (InflightTransport *transport,
                       gpointer           exchange)
{
  g_cancellable_cancel (((Exchange *) exchange)->cancellable);
}

static void
soup_transport_renew (InflightTransport *transport)
{
  inflight_soup_sessions_renew (((SoupTransport *) transport)->sessions);
}

static void
soup_transport_rest (InflightTransport *transport)
{
  inflight_soup_sessions_rest (((SoupTransport *) transport)->sessions);
}

static void
soup_transport_free (InflightTransport *transport)
{
  SoupTransport *self = (SoupTransport *) transport;

  g_assert (g_hash_table_size (self->exchanges) == 0);

  inflight_soup_sessions_free (self->sessions);
  inflight_soup_links_free (self->links);
  for (guint i = 0; i < N_SIGNALS; i++)
    g_closure_unref (self->closures[i]);
  g_hash_table_unref (self->exchanges);
  g_free (self->buffer);
  g_free (self);
}

static const InflightTransportClass soup_transport_class = {
  .start = soup_transport_start,
  .cancel = soup_transport_cancel,
  .renew = soup_transport_renew,
  .rest = soup_transport_rest,
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
  SoupTransport *self = g_new0 (SoupTransport, 1);

  self->parent.class = &soup_transport_class;
  self->sessions = inflight_soup_sessions_new ();
  self->exchanges = g_hash_table_new (NULL, NULL);
  self->links = inflight_soup_links_new ();
  make_closures (self);
  self->buffer = g_malloc (READ_BYTES);

  return &self->parent;
}
