/* inflight-soup-record.c: what libsoup knows of an exchange, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include "inflight-net-error-private.h"
#include "inflight-reach-private.h"

#include <string.h>

static char *
dup_address (GSocketAddress *address)
{
  GInetSocketAddress *inet;
  g_autofree char *text = NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return NULL;

  inet = G_INET_SOCKET_ADDRESS (address);
  text = g_inet_address_to_string (g_inet_socket_address_get_address (inet));

  return g_strdup_printf (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6
                            ? "[%s]:%u" : "%s:%u",
                          text, g_inet_socket_address_get_port (inet));
}

/* As they are written everywhere; the nicks of GLib are “tls-1-3”. */
static char *
dup_tls_version (GTlsProtocolVersion version)
{
  switch (version)
    {
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
      return g_strdup ("SSL 3.0");
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return g_strdup ("TLS 1.0");
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return g_strdup ("TLS 1.1");
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return g_strdup ("TLS 1.2");
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return g_strdup ("TLS 1.3");
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
      return NULL;
    }

  return NULL;
}

/**
 * inflight_soup_new_connection:
 * @message: a message that has, or had, a connection
 *
 * Returns: (transfer full): what is known of it
 */
InflightConnection *
inflight_soup_new_connection (SoupMessage *message)
{
  InflightConnection *self = inflight_connection_new ();
  GSocketAddress *address = soup_message_get_remote_address (message);

  self->remote_address = dup_address (address);
  self->via_proxy = G_IS_PROXY_ADDRESS (address);
  self->tls_version = dup_tls_version (soup_message_get_tls_protocol_version (message));
  self->tls_cipher = g_strdup (soup_message_get_tls_ciphersuite_name (message));
  self->certificate_errors = soup_message_get_tls_peer_certificate_errors (message);

  return self;
}

/**
 * inflight_soup_look_at_address:
 * @stream: a connection that is being made, or was
 * @via_proxy: (inout): whether it is a proxy that is connected to; once it is,
 *   nothing says so any more, and what was found before stands
 *
 * What counts is the address that is connected to, not the name that led to it; a
 * proxy is what the person chose.
 *
 * Returns: whether the address is not for everybody, see
 *   inflight_inet_address_is_private()
 */
gboolean
inflight_soup_look_at_address (GIOStream *stream,
                               gboolean  *via_proxy)
{
  g_autoptr (GSocketAddress) address = NULL;
  gboolean connected = FALSE;

  if (G_IS_SOCKET_CONNECTION (stream))
    {
      connected = g_socket_connection_is_connected (G_SOCKET_CONNECTION (stream));
      address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (stream), NULL);
    }

  if (!connected)
    *via_proxy = G_IS_PROXY_ADDRESS (address);

  return !*via_proxy && G_IS_INET_SOCKET_ADDRESS (address) &&
         inflight_inet_address_is_private (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/**
 * inflight_soup_record_timings:
 * @message: a message
 * @timings: (inout): gets what libsoup knows; the end of the request and of the
 *   answer are filled in only where they are still 0
 */
void
inflight_soup_record_timings (SoupMessage     *message,
                              InflightTimings *timings)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);

  if (metrics == NULL)
    return;

  timings->fetch_start_us = soup_message_metrics_get_fetch_start (metrics);
  timings->domain_lookup_start_us = soup_message_metrics_get_dns_start (metrics);
  timings->domain_lookup_end_us = soup_message_metrics_get_dns_end (metrics);
  timings->connect_start_us = soup_message_metrics_get_connect_start (metrics);
  timings->secure_connection_start_us = soup_message_metrics_get_tls_start (metrics);
  timings->connect_end_us = soup_message_metrics_get_connect_end (metrics);
  timings->request_start_us = soup_message_metrics_get_request_start (metrics);
  timings->response_start_us = soup_message_metrics_get_response_start (metrics);
  if (timings->response_end_us == 0)
    timings->response_end_us = soup_message_metrics_get_response_end (metrics);

  /* A request without a body goes out in one piece. */
  if (timings->request_end_us == 0 && timings->response_start_us != 0)
    timings->request_end_us = timings->request_start_us;
}

/**
 * inflight_soup_get_protocol:
 * @message: a message that was answered
 *
 * Returns: (transfer none): the version of the answer (RFC 9110, section 2.5)
 */
