/* inflight-line.c: the words on a line of a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-line-private.h"

#include "inflight-address-private.h"

#include <string.h>

/* Takes off what is wrapped around an address where it was copied from. */
static gboolean
is_space_at (const char *p)
{
  return !g_ascii_isgraph (*p) && inflight_address_is_space (g_utf8_get_char (p));
}

static InflightSpan
unwrap (InflightSpan span)
{
  static const struct { const char *open; const char *close; } wrappings[] = {
    { "<", ">" }, { "\"", "\"" }, { "'", "'" }, { "“", "”" }, { "‘", "’" },
  };
  gboolean changed;

  do
    {
      changed = FALSE;

      while (span.start < span.end && span.end[-1] == ',')
        span.end--;

      for (gsize i = 0; i < G_N_ELEMENTS (wrappings); i++)
        {
          gsize open = strlen (wrappings[i].open);
          gsize close = strlen (wrappings[i].close);

          if ((gsize) (span.end - span.start) >= open + close &&
              memcmp (span.start, wrappings[i].open, open) == 0 &&
              memcmp (span.end - close, wrappings[i].close, close) == 0)
            {
              span.start += open;
              span.end -= close;
              changed = TRUE;
            }
        }
    }
  while (changed);

  return span;
}

/* Whether one of several words on a line is meant as an address. A lone word may
 * be the name of a host; in a sentence it is not. */
gboolean
inflight_line_is_address (InflightSpan word,
                          gboolean     has_base)
{
  const char *p = word.start;

  if (g_strstr_len (word.start, word.end - word.start, "://") != NULL)
    return TRUE;

  if (*p == '/')
    return has_base || word.end - word.start > 1;

  while (p < word.end && strchr ("/?#:", *p) == NULL)
    {
      if (*p == '[' || (*p == '.' && p + 1 < word.end))
        return TRUE;
      p++;
    }

  if (word.end - p > 1 && *p == ':' && g_ascii_isdigit (p[1]))
    return TRUE;

  return (gsize) (p - word.start) == strlen ("localhost") &&
         g_ascii_strncasecmp (word.start, "localhost", p - word.start) == 0;
}

/* Sets @words to the words of a line, valid UTF-8, up to a comment. */
void
inflight_line_split (const char *line,
                     const char *end,
                     GArray     *words)
{
  const char *p = line;

  g_array_set_size (words, 0);

  while (p < end)
    {
      InflightSpan word;

      while (p < end && is_space_at (p))
        p = g_utf8_next_char (p);

      if (p == end || *p == '#')
        return;

      word.start = p;
      while (p < end && !is_space_at (p))
        p = g_utf8_next_char (p);
      word.end = p;

      word = unwrap (word);
      if (word.start < word.end)
        g_array_append_val (words, word);
    }
}
