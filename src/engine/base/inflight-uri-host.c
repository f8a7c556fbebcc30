/* inflight-uri-host.c: scheme, user information, host and port of an address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri-private.h"

#include "inflight-origin-private.h"
#include "inflight-types.h"

#include <gio/gio.h>
#include <string.h>

/* The longest IPv6 address (RFC 4291, section 2.2). */
#define MAX_IPV6 45

#define BAD_HOST "the host has a character that no host name has"

typedef char Host[INFLIGHT_ORIGIN_MAX_HOST + 1];

/* The message says what is wrong and repeats nothing: an address holds secrets. */
gboolean
inflight_uri_fail (GError     **error,
                   const char  *message)
{
  g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS, message);

  return FALSE;
}

/*
 * inflight_uri_split_scheme:
 * @text: an address
 * @is_secure: (out): whether its scheme is https, not http
 * @error: return location for an error
 *
 * Returns: (nullable): what follows the scheme and its colon (RFC 3986, section
 *   3.1); @text if there is none; %NULL if it is one that is not fetched
 */
const char *
inflight_uri_split_scheme (const char  *text,
                           gboolean    *is_secure,
                           GError     **error)
{
  const char *p = text;

  if (!g_ascii_isalpha (*p))
    return text;

  while (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.')
    p++;

  if (*p != ':')
    return text;

  *is_secure = p - text == 5 && g_ascii_strncasecmp (text, "https", 5) == 0;
  if (*is_secure || (p - text == 4 && g_ascii_strncasecmp (text, "http", 4) == 0))
    return p + 1;

  inflight_uri_fail (error, "the scheme is neither http nor https");

  return NULL;
}

/* An IPv6 address, without its brackets, in small letters. A zone (RFC 6874) is
 * kept; its “%25” people write as “%”. */
static gboolean
read_literal (const char  *start,
              const char  *end,
              Host         host,
              GError     **error)
{
  const char *percent = memchr (start, '%', end - start);
  const char *zone = percent;
  gsize length = (percent != NULL ? percent : end) - start;

  if (length == 0 || length > MAX_IPV6)
    return inflight_uri_fail (error, BAD_HOST);

  for (gsize i = 0; i < length; i++)
    host[i] = g_ascii_tolower (start[i]);
  host[length] = '\0';

  if (strchr (host, ':') == NULL || !g_hostname_is_ip_address (host))
    return inflight_uri_fail (error, BAD_HOST);

  if (zone == NULL)
    return TRUE;

  zone += g_str_has_prefix (zone, "%25") ? 3 : 1;
  if (zone >= end || length + 1 + (end - zone) > INFLIGHT_ORIGIN_MAX_HOST)
    return inflight_uri_fail (error, BAD_HOST);

  host[length++] = '%';
  for (; zone < end; zone++)
    {
      if (!g_ascii_isalnum (*zone) && strchr ("-._~", *zone) == NULL)
        return inflight_uri_fail (error, BAD_HOST);
      host[length++] = *zone;
    }
  host[length] = '\0';

  return TRUE;
}

/* A name or an IPv4 address in ASCII. A host with a space, a CR or a backslash is
 * none: a resolver, a proxy and a Host field do not agree on what it is. */
static gboolean
read_ascii (const char  *start,
            gsize        length,
            Host         host,
            GError     **error)
{
  if (length == 0)
    return inflight_uri_fail (error, "no host");

  if (length > INFLIGHT_ORIGIN_MAX_HOST)
    return inflight_uri_fail (error, "the host is longer than 253 bytes");

  for (gsize i = 0; i < length; i++)
    {
      char c = g_ascii_tolower (start[i]);

      if (!g_ascii_isalnum (c) && c != '-' && c != '.' && c != '_')
        return inflight_uri_fail (error, BAD_HOST);
      host[i] = c;
    }
  host[length] = '\0';

  return *host != '.' || inflight_uri_fail (error, "the host begins with a dot");
}

/* A name that is percent-encoded (RFC 3986, section 3.2.2), or goes through IDNA
 * (RFC 3490). What comes out is looked at again: “℀” becomes “a/c”. */
static gboolean
read_foreign (const char  *start,
              const char  *end,
              Host         host,
              GError     **error)
{
  g_autofree char *decoded = g_uri_unescape_segment (start, end, NULL);
  g_autofree char *ascii = NULL;

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return inflight_uri_fail (error, BAD_HOST);

  /* Punycode is quadratic, and no character becomes less than one byte. */
  if (g_utf8_strlen (decoded, -1) > INFLIGHT_ORIGIN_MAX_HOST)
    return inflight_uri_fail (error, "the host is longer than 253 bytes");

  ascii = g_hostname_to_ascii (decoded);

  return ascii != NULL ? read_ascii (ascii, strlen (ascii), host, error)
                       : inflight_uri_fail (error, "the host is no international name");
}

static gboolean
read_name (const char  *start,
           const char  *end,
           Host         host,
           GError     **error)
{
  for (const char *p = start; p < end; p++)
    if (*p == '%' || (*p & 0x80) != 0)
      return read_foreign (start, end, host, error);

  return read_ascii (start, end - start, host, error);
}

/* Returns: (nullable): what follows the host at @start */
static const char *
read_host (const char  *start,
           const char  *end,
           Host         host,
           GError     **error)
{
  const char *close;

  if (start == end || *start != '[')
    {
      close = memchr (start, ':', end - start);
      if (close == NULL)
        close = end;

      return read_name (start, close, host, error) ? close : NULL;
    }

  close = memchr (start, ']', end - start);
  if (close != NULL)
    return read_literal (start + 1, close, host, error) ? close + 1 : NULL;

  inflight_uri_fail (error, "a bracket is not closed");

  return NULL;
}

/* Nothing, or “:” and nothing or a number (RFC 3986, section 3.2.3). */
static gboolean
read_port (const char  *start,
           const char  *end,
           gboolean     is_secure,
           guint       *port,
           GError     **error)
{
  guint number = 0;

  if (start < end && *start++ != ':')
    return inflight_uri_fail (error, BAD_HOST);

  for (const char *p = start; p < end; p++)
    {
      if (!g_ascii_isdigit (*p))
        return inflight_uri_fail (error, "the port is not a number");
      number = MIN (number * 10 + g_ascii_digit_value (*p), G_MAXUINT16 + 1);
    }

  if (number > G_MAXUINT16)
    return inflight_uri_fail (error, "no port is greater than 65535");
  if (start < end && number == 0)
    return inflight_uri_fail (error, "port 0 cannot be connected to");

  *port = start < end ? number : is_secure ? 443 : 80;

  return TRUE;
}

static void
split_user (const char       *start,
            const char       *at,
            InflightUriParts *parts)
{
  const char *colon = memchr (start, ':', at - start);

  parts->user = start;
  parts->user_length = (colon != NULL ? colon : at) - start;
  if (colon != NULL)
    {
      parts->password = colon + 1;
      parts->password_length = at - parts->password;
    }
}

/*
 * inflight_uri_split_authority:
 * @text: an address, from where its user information or host begins
 * @is_secure: whether its scheme is https
 * @parts: (out): what is found
 * @error: return location for an error
 *
 * Returns: whether a host can be connected to
 */
gboolean
inflight_uri_split_authority (const char        *text,
                              gboolean           is_secure,
                              InflightUriParts  *parts,
                              GError           **error)
{
  const char *end = text + strcspn (text, "/?#");
  const char *at = g_strrstr_len (text, end - text, "@");
  const char *after;
  guint port = 0;
  Host host;

  /* Browsers and RFC 3986 do not agree on what the host would be. */
  if (memchr (text, '\\', end - text) != NULL)
    return inflight_uri_fail (error, "a backslash in front of the path");

  if (at != NULL)
    split_user (text, at, parts);

  after = read_host (at != NULL ? at + 1 : text, end, host, error);
  if (after == NULL || !read_port (after, end, is_secure, &port, error))
    return FALSE;

  parts->origin = inflight_origin_intern (is_secure, host, port);
  parts->rest = end;

  return TRUE;
}
