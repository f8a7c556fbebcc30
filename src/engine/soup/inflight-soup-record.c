/* inflight-soup-record.c: what libsoup knows of a transfer, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include "inflight-base-private.h"

#include <string.h>

static G_DEFINE_QUARK (inflight-soup-connection, connection)

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

static gint64
to_seconds (GDateTime *time)
{
  g_autoptr (GDateTime) owned = time;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static void
record_certificate (SoupMessage        *message,
                    InflightConnection *self)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;

  self->certificate_errors = soup_message_get_tls_peer_certificate_errors (message);
  if (certificate == NULL)
    return;

  subject = g_tls_certificate_get_subject_name (certificate);
  issuer = g_tls_certificate_get_issuer_name (certificate);
  self->certificate_subject = inflight_connection_bound_name (subject, -1);
  self->certificate_issuer = inflight_connection_bound_name (issuer, -1);
  self->certificate_begins_s = to_seconds (g_tls_certificate_get_not_valid_before (certificate));
  self->certificate_ends_s = to_seconds (g_tls_certificate_get_not_valid_after (certificate));
}

static InflightConnection *
new_connection (SoupMessage *message)
{
  InflightConnection *self = inflight_connection_new ();
  GSocketAddress *address = soup_message_get_remote_address (message);

  self->remote_address = dup_address (address);
  self->via_proxy = G_IS_PROXY_ADDRESS (address);
  self->tls_version = dup_tls_version (soup_message_get_tls_protocol_version (message));
  self->tls_cipher = g_strdup (soup_message_get_tls_ciphersuite_name (message));
  record_certificate (message, self);

  return self;
}

/**
 * inflight_soup_ref_connection:
 * @message: a message that has, or had, a connection
 * @is_new: whether the connection was made for it
 *
 * What libsoup shows of a connection that is used again is its address. So that is
 * what remembers the rest.
 *
 * Returns: (transfer full): what is known of the connection
 */
InflightConnection *
inflight_soup_ref_connection (SoupMessage *message,
                              gboolean     is_new)
{
  GSocketAddress *address = soup_message_get_remote_address (message);
  InflightConnection *known = NULL;

  if (address == NULL)
    return new_connection (message);

  if (!is_new)
    known = g_object_get_qdata (G_OBJECT (address), connection_quark ());

  if (known == NULL)
    {
      known = new_connection (message);
      g_object_set_qdata_full (G_OBJECT (address), connection_quark (), known,
                               (GDestroyNotify) inflight_connection_unref);
    }

  return inflight_connection_ref (known);
}

/**
 * inflight_soup_record_timings:
 * @message: a message
 * @sends_body: whether the body of a request goes along
 * @timings: (inout): gets what libsoup knows; the end of the request and of the
 *   answer are filled in only where they are still 0
 */
void
inflight_soup_record_timings (SoupMessage     *message,
                              gboolean         sends_body,
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

  /* A request without a body goes out in one piece: whatever came after was waiting. */
  if (timings->request_end_us == 0 && (!sends_body || timings->response_start_us != 0))
    timings->request_end_us = timings->request_start_us;
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
  g_autoptr (GError) closed = NULL;

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

  /* Closed is closed, once there is TLS. */
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF) &&
      soup_message_metrics_get_request_start (soup_message_get_metrics (message)) != 0)
    closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, error->message);

  return inflight_net_error_translate (closed != NULL ? closed : error, in_body);
}
