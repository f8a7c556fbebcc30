/* inflight-uri.c: what an address must be, and what of it may be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri.h"

#include "inflight-types.h"

#include <gio/gio.h>
#include <string.h>

/* libsoup's SOUP_HTTP_URI_FLAGS, written out because only the transport may
 * include libsoup: nothing is decoded that is sent on the wire. */
#define URI_FLAGS (G_URI_FLAGS_HAS_PASSWORD |    \
                   G_URI_FLAGS_ENCODED_PATH |    \
                   G_URI_FLAGS_ENCODED_QUERY |   \
                   G_URI_FLAGS_ENCODED_FRAGMENT | \
                   G_URI_FLAGS_SCHEME_NORMALIZE)

/* libsoup accepts a host with a space, a CR or a backslash; a resolver, a proxy
 * and a Host field do not agree on what such a host is. */
static gboolean
is_safe_host (const char *host)
{
  if (host == NULL || *host == '\0' || strlen (host) > 253)
    return FALSE;

  if (g_hostname_is_ip_address (host))
    return TRUE;

  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.' && *p != '_')
      return FALSE;

  return *host != '.';
}

/**
 * inflight_uri_check:
 * @uri: a URI
 * @error: return location for an error
 *
 * Checks what a fetch needs of an address: the scheme is http or https, and the
 * host is an IP literal or a name of letters, digits, hyphens, dots and
 * underscores (after IDNA).
 *
 * Returns: whether @uri is one; otherwise %INFLIGHT_ERROR_INVALID_ADDRESS
 */
gboolean
inflight_uri_check (GUri    *uri,
                    GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *message = NULL;

  if (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0)
    message = "the scheme is neither http nor https";
  else if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    message = "no host";
  else if (!is_safe_host (g_uri_get_host (uri)))
    message = "the host has a character that no host name has";
  else if (g_uri_get_port (uri) == 0)
    message = "port 0 cannot be connected to";

  if (message != NULL)
    g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS,
                         message);

  return message == NULL;
}

static gboolean
has_control_or_space (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if (*p <= 0x20 || *p == 0x7f || *p == '\\')
      return TRUE;

  return FALSE;
}

/**
 * inflight_uri_parse:
 * @text: an absolute address
 * @error: return location for an error
 *
 * Returns: (transfer full): the parsed address (RFC 3986), nothing in it
 *   decoded; or %NULL with %INFLIGHT_ERROR_INVALID_ADDRESS
 */
GUri *
inflight_uri_parse (const char  *text,
                    GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GUri) uri = NULL;

  if (has_control_or_space (text))
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS,
                           "an address has no spaces, backslashes or control "
                           "characters");
      return NULL;
    }

  uri = g_uri_parse (text, URI_FLAGS, &local_error);
  if (uri == NULL)
    {
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS,
                           local_error->message);
      return NULL;
    }

  if (!inflight_uri_check (uri, error))
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * inflight_uri_get_port:
 * @uri: an http or https URI
 *
 * Returns: its port, the scheme's own where none is written
 */
int
inflight_uri_get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;

  return strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

/* GLib 2.74 hands out a string that another thread is letting go of. */
G_LOCK_DEFINE_STATIC (origins);

/**
 * inflight_uri_intern_origin:
 * @uri: an http or https URI
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): scheme, host and port (RFC 6454, section 4), as a
 *   reference-counted string of GLib; those of equal origins are the same one. To
 *   be let go of by inflight_uri_release_origin() only
 */
char *
inflight_uri_intern_origin (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  g_autofree char *text = NULL;
  char port[sizeof ":65535"];
  char *origin;

  g_snprintf (port, sizeof port, ":%d", inflight_uri_get_port (uri));
  text = g_strconcat (g_uri_get_scheme (uri), "://", host, port, NULL);

  G_LOCK (origins);
  origin = g_ref_string_new_intern (text);
  G_UNLOCK (origins);

  return origin;
}

/**
 * inflight_uri_release_origin:
 * @origin: (transfer full): an origin, see inflight_uri_intern_origin()
 *
 * May be called on any thread.
 */
void
inflight_uri_release_origin (char *origin)
{
  G_LOCK (origins);
  g_ref_string_release (origin);
  G_UNLOCK (origins);
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
 * @origin: an origin, see inflight_uri_intern_origin()
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
