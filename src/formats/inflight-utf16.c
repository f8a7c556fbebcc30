/* inflight-utf16.c: lists as Windows writes them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-utf16.h"

#define REPLACEMENT_CHARACTER 0xfffd

static gunichar
get_unit (const guint8 *bytes,
          gboolean      is_big)
{
  return is_big ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0];
}

static gboolean
is_high (gunichar unit)
{
  return unit >= 0xd800 && unit < 0xdc00;
}

static gboolean
is_low (gunichar unit)
{
  return unit >= 0xdc00 && unit < 0xe000;
}

/**
 * inflight_utf16_decode:
 * @bytes: a text in any encoding
 * @length: how long it is, in bytes
 * @n_bytes: (out): how long it is in UTF-8, in bytes
 *
 * Reads UTF-16 that begins with its byte order mark, as Notepad’s “Unicode” and
 * PowerShell’s “>” do (RFC 2781, section 4.3). What is half a character becomes the
 * replacement character, U+FFFD.
 *
 * Returns: (transfer full) (nullable): the text without the mark, in UTF-8; %NULL if
 *   there is no such mark
 */
char *
inflight_utf16_decode (const char *bytes,
                       gsize       length,
                       gsize      *n_bytes)
{
  const guint8 *p = (const guint8 *) bytes;
  const guint8 *end = p + length;
  gboolean is_big;
  GString *out;

  if (length < 2 || p[0] + p[1] != 0xfe + 0xff || (p[0] != 0xfe && p[0] != 0xff))
    return NULL;

  is_big = p[0] == 0xfe;
  out = g_string_sized_new (length / 2 + 1);

  for (p += 2; end - p >= 2; p += 2)
    {
      gunichar unit = get_unit (p, is_big);
      gunichar next = end - p >= 4 ? get_unit (p + 2, is_big) : 0;

      if (is_high (unit) && is_low (next))
        {
          unit = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
          p += 2;
        }
      else if (is_high (unit) || is_low (unit))
        unit = REPLACEMENT_CHARACTER;

      g_string_append_unichar (out, unit);
    }

  if (p < end)
    g_string_append_unichar (out, REPLACEMENT_CHARACTER);

  *n_bytes = out->len;

  return g_string_free (out, FALSE);
}
