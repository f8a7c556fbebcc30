/* inflight-pattern-head.c: where the hosts of a pattern are
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-pattern-head-private.h"

#include "inflight-address.h"
#include "inflight-glob-private.h"
#include "inflight-problem-private.h"

#include <string.h>

/* What checking a host costs beside its bytes, as if it were bytes. IDNA is much
 * more costly. */
#define HOST_CHECK_BYTES 64
#define IDNA_FACTOR      32

static const InflightGlobPart *
get_parts (GArray *parts)
{
  return (const InflightGlobPart *) (gpointer) parts->data;
}

/* Looks for the first “/”, “?” or “#” in a text that does not belong to a “//”.
 * Whatever the values of the parts before it, the authority is over there: if
 * all of them are complete addresses by themselves, then anything may follow. */
static InflightPatternHead
find_authority_end (GArray *parts)
{
  InflightPatternHead head = { .n_parts = 0 };

  for (; head.n_parts < parts->len; head.n_parts++)
    {
      const InflightGlobPart *part = &get_parts (parts)[head.n_parts];
      const char *p = part->text;

      if (part->kind != INFLIGHT_GLOB_TEXT)
        continue;

      while (*(p += strcspn (p, "/?#")) != '\0')
        {
          if (!g_str_has_prefix (p, "//") || (p > part->text && p[-1] != ':'))
            {
              head.n_bytes = p - part->text;
              head.count = inflight_glob_get_count (get_parts (parts), head.n_parts);
              return head;
            }
          p += strlen ("//");
        }
    }

  head.count = inflight_glob_get_count (get_parts (parts), head.n_parts);

  return head;
}

static void
append_head (GArray                    *parts,
             const InflightPatternHead *head,
             guint64                    index,
             GString                   *out)
{
  inflight_glob_append_all (get_parts (parts), head->n_parts, index, out);

  if (head->n_bytes > 0)
    g_string_append_len (out, get_parts (parts)[head->n_parts].text, head->n_bytes);
}

/* Whether @head with “//” or “/” behind it is a scheme without its colon. */
static gboolean
lacks_colon (const char *head)
{
  static const char *const beginnings[] = { "http", "http/", "https", "https/", NULL };
  g_autofree char *lower = g_ascii_strdown (head, -1);

  return g_strv_contains (beginnings, lower);
}

/* Whether a head may end with “:” or “:/” where what follows makes “://” of it: then
 * what was a host is a scheme. So may be what lacks its colon, by what follows, which
 * may come in pieces of all kinds. */
static gboolean
may_become_scheme (GArray                    *parts,
                   const InflightPatternHead *head)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const InflightGlobPart *next = &get_parts (parts)[head->n_parts];
  const char *rest;
  gboolean doubled;

  for (guint64 i = 0; i < head->count && head->n_parts < parts->len; i++)
    {
      g_string_truncate (value, 0);
      append_head (parts, head, i, value);
      if (lacks_colon (value->str))
        return TRUE;
    }

  if (head->n_parts == parts->len || next->text[head->n_bytes] != '/')
    return FALSE;

  /* No range begins with a slash. */
  rest = next->text + head->n_bytes + 1;
  doubled = *rest == '/' ||
            (*rest == '\0' && head->n_parts + 1 < parts->len &&
             next[1].kind == INFLIGHT_GLOB_SET);

  for (guint64 i = 0; i < head->count; i++)
    {
      g_string_truncate (value, 0);
      append_head (parts, head, i, value);
      if (g_str_has_suffix (value->str, ":/") ||
          (doubled && g_str_has_suffix (value->str, ":")))
        return TRUE;
    }

  return FALSE;
}

/* The problem is at a character of the head @index; moves it to the character of
 * the pattern that made it. In a text with escapes, that is about where. */
static void
map_column (InflightProblem           *problem,
            const char                *text,
            GArray                    *parts,
            const InflightPatternHead *head,
            guint64                    index)
{
  gsize n_parts = MIN (head->n_parts + 1, parts->len);
  guint64 radix = head->count;
  guint ahead = problem->column - 1;
  const InflightGlobPart *part = NULL;
  g_autoptr (GString) value = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    {
      guint length;

      part = &get_parts (parts)[i];
      radix /= part->count;
      g_string_truncate (value, 0);
      inflight_glob_append (part, index / radix, value);
      index %= radix;

      length = g_utf8_strlen (value->str, value->len);
      if (ahead < length || i + 1 == n_parts)
        break;
      ahead -= length;
    }

  problem->column = g_utf8_strlen (text, part->offset) + 1;
  if (part->kind == INFLIGHT_GLOB_TEXT)
    problem->column += ahead;
}

/* What checking all heads costs: each may be a host of its own. */
static gboolean
take_host_bytes (InflightPatternBudget     *budget,
                 const char                *text,
                 GArray                    *parts,
                 const InflightPatternHead *head)
{
  guint64 length = head->n_bytes;
  guint64 bytes;

  if (head->count == 1)
    return TRUE;

  for (gsize i = 0; i < head->n_parts; i++)
    length += inflight_glob_get_length (&get_parts (parts)[i]);

  bytes = head->count * (length + HOST_CHECK_BYTES);
  if (!g_str_is_ascii (text))
    bytes *= IDNA_FACTOR;
  if (bytes > budget->host_bytes)
    return FALSE;

  budget->host_bytes -= bytes;

  return TRUE;
}

/* Every host that comes about is looked at. */
static gboolean
check_all (const InflightPatternHead  *self,
           GArray                     *parts,
           const char                 *text,
           InflightProblem           **problem)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint64 i = 0; i < self->count; i++)
    {
      g_autofree char *address = NULL;
      InflightProblem *found = NULL;

      g_string_truncate (value, 0);
      append_head (parts, self, i, value);
      address = inflight_address_complete (value->str, &found);
      if (address != NULL)
        continue;

      /* A pattern such as “{,a}” begins with nothing. */
      if (found->kind == INFLIGHT_PROBLEM_EMPTY)
        found->kind = INFLIGHT_PROBLEM_NO_HOST;
      map_column (found, text, parts, self, i);
      if (problem != NULL)
        *problem = g_steal_pointer (&found);
      g_clear_pointer (&found, inflight_problem_free);

      return FALSE;
    }

  return TRUE;
}

/* Finds how much of @parts, of the pattern at @start in @text, decides whether all
 * that it stands for are addresses, and whether they are. */
gboolean
inflight_pattern_head_check (InflightPatternHead    *self,
                             GArray                 *parts,
                             const char             *text,
                             const char             *start,
                             InflightPatternBudget  *budget,
                             InflightProblem       **problem)
{
  gboolean affordable;

  *self = find_authority_end (parts);
  affordable = take_host_bytes (budget, text, parts, self);

  if (affordable && may_become_scheme (parts, self))
    {
      *self = (InflightPatternHead) { .n_parts = parts->len };
      self->count = inflight_glob_get_count (get_parts (parts), parts->len);
      affordable = take_host_bytes (budget, text, parts, self);
    }

  if (!affordable)
    return inflight_problem_fail (problem, INFLIGHT_PROBLEM_TOO_MANY_HOSTS,
                                  text, start, self->count);

  return check_all (self, parts, text, problem);
}
