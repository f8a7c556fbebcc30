/* inflight-pattern.c: one line that stands for many addresses
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-pattern-private.h"

#include "inflight-address-private.h"
#include "inflight-glob-private.h"
#include "inflight-pattern-head-private.h"
#include "inflight-problem-private.h"

#include <string.h>

/* Scheme, slashes, “%25” and what else completing may add to an address. */
#define COMPLETION_BYTES 32

/* What checking all hosts may cost: about a second. */
#define MAX_HOST_BYTES (128 << 20)

/**
 * InflightPattern:
 *
 * An address with ranges and sets in it, as in curl's URL globbing, and so a
 * sequence of complete addresses; immutable.
 *
 * `[1-100]`, `[001-100]`, `[1-100:5]`, `[a-z]` and `[a-z:2]` are ranges,
 * `{one,two}` is a set; the last one varies fastest. A backslash takes the
 * meaning of `{`, `}`, `[`, `]` and `,`. Where curl gives up, a bracket that has
 * its other half but no range in it is text: `?filter[name]=x`.
 */
struct _InflightPattern
{
  gatomicrefcount  ref_count;
  guint64          count;
  char            *address;     /* the only one; then there are no parts */
  char            *origin;      /* what stands before the parts, if all have the same */
  GArray          *parts;
};

G_DEFINE_BOXED_TYPE (InflightPattern, inflight_pattern,
                     inflight_pattern_ref, inflight_pattern_unref)

static const InflightGlobPart *
get_parts (GArray *parts)
{
  return (const InflightGlobPart *) (gpointer) parts->data;
}

/* Whether there is room for @count addresses as long as the longest of them. */
static gboolean
check_size (const InflightPatternBudget  *budget,
            const char                   *text,
            const char                   *start,
            GArray                       *parts,
            guint64                      *bytes,
            InflightProblem             **problem)
{
  guint64 count = inflight_glob_get_count (get_parts (parts), parts->len);
  guint64 length = COMPLETION_BYTES;

  if (count > budget->addresses)
    return inflight_problem_fail (problem, INFLIGHT_PROBLEM_TOO_MANY, text, start, count);

  for (guint i = 0; i < parts->len; i++)
    length += inflight_glob_get_length (&get_parts (parts)[i]);

  *bytes = count * length;

  return *bytes <= budget->bytes ||
         inflight_problem_fail (problem, INFLIGHT_PROBLEM_TOO_MANY_BYTES,
                                text, start, *bytes);
}

/* What needs no understanding of patterns. */
static gboolean
check_text (const char       *text,
            gsize             base_length,
            const char      **start,
            const char      **end,
            InflightProblem **problem)
{
  gsize length = strlen (text);

  *start = text;
  *end = text + length;

  if (length + base_length > INFLIGHT_MAX_LINE_BYTES)
    return inflight_problem_fail (problem, INFLIGHT_PROBLEM_LINE_TOO_LONG,
                                  text, text, length);

  if (!inflight_address_check_utf8 (text, length, problem))
    return FALSE;

  inflight_address_trim (start, end);
  if (*start == *end)
    return inflight_problem_fail (problem, INFLIGHT_PROBLEM_EMPTY, text, text, 0);

  return inflight_address_check_characters (text, *start, *end, problem);
}

/* Takes @address, or a reference to @parts. Most lines of a list are one
 * address: those take little memory. */
