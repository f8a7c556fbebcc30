/* inflight-list.c: many lines of addresses and patterns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list.h"

#include "inflight-address-private.h"
#include "inflight-address-set-private.h"
#include "inflight-line-private.h"
#include "inflight-pattern-private.h"
#include "inflight-utf16.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_PROBLEMS    1000
#define MAX_BAD_LINES   1000000

/**
 * InflightList:
 *
 * A list as people keep and paste it: an address or a pattern a line, or several
 * with white space between them, or a comma or the like in front of “https://”; comments
 * from a “#” at the beginning or after white space, blank lines; brackets, quotes of all
 * languages, commas and invisible characters around an address are not part of it, nor is
 * a bullet, a number or a box in front of it, or the text of a link. What is wrong with
 * one line loses no other.
 *
 * Of several on a line, no one could be the rest of the one before it, with a space in
 * it: each has its scheme or its quotes, or there is nothing but hosts.
 */
struct _InflightList
{
  gatomicrefcount  ref_count;
  guint64          count;
  GArray          *entries;
  GPtrArray       *problems;
};

G_DEFINE_BOXED_TYPE (InflightList, inflight_list,
                     inflight_list_ref, inflight_list_unref)

typedef struct
{
  guint64          start;       /* index of its first address */
  guint            line;
  InflightPattern *pattern;
} Entry;

typedef struct
{
  InflightList          *list;
  gboolean               glob;
  const char            *base;
  guint                  line;
  InflightPatternBudget  budget;
  GArray                *words;
  gboolean               is_utf16;
  gboolean               is_finished;
} Parser;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  inflight_pattern_unref (entry->pattern);
}

static InflightList *
list_new (void)
{
  InflightList *self = g_new0 (InflightList, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_problem_free);

  return self;
}

static Entry *
get_entry (InflightList *self,
           guint         index)
{
  return &g_array_index (self->entries, Entry, index);
}

/* Takes @problem. Beyond a number that anyone reads, they are only counted; what
 * has a million of them is no list. */
static void
add_problem (Parser          *parser,
             InflightProblem *problem)
{
  GPtrArray *problems = parser->list->problems;
  InflightProblem *last;

  problem->line = parser->line;
  if (problem->kind == INFLIGHT_PROBLEM_NOT_UTF8 && parser->is_utf16)
    problem->kind = INFLIGHT_PROBLEM_NOT_UTF16;

  if (problems->len < MAX_PROBLEMS)
    {
      g_ptr_array_add (problems, problem);
      return;
    }

  if (problems->len == MAX_PROBLEMS)
    {
      last = inflight_problem_new (INFLIGHT_PROBLEM_MORE, 1, 0, NULL, 0);
      last->line = parser->line;
      g_ptr_array_add (problems, last);
    }

  last = g_ptr_array_index (problems, MAX_PROBLEMS);
  last->count++;
  if (last->count >= MAX_BAD_LINES)
    parser->is_finished = TRUE;
  inflight_problem_free (problem);
}

/* @column is how many characters are in front of @word; @repeats is whether a problem
 * may repeat what is wrong. */
static void
add_pattern (Parser       *parser,
             InflightSpan  word,
             guint         column,
             gboolean      repeats)
{
  InflightList *list = parser->list;
  g_autofree char *text = g_strndup (word.start, word.end - word.start);
  InflightProblem *problem = NULL;
  Entry entry = { .start = list->count, .line = parser->line };

  entry.pattern = inflight_pattern_parse_within (text, parser->glob, parser->base,
                                                 &parser->budget, &problem);
  if (entry.pattern != NULL)
    {
      list->count += inflight_pattern_get_count (entry.pattern);
      g_array_append_val (list->entries, entry);
      return;
    }

  if (!repeats)
    g_clear_pointer (&problem->text, g_free);

  problem->column += column;
  if (problem->kind == INFLIGHT_PROBLEM_TOO_MANY)
    {
      parser->is_finished |= parser->budget.addresses == 0;
      if (!g_uint64_checked_add (&problem->count, problem->count, list->count))
        problem->count = G_MAXUINT64;
    }

  add_problem (parser, problem);
}

static InflightSpan
get_word (Parser *parser,
          guint   index)
{
  return g_array_index (parser->words, InflightSpan, index);
}

static void
add_problem_at (Parser              *parser,
                InflightProblemKind  kind,
                const char          *line,
                const char          *at,
                guint64              count)
{
  add_problem (parser,
               inflight_problem_new (kind, g_utf8_strlen (line, at - line) + 1,
                                     count, NULL, 0));
}

/* The word @index is no address, or may be the rest of the one before. */
static void
add_words_problem (Parser     *parser,
                   const char *line,
                   guint       index)
{
  const char *space;

  if (index == 0)
    {
      add_problem_at (parser, INFLIGHT_PROBLEM_BAD_ADDRESS,
                      line, get_word (parser, 0).start, 0);
      return;
    }

  space = get_word (parser, index - 1).end;
  while (!inflight_address_is_space (g_utf8_get_char (space)))
    space = g_utf8_next_char (space);

  add_problem_at (parser, INFLIGHT_PROBLEM_SPACE, line, space, g_utf8_get_char (space));
}

