/* inflight-proxy.c: what the address of a proxy must be
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-proxy.h"

#include "inflight-types.h"
#include "inflight-uri.h"

#include <string.h>

/* A length is one byte in SOCKS 5 (RFC 1929, section 2). */
#define MAX_SOCKS_BYTES 255

/* What RFC 3986, section 3.2.1 lets stand beside letters and digits. */
#define USER_CHARACTERS "-._~!$&'()*+,;=:"

#define WRONG_PORT "the port is not a number from 1 to 65535"

/**
 * Scheme:
 * @name: as it is written
 * @meaning: as it is handed on
 * @port: where none is written, curl's
 * @is_socks: whether user names and passwords are short
 *
 * `socks` is what desktops write where they mean SOCKS 5 with names looked up by
 * the proxy.
 */
typedef struct
{
  const char *name;
  const char *meaning;
  guint16     port;
  gboolean    is_socks;
} Scheme;

static const Scheme schemes[] = {
  { "http", "http", 1080, FALSE },
  { "https", "https", 443, FALSE },
  { "socks", "socks5h", 1080, TRUE },
  { "socks4", "socks4", 1080, TRUE },
  { "socks4a", "socks4a", 1080, TRUE },
  { "socks5", "socks5", 1080, TRUE },
  { "socks5h", "socks5h", 1080, TRUE },
};

/* The functions that follow return what is wrong, or NULL. They repeat nothing of
 * the text: where a host is missing, its password stands in the place of a port. */

/* Returns: (nullable): the scheme of that name. */
static const Scheme *
find_scheme (const char *name,
             gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i].name) == length &&
        g_ascii_strncasecmp (schemes[i].name, name, length) == 0)
      return &schemes[i];

  return NULL;
}

static const char *
read_scheme (const char   **text,
             const Scheme **scheme)
{
  const char *slashes = strstr (*text, "://");
  const char *first = strpbrk (*text, "/?#@");

  *scheme = &schemes[0];

  /* Within a password or a path, it separates no scheme. */
  if (slashes == NULL || first < slashes)
    return NULL;

  *scheme = find_scheme (*text, slashes - *text);
  *text = slashes + strlen ("://");

  return *scheme == NULL ? "the scheme is not that of a proxy" : NULL;
}

static gboolean
has_control_or_space (const char *text,
                      gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] <= ' ' || text[i] == 0x7f || text[i] == '\\')
      return TRUE;

  return FALSE;
}

static gboolean
is_escape (const char *text)
{
  return text[0] == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]);
}

static gboolean
is_control_escape (const char *text)
{
  return text[1] < '2' || g_ascii_strncasecmp (text, "%7f", 3) == 0;
}

/* A % that begins no escape stands for itself, as with curl. What is sent can have
 * no zero in it, nor a line feed. */
static const char *
append_credential (GString    *out,
                   const char *text,
                   gboolean    is_socks)
{
  gsize n_bytes = 0;

  for (const char *p = text; *p != '\0'; p++, n_bytes++)
    {
      if (*p == '@')
        return "an @ in a user name or a password is written %40";

      if (is_escape (p) && is_control_escape (p))
        return "a user name or a password has a control character";

      if (is_escape (p))
        {
          g_string_append_len (out, p, 3);
          p += 2;
        }
      else if (g_ascii_isalnum (*p) || strchr (USER_CHARACTERS, *p) != NULL)
        {
          g_string_append_c (out, *p);
        }
      else
        {
          g_string_append_printf (out, "%%%02X", (guchar) *p);
        }
    }

  if (is_socks && n_bytes > MAX_SOCKS_BYTES)
    return "a user name or a password for SOCKS has more than 255 bytes";

  return NULL;
}

/* Takes “user:password@” from the front of an authority. */
static const char *
read_credentials (char         **authority,
                  const Scheme  *scheme,
                  GString       *out)
{
  char *at = strrchr (*authority, '@');
  char *user = *authority;
  char *password;
  const char *wrong;

  if (at == NULL)
    return NULL;

  *at = '\0';
  *authority = at + 1;

  password = strchr (user, ':');
  if (password != NULL)
    *password++ = '\0';

  wrong = append_credential (out, user, scheme->is_socks);
  if (wrong == NULL && password != NULL)
    {
      g_string_append_c (out, ':');
      wrong = append_credential (out, password, scheme->is_socks);
    }
  g_string_append_c (out, '@');

  return wrong;
}

