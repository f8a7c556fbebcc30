/* inflight-soup-transport.c: exchanges over libsoup; the one file that knows it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-private.h"
#include "inflight-net-error-private.h"
#include "inflight-transport-private.h"
#include "inflight-uri.h"

#include <libsoup/soup.h>
#include <string.h>

/* libsoup looks at every connection of a session at every step: with 16 each,
 * more in flight costs more sessions, not more looking. */
#define SLOTS_PER_SESSION 16

#define MAX_INFORMATIONAL 32
#define READ_BYTES (64 << 10)

/* A fast server must not keep the loop to itself. */
#define READS_PER_TURN 8

/* As much as is read of an answer whose body decides nothing. */
#define REDIRECT_BODY_BYTES (64 << 10)

/**
 * SoupTransport:
 * @sessions: (element-type SoupSession): made as slots need them
 * @exchanges: (element-type Exchange): those under way
 * @buffer: what bodies are read into; one for all, as reads do not block
 *
 * How libsoup is held: it never has more messages than are in flight, follows
 * no redirect, answers no challenge, decodes nothing and waits for nothing.
 */
typedef struct
{
  InflightTransport  parent;
  GPtrArray         *sessions;
  GHashTable        *exchanges;
  guint8            *buffer;
} SoupTransport;

typedef struct
{
  SoupTransport           *transport;
  const InflightHopEvents *events;
  gpointer                 user_data;

  SoupMessage             *message;
  GCancellable            *cancellable;
  GInputStream            *stream;
  GSource                 *source;
  InflightBody            *body;
  InflightAnswer          *answer;
  guint64                  limit_bytes;
  gint64                   promised_bytes;
  guint                    n_informational;
} Exchange;

static void
exchange_free (Exchange *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, inflight_body_free);
  g_clear_pointer (&self->answer, inflight_answer_free);
  g_free (self);
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
      answer->body = inflight_body_steal_head (self->body);
    }

  g_hash_table_remove (self->transport->exchanges, self);
  exchange_free (self);
  events->settled (user_data, answer);
}

