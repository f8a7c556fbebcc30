/* inflight-uri-target.c: path and query as they are sent
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-uri-private.h"

#include <string.h>

enum {
  NOT_IN_PATH = 1 << 0,
  NOT_IN_QUERY = 1 << 1,
  NOWHERE = NOT_IN_PATH | NOT_IN_QUERY,
};

/* What is not sent as it is: the path and query percent-encode sets of the URL
 * Standard, section 1.3. The apostrophe, which the Standard encodes in queries of
 * these schemes, stays: RFC 3986 allows it there, and addresses are signed as
 * they are written. */
static const guint8 encoded[256] = {
  [0 ... ' '] = NOWHERE,
  ['"'] = NOWHERE,
  ['#'] = NOWHERE,
  ['<'] = NOWHERE,
  ['>'] = NOWHERE,
  ['?'] = NOT_IN_PATH,
  ['\\'] = NOT_IN_PATH,
  ['^'] = NOT_IN_PATH,
  ['`'] = NOT_IN_PATH,
  ['{'] = NOT_IN_PATH,
  ['}'] = NOT_IN_PATH,
  [0x7f ... 0xff] = NOWHERE,
};

/* A “%” without two digits is no text that anybody could have signed: it stands for
 * itself, and is sent so that nobody takes it for the beginning of something else. */
static gboolean
is_sendable (const char *p,
             guint8      where)
{
  if (*p == '%')
    return g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);

  return !(encoded[(guchar) *p] & where);
}

static const char *
skip (const char *p,
      guint8      where)
{
  while (is_sendable (p, where))
    p++;

  return p;
}

/*
 * inflight_uri_skip_sendable:
 * @text: the path of an address, and what follows it
 *
 * Returns: the first byte of @text that is not sent as it is
 */
const char *
inflight_uri_skip_sendable (const char *text)
{
  const char *p = skip (text, NOT_IN_PATH);

  return *p == '?' ? skip (p + 1, NOT_IN_QUERY) : p;
}

/* Browsers take a backslash in a path for a slash. */
static void
append_encoded (GString    *out,
                const char *start,
                const char *end,
                guint8      where)
{
  static const char hex[] = "0123456789ABCDEF";

  for (const char *p = start; p < end; p++)
    {
      guchar c = *p;

      if (is_sendable (p, where))
        {
          g_string_append_c (out, c);
        }
      else if (c == '\\')
        {
          g_string_append_c (out, '/');
        }
      else
        {
          g_string_append_c (out, '%');
          g_string_append_c (out, hex[c >> 4]);
          g_string_append_c (out, hex[c & 0xf]);
        }
    }
}

/* Appends a query with its question mark, if there is one. */
static void
append_query (GString    *out,
              const char *query)
{
  if (*query != '?')
    return;

  g_string_append_c (out, '?');
  append_encoded (out, query + 1, query + strcspn (query, "#"), NOT_IN_QUERY);
}

/*
 * inflight_uri_append_target:
 * @out: where to append
 * @text: what follows host and port in an address
 *
 * Appends path and query as they are written, with what cannot be sent
 * percent-encoded. Dot segments stay.
 */
void
inflight_uri_append_target (GString    *out,
                            const char *text)
{
  const char *end = text + strcspn (text, "?#");

  if (*text != '/' && *text != '\\')
    g_string_append_c (out, '/');

  append_encoded (out, text, end, NOT_IN_PATH);
  append_query (out, end);
}

/* Returns: 1 for “.”, 2 for “..”, however percent-encoded; 0 for anything else. */
static guint
count_dots (const char *start,
            const char *end)
{
  guint n_dots = 0;

  for (const char *p = start; p < end; n_dots++)
    if (*p == '.')
      p++;
    else if (end - p >= 3 && g_ascii_strncasecmp (p, "%2e", 3) == 0)
      p += 3;
    else
      return 0;

  return n_dots <= 2 ? n_dots : 0;
}

/* Takes the last segment away. The search begins at the end: a path of many dot
 * segments costs no more than its length. */
static void
pop_segment (GString *out)
{
  gsize length = out->len;

  while (length > 0 && out->str[--length] != '/')
    continue;
  g_string_truncate (out, length);
}

/* Appends @path, which begins with a slash, without its dot segments (URL
 * Standard, section 4.4, path state). */
static void
append_path (GString    *out,
             const char *path)
{
  for (const char *slash = path; *slash == '/';)
    {
      const char *segment = slash + 1;
      const char *end = segment + strcspn (segment, "/");
      guint n_dots = count_dots (segment, end);

      if (n_dots == 2)
        pop_segment (out);

      if (n_dots == 0)
        {
          g_string_append_c (out, '/');
          append_encoded (out, segment, end, NOT_IN_PATH);
        }
      else if (*end == '\0')
        {
          g_string_append_c (out, '/');
        }

      slash = end;
    }
}

/*
 * inflight_uri_append_resolved:
 * @out: an empty string, to append to
 * @base: the path and query that @reference comes from
 * @reference: a path, a query or both; a fragment is left out
 *
 * Appends the path and query that are meant (RFC 3986, section 5.2.2). The path
 * of @reference has no backslash any more.
 */
void
inflight_uri_append_resolved (GString    *out,
                              const char *base,
                              const char *reference)
{
  const char *query = reference + strcspn (reference, "?#");
  g_autoptr (GString) path = g_string_new (NULL);
  gsize base_length = strcspn (base, "?");

  if (query == reference)
    {
      g_string_append_len (out, base, *query == '?' ? base_length : strlen (base));
    }
  else
    {
      if (*reference != '/')
        {
          const char *slash = g_strrstr_len (base, base_length, "/");

          g_string_append_len (path, base, slash + 1 - base);
        }
      g_string_append_len (path, reference, query - reference);
      append_path (out, path->str);
    }

  append_query (out, query);
}