/* Cuts “:port” from the end of what is left of an authority. */
static const char *
read_port (char   *host,
           guint  *port)
{
  char *bracket = strrchr (host, ']');
  char *colon = strchr (bracket != NULL ? bracket : host, ':');
  guint64 number;

  if (colon == NULL)
    return NULL;

  *colon++ = '\0';
  if (strchr (colon, ':') != NULL)
    return "an IPv6 address is written in brackets";

  if (!g_ascii_string_to_unsigned (colon, 10, 1, G_MAXUINT16, &number, NULL))
    return WRONG_PORT;

  *port = number;

  return NULL;
}

/* What is a host of an address to fetch from is one here. */
static const char *
read_host (const char *host,
           GString    *out)
{
  g_autofree char *address = g_strconcat ("http://", host, "/", NULL);
  g_autofree char *escaped = NULL;
  g_autoptr (InflightUri) uri = NULL;

  if (*host == '\0')
    return "there is no host";

  uri = inflight_uri_new (address, NULL);
  if (uri == NULL)
    return "the host is neither a name nor an IP address";

  if (strchr (inflight_uri_get_host (uri), ':') == NULL)
    {
      g_string_append (out, inflight_uri_get_host (uri));
      return NULL;
    }

  /* There may be a zone (RFC 6874). */
  escaped = g_uri_escape_string (inflight_uri_get_host (uri), ":", FALSE);
  g_string_append_printf (out, "[%s]", escaped);

  return NULL;
}

static const char *
normalise (const char *text,
           GString    *out)
{
  const Scheme *scheme;
  g_autofree char *copy = NULL;
  char *authority;
  const char *wrong = NULL;
  guint port;

  if (*text == '\0')
    return "it is empty";
  if (has_control_or_space (text, strlen (text)))
    return "it has a space, a backslash or a control character";

  wrong = read_scheme (&text, &scheme);
  if (wrong != NULL)
    return wrong;

  copy = g_strndup (text, strcspn (text, "/?#"));
  text += strlen (copy);
  if (*text != '\0' && strcmp (text, "/") != 0)
    return "there is something after the port";

  g_string_append_printf (out, "%s://", scheme->meaning);
  authority = copy;
  port = scheme->port;

  wrong = read_credentials (&authority, scheme, out);
  if (wrong == NULL)
    wrong = read_port (authority, &port);
  if (wrong == NULL)
    wrong = read_host (authority, out);
  if (wrong == NULL)
    g_string_append_printf (out, ":%u", port);

  return wrong;
}

/**
 * inflight_proxy_check:
 * @text: what a person, the environment or the desktop calls a proxy:
 *   `[scheme://][user:password@]host[:port][/]` or `direct://`
 * @error: return location for an error
 *
 * The scheme is one of http, https, socks, socks4, socks4a, socks5 and socks5h, as
 * with curl, and http where there is none. The default port is 443 for https and
 * 1080 for the others, also as with curl. `socks` is taken for socks5h, which is
 * what desktops mean by it; curl takes it for socks4. A user name or a password has
 * no control characters and, for SOCKS, at most 255 bytes.
 *
 * Returns: (transfer full): `scheme://[user:password@]host:port`, where the host is
 *   in ASCII and the scheme is never socks, or `direct://`; or %NULL with
 *   %INFLIGHT_ERROR_INVALID_ADDRESS, which says what is wrong and repeats nothing of
 *   @text, since that may hold a password
 */
char *
inflight_proxy_check (const char  *text,
                      GError     **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *wrong;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_ascii_strcasecmp (text, "direct://") == 0)
    return g_strdup ("direct://");

  wrong = normalise (text, out);
  if (wrong != NULL)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS,
                   "%s; a proxy is http://host:port, socks5://host:port or direct://",
                   wrong);
      return NULL;
    }

  return g_strdup (out->str);
}