/* What was copied from a list with bullets or numbers has them, and a box if there are
 * tasks in it. */
static void
skip_bullet (Parser *parser)
{
  guint n = 1;

  if (parser->words->len > 2 && inflight_line_is_box (get_word (parser, 1)))
    n = 2;

  if (parser->words->len > n && inflight_line_is_bullet (get_word (parser, 0)) &&
      inflight_line_is_address (get_word (parser, n), parser->base != NULL))
    g_array_remove_range (parser->words, 0, n);
}

/* Several addresses on a line are as good as one; anything else is one address
 * with white space in it. */
static void
add_words (Parser     *parser,
           const char *line,
           const char *end)
{
  guint n_words = parser->words->len;
  const char *counted = line;
  guint column = 0;
  gboolean repeats;

  for (guint i = 0; n_words > 1 && i < n_words; i++)
    {
      InflightSpan word = get_word (parser, i);

      if (!inflight_line_is_address (word, parser->base != NULL) ||
          (i > 0 && inflight_line_may_continue (get_word (parser, i - 1), word)))
        {
          add_words_problem (parser, line, i);
          return;
        }
    }

  /* Some of the words may be a password, with spaces in it. */
  repeats = n_words == 1 || memchr (line, '@', end - line) == NULL;

  for (guint i = 0; i < n_words && !parser->is_finished; i++)
    {
      InflightSpan word = get_word (parser, i);
      const char *cell_end = inflight_line_find_cell_end (word);

      column += g_utf8_strlen (counted, word.start - counted);
      counted = word.start;
      if (cell_end == NULL)
        {
          add_pattern (parser, word, column, repeats);
          continue;
        }

      column += g_utf8_strlen (counted, cell_end - counted);
      counted = cell_end;
      add_problem (parser,
                   inflight_problem_new (INFLIGHT_PROBLEM_BAD_ADDRESS, column + 1, 0, NULL, 0));
    }
}

static void
parse_line (Parser     *parser,
            const char *line,
            const char *end)
{
  InflightProblem *problem = NULL;
  const char *start = line;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (start < end && g_ascii_isspace (end[-1]))
    end--;

  if (start == end || *start == '#')
    return;

  if (end - start > INFLIGHT_MAX_LINE_BYTES)
    {
      add_problem (parser,
                   inflight_problem_new (INFLIGHT_PROBLEM_LINE_TOO_LONG, 1,
                                         end - start, NULL, 0));
      return;
    }

  if (!inflight_address_check_utf8 (line, end - line, &problem))
    {
      add_problem (parser, problem);
      return;
    }

  inflight_line_split (line, end, parser->words);
  skip_bullet (parser);
  add_words (parser, line, end);
}

static void
parse_lines (Parser     *parser,
             const char *text,
             const char *end)
{
  const char *line = text;

  while (line < end && !parser->is_finished)
    {
      const char *line_end = line;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;

      parser->line++;
      parse_line (parser, line, line_end);

      line = line_end + 1;
      if (line < end && line_end[0] == '\r' && line_end[1] == '\n')
        line++;
    }
}

/**
 * inflight_list_parse:
 * @text: the list; any bytes, it needs no NUL at its end
 * @length: the length of @text in bytes, or -1 if a NUL ends it
 * @glob: whether ranges and sets are looked for
 * @base: (nullable): an address without a path; what begins with “/” is a path at
 *   this address
 *
 * Reads a list in UTF-8, or in UTF-16 that begins with its byte order mark. Lines end
 * with LF, CRLF or CR; what cannot be read becomes a
 * problem, and everything else is kept, up to %INFLIGHT_MAX_ADDRESSES. The first
 * address for which there is no place left is a problem too, and ends the list;
 * so do a million problems.
 *
 * Takes about 2.5 µs a line, and at worst a few seconds for a text made to hurt:
 * much of it is better read on another thread.
 *
 * Returns: (transfer full): what is in the list
 */
InflightList *
inflight_list_parse (const char *text,
                     gssize      length,
                     gboolean    glob,
                     const char *base)
{
  Parser parser = { .glob = glob, .base = base };
  g_autoptr (InflightList) self = list_new ();
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (InflightSpan));
  g_autofree char *decoded = NULL;
  gsize n_bytes;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  parser.list = self;
  parser.words = words;
  inflight_pattern_budget_init (&parser.budget);

  if (n_bytes > INFLIGHT_MAX_LIST_BYTES)
    {
      add_problem (&parser,
                   inflight_problem_new (INFLIGHT_PROBLEM_TOO_LARGE, 0,
                                         n_bytes, NULL, 0));
      return g_steal_pointer (&self);
    }

  decoded = inflight_utf16_decode (text, n_bytes, &n_bytes);
  if (decoded != NULL)
    {
      text = decoded;
      parser.is_utf16 = TRUE;
    }
  else if (n_bytes >= strlen (BYTE_ORDER_MARK) &&
           memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      n_bytes -= strlen (BYTE_ORDER_MARK);
    }

  if (n_bytes > 0)
    parse_lines (&parser, text, text + n_bytes);

  return g_steal_pointer (&self);
}