static GError *
translate_error (const GError *error,
                 gboolean      in_body)
{
  /* libsoup has this error in common with a closed connection. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) &&
      g_str_equal (error->message, g_dgettext ("libsoup-3.0", "Header too big")))
    return g_error_new_literal (INFLIGHT_ERROR, INFLIGHT_ERROR_HEADERS_TOO_LARGE,
                                "more than 64 KiB of header");

  if (error->domain == SOUP_SESSION_ERROR)
    return g_error_new_literal (INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL,
                                error->message);

  return inflight_net_error_translate (error, in_body);
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

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    user_data)
{
  GString *text = user_data;

  g_string_append (text, name);
  g_string_append (text, ": ");
  g_string_append (text, value);
  g_string_append_c (text, '\n');
}

/* The length a server promises, taken literally: libsoup reads “-5” and “abc”
 * as 0. Equal repetitions are one (RFC 9112, section 6.3). */
static gboolean
read_content_length (Exchange           *self,
                     SoupMessageHeaders *headers)
{
  const char *joined = soup_message_headers_get_list (headers, "Content-Length");
  g_auto (GStrv) values = NULL;

  self->promised_bytes = -1;
  if (joined == NULL)
    return TRUE;

  values = g_strsplit (joined, ",", -1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      guint64 length;

      if (!g_ascii_string_to_unsigned (g_strstrip (values[i]), 10, 0,
                                       G_MAXINT64, &length, NULL) ||
          (i > 0 && (gint64) length != self->promised_bytes))
        {
          fail (self, INFLIGHT_ERROR_PROTOCOL,
                "the answer's Content-Length is not one number");
          return FALSE;
        }

      self->promised_bytes = length;
    }

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    self->promised_bytes = -1;

  return TRUE;
}

static gboolean
prepare_body (Exchange           *self,
              SoupMessageHeaders *headers)
{
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");

  if (self->promised_bytes > 0 && (guint64) self->promised_bytes > self->limit_bytes &&
      !inflight_answer_is_redirect (self->answer))
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

  return TRUE;
}

static void
got_headers_cb (SoupMessage *message,
                Exchange    *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  InflightAnswer *answer = self->answer;
  GString *text = g_string_new (NULL);

  answer->status = soup_message_get_status (message);
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  soup_message_headers_foreach (headers, append_header_cb, text);
  answer->headers = g_string_free (text, FALSE);

  self->events->state (self->user_data, INFLIGHT_TASK_STATE_RECEIVING);

  if (!read_content_length (self, headers) ||
      !prepare_body (self, headers))
    return;

  /* libsoup buffers the whole body before it tries again elsewhere. */
  if (answer->status == SOUP_STATUS_MISDIRECTED_REQUEST)
    fail (self, INFLIGHT_ERROR_HTTP_STATUS, "HTTP 421");
}

static void
got_informational_cb (SoupMessage *message,
                      Exchange    *self)
{
  /* Any number of them can come, and libsoup reads them without going back to
   * the loop, so that no deadline would ever be looked at. */
  if (++self->n_informational > MAX_INFORMATIONAL)
    fail (self, INFLIGHT_ERROR_PROTOCOL, "endless informational answers");
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Exchange           *self)
{
  if (event == G_SOCKET_CLIENT_RESOLVING || event == G_SOCKET_CLIENT_CONNECTING)
    self->events->state (self->user_data, INFLIGHT_TASK_STATE_CONNECTING);
}

static void
starting_cb (SoupMessage *message,
             Exchange    *self)
{
  self->events->state (self->user_data, INFLIGHT_TASK_STATE_WAITING);
}

/* The body of the answer */

/* What libsoup takes for the end of a body need not be it. */
static void
check_length (Exchange *self)
{
  if (self->promised_bytes < 0 || self->answer->error != NULL ||
      self->answer->status == SOUP_STATUS_NO_CONTENT ||
      self->answer->status == SOUP_STATUS_NOT_MODIFIED)
    return;

  if (inflight_body_get_wire (self->body) < (guint64) self->promised_bytes)
    g_set_error (&self->answer->error, INFLIGHT_ERROR, INFLIGHT_ERROR_TRUNCATED,
                 "%" G_GUINT64_FORMAT " of %" G_GINT64_FORMAT " bytes arrived",
                 inflight_body_get_wire (self->body), self->promised_bytes);
}

static void
body_ended (Exchange *self)
{
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
        self->answer->error = translate_error (error, TRUE);
      settle (self);
      return FALSE;
    }

  if (n_read == 0)
    {
      body_ended (self);
      return FALSE;
    }

  if (!inflight_body_feed (self->body, buffer, n_read, &self->answer->error) ||
      (inflight_answer_is_redirect (self->answer) &&
       inflight_body_get_wire (self->body) > REDIRECT_BODY_BYTES))
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

  wait_for_body (self);
}

static gboolean
body_readable_cb (GPollableInputStream *stream,
                  gpointer              user_data)
{
  Exchange *self = user_data;
  g_autoptr (GSource) source = g_source_ref (self->source);

  g_assert (G_IS_POLLABLE_INPUT_STREAM (stream));

  /* Settling frees the exchange and destroys the source. */
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

  if (self->stream == NULL || self->answer->error != NULL)
    {
      if (self->answer->error == NULL)
        self->answer->error = translate_error (error, FALSE);
      settle (self);
      return;
    }

  read_body (self);
}

/* Requests */

static void
add_request_header_cb (const char *name,
                       const char *value,
                       gpointer    user_data)
{
  SoupMessageHeaders *headers = user_data;

  soup_message_headers_append (headers, name, value);
}