const char *
inflight_soup_get_protocol (SoupMessage *message)
{
  switch (soup_message_get_http_version (message))
    {
    case SOUP_HTTP_1_0:
      return "HTTP/1.0";
    case SOUP_HTTP_1_1:
      return "HTTP/1.1";
    case SOUP_HTTP_2_0:
      return "HTTP/2";
    }

  return NULL;
}

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

/**
 * inflight_soup_dup_headers:
 * @headers: the header of an answer
 *
 * Returns: (transfer full): its fields, one a line
 */
char *
inflight_soup_dup_headers (SoupMessageHeaders *headers)
{
  GString *text = g_string_sized_new (512);
  gsize size;
  char *data;

  soup_message_headers_foreach (headers, append_header_cb, text);

  /* It is kept: without the room to grow. */
  size = text->len + 1;
  data = g_string_free (text, FALSE);

  return g_realloc (data, size);
}

static gboolean
get_one_length (const char *text,
                gint64     *length)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;

  *length = value;

  return TRUE;
}

/* Equal repetitions are one. */
static gboolean
get_equal_lengths (const char *joined,
                   gint64     *length)
{
  g_auto (GStrv) values = g_strsplit (joined, ",", -1);
  gint64 first = 0;

  for (guint i = 0; values[i] != NULL; i++)
    {
      if (!get_one_length (g_strstrip (values[i]), length) || (i > 0 && *length != first))
        return FALSE;

      first = *length;
    }

  return TRUE;
}

/**
 * inflight_soup_get_length:
 * @headers: the header of an answer
 * @length: (out): the length of the body that it promises, -1 if it does not
 *
 * Reads the field Content-Length (RFC 9112, section 6.3) literally: libsoup takes
 * “-5” and “abc” for 0.
 *
 * Returns: whether there is no such field, or it is one number
 */
gboolean
inflight_soup_get_length (SoupMessageHeaders *headers,
                          gint64             *length)
{
  const char *joined = soup_message_headers_get_list (headers, "Content-Length");

  *length = -1;
  if (joined == NULL)
    return TRUE;

  if (!get_one_length (joined, length) && !get_equal_lengths (joined, length))
    return FALSE;

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    *length = -1;

  return TRUE;
}

/* The time between two dates of a server does not depend on our own clock. */
static gint64
get_date_delay_us (SoupMessageHeaders *headers,
                   const char         *text)
{
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) then = soup_date_time_new_from_http_string (text);
  g_autoptr (GDateTime) now = NULL;
  gint64 delay_us;

  if (date != NULL)
    now = soup_date_time_new_from_http_string (date);
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  if (then == NULL)
    return -1;

  delay_us = g_date_time_difference (then, now);

  return delay_us >= 0 ? delay_us : -1;
}

/**
 * inflight_soup_get_retry_after:
 * @headers: the header of an answer
 *
 * Reads the field Retry-After (RFC 9110, section 10.2.3): seconds or a date.
 *
 * Returns: how long to wait, in microseconds; -1 if there is no such field, it
 *   is there twice, means nothing or is past
 */
gint64
inflight_soup_get_retry_after (SoupMessageHeaders *headers)
{
  const char *joined = soup_message_headers_get_list (headers, "Retry-After");
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds;

  if (text == NULL || strcmp (joined, text) != 0)
    return -1;

  /* More seconds than can be counted in microseconds are no time at all. */
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64 / G_USEC_PER_SEC, &seconds, NULL))
    return seconds * G_USEC_PER_SEC;

  return get_date_delay_us (headers, text);
}

/**
 * inflight_soup_translate_error:
 * @message: the message that it ended
 * @error: what libsoup reported
 * @in_body: whether the header of the answer had arrived
 *
 * Returns: (transfer full): the error in the domain %INFLIGHT_ERROR, or that of
 *   a cancel or the lack of descriptors, see inflight_net_error_translate()
 */
GError *
inflight_soup_translate_error (SoupMessage  *message,
                               const GError *error,
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

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

      return g_error_new_literal (INFLIGHT_ERROR, INFLIGHT_ERROR_CERTIFICATE,
                                  inflight_net_error_describe_certificate (flags));
    }

  return inflight_net_error_translate (error, in_body);
}