/**
 * inflight_list_ref:
 * @self: a list
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightList *
inflight_list_ref (InflightList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_list_unref:
 * @self: (transfer full): a list
 *
 * May be called on any thread.
 */
void
inflight_list_unref (InflightList *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->entries);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/**
 * inflight_list_get_count:
 * @self: a list
 *
 * Returns: how many addresses are in the list, duplicates included
 */
guint64
inflight_list_get_count (InflightList *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->count;
}

/**
 * inflight_list_get_n_problems:
 * @self: a list
 *
 * Returns: how many problems can be asked for. When there are too many to read,
 *   the last is an %INFLIGHT_PROBLEM_MORE.
 */
guint
inflight_list_get_n_problems (InflightList *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->problems->len;
}

/**
 * inflight_list_get_problem:
 * @self: a list
 * @index: which problem, from 0, in the order of the lines
 *
 * Returns: (transfer none): the problem
 */
const InflightProblem *
inflight_list_get_problem (InflightList *self,
                           guint         index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->problems->len, NULL);

  return g_ptr_array_index (self->problems, index);
}

/* Returns the line of the first, 0 if there was none before. Takes the address. */
static guint
note_address (GHashTable *first_lines,
              GPtrArray  *addresses,
              char       *address,
              guint       line)
{
  guint first_line = GPOINTER_TO_UINT (g_hash_table_lookup (first_lines, address));

  if (first_line != 0)
    {
      g_free (address);
      return first_line;
    }

  g_ptr_array_add (addresses, address);
  g_hash_table_insert (first_lines, address, GUINT_TO_POINTER (line));

  return 0;
}

/**
 * inflight_list_find_duplicates:
 * @self: a list
 * @max: how many to tell of one by one
 * @n_duplicates: (out): how many addresses are the same as one before them
 *
 * Writes out the whole list to compare; for a million addresses that takes a
 * second or two.
 *
 * Returns: (transfer full) (element-type InflightDuplicate): the first of them, in
 *   the order of the list
 */
GArray *
inflight_list_find_duplicates (InflightList *self,
                               guint         max,
                               guint        *n_duplicates)
{
  GArray *duplicates = g_array_new (FALSE, FALSE, sizeof (InflightDuplicate));
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) first_lines = inflight_address_set_new ();

  g_return_val_if_fail (self != NULL, duplicates);
  g_return_val_if_fail (n_duplicates != NULL, duplicates);

  *n_duplicates = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = get_entry (self, i);
      guint64 count = inflight_pattern_get_count (entry->pattern);

      for (guint64 j = 0; j < count; j++)
        {
          InflightDuplicate duplicate = { .index = entry->start + j, .line = entry->line };

          duplicate.first_line = note_address (first_lines, addresses,
                                               inflight_pattern_dup_address (entry->pattern, j),
                                               entry->line);
          if (duplicate.first_line == 0)
            continue;

          ++*n_duplicates;
          if (duplicates->len < max)
            g_array_append_val (duplicates, duplicate);
        }
    }

  return duplicates;
}

/**
 * inflight_list_dup_addresses:
 * @self: a list
 * @unique: whether to leave out what is the same as an address before it
 *
 * Returns: (transfer full) (element-type utf8): the complete addresses, in the
 *   order of the list
 */
GPtrArray *
inflight_list_dup_addresses (InflightList *self,
                             gboolean      unique)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (unique)
    seen = inflight_address_set_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      InflightPattern *pattern = get_entry (self, i)->pattern;
      guint64 count = inflight_pattern_get_count (pattern);

      for (guint64 j = 0; j < count; j++)
        {
          g_autofree char *address = inflight_pattern_dup_address (pattern, j);

          if (seen != NULL && g_hash_table_contains (seen, address))
            continue;

          if (seen != NULL)
            g_hash_table_add (seen, address);
          g_ptr_array_add (addresses, g_steal_pointer (&address));
        }
    }

  return g_steal_pointer (&addresses);
}

/**
 * inflight_list_dup_address:
 * @self: a list
 * @index: which address, from 0
 *
 * Writes out one address only: a preview shows the first few of many.
 *
 * Returns: (transfer full): the complete address
 */
char *
inflight_list_dup_address (InflightList *self,
                           guint64       index)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->count, NULL);

  /* The last entry that does not start behind it. */
  high = self->entries->len - 1;
  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (get_entry (self, middle)->start <= index)
        low = middle;
      else
        high = middle - 1;
    }

  return inflight_pattern_dup_address (get_entry (self, low)->pattern,
                                       index - get_entry (self, low)->start);
}