static void
add_request_header_abroad_cb (const char *name,
                              const char *value,
                              gpointer    user_data)
{
  static const char *const secret[] = {
    "Authorization", "Cookie", "Proxy-Authorization",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    if (g_ascii_strcasecmp (secret[i], name) == 0)
      return;

  add_request_header_cb (name, value, user_data);
}

/* user:password@ of the address (RFC 7617), unless a header says otherwise. */
static void
add_credentials (SoupMessageHeaders *headers,
                 GUri               *uri)
{
  const char *user = g_uri_get_user (uri);
  const char *password = g_uri_get_password (uri);
  g_autofree char *plain = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;

  if (user == NULL || soup_message_headers_get_one (headers, "Authorization") != NULL)
    return;

  plain = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
  value = g_strconcat ("Basic ", encoded, NULL);
  soup_message_headers_replace (headers, "Authorization", value);
}

static SoupMessage *
new_message (const InflightHop *hop)
{
  const char *method = inflight_options_get_method (hop->options);
  SoupMessage *message = soup_message_new_from_uri (method, hop->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  /* The manager stays in the session and is switched off here: without one,
   * libsoup takes every 401 for one that will be sent again, and buffers it. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);

  soup_message_headers_append (headers, "Accept-Encoding", "gzip, deflate");
  inflight_options_foreach_header (hop->options,
                                   hop->foreign ? add_request_header_abroad_cb
                                                : add_request_header_cb,
                                   headers);
  add_credentials (headers, hop->uri);

  return message;
}

static SoupSession *
new_session (void)
{
  SoupSession *session;

  session = soup_session_new_with_options ("max-conns", SLOTS_PER_SESSION * 2,
                                           "max-conns-per-host", SLOTS_PER_SESSION,
                                           "timeout", 0,
                                           "idle-timeout", 30,
                                           "user-agent", "Inflight/" PACKAGE_VERSION,
                                           NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  return session;
}

static SoupSession *
get_session (SoupTransport *self,
             guint          slot)
{
  guint index = slot / SLOTS_PER_SESSION;

  while (self->sessions->len <= index)
    g_ptr_array_add (self->sessions, new_session ());

  return g_ptr_array_index (self->sessions, index);
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
  exchange->cancellable = g_cancellable_new ();
  exchange->message = new_message (hop);
  exchange->limit_bytes = inflight_options_get_limit_bytes (hop->options);

  g_signal_connect (exchange->message, "network-event",
                    G_CALLBACK (network_event_cb), exchange);
  g_signal_connect (exchange->message, "starting",
                    G_CALLBACK (starting_cb), exchange);
  g_signal_connect (exchange->message, "got-informational",
                    G_CALLBACK (got_informational_cb), exchange);
  g_signal_connect (exchange->message, "got-headers",
                    G_CALLBACK (got_headers_cb), exchange);

  g_hash_table_add (self->exchanges, exchange);
  soup_session_send_async (get_session (self, hop->slot), exchange->message,
                           G_PRIORITY_DEFAULT, exchange->cancellable,
                           send_cb, exchange);

  return exchange;
}

static void
soup_transport_cancel (InflightTransport *transport,
                       gpointer           exchange)
{
  Exchange *self = exchange;

  g_cancellable_cancel (self->cancellable);
}

static void
soup_transport_free (InflightTransport *transport)
{
  SoupTransport *self = (SoupTransport *) transport;

  g_assert (g_hash_table_size (self->exchanges) == 0);

  for (guint i = 0; i < self->sessions->len; i++)
    soup_session_abort (g_ptr_array_index (self->sessions, i));

  /* libsoup's own sources hold sessions and messages until they ran. */
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;

  g_ptr_array_unref (self->sessions);
  g_hash_table_unref (self->exchanges);
  g_free (self->buffer);
  g_free (self);
}

static const InflightTransportClass soup_transport_class = {
  .start = soup_transport_start,
  .cancel = soup_transport_cancel,
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
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->exchanges = g_hash_table_new (NULL, NULL);
  self->buffer = g_malloc (READ_BYTES);

  return &self->parent;
}
