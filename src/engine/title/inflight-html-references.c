/* inflight-html-references.c: the character references of HTML
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-references-private.h"

#include <string.h>

#define REPLACEMENT 0xfffd

/* Offsets of a name, which has its semicolon if it needs one, and of its text. */
typedef struct
{
  guint16 name;
  guint16 text;
} Reference;

#include "inflight-html-references-table.h"

/* What the numbers 128 to 159 stand for (HTML Standard, section 13.2.5.80): mostly
 * what windows-1252 has there. */
static const gunichar windows_1252[] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* Returns the first reference from @first that has no smaller character than @c at
 * that place of its name; those between have the same beginning. */
static gsize
find_bound (gsize first,
            gsize last,
            gsize place,
            guchar c)
{
  while (first < last)
    {
      gsize middle = first + (last - first) / 2;
      guchar other = reference_names[references[middle].name + place];

      if (other < c)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

/* Appends what the longest name at @text stands for. Returns the size of the name, 0
 * without one. */
static gsize
resolve_name (GString    *out,
              const char *text,
              const char *end)
{
  gsize first = 0;
  gsize last = G_N_ELEMENTS (references);
  const Reference *found = NULL;
  gsize found_size = 0;

  for (gsize i = 0; text + i < end && first < last; i++)
    {
      guchar c = text[i];

      first = find_bound (first, last, i, c);
      last = find_bound (first, last, i, c + 1);

      /* The name that ends here is before those that go on. */
      if (first < last && reference_names[references[first].name + i + 1] == '\0')
        {
          found = &references[first];
          found_size = i + 1;
        }
    }

  if (found != NULL)
    g_string_append (out, reference_texts + found->text);

  return found_size;
}

static gunichar
get_character (guint32 number)
{
  if (number >= 0x80 && number < 0x80 + G_N_ELEMENTS (windows_1252))
    return windows_1252[number - 0x80];

  return number != 0 && g_unichar_validate (number) ? number : REPLACEMENT;
}

/* What follows `&#`: returns its size, 0 without a digit. */
static gsize
resolve_number (GString    *out,
                const char *text,
                const char *end)
{
  const char *at = text;
  gboolean is_hexadecimal = at < end && (*at == 'x' || *at == 'X');
  guint32 number = 0;
  const char *digits;

  if (is_hexadecimal)
    at++;

  for (digits = at; at < end; at++)
    {
      int digit = is_hexadecimal ? g_ascii_xdigit_value (*at) : g_ascii_digit_value (*at);

      if (digit < 0)
        break;
      if (number <= 0x10ffff)
        number = number * (is_hexadecimal ? 16 : 10) + digit;
    }

  if (at == digits)
    return 0;

  g_string_append_unichar (out, get_character (number));

  return at - text + (at < end && *at == ';');
}

/**
 * inflight_html_references_resolve:
 * @text: text of an HTML page, in UTF-8; not that of an attribute, where `&copy=`
 *   is no reference
 * @size: its size in bytes
 *
 * Resolves named and numeric character references (HTML Standard, section
 * 13.2.5.72): of names the longest, and those of old without a semicolon. A NUL
 * becomes a replacement character. Takes time in proportion to @size.
 *
 * Returns: (transfer full): the text that is meant
 */
GString *
inflight_html_references_resolve (const char *text,
                                  gsize       size)
{
  GString *out = g_string_sized_new (size);
  const char *end = text + size;

  while (text < end)
    {
      gsize size_of_reference = 0;

      if (*text == '\0')
        g_string_append_unichar (out, REPLACEMENT);
      else
        g_string_append_c (out, *text);

      if (*text++ != '&' || text == end)
        continue;

      /* In place of the ampersand. */
      g_string_truncate (out, out->len - 1);
      if (*text == '#')
        size_of_reference = resolve_number (out, text + 1, end);
      else
        size_of_reference = resolve_name (out, text, end);

      if (size_of_reference == 0)
        g_string_append_c (out, '&');
      else
        text += size_of_reference + (*text == '#');
    }

  return out;
}
