/* inflight-soup-request.c: a request as libsoup wants it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-private.h"

#include "inflight-header-private.h"

#include <string.h>

typedef struct
{
  const InflightHop  *hop;
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

  if (target->hop->foreign && inflight_header_is_secret (name))
    return;

  if (describes_body && !target->hop->sends_body &&
      inflight_options_get_body (target->hop->options) != NULL)
    return;

  soup_message_headers_append (target->headers, name, value);
}

/* user:password@ (RFC 7617). */
static char *
new_basic (GUri *uri)
{
  const char *user = g_uri_get_user (uri);
  const char *password = g_uri_get_password (uri);
  g_autofree char *plain = NULL;
  g_autofree char *encoded = NULL;

  if (user == NULL)
    return NULL;

  plain = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) plain, strlen (plain));

  return g_strconcat ("Basic ", encoded, NULL);
}

/* Those of the address, unless a header says otherwise. */
static void
add_credentials (SoupMessageHeaders *headers,
                 GUri               *uri)
{
  g_autofree char *value = new_basic (uri);

  if (value != NULL && soup_message_headers_get_one (headers, "Authorization") == NULL)
    soup_message_headers_replace (headers, "Authorization", value);
}

/* A tunnel through the proxy is libsoup's own request; what goes through the
 * tunnel is none of the proxy's business. */
static void
add_proxy_credentials (SoupMessageHeaders *headers,
                       GUri               *uri,
                       const char         *proxy)
{
  g_autoptr (GUri) proxy_uri = NULL;
  g_autofree char *value = NULL;

  if (proxy == NULL || strcmp (g_uri_get_scheme (uri), "http") != 0)
    return;

  proxy_uri = g_uri_parse (proxy, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (proxy_uri == NULL || !g_str_has_prefix (g_uri_get_scheme (proxy_uri), "http"))
    return;

  value = new_basic (proxy_uri);
  if (value != NULL)
    soup_message_headers_replace (headers, "Proxy-Authorization", value);
}

/**
 * inflight_soup_new_message:
 * @hop: what to send, and where to
 * @proxy: (nullable): the address of the proxy that was named, if one was
 *
 * Returns: (transfer full): a message that follows no redirect and answers no
 *   challenge
 */
SoupMessage *
inflight_soup_new_message (const InflightHop *hop,
                           const char        *proxy)
{
  SoupMessage *message = soup_message_new_from_uri (hop->method, hop->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  Target target = { hop, headers };

  /* The manager stays in the session and is switched off here: without one,
   * libsoup takes every 401 for one that will be sent again, and buffers it. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);

  soup_message_headers_append (headers, "Accept-Encoding", "gzip, deflate");
  if (hop->sends_body)
    soup_message_set_request_body_from_bytes (message, NULL,
                                              inflight_options_get_body (hop->options));
  inflight_options_foreach_header (hop->options, add_header_cb, &target);
  add_credentials (headers, hop->uri);
  add_proxy_credentials (headers, hop->uri, proxy);

  return message;
}
