/* inflight-glob.c: the parts of a pattern and their values
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-glob-private.h"

#include "inflight-number-private.h"

#include <string.h>

/* How many addresses the parts stand for; G_MAXUINT64 for that many or more. */
guint64
inflight_glob_get_count (const InflightGlobPart *parts,
                         gsize                   n_parts)
{
  guint64 count = 1;

  for (gsize i = 0; i < n_parts; i++)
    if (!g_uint64_checked_mul (&count, count, parts[i].count))
      return G_MAXUINT64;

  return count;
}

/* How many bytes @text takes if all that may be percent-encoded is. */
static gsize
get_encoded_length (const char *text)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p++)
    length += g_ascii_isalnum (*p) || strchr ("-._~/:", *p) != NULL ? 1 : 3;

  return length;
}

/* How many bytes the longest value of @part takes in an address. */
gsize
inflight_glob_get_length (const InflightGlobPart *part)
{
  gsize length = 1;

  switch (part->kind)
    {
    case INFLIGHT_GLOB_TEXT:
      return get_encoded_length (part->text);

    case INFLIGHT_GLOB_SET:
      for (guint i = 0; i < part->items->len; i++)
        length = MAX (length, get_encoded_length (g_ptr_array_index (part->items, i)));
      return length;

    case INFLIGHT_GLOB_NUMBERS:
      for (guint64 n = part->first + (part->count - 1) * part->step; n > 9; n /= 10)
        length++;
      return MAX (length, part->width);

    case INFLIGHT_GLOB_LETTERS:
      return length;
    }

  g_assert_not_reached ();
}

/* Appends a value of @part. */
void
inflight_glob_append (const InflightGlobPart *part,
                      guint64                 index,
                      GString                *out)
{
  switch (part->kind)
    {
    case INFLIGHT_GLOB_TEXT:
      g_string_append (out, part->text);
      break;

    case INFLIGHT_GLOB_SET:
      g_string_append (out, g_ptr_array_index (part->items, index));
      break;

    case INFLIGHT_GLOB_NUMBERS:
      inflight_number_append (out, part->first + index * part->step, part->width);
      break;

    case INFLIGHT_GLOB_LETTERS:
      g_string_append_c (out, part->first + index * part->step);
      break;
    }
}

/* Appends the address @index of those that the parts stand for. The last part
 * varies fastest, as in curl. */
void
inflight_glob_append_all (const InflightGlobPart *parts,
                          gsize                   n_parts,
                          guint64                 index,
                          GString                *out)
{
  guint64 radix = inflight_glob_get_count (parts, n_parts);

  for (gsize i = 0; i < n_parts; i++)
    {
      radix /= parts[i].count;
      inflight_glob_append (&parts[i], index / radix, out);
      index %= radix;
    }
}
