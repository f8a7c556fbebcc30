/* inflight-uri-secret.c: what of an address must not be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri.h"

#include <gio/gio.h>
#include <string.h>

#define LEFT_OUT "…"

/* Longer ones are refused: see %INFLIGHT_MAX_LINE_BYTES. */
#define MAX_SURE_BYTES (64 << 10)

#define MAX_HOST_BYTES  253
#define MAX_LABEL_BYTES 63

/* An address in a parameter of an address in a parameter. */
#define MAX_DEPTH 3

/* Whether one word of a parameter's name speaks of a secret: “key”, “apikey” and
 * “X-Amz-Signature” do, “keyword” does not. */
static gboolean
is_secret_word (const char *word)
{
  static const char *const whole[] = {
    "auth", "bearer", "code", "cookie", "credential", "credentials", "csrf", "hmac", "jwt",
    "keys", "oauth", "otp", "pass", "passcode", "passwords", "psk", "pw", "secrets", "session",
    "sid", "sig", "sign", "tokens", "xsrf",
  };
  static const char *const endings[] = {
    "assertion", "authorization", "jwt", "key", "passphrase", "passwd", "password", "pwd",
    "samlresponse", "secret", "sessid", "sessionid", "signature", "token",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (strcmp (word, whole[i]) == 0)
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]))
      return TRUE;

  return FALSE;
}

/* Ends a word in front of its number or version: “password1” and “apikeyv2” are secrets
 * like others. */
static void
cut_number (char *word,
            char *end)
{
  char *p = end;

  while (p > word && g_ascii_isdigit (p[-1]))
    p--;
  if (p < end && p > word && p[-1] == 'v')
    p--;

  *p = '\0';
}

static char *
dup_decoded (const char *text,
             gsize       length)
{
  char *decoded = g_malloc (length + 1);
  char *out = decoded;

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];

      if (byte == '%' && i + 2 < length &&
          g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          byte = g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]);
          i += 2;
        }
      *out++ = byte != '\0' ? byte : ' ';
    }
  *out = '\0';

  return decoded;
}

/**
 * inflight_uri_is_secret_name:
 * @name: the name of a parameter or header field, as it is written or
 *   percent-encoded
 * @length: its length in bytes
 *
 * Returns: whether a word of it speaks of a secret, such as token, key, secret, sig,
 *   password, pwd, auth, code, session, sessionid, jwt, bearer
 */
gboolean
inflight_uri_is_secret_name (const char *name,
                             gsize       length)
{
  g_autofree char *decoded = dup_decoded (name, length);
  char *word = decoded;

  for (char *p = decoded;; p++)
    {
      char c = *p;

      if (g_ascii_isalnum (c))
        {
          *p = g_ascii_tolower (c);
          continue;
        }

      cut_number (word, p);
      if (is_secret_word (word))
        return TRUE;
      if (c == '\0')
        return FALSE;
      word = p + 1;
    }
}

/* Whether a part of a path, or the value of a parameter, is an address or the like that
 * has a secret. */
static gboolean
holds_secret (const char *text,
              gsize       length,
              guint       depth)
{
  const char *end = text + length;
  g_autofree char *decoded = NULL;

  for (const char *p = text; p < end;)
    {
      const char *after = p;
      const char *equals;
      const char *at;

      while (after < end && strchr ("/?&;#", *after) == NULL)
        after++;

      equals = memchr (p, '=', after - p);
      if (equals != NULL && inflight_uri_is_secret_name (p, equals - p))
        return TRUE;

      at = g_strrstr_len (p, after - p, "@");
      if (at != NULL && ((p - text >= 3 && memcmp (p - 3, "://", 3) == 0) ||
                         memchr (p, ':', at - p) != NULL))
        return TRUE;

      p = after + 1;
    }

  if (depth == MAX_DEPTH || memchr (text, '%', length) == NULL)
    return FALSE;

  decoded = dup_decoded (text, length);

  return holds_secret (decoded, strlen (decoded), depth + 1);
}

/* Where the value of a secret parameter ends. In what is no address it is anybody's
 * guess, and the rest of it goes, too. */
static gsize
get_value_length (const char *value,
                  gboolean    in_query,
                  gboolean    is_sure)
{
  return strcspn (value, !is_sure ? "&" : in_query ? "&#" : "/?#&");
}

/* Appends a part of what follows the authority, up to the next separator, or to the “@”
 * behind a password; returns what follows that. */
