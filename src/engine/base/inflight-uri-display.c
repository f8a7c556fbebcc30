/* inflight-uri-display.c: an address, and parts of it, as text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri.h"

#include <string.h>

static char *
dup_text (InflightUri *self,
          gboolean     with_user)
{
  GString *out = g_string_new (inflight_uri_get_scheme (self));
  const char *user = with_user ? inflight_uri_get_user (self) : NULL;
  const char *password = inflight_uri_get_password (self);
  const char *host = inflight_uri_get_host (self);
  const char *zone = strchr (host, '%');

  g_string_append (out, "://");
  if (user != NULL)
    {
      g_string_append (out, user);
      if (password != NULL)
        g_string_append_printf (out, ":%s", password);
      g_string_append_c (out, '@');
    }

  if (strchr (host, ':') == NULL)
    g_string_append (out, host);
  else if (zone == NULL)
    g_string_append_printf (out, "[%s]", host);
  else
    g_string_append_printf (out, "[%.*s%%25%s]", (int) (zone - host), host, zone + 1);

  if (inflight_uri_get_port (self) != (inflight_uri_is_secure (self) ? 443 : 80))
    g_string_append_printf (out, ":%u", inflight_uri_get_port (self));
  g_string_append (out, inflight_uri_get_target (self));

  return g_string_free (out, FALSE);
}

/**
 * inflight_uri_to_string:
 * @self: an address
 *
 * Returns: (transfer full): the address, with its credentials and without a
 *   fragment (RFC 3986; RFC 6874 for a zone)
 */
char *
inflight_uri_to_string (InflightUri *self)
{
  return dup_text (self, TRUE);
}

/**
 * inflight_uri_to_url:
 * @self: an address
 *
 * Returns: (transfer full): the address, without credentials and fragment
 */
char *
inflight_uri_to_url (InflightUri *self)
{
  return dup_text (self, FALSE);
}

/* Appends @text decoded; a “%” without two digits behind it is one. */
static void
append_decoded (GByteArray *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      guint8 byte = *p;

      if (byte == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          byte = g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]);
          p += 2;
        }
      g_byte_array_append (out, &byte, 1);
    }
}

/**
 * inflight_uri_dup_basic:
 * @self: an address
 *
 * Returns: (transfer full) (nullable): its user:password@ as the value of a field
 *   (RFC 7617), %NULL if it has none
 */
char *
inflight_uri_dup_basic (InflightUri *self)
{
  const char *user = inflight_uri_get_user (self);
  const char *password = inflight_uri_get_password (self);
  g_autoptr (GByteArray) plain = NULL;
  g_autofree char *encoded = NULL;

  if (user == NULL)
    return NULL;

  plain = g_byte_array_new ();
  append_decoded (plain, user);
  append_decoded (plain, ":");
  append_decoded (plain, password != NULL ? password : "");
  encoded = g_base64_encode (plain->data, plain->len);

  return g_strconcat ("Basic ", encoded, NULL);
}

/**
 * inflight_uri_dup_host:
 * @origin: an origin, see inflight_uri_get_origin()
 *
 * Returns: (transfer full): its host, with the port unless that is the scheme's
 *   own, as it may be shown: “example.com” or “[::1]:8080”
 */
char *
inflight_uri_dup_host (const char *origin)
{
  const char *host = strstr (origin, "://") + strlen ("://");
  const char *port = g_str_has_prefix (origin, "https:") ? ":443" : ":80";

  if (g_str_has_suffix (host, port))
    return g_strndup (host, strlen (host) - strlen (port));

  return g_strdup (host);
}

/**
 * inflight_uri_measure_part:
 * @text: what begins with a “/” of a path, or with a “?” or “&” of a query
 *
 * An address has parts: scheme, host and port are the first, then comes each
 * segment of the path with the slash before it, and each parameter of the query with
 * the mark before it.
 *
 * Returns: how long the part is that @text begins with, in bytes; 0 if it is empty
 */
gsize
inflight_uri_measure_part (const char *text)
{
  if (*text == '\0')
    return 0;

  return 1 + strcspn (text + 1, *text == '/' ? "/?" : "&");
}
