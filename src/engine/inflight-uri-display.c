/* inflight-uri-display.c: an address as text, and what of it may be shown
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

/* Whether one word of a parameter's name speaks of a secret: “key”, “apikey” and
 * “X-Amz-Signature” do, “keyword” does not. */
static gboolean
is_secret_word (const char *word)
{
  static const char *const whole[] = { "auth", "code", "sig", "signature", "session" };
  static const char *const endings[] = { "token", "key", "secret", "password" };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (strcmp (word, whole[i]) == 0)
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]))
      return TRUE;

  return FALSE;
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
 * inflight_uri_is_secret_name:
 * @name: the name of a parameter or header field
 * @length: its length in bytes
 *
 * Returns: whether it speaks of a secret: token, key, secret, sig, password,
 *   auth, code, session
 */
gboolean
inflight_uri_is_secret_name (const char *name,
                             gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (name, length);
  g_auto (GStrv) words = g_strsplit_set (lower, "-_.[]", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (is_secret_word (words[i]))
      return TRUE;

  return FALSE;
}

/* Appends query and fragment with the values of secret parameters left out. */
static void
append_query (GString    *out,
              const char *query)
{
  while (*query != '\0')
    {
      gsize length = strcspn (query, "&;#");
      const char *equals = memchr (query, '=', length);

      if (equals != NULL && inflight_uri_is_secret_name (query, equals - query))
        {
          g_string_append_len (out, query, equals + 1 - query);
          g_string_append (out, "…");
        }
      else
        {
          g_string_append_len (out, query, length);
        }

      query += length;
      if (*query != '\0')
        g_string_append_c (out, *query++);
    }
}

/**
 * inflight_uri_dup_display:
 * @text: an address, with or without its scheme, or what was meant to be one
 *
 * The address as it may be shown, logged, stored and exported: without
 * `user:password@` and without the values of parameters, in query or fragment,
 * whose names speak of a secret (token, key, secret, sig, password, auth, code,
 * session).
 *
 * Returns: (transfer full): the address to show
 */
char *
inflight_uri_dup_display (const char *text)
{
  GString *out = g_string_new (NULL);
  const char *slashes = strstr (text, "://");
  const char *authority = slashes != NULL ? slashes + strlen ("://") : text;
  const char *at = g_strrstr_len (authority, strcspn (authority, "/?#"), "@");
  const char *rest = at != NULL ? at + 1 : authority;
  const char *query;

  g_string_append_len (out, text, authority - text);

  query = strpbrk (rest, "?#");
  if (query == NULL)
    {
      g_string_append (out, rest);
    }
  else
    {
      g_string_append_len (out, rest, query + 1 - rest);
      append_query (out, query + 1);
    }

  return g_string_free (out, FALSE);
}