static const char *
append_piece (GString    *out,
              const char *piece,
              gboolean    in_query,
              gboolean    is_sure)
{
  const char *end = piece + strcspn (piece, "/?&;#");
  const char *at = g_strrstr_len (piece, end - piece, "@");
  const char *colon = NULL;
  const char *equals;
  const char *value;
  gboolean is_secret;

  /* The address of an archive holds that of the page. */
  if (at != NULL && out->len >= 3 && memcmp (out->str + out->len - 3, "://", 3) == 0)
    piece = at + 1;
  else if (at != NULL)
    colon = memchr (piece, ':', at - piece);

  equals = memchr (piece, '=', (colon != NULL ? colon : end) - piece);
  value = equals != NULL ? equals + 1 : piece;
  is_secret = equals != NULL && inflight_uri_is_secret_name (piece, equals - piece);

  /* There may be too few slashes in front of it, or none. */
  if (colon != NULL && !is_secret)
    {
      g_string_append_len (out, piece, value - piece);
      g_string_append (out, LEFT_OUT);
      return at;
    }

  if (is_secret || holds_secret (value, end - value, 0))
    {
      g_string_append_len (out, piece, value - piece);
      g_string_append (out, LEFT_OUT);
      return value + get_value_length (value, in_query, is_sure);
    }

  g_string_append_len (out, piece, end - piece);

  return end;
}

/* Appends path, query and fragment. Parameters are in all three of them. */
static void
append_rest (GString    *out,
             const char *rest,
             gboolean    is_sure)
{
  gboolean in_query = FALSE;

  if (strpbrk (rest, "=%@") == NULL)
    {
      g_string_append (out, rest);
      return;
    }

  while (*rest != '\0')
    {
      rest = append_piece (out, rest, in_query, is_sure);
      in_query = in_query || *rest == '?' || *rest == '#';
      if (*rest != '\0')
        g_string_append_c (out, *rest++);
    }
}

static gboolean
is_name (const char *start,
         const char *end)
{
  const char *label = start;
  g_autofree char *host = NULL;

  if (end - start > MAX_HOST_BYTES)
    return FALSE;

  for (const char *p = start;; p++)
    if (p == end || *p == '.')
      {
        if (p - label > MAX_LABEL_BYTES || (p == label && (p < end || p == start)))
          return FALSE;
        if (p == end)
          break;
        label = p + 1;
      }
    else if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  if (end[-1] == '.')
    end--;
  if (!g_ascii_isdigit (end[-1]))
    return TRUE;

  /* What ends with a number is an IPv4 address, or nothing. */
  for (label = end; label > start && g_ascii_isdigit (label[-1]); label--)
    ;
  if (label > start && label[-1] != '.')
    return TRUE;

  host = g_strndup (start, end - start);

  return g_hostname_is_ip_address (host);
}

/* Whether @text is an IPv6 address, with a zone or without (RFC 6874). */
static gboolean
is_literal (const char *text,
            gsize       length)
{
  const char *zone = memchr (text, '%', length);
  g_autofree char *address = g_strndup (text, zone != NULL ? (gsize) (zone - text) : length);

  for (const char *p = zone; p != NULL && p < text + length; p++)
    if (!g_ascii_isalnum (*p) && strchr ("%-._~", *p) == NULL)
      return FALSE;

  return strchr (address, ':') != NULL && g_hostname_is_ip_address (address);
}

/* Returns what follows the host that is at @start for certain, or NULL. */
static const char *
skip_host (const char *start,
           const char *end)
{
  const char *after;

  if (start < end && *start == '[')
    {
      after = memchr (start, ']', end - start);
      return after != NULL && is_literal (start + 1, after - start - 1) ? after + 1 : NULL;
    }

  after = memchr (start, ':', end - start);
  if (after == NULL)
    after = end;

  return is_name (start, after) ? after : NULL;
}

/* Whether what is in front of the first slash is a host for certain, with a port or
 * without one. In “user:p/w@host” it is not. */
static gboolean
is_host (const char *start,
         const char *end)
{
  const char *port = skip_host (start, end);
  guint number = 0;

  if (port == NULL)
    return FALSE;
  if (port == end)
    return TRUE;
  if (*port++ != ':' || port == end)
    return FALSE;

  for (; port < end; port++)
    {
      if (!g_ascii_isdigit (*port))
        return FALSE;
      number = MIN (number * 10 + g_ascii_digit_value (*port), G_MAXUINT16 + 1);
    }

  return number > 0 && number <= G_MAXUINT16;
}

/* Whether the word in front of a colon is a scheme, and no user with a password, though
 * no “//” follows. */
