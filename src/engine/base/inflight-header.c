/* inflight-header.c: what a header field may be
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-header-private.h"

#include "inflight-types.h"
#include "inflight-uri.h"

#include <string.h>

/**
 * inflight_header_span_token:
 * @text: text
 * @length: its length in bytes
 *
 * Returns: how many bytes from its beginning may be in a token (RFC 9110, section
 *   5.6.2), as the names of fields and methods are
 */
gsize
inflight_header_span_token (const char *text,
                            gsize       length)
{
  static const char token[0x100] = {
    ['0' ... '9'] = TRUE, ['A' ... 'Z'] = TRUE, ['^' ... 'z'] = TRUE, ['#' ... '\''] = TRUE,
    ['!'] = TRUE, ['*'] = TRUE, ['+'] = TRUE, ['-'] = TRUE, ['.'] = TRUE, ['|'] = TRUE,
    ['~'] = TRUE,
  };
  gsize n = 0;

  while (n < length && token[(guchar) text[n]])
    n++;

  return n;
}

/**
 * inflight_header_is_token:
 * @text: text
 * @length: its length in bytes
 *
 * Returns: whether it is a token, see inflight_header_span_token()
 */
gboolean
inflight_header_is_token (const char *text,
                          gsize       length)
{
  return length > 0 && inflight_header_span_token (text, length) == length;
}

/* RFC 9110, section 5.5: no control characters but the tab. */
static gboolean
is_field_value (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\t') || *p == 0x7f)
      return FALSE;

  return TRUE;
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* These frame the message: a wrong one makes a request that is two. */
static gboolean
is_framing (const char *name)
{
  static const char *const framing[] = {
    "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Connection",
    "TE", "Trailer", "Transfer-Encoding", "Upgrade", NULL,
  };

  return is_one_of (name, framing);
}

/**
 * inflight_header_is_secret:
 * @name: the name of a field
 *
 * Returns: whether its value is for the origin of the request alone: a
 *   credential (RFC 9110, section 11; RFC 6265), or a field whose name speaks of
 *   a secret, such as X-Api-Key
 */
gboolean
inflight_header_is_secret (const char *name)
{
  static const char *const credentials[] = {
    "Authorization", "Cookie", "Proxy-Authorization", NULL,
  };

  return is_one_of (name, credentials) || inflight_uri_is_secret_name (name, strlen (name));
}

/**
 * inflight_header_split:
 * @line: a header field, `Name: value` (RFC 9110, section 5)
 * @name: (out): its name
 * @value: (out): its value, without white space around it
 * @error: return location for an error
 *
 * Returns: whether @line is a field that a person may set; otherwise
 *   %INFLIGHT_ERROR_INVALID_HEADER
 */
gboolean
inflight_header_split (const char  *line,
                       char       **name,
                       char       **value,
                       GError     **error)
{
  const char *colon = strchr (line, ':');
  g_autofree char *own_name = NULL;
  g_autofree char *own_value = NULL;

  if (colon == NULL || !inflight_header_is_token (line, colon - line))
    {
      /* The line may hold a credential: it is not repeated. */
      g_set_error_literal (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_HEADER,
                           "a header is “Name: value”, its name of letters, "
                           "digits and hyphens");
      return FALSE;
    }

  own_name = g_strndup (line, colon - line);
  own_value = g_strstrip (g_strdup (colon + 1));

  if (!is_field_value (own_value))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_HEADER,
                   "the value of %s has a control character", own_name);
      return FALSE;
    }

  if (is_framing (own_name))
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_HEADER,
                   "%s is set by Inflight itself", own_name);
      return FALSE;
    }

  *name = g_steal_pointer (&own_name);
  *value = g_steal_pointer (&own_value);

  return TRUE;
}