static InflightPattern *
pattern_new (char   *address,
             GArray *parts)
{
  InflightPattern *self = g_new0 (InflightPattern, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->address = address;
  self->count = 1;

  if (parts != NULL)
    {
      self->parts = g_array_ref (parts);
      self->count = inflight_glob_get_count (get_parts (parts), parts->len);
    }

  return self;
}

/* A text without patterns. */
static InflightPattern *
parse_address (const char             *text,
               const char             *start,
               const char             *prefix,
               InflightPatternBudget  *budget,
               InflightProblem       **problem)
{
  g_autofree char *joined = NULL;
  g_autofree char *address = NULL;
  gsize length;

  if (budget->addresses == 0)
    {
      inflight_problem_fail (problem, INFLIGHT_PROBLEM_TOO_MANY, text, start, 1);
      return NULL;
    }

  if (prefix != NULL)
    joined = g_strconcat (prefix, start, NULL);

  address = inflight_address_complete (joined != NULL ? joined : text, problem);
  if (address == NULL)
    {
      if (prefix != NULL && problem != NULL)
        (*problem)->column += g_utf8_strlen (text, start - text) - strlen (prefix);
      return NULL;
    }

  length = strlen (address);
  if (length > budget->bytes)
    {
      inflight_problem_fail (problem, INFLIGHT_PROBLEM_TOO_MANY_BYTES, text, start, length);
      return NULL;
    }

  budget->addresses--;
  budget->bytes -= length;

  return pattern_new (g_steal_pointer (&address), NULL);
}

/* Moves what all addresses begin with from the parts to the pattern, if that is
 * scheme and authority and no more. */
static void
take_origin (InflightPattern           *self,
             const InflightPatternHead *head)
{
  InflightGlobPart *first = &g_array_index (self->parts, InflightGlobPart, 0);
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  char *path;

  if (head->n_parts > 0)
    return;

  text = g_strndup (first->text, head->n_bytes);
  address = inflight_address_complete (text, NULL);
  path = strchr (strstr (address, "://") + strlen ("://"), '/');
  if (path[1] != '\0')
    return;

  *path = '\0';
  self->origin = g_steal_pointer (&address);
  memmove (first->text, first->text + head->n_bytes,
           strlen (first->text + head->n_bytes) + 1);
}

static InflightPattern *
parse_pattern (const char             *text,
               const char             *start,
               const char             *end,
               const char             *prefix,
               InflightPatternBudget  *budget,
               InflightProblem       **problem)
{
  g_autoptr (GArray) parts = inflight_glob_parse (text, start, end, prefix, problem);
  guint64 bytes = 0;
  InflightPattern *self;
  InflightPatternHead head;

  if (parts == NULL ||
      !check_size (budget, text, start, parts, &bytes, problem) ||
      !inflight_pattern_head_check (&head, parts, text, start, budget, problem))
    return NULL;

  if (parts->len == 1 && get_parts (parts)->kind == INFLIGHT_GLOB_TEXT)
    self = pattern_new (inflight_address_complete (get_parts (parts)->text, NULL), NULL);
  else
    self = pattern_new (NULL, parts);

  if (self->parts != NULL)
    take_origin (self, &head);

  budget->addresses -= self->count;
  budget->bytes -= bytes;

  return self;
}

void
inflight_pattern_budget_init (InflightPatternBudget *self)
{
  self->addresses = INFLIGHT_MAX_ADDRESSES;
  self->bytes = INFLIGHT_MAX_EXPANSION_BYTES;
  self->host_bytes = MAX_HOST_BYTES;
}

static InflightPattern *
parse (const char             *text,
       gboolean                glob,
       const char             *base,
       InflightPatternBudget  *budget,
       InflightProblem       **problem)
{
  g_autofree char *prefix = NULL;
  const char *start;
  const char *end;

  if (!check_text (text, base != NULL ? strlen (base) : 0, &start, &end, problem))
    return NULL;

  if (base != NULL && *start == '/')
    prefix = g_strndup (base, strlen (base) - g_str_has_suffix (base, "/"));

  if (!glob || strpbrk (start, "\\{}[]") == NULL)
    return parse_address (text, start, prefix, budget, problem);

  return parse_pattern (text, start, end, prefix, budget, problem);
}

/* inflight_pattern_parse() with limits that many patterns share. */
InflightPattern *
inflight_pattern_parse_within (const char             *text,
                               gboolean                glob,
                               const char             *base,
                               InflightPatternBudget  *budget,
                               InflightProblem       **problem)
{
  InflightPattern *self = parse (text, glob, base, budget, problem);

  if (self == NULL && problem != NULL)
    inflight_problem_redact (*problem, text);

  return self;
}

/**
 * inflight_pattern_parse:
 * @text: an address or a pattern, as a person types it
 * @glob: whether ranges and sets are looked for; if not, all is text
 * @base: (nullable): an address without a path; a @text that begins with “/” is
 *   the path at this address
 * @problem: (out) (optional) (transfer full): what is wrong with it
 *
 * Every address that comes out of a good pattern is complete and valid, see
 * inflight_address_complete(). More than %INFLIGHT_MAX_ADDRESSES are refused
 * before memory is taken for them.
 *
 * Returns: (transfer full) (nullable): the pattern
 */
InflightPattern *
inflight_pattern_parse (const char       *text,
                        gboolean          glob,
                        const char       *base,
                        InflightProblem **problem)
{
  InflightPatternBudget budget;

  g_return_val_if_fail (text != NULL, NULL);

  inflight_pattern_budget_init (&budget);

  return inflight_pattern_parse_within (text, glob, base, &budget, problem);
}

/**
 * inflight_pattern_ref:
 * @self: a pattern
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): @self
 */
InflightPattern *
inflight_pattern_ref (InflightPattern *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * inflight_pattern_unref:
 * @self: (transfer full): a pattern
 *
 * May be called on any thread.
 */
void
inflight_pattern_unref (InflightPattern *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->address);
  g_free (self->origin);
  g_free (self);
}

/**
 * inflight_pattern_get_count:
 * @self: a pattern
 *
 * Returns: how many addresses it stands for, at least 1 and at most
 *   %INFLIGHT_MAX_ADDRESSES; some may be the same
 */
guint64
inflight_pattern_get_count (InflightPattern *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->count;
}

/**
 * inflight_pattern_dup_address:
 * @self: a pattern
 * @index: which address, from 0
 *
 * Returns: (transfer full): a complete address
 */
char *
inflight_pattern_dup_address (InflightPattern *self,
                              guint64          index)
{
  g_autoptr (GString) text = NULL;
  char *address;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->count, NULL);

  if (self->address != NULL)
    return g_strdup (self->address);

  text = g_string_new (NULL);
  inflight_glob_append_all (get_parts (self->parts), self->parts->len, index, text);

  if (self->origin != NULL)
    {
      GString *whole = g_string_sized_new (strlen (self->origin) + text->len + 1);

      g_string_append (whole, self->origin);
      inflight_address_append_rest (whole, text->str);

      return g_string_free (whole, FALSE);
    }

  address = inflight_address_complete (text->str, NULL);
  g_assert (address != NULL);

  return address;
}
