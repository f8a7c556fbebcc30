/* inflight-request-text.c: the header of a request, as far as it is known
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-request-text.h"

#include "inflight-header.h"
#include "inflight-uri.h"

#include <string.h>

static void
append_field (GString    *text,
              const char *name,
              const char *value)
{
  g_string_append_printf (text, "%s: %s\n", name, value);
}

/* Secrets are sent, and never shown. */
static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    user_data)
{
  append_field (user_data, name, inflight_header_is_secret (name) ? "…" : value);
}

static void
append_unless_set (GString    *text,
                   const char *name,
                   const char *value)
{
  g_autofree char *set = inflight_request_text_dup_field (text->str, name);

  if (set == NULL)
    append_field (text, name, value);
}

static void
append_address (GString     *text,
                InflightUri *uri)
{
  const char *host = inflight_uri_get_host (uri);
  gboolean is_literal = strchr (host, ':') != NULL;
  g_autofree char *shown = is_literal ? g_strdup_printf ("[%s]", host) : g_strdup (host);
  guint port = inflight_uri_get_port (uri);
  g_autofree char *with_port = g_strdup_printf ("%s:%u", shown, port);
  gboolean has_port = port != (inflight_uri_is_secure (uri) ? 443 : 80);

  append_field (text, "Host", has_port ? with_port : shown);
}

/**
 * inflight_request_text_dup_headers:
 * @request: a request
 *
 * Makes the fields that Inflight sends to where the request goes first. The
 * connection adds some of its own, and a redirect to another origin takes some
 * away.
 *
 * Returns: (transfer full): the fields, `Name: value`, one a line, without secrets
 */
char *
inflight_request_text_dup_headers (InflightRequest *request)
{
  const InflightOptions *options = inflight_request_get_options (request);
  InflightUri *uri = inflight_request_peek_uri (request);
  GBytes *body = inflight_options_get_body (options);
  GString *text = g_string_new (NULL);

  append_address (text, uri);
  inflight_options_foreach_header (options, append_header_cb, text);
  if (inflight_uri_get_user (uri) != NULL)
    append_unless_set (text, "Authorization", "…");
  append_unless_set (text, "Accept", "*/*");
  append_unless_set (text, "Accept-Encoding", "gzip, deflate");
  append_unless_set (text, "User-Agent", "Inflight/" PACKAGE_VERSION);
  if (body != NULL)
    {
      g_autofree char *size = g_strdup_printf ("%zu", g_bytes_get_size (body));

      append_field (text, "Content-Length", size);
    }

  return g_string_free (text, FALSE);
}

/**
 * inflight_request_text_dup_field:
 * @headers: fields, `Name: value`, one a line
 * @name: a name, in any case
 *
 * Returns: (transfer full) (nullable): the value of the first field of that name
 */
char *
inflight_request_text_dup_field (const char *headers,
                                 const char *name)
{
  gsize length = strlen (name);

  for (const char *line = headers; *line != '\0';)
    {
      gsize size = strcspn (line, "\n");

      if (size > length && line[length] == ':' && g_ascii_strncasecmp (line, name, length) == 0)
        return g_strstrip (g_strndup (line + length + 1, size - length - 1));

      line += size;
      if (*line != '\0')
        line++;
    }

  return NULL;
}
