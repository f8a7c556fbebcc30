/* inflight-glob-parser.c: taking a pattern apart
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-glob-private.h"

#include "inflight-problem-private.h"

#include <string.h>

typedef struct
{
  const char       *text;       /* columns are counted from here */
  const char       *p;
  const char       *end;
  GArray           *parts;
  GString          *literal;    /* text that is no part yet */
  gsize             offset;     /* where it began */
  const char       *open;       /* the outermost literal bracket not yet closed */
  guint             depth;      /* how many are not */
  InflightProblem **problem;
} Parser;

typedef enum {
  RANGE_NONE,
  RANGE_GOOD,
  RANGE_BAD,
} RangeVerdict;

static void
part_clear (gpointer data)
{
  InflightGlobPart *part = data;

  g_free (part->text);
  g_clear_pointer (&part->items, g_ptr_array_unref);
}

static gboolean
fail (const Parser        *self,
      InflightProblemKind  kind,
      const char          *at)
{
  return inflight_problem_fail (self->problem, kind, self->text, at, 0);
}

static gboolean
fail_with_text (const Parser        *self,
                InflightProblemKind  kind,
                const char          *at,
                gsize                length)
{
  return inflight_problem_fail_with (self->problem, kind, self->text, at, at, length);
}

static void
flush_literal (Parser *self)
{
  InflightGlobPart part = { .kind = INFLIGHT_GLOB_TEXT, .count = 1 };

  if (self->literal->len == 0)
    return;

  part.offset = self->offset;
  part.text = g_strndup (self->literal->str, self->literal->len);
  g_array_append_val (self->parts, part);
  g_string_truncate (self->literal, 0);
}

/* Appends what the pattern has at @at. */
static void
add_literal (Parser     *self,
             const char *at,
             gsize       length)
{
  if (self->literal->len == 0)
    self->offset = at - self->text;

  g_string_append_len (self->literal, at, length);
}

/* Takes what @part holds. What has one value only is text like any other, so
 * that a pattern has never more parts than its count has bits. */
static void
add_part (Parser           *self,
          InflightGlobPart *part)
{
  if (part->count > 1)
    {
      flush_literal (self);
      g_array_append_val (self->parts, *part);
      return;
    }

  if (self->literal->len == 0)
    self->offset = part->offset;

  inflight_glob_append (part, 0, self->literal);
  part_clear (part);
}

/* Whether the digits are a number that fits; if not, @number is the largest. */
static gboolean
parse_number (const char *start,
              const char *end,
              guint64    *number)
{
  *number = 0;

  for (const char *p = start; p < end; p++)
    if (!g_uint64_checked_mul (number, *number, 10) ||
        !g_uint64_checked_add (number, *number, g_ascii_digit_value (*p)))
      {
        *number = G_MAXUINT64;
        return FALSE;
      }

  return TRUE;
}

static gboolean
is_number (const char *start,
           const char *end)
{
  while (start < end && g_ascii_isdigit (*start))
    start++;

  return start == end;
}

/* Fills in a range whose ends are known to be numbers or letters. A step beyond
 * the end is an error as it is in curl. */
static gboolean
fill_range (InflightGlobPart *part,
            guint64           last,
            gboolean          last_fits)
{
  guint64 span;

  if (part->step == 0 || part->first > last)
    return FALSE;

  span = last - part->first;
  if (part->step > MAX (span, 1))
    return FALSE;

  part->count = span / part->step;
  if (!g_uint64_checked_add (&part->count, part->count, 1))
    part->count = G_MAXUINT64;

  /* One that ends beyond 2⁶⁴ has a number of values that is not known; it can be
   * refused for being too many only if that is certain. */
  if (!last_fits)
    {
      if (part->count <= INFLIGHT_MAX_ADDRESSES)
        return FALSE;
      part->count = G_MAXUINT64;
    }

  return TRUE;
}

static RangeVerdict
judge_range (InflightGlobPart *part,
             const char       *first,
             const char       *dash,
             const char       *last,
             const char       *last_end)
{
  gboolean numbers = is_number (first, dash) && is_number (last, last_end);
  gboolean short_first = dash - first == 1 || is_number (first, dash);
  gboolean short_last = last_end - last == 1 || is_number (last, last_end);
  guint64 last_number = 0;
  gboolean fits = TRUE;

  /* “[from-to]” is two words. */
  if (!short_first || !short_last)
    return RANGE_NONE;

  if (numbers)
    {
      part->kind = INFLIGHT_GLOB_NUMBERS;
      part->width = *first == '0' ? dash - first : 0;
      if (!parse_number (first, dash, &part->first))
        return RANGE_BAD;
      fits = parse_number (last, last_end, &last_number);
    }
  else
    {
      part->kind = INFLIGHT_GLOB_LETTERS;
      part->first = *first;
      last_number = *last;
      if (g_ascii_isupper (*first) != g_ascii_isupper (*last) ||
          g_ascii_islower (*first) != g_ascii_islower (*last))
        return RANGE_BAD;
    }

  return fill_range (part, last_number, fits) ? RANGE_GOOD : RANGE_BAD;
}

/* Looks whether there is a range at @p, which is a bracket. RANGE_NONE: the
 * bracket is a character like any other. */
