/* inflight-line.c: the words on a line of a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-line-private.h"

#include "inflight-address-private.h"

#include <string.h>

/* Languages open with what others close with: any two of a kind are a pair. */
static const char *const quotes[] = {
  "\"“”„‟«»〝〞〟❝❞＂",
  "'‘’‚‛‹›`´❛❜＇",
};

/* One that opens, the one that closes, and so on. Square ones of ASCII are part of
 * patterns and hosts. */
static const char brackets[] =
  "<>()⟨⟩⟪⟫⟦⟧〈〉《》「」『』【】〔〕〖〗〘〙〚〛❨❩❪❫❬❭❮❯❰❱❴❵（）＜＞［］｛｝｢｣｟｠";

static gboolean
is_space_at (const char *p)
{
  return !g_ascii_isgraph (*p) && inflight_address_is_space (g_utf8_get_char (p));
}

static gboolean
is_pair (gunichar open,
         gunichar close)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_utf8_strchr (quotes[i], -1, open) != NULL)
      return g_utf8_strchr (quotes[i], -1, close) != NULL;

  for (const char *p = brackets; *p != '\0'; p = g_utf8_next_char (g_utf8_next_char (p)))
    if (g_utf8_get_char (p) == open)
      return g_utf8_get_char (g_utf8_next_char (p)) == close;

  return FALSE;
}

/* Takes off what is wrapped around an address where it was copied from. */
static InflightSpan
unwrap (InflightSpan span)
{
  const char *last;

  for (;;)
    {
      inflight_address_trim (&span.start, &span.end);
      if (span.start == span.end)
        return span;

      if (span.end[-1] == ',')
        {
          span.end--;
          continue;
        }

      if (g_ascii_isalnum (*span.start))
        return span;

      last = g_utf8_prev_char (span.end);
      if (last == span.start ||
          !is_pair (g_utf8_get_char (span.start), g_utf8_get_char (last)))
        return span;

      span.start = g_utf8_next_char (span.start);
      span.end = last;
      span.is_wrapped = TRUE;
    }
}

/* Returns what follows “http://” or the like, or NULL if that is not there. */
static const char *
skip_scheme (InflightSpan word)
{
  const char *p = word.start;

  while (p < word.end && (g_ascii_isalnum (*p) || strchr ("+-.", *p) != NULL))
    p++;

  return p > word.start && word.end - p >= 3 && memcmp (p, "://", 3) == 0 ? p + 3 : NULL;
}

/* Whether @word is what editors and web pages put in front of each item of a list. */
gboolean
inflight_line_is_bullet (InflightSpan word)
{
  const char *p = word.start;

  if (word.is_wrapped)
    return FALSE;

  if (word.end - p == 1 && strchr ("-*+", *p) != NULL)
    return TRUE;
  if (word.end - p == strlen ("•") && memcmp (p, "•", strlen ("•")) == 0)
    return TRUE;

  while (p < word.end && g_ascii_isdigit (*p))
    p++;

  return p > word.start && word.end - p == 1 && strchr (".)", *p) != NULL;
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

/* Whether @word may as well be a part of the address @before it, which has a space in
 * it then: “https://host/my file.pdf”. Nobody named the host “file.pdf”. */
gboolean
inflight_line_may_continue (InflightSpan before,
                            InflightSpan word)
{
  if (before.is_wrapped || word.is_wrapped || skip_scheme (word) != NULL)
    return FALSE;

  if (*before.start == '/')
    return *word.start != '/';

  if (skip_scheme (before) != NULL)
    return TRUE;

  for (const char *p = before.start; p < before.end; p++)
    if (strchr ("/?#", *p) != NULL)
      return TRUE;

  return FALSE;
}

/* Returns: (nullable): @text, any bytes, without the quotes or brackets around it; NULL if
 * there are none. */
char *
inflight_line_dup_unwrapped (const char *text)
{
  InflightSpan span = { text, text + strlen (text), FALSE };

  if (g_ascii_isalnum (*text) || !g_utf8_validate (text, -1, NULL))
    return NULL;

  span = unwrap (span);

  return span.is_wrapped ? g_strndup (span.start, span.end - span.start) : NULL;
}

/* Sets @words to the words of a line, valid UTF-8, up to a comment. */
void
inflight_line_split (const char *line,
                     const char *end,
                     GArray     *words)
{
  const char *p = line;

  g_array_set_size (words, 0);

  for (;;)
    {
      InflightSpan word = { 0 };

      p = inflight_address_skip_blank (p, end);
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
