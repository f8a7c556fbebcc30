/* inflight-line.c: the words on a line of a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-line-private.h"

#include "inflight-address-private.h"

#include <string.h>

/* How many are taken off an end without their counterpart: each time, all are counted. */
#define MAX_LEFT_OVER 16

/* Languages open with what others close with: any two of a kind are a pair. */
static const char *const quotes[] = {
  "\"“”„‟«»〝〞〟❝❞❠＂",
  "'‘’‚‛‹›`´❛❜❟＇",
};

static gboolean
is_space_at (const char *p)
{
  return !g_ascii_isgraph (*p) && inflight_address_is_space (g_utf8_get_char (p));
}

/* Returns the quotes of which @character is one, or NULL. */
static const char *
get_quotes (gunichar character)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_utf8_strchr (quotes[i], -1, character) != NULL)
      return quotes[i];

  return NULL;
}

/* Returns 1 for what opens, -1 for what closes, and 0 for everything else, quotes too.
 * Braces of ASCII, and most of its square brackets, are part of patterns and hosts. */
static int
get_direction (gunichar character)
{
  GUnicodeType type;

  if (character < 0x80)
    return character == '(' || character == '<' ? 1
         : character == ')' || character == '>' ? -1 : 0;

  if (get_quotes (character) != NULL)
    return 0;

  /* To Unicode, the wide ones are less and greater than, as those of ASCII are. */
  if (character == 0xff1c || character == 0xff1e)
    return character == 0xff1c ? 1 : -1;

  type = g_unichar_type (character);

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION ? 1
       : type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ? -1 : 0;
}

/* Beyond ASCII, whatever opens and whatever closes are a pair. */
static gboolean
is_pair (gunichar open,
         gunichar close)
{
  const char *kind = get_quotes (open);

  if (kind != NULL)
    return g_utf8_strchr (kind, -1, close) != NULL;

  if (open < 0x80)
    return (open == '(' && close == ')') || (open == '<' && close == '>');

  return close >= 0x80 && get_direction (open) == 1 && get_direction (close) == -1;
}

/* How many more of the characters of @span close than open, of those that @closing
 * may be a pair with. */
static int
count_closing (InflightSpan span,
               gunichar     closing)
{
  gunichar opening = closing == ')' ? '(' : closing == '>' ? '<' : '[';
  int n_closing = 0;

  for (const char *p = span.start; p < span.end; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (closing < 0x80)
        n_closing += (character == closing) - (character == opening);
      else if (character >= 0x80)
        n_closing -= get_direction (character);
    }

  return n_closing;
}

static guint
count_quotes (InflightSpan span,
              const char  *kind)
{
  guint n_quotes = 0;

  for (const char *p = span.start; p < span.end; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      n_quotes += character != '\'' && g_utf8_strchr (kind, -1, character) != NULL;
    }

  return n_quotes;
}

/* Whether @last, the last character of @span, closes what was not opened in it, or opens
 * what is not closed. An apostrophe may be part of an address. */