static RangeVerdict
scan_range (const Parser      *self,
            const char        *p,
            InflightGlobPart  *part,
            const char       **after)
{
  const char *first = p + 1;
  const char *dash = first;
  const char *last;
  const char *last_end;
  const char *close;

  while (dash < self->end && g_ascii_isalnum (*dash))
    dash++;
  if (dash == first || dash == self->end || *dash != '-')
    return RANGE_NONE;

  last = last_end = dash + 1;
  while (last_end < self->end && g_ascii_isalnum (*last_end))
    last_end++;
  if (last_end == last)
    return RANGE_NONE;

  close = last_end;
  if (close < self->end && *close == ':')
    while (close < self->end && strchr ("[]{}", *close) == NULL)
      close++;
  if (close == self->end || *close != ']')
    return RANGE_NONE;

  *after = close + 1;
  part->offset = p - self->text;
  part->step = 1;
  if (close > last_end)
    {
      /* A step that is none, or too large, is as bad as 0. */
      const char *step = last_end + 1;

      if (!is_number (step, close) || !parse_number (step, close, &part->step))
        part->step = 0;
    }

  return judge_range (part, first, dash, last, last_end);
}

static gboolean
parse_range (Parser *self)
{
  InflightGlobPart part = { 0 };
  const char *after = NULL;

  switch (scan_range (self, self->p, &part, &after))
    {
    case RANGE_GOOD:
      add_part (self, &part);
      self->p = after;
      return TRUE;

    case RANGE_BAD:
      return fail_with_text (self, INFLIGHT_PROBLEM_BAD_RANGE, self->p, after - self->p);

    case RANGE_NONE:
      if (self->depth++ == 0)
        self->open = self->p;
      add_literal (self, self->p++, 1);
      return TRUE;
    }

  g_assert_not_reached ();
}

/* One item of a set, up to its comma or brace. In a set, a backslash takes the
 * meaning of any character (as in curl). */
static gboolean
parse_item (Parser      *self,
            const char  *set,
            GString     *item)
{
  const char *open = NULL;
  guint depth = 0;

  for (; self->p < self->end; self->p++)
    {
      InflightGlobPart ignored = { 0 };
      const char *after;

      switch (*self->p)
        {
        case '\\':
          if (self->p + 1 == self->end || self->p[1] == '\\')
            return fail (self, INFLIGHT_PROBLEM_BACKSLASH, self->p);
          self->p++;
          break;

        case ',':
        case '}':
          return depth == 0 || fail_with_text (self, INFLIGHT_PROBLEM_UNBALANCED, open, 1);

        case '{':
          return fail (self, INFLIGHT_PROBLEM_NESTED, self->p);

        case '[':
          if (scan_range (self, self->p, &ignored, &after) != RANGE_NONE)
            return fail (self, INFLIGHT_PROBLEM_NESTED, self->p);
          if (depth++ == 0)
            open = self->p;
          break;

        case ']':
          if (depth-- == 0)
            return fail_with_text (self, INFLIGHT_PROBLEM_UNBALANCED, self->p, 1);
          break;

        default:
          break;
        }

      g_string_append_c (item, *self->p);
    }

  return fail_with_text (self, INFLIGHT_PROBLEM_UNBALANCED, set, 1);
}

static gboolean
parse_set (Parser *self)
{
  InflightGlobPart part = { .kind = INFLIGHT_GLOB_SET };
  const char *set = self->p;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) item = g_string_new (NULL);

  if (set + 1 < self->end && set[1] == '}')
    return fail_with_text (self, INFLIGHT_PROBLEM_EMPTY_SET, set, 2);

  do
    {
      self->p++;
      g_string_truncate (item, 0);
      if (!parse_item (self, set, item))
        return FALSE;
      g_ptr_array_add (items, g_strndup (item->str, item->len));
    }
  while (*self->p == ',');

  self->p++;
  part.offset = set - self->text;
  part.count = items->len;
  part.items = g_steal_pointer (&items);
  add_part (self, &part);

  return TRUE;
}

static gboolean
parse_next (Parser *self)
{
  gsize length;

  switch (*self->p)
    {
    case '\\':
      if (self->p + 1 == self->end || strchr ("{}[],", self->p[1]) == NULL)
        return fail (self, INFLIGHT_PROBLEM_BACKSLASH, self->p);
      add_literal (self, self->p + 1, 1);
      self->p += 2;
      return TRUE;

    case '{':
      return parse_set (self);

    case '[':
      return parse_range (self);

    case ']':
      if (self->depth == 0)
        return fail_with_text (self, INFLIGHT_PROBLEM_UNBALANCED, self->p, 1);
      self->depth--;
      add_literal (self, self->p++, 1);
      return TRUE;

    case '}':
      return fail_with_text (self, INFLIGHT_PROBLEM_UNBALANCED, self->p, 1);

    default:
      length = MIN (strcspn (self->p, "\\{}[]"), (gsize) (self->end - self->p));
      add_literal (self, self->p, length);
      self->p += length;
      return TRUE;
    }
}

/* Takes the pattern from @start to @end, a part of @text, apart (curl's URL
 * globbing, “URL” in curl(1)), @base before it. */
GArray *
inflight_glob_parse (const char       *text,
                     const char       *start,
                     const char       *end,
                     const char       *base,
                     InflightProblem **problem)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (InflightGlobPart));
  g_autoptr (GString) literal = g_string_new (base);
  Parser self = { text, start, end, parts, literal, start - text, .problem = problem };

  g_array_set_clear_func (parts, part_clear);

  while (self.p < end)
    if (!parse_next (&self))
      return NULL;

  if (self.depth > 0)
    {
      fail_with_text (&self, INFLIGHT_PROBLEM_UNBALANCED, self.open, 1);
      return NULL;
    }

  flush_literal (&self);

  return g_steal_pointer (&parts);
}
