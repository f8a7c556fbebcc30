/* inflight-json-string.c: what a string of JSON stands for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-string-private.h"

#include <string.h>

/* Reads four hexadecimal digits. Returns -1 if they are not. */
static int
read_hexadecimal (const char *at,
                  const char *end)
{
  int number = 0;

  if (end - at < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      number = number << 4 | digit;
    }

  return number;
}

/* Reads what follows `\u`; half of a surrogate pair is a replacement character. */
static const char *
read_code (const char *at,
           const char *end,
           gunichar   *c)
{
  int high = read_hexadecimal (at, end);
  int low;

  if (high < 0)
    return NULL;

  *c = high;
  at += 4;
  if (high < 0xd800 || high >= 0xe000)
    return at;

  *c = 0xfffd;
  if (high >= 0xdc00 || end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return at;

  low = read_hexadecimal (at + 2, end);
  if (low < 0xdc00 || low >= 0xe000)
    return at;

  *c = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);

  return at + 6;
}

/**
 * inflight_json_escape_read:
 * @at: what follows a backslash in a string
 * @end: the end of the string
 * @c: (out): the character that is meant
 *
 * Returns: (nullable): what is behind it; %NULL if it is no escape (RFC 8259,
 *   section 7)
 */
const char *
inflight_json_escape_read (const char *at,
                           const char *end,
                           gunichar   *c)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (at == end || *at == '\0')
    return NULL;

  if (*at == 'u')
    return read_code (at + 1, end, c);

  letter = strchr (letters, *at);
  if (letter == NULL)
    return NULL;

  *c = meanings[letter - letters];

  return at + 1;
}

/**
 * inflight_json_string_decode:
 * @begin: a string, with its quotes
 * @end: where it ends
 *
 * Returns: (transfer full) (nullable): what it stands for: UTF-8 that may hold
 *   NULs; %NULL if something in it is no escape
 */
GString *
inflight_json_string_decode (const char *begin,
                             const char *end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (begin++, end--; begin < end;)
    {
      const char *escape = memchr (begin, '\\', end - begin);
      g_autofree char *valid = g_utf8_make_valid (begin, (escape != NULL ? escape : end) - begin);
      gunichar c;

      g_string_append (text, valid);
      if (escape == NULL)
        break;

      begin = inflight_json_escape_read (escape + 1, end, &c);
      if (begin == NULL)
        return NULL;
      g_string_append_unichar (text, c);
    }

  return g_steal_pointer (&text);
}