static gboolean
is_scheme (const char *word,
           gsize       length)
{
  static const char *const schemes[] = {
    "acct", "data", "http", "https", "javascript", "mailto", "sip", "sips", "xmpp",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i]) == length && g_ascii_strncasecmp (schemes[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* Returns what follows the scheme and its slashes, which may be too few. */
static const char *
skip_scheme (const char *text,
             gboolean   *is_good)
{
  const char *p = text;

  *is_good = TRUE;

  while (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("+-.", *p) != NULL))
    p++;

  if (*p == ':' && p > text && (is_scheme (text, p - text) || g_str_has_prefix (p, "://")))
    {
      *is_good = g_ascii_strncasecmp (text, "http", 4) == 0 && g_str_has_prefix (p, "://");
      p++;
      return p + MIN (strspn (p, "/"), 2);
    }

  /* “https//” lacks a colon, and is refused. */
  if (g_str_has_prefix (p, "//") && (p - text == 4 || p - text == 5) &&
      g_ascii_strncasecmp (text, "https", p - text) == 0)
    {
      *is_good = FALSE;
      return p + strlen ("//");
    }

  return g_str_has_prefix (text, "//") ? text + strlen ("//") : text;
}

/* Whether there is nothing in @text for which an address is refused when it is read. */
static gboolean
is_plain (const char *text)
{
  gsize length = 0;

  for (const guchar *p = (const guchar *) text; *p != '\0'; p++, length++)
    if (*p <= ' ' || *p >= 0x7f || strchr ("\\[]{}", *p) != NULL)
      return FALSE;

  return length <= MAX_SURE_BYTES;
}

/* Whether an address is one as far as its path goes, and a “@” in what follows means
 * nothing. In one that was perhaps refused, a second “@” and a colon in front of it are
 * one too many, and what looks like a port may be the beginning of a password. */
static gboolean
is_certain (const char *authority,
            const char *host,
            const char *path)
{
  const char *at = strrchr (path, '@');

  if (!is_host (host, path))
    return FALSE;

  if (at == NULL || (is_plain (authority) && memchr (authority, '%', host - authority) == NULL))
    return TRUE;

  return host == authority && (*host == '[' || skip_host (host, path) == path) &&
         memchr (path, ':', at - path) == NULL;
}

/* Returns what follows the brackets at @start, if what is in them would be an IPv6
 * address but for a slip, and NULL otherwise. */
static const char *
skip_brackets (const char *start,
               const char *end)
{
  gsize n_digits = 0;

  for (const char *p = start + 1; p < end; p++)
    {
      if (*p == ']')
        return p + 1;

      n_digits = g_ascii_isalnum (*p) ? n_digits + 1 : 0;
      if (n_digits > 4 || (n_digits == 0 && strchr (":.%", *p) == NULL))
        return NULL;
    }

  return NULL;
}

/* Appends what is no address for certain, from behind its scheme: nothing that is in
 * front of a “@”, and nothing behind a colon that is no port. */
static void
append_doubtful (GString    *out,
                 const char *text)
{
  const char *at = strrchr (text, '@');
  const char *host = text;
  const char *end;
  const char *colon;

  if (at != NULL)
    {
      host = at + 1;
      g_string_append (out, LEFT_OUT "@");
    }

  end = host + strcspn (host, "/?#");
  colon = *host == '[' ? skip_brackets (host, end) : NULL;
  if (colon == NULL)
    colon = memchr (host, ':', end - host);

  if (colon != NULL && *colon == ':' &&
      (gsize) (end - colon - 1) > strspn (colon + 1, "0123456789[]{}-,"))
    {
      g_string_append_len (out, host, colon + 1 - host);
      g_string_append (out, LEFT_OUT);
      return;
    }

  append_rest (out, host, FALSE);
}

/**
 * inflight_uri_dup_display:
 * @text: an address, with or without its scheme, or what was meant to be one
 *
 * The address as it may be shown, logged, stored and exported: without
 * `user:password@` and without the values of parameters, in path, query or fragment,
 * whose names speak of a secret, see inflight_uri_is_secret_name(), or that are
 * addresses with one. Where @text is no address, what might be a secret goes, too.
 *
 * Returns: (transfer full): the address to show
 */
char *
inflight_uri_dup_display (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean is_good;
  const char *authority = skip_scheme (text, &is_good);
  const char *path = authority + strcspn (authority, "/?#");
  const char *at = g_strrstr_len (authority, path - authority, "@");
  const char *host = at != NULL ? at + 1 : authority;

  g_string_append_len (out, text, authority - text);

  if (is_good && is_certain (authority, host, path))
    {
      g_string_append_len (out, host, path - host);
      append_rest (out, path, TRUE);
    }
  else
    append_doubtful (out, authority);

  return g_string_free (out, FALSE);
}
