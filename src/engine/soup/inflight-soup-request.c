/* inflight-soup-request.c: a request as libsoup wants it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include "inflight-base-private.h"

#include <string.h>

typedef struct
{
  const InflightOrder *order;
  SoupMessageHeaders *headers;
} Target;

/* What describes a body that is not sent any more, and what is a secret, stay
 * behind (RFC 9110, section 15.4). */
static void
add_header_cb (const char *name,
               const char *value,
               gpointer    user_data)
{
  Target *target = user_data;
  gboolean describes_body = g_ascii_strncasecmp (name, "Content-", 8) == 0;

  if (target->order->foreign && inflight_header_is_secret (name))
    return;

  if (describes_body && !target->order->sends_body &&
      inflight_options_get_body (target->order->options) != NULL)
    return;

  soup_message_headers_append (target->headers, name, value);
}

/* Those of the address, unless a header says otherwise. */
static void
add_credentials (SoupMessageHeaders *headers,
                 InflightUri        *uri)
{
  g_autofree char *value = inflight_uri_dup_basic (uri);

  if (value != NULL && soup_message_headers_get_one (headers, "Authorization") == NULL)
    soup_message_headers_replace (headers, "Authorization", value);
}

/* Put together, not parsed: the parser of GLib rewrites what is percent-encoded. */
static GUri *
new_guri (InflightUri *uri,
          const char  *host)
{
  const char *target = inflight_uri_get_target (uri);
  gsize length = strcspn (target, "?");
  g_autofree char *path = g_strndup (target, length);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, inflight_uri_get_scheme (uri), NULL,
                      host, inflight_uri_get_port (uri), path,
                      target[length] == '?' ? target + length + 1 : NULL, NULL);
}

/* TLS knows no final dot (RFC 6066, section 3); whoever asks for a host with one
 * still says so. */
static SoupMessage *
new_message (const InflightOrder *order)
{
  const char *host = inflight_uri_get_host (order->uri);
  guint port = inflight_uri_get_port (order->uri);
  gboolean dotted = inflight_uri_is_secure (order->uri) && g_str_has_suffix (host, ".");
  g_autofree char *bare = g_strndup (host, strlen (host) - dotted);
  g_autoptr (GUri) uri = new_guri (order->uri, bare);
  SoupMessage *message = soup_message_new_from_uri (order->method, uri);
  g_autofree char *field = NULL;

  if (!dotted)
    return message;

  field = port == 443 ? g_strdup (host) : g_strdup_printf ("%s:%u", host, port);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Host", field);

  return message;
}

static void
add_unless_set (SoupMessageHeaders *headers,
                const char         *name,
                const char         *value)
{
  if (soup_message_headers_get_one (headers, name) == NULL)
    soup_message_headers_append (headers, name, value);
}

/**
 * inflight_soup_new_message:
 * @order: what to send, and where to
 * @authorization: (nullable): what the proxy that was named wants to see
 *
 * Returns: (transfer full): a message that follows no redirect and answers no
 *   challenge
 */
SoupMessage *
inflight_soup_new_message (const InflightOrder *order,
                           const char          *authorization)
{
  SoupMessage *message = new_message (order);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  Target target = { order, headers };

  /* The manager stays in the session and is switched off here: without one,
   * libsoup takes every 401 for one that will be sent again, and buffers it. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);

  inflight_options_foreach_header (order->options, add_header_cb, &target);
  if (order->cookies != NULL)
    soup_message_headers_replace (headers, "Cookie", order->cookies);
  /* Some servers take who does not say that for a robot, and refuse it. */
  add_unless_set (headers, "Accept", "*/*");
  add_unless_set (headers, "Accept-Encoding", "gzip, deflate");
  add_unless_set (headers, "User-Agent", "Inflight/" PACKAGE_VERSION);
  add_credentials (headers, order->uri);

  /* What goes through a tunnel is none of the proxy's business. */
  if (authorization != NULL && !inflight_uri_is_secure (order->uri))
    soup_message_headers_replace (headers, "Proxy-Authorization", authorization);

  return message;
}