static gboolean
is_left_over (InflightSpan span,
              gunichar     last)
{
  const char *kind;

  if (last == '\'' || (last < 0x80 && strchr ("\"`)>", last) == NULL))
    return FALSE;

  kind = get_quotes (last);
  if (kind != NULL)
    return count_quotes (span, kind) % 2 == 1;

  switch (get_direction (last))
    {
    case 1:
      return TRUE;
    case -1:
      return count_closing (span, last) > 0;
    default:
      return FALSE;
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

/* Takes square brackets off a scheme, where there is neither a range nor a host. */
static void
unwrap_squares (InflightSpan *span)
{
  InflightSpan inner = *span;
  gssize n_squares;

  while (inner.start < inner.end && *inner.start == '[')
    inner.start++;

  n_squares = inner.start - span->start;
  if (n_squares == 0 || skip_scheme (inner) == NULL)
    return;

  for (int n_closing = count_closing (inner, ']');
       n_closing > 0 && n_squares > 0 && inner.end[-1] == ']';
       n_closing--, n_squares--)
    {
      inner.end--;
      inner.is_wrapped = TRUE;
    }

  *span = inner;
}

/* Takes a character off the beginning of @span that opens or closes something, and so
 * begins no address, and its counterpart off the end. */
static gboolean
unwrap_start (InflightSpan *span)
{
  gunichar first = g_utf8_get_char (span->start);
  const char *last = g_utf8_prev_char (span->end);

  if (g_ascii_isalnum (*span->start) ||
      (get_quotes (first) == NULL && get_direction (first) == 0))
    return FALSE;

  if (last > span->start && is_pair (first, g_utf8_get_char (last)))
    {
      span->end = last;
      span->is_wrapped = TRUE;
      /* As chats write a link with its text: <https://host/|host>. */
      if (first == '<' && memchr (span->start, '|', last - span->start) != NULL)
        span->end = memchr (span->start, '|', last - span->start);
    }

  span->start = g_utf8_next_char (span->start);

  return TRUE;
}

/* Takes off what is wrapped around an address where it was copied from. */
static InflightSpan
unwrap (InflightSpan span)
{
  guint n_left_over = 0;

  for (;;)
    {
      const char *last;

      inflight_address_trim (&span.start, &span.end);
      if (span.start == span.end)
        return span;

      last = g_utf8_prev_char (span.end);
      if (*last == ',')
        span.end = last;
      else if (unwrap_start (&span))
        continue;
      else if (n_left_over < MAX_LEFT_OVER && is_left_over (span, g_utf8_get_char (last)))
        {
          n_left_over++;
          span.end = last;
        }
      else
        break;
    }

  unwrap_squares (&span);

  return span;
}

/* Whether @word is “1.”, “1)”, “(1)”, “[1]” or “[1]:”. */
static gboolean
is_number (InflightSpan word)
{
  const char *digits = word.start + (strchr ("([", *word.start) != NULL);
  const char *p = digits;
  gsize n_left;

  while (p < word.end && g_ascii_isdigit (*p))
    p++;

  n_left = word.end - p;
  if (p == digits)
    return FALSE;

  if (*word.start == '[')
    return (n_left == 1 && *p == ']') || (n_left == 2 && memcmp (p, "]:", 2) == 0);

  return n_left == 1 && (*p == ')' || (*p == '.' && digits == word.start));
}

/* Whether @word is what editors, web pages and mail put in front of each item of a list. */
gboolean
inflight_line_is_bullet (InflightSpan word)
{
  gunichar first = g_utf8_get_char (word.start);

  if (word.is_wrapped)
    return FALSE;

  if (g_utf8_next_char (word.start) == word.end)
    return first < 0x80 ? strchr ("-*+|", first) != NULL : g_unichar_ispunct (first);

  return is_number (word) || inflight_line_is_box (word);
}

/* Whether @word is the box of a task, “[ ]” or “[x]”. */
gboolean
inflight_line_is_box (InflightSpan word)
{
  return word.end - word.start == 3 && strchr (" xX", word.start[1]) != NULL &&
         word.start[0] == '[' && word.start[2] == ']';
}

/* Returns: (nullable): where the first cell of @word, a row of a table with quotes around
 * each cell, ends; NULL if it is none */
const char *
inflight_line_find_cell_end (InflightSpan word)
{
  const char *end;

  if (!word.is_wrapped)
    return NULL;

  end = g_strstr_len (word.start, word.end - word.start, "\",\"");

  return end != NULL ? end : g_strstr_len (word.start, word.end - word.start, "\";\"");
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

/* Whether @word begins with a scheme, and is not what follows a space and has another
 * address behind it: “file.pdfhttps://host/”. */
static gboolean
begins_anew (InflightSpan word)
{
  const char *rest = skip_scheme (word);
  g_autofree char *scheme = NULL;

  if (rest == NULL)
    return FALSE;

  scheme = g_ascii_strdown (word.start, rest - word.start - strlen ("://"));

  return strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0 ||
         (strchr (scheme, '.') == NULL &&
          !g_str_has_suffix (scheme, "http") && !g_str_has_suffix (scheme, "https"));
}

/* Whether @word may as well be a part of the address @before it, which has a space in
 * it then: “https://host/my file.pdf”. Nobody named the host “file.pdf”. */
gboolean
inflight_line_may_continue (InflightSpan before,
                            InflightSpan word)
{
  if (before.is_wrapped || word.is_wrapped || begins_anew (word))
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
  InflightSpan inner;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;

  inflight_address_trim (&span.start, &span.end);
  inner = unwrap (span);
  if (inner.start == span.start && inner.end == span.end)
    return NULL;

  return g_strndup (inner.start, inner.end - inner.start);
}

/* Moves @p, where a word begins, to the address of a link of Markdown, “[text](address)”,
 * whose text may have spaces in it. */
static const char *
skip_link_text (const char *p,
                const char *end)
{
  const char *text = p + (*p == '!');
  const char *close = text;
  InflightSpan target = { .end = end };

  if (text == end || *text != '[')
    return p;

  do
    close++;
  while (close < end && *close != '[' && *close != ']');

  if (end - close < 2 || close[0] != ']' || close[1] != '(')
    return p;

  target.start = close + 2 + (end - close > 2 && close[2] == '<');

  return skip_scheme (target) != NULL ? close + 1 : p;
}

/* Moves @p over what is between the cells of a table, or the items of a list. Returns
 * whether there is a separator in it with another address behind it; it is from @stop to
 * @next then. */
static gboolean
skip_separator (const char **p,
                const char  *end,
                const char **stop,
                const char **next)
{
  InflightSpan rest = { .end = end };

  *stop = NULL;
  for (; *p < end; *p = g_utf8_next_char (*p))
    {
      gunichar character = g_utf8_get_char (*p);

      if (g_utf8_strchr (",;|、，；｜", -1, character) != NULL)
        {
          *stop = *stop != NULL ? *stop : *p;
          *next = g_utf8_next_char (*p);
        }
      else if (get_quotes (character) == NULL)
        {
          break;
        }
    }

  rest.start = *p;

  return *stop != NULL && begins_anew (rest);
}

/* Sets @word to what begins at @p, up to white space, or what separates it from another
 * address. Queries and sets have addresses in them, too. Returns where to go on. */
static const char *
find_word (const char   *p,
           const char   *end,
           InflightSpan *word)
{
  gboolean has_cells = TRUE;
  const char *stop;
  const char *next = p;

  word->start = p;
  if (end - p > 3 && memcmp (p, "[ ]", 3) == 0 && is_space_at (p + 3))
    p += 3;

  while (p < end && !is_space_at (p))
    {
      if (has_cells && !g_ascii_isalnum (*p) && skip_separator (&p, end, &stop, &next))
        {
          word->end = stop;
          return next;
        }

      if (p < end && !is_space_at (p))
        {
          has_cells &= strchr ("?#{", *p) == NULL;
          p = g_utf8_next_char (p);
        }
    }

  word->end = p;

  return p;
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

      p = find_word (skip_link_text (p, end), end, &word);

      /* The bracket of “1)” belongs to it. */
      if (!is_number (word))
        word = unwrap (word);
      if (word.start < word.end)
        g_array_append_val (words, word);
    }
}
