/* inflight-charset.c: bytes of any character encoding as UTF-8
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-charset-private.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\357\277\275"

/* What WHATWG's Encoding standard knows, under the names that iconv has; with
 * Latin-1 and ASCII being windows-1252, as everywhere on the web. The name comes
 * from a server: iconv has far more, and loads a module for each. */
static const struct
{
  const char *label;
  const char *charset;
} labels[] = {
  { "utf-8", "UTF-8" }, { "utf8", "UTF-8" }, { "unicode-1-1-utf-8", "UTF-8" },
  { "utf-16", "UTF-16LE" }, { "utf-16le", "UTF-16LE" }, { "utf-16be", "UTF-16BE" },
  { "ascii", "WINDOWS-1252" }, { "us-ascii", "WINDOWS-1252" },
  { "iso-8859-1", "WINDOWS-1252" }, { "iso8859-1", "WINDOWS-1252" },
  { "latin1", "WINDOWS-1252" }, { "windows-1252", "WINDOWS-1252" },
  { "cp1252", "WINDOWS-1252" },
  { "iso-8859-2", "ISO-8859-2" }, { "latin2", "ISO-8859-2" },
  { "iso-8859-3", "ISO-8859-3" }, { "iso-8859-4", "ISO-8859-4" },
  { "iso-8859-5", "ISO-8859-5" }, { "iso-8859-6", "ISO-8859-6" },
  { "iso-8859-7", "ISO-8859-7" }, { "iso-8859-8", "ISO-8859-8" },
  { "iso-8859-9", "WINDOWS-1254" }, { "iso-8859-10", "ISO-8859-10" },
  { "iso-8859-13", "ISO-8859-13" }, { "iso-8859-14", "ISO-8859-14" },
  { "iso-8859-15", "ISO-8859-15" }, { "iso-8859-16", "ISO-8859-16" },
  { "windows-874", "WINDOWS-874" }, { "tis-620", "WINDOWS-874" },
  { "windows-1250", "WINDOWS-1250" }, { "windows-1251", "WINDOWS-1251" },
  { "cp1251", "WINDOWS-1251" }, { "windows-1253", "WINDOWS-1253" },
  { "windows-1254", "WINDOWS-1254" }, { "windows-1255", "WINDOWS-1255" },
  { "windows-1256", "WINDOWS-1256" }, { "windows-1257", "WINDOWS-1257" },
  { "windows-1258", "WINDOWS-1258" },
  { "koi8-r", "KOI8-R" }, { "koi8-u", "KOI8-U" }, { "ibm866", "IBM866" },
  { "macintosh", "MACINTOSH" },
  { "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "gb18030", "GB18030" },
  { "big5", "BIG5-HKSCS" }, { "big5-hkscs", "BIG5-HKSCS" },
  { "euc-jp", "EUC-JP" }, { "shift_jis", "CP932" }, { "shift-jis", "CP932" },
  { "sjis", "CP932" }, { "windows-31j", "CP932" }, { "iso-2022-jp", "ISO-2022-JP" },
  { "euc-kr", "CP949" }, { "ks_c_5601-1987", "CP949" },
};

/**
 * inflight_charset_find:
 * @name: what a server calls a character encoding
 *
 * Returns: (nullable): its name for inflight_charset_decode(); a static string
 */
const char *
inflight_charset_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (labels[i].label, name) == 0)
      return labels[i].charset;

  return NULL;
}

/**
 * inflight_charset_sniff:
 * @data: the beginning of a text
 * @size: its size in bytes
 * @mark_bytes: (out): the size of its byte order mark, 0 without one
 *
 * Returns: (nullable): the encoding that the mark stands for
 */
const char *
inflight_charset_sniff (const char *data,
                        gsize       size,
                        gsize      *mark_bytes)
{
  static const struct
  {
    const char *mark;
    gsize       size;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, "UTF-8" },
    { "\xff\xfe\x00\x00", 4, "UTF-32LE" },
    { "\x00\x00\xfe\xff", 4, "UTF-32BE" },
    { "\xff\xfe", 2, "UTF-16LE" },
    { "\xfe\xff", 2, "UTF-16BE" },
  };

  *mark_bytes = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].size && memcmp (data, marks[i].mark, marks[i].size) == 0)
      {
        *mark_bytes = marks[i].size;
        return marks[i].charset;
      }

  return NULL;
}

/* Returns the size of the characters at the beginning, NULs included. What is cut
 * short at the very end counts as one. */
static gsize
measure_utf8 (const char *data,
              gsize       size)
{
  const char *p = data;
  const char *end = data + size;

  while (p < end)
    {
      const char *valid_end;

      if (*p == '\0')
        {
          p++;
          continue;
        }

      if (g_utf8_validate_len (p, end - p, &valid_end))
        return size;

      p = valid_end;
      if (*p != '\0')
        break;
    }

  return p - data;
}

static gboolean
is_cut (const char *data,
        gsize       size)
{
  return size > 0 && size < 4 && *data != '\0' &&
         g_utf8_get_char_validated (data, size) == (gunichar) -2;
}

/**
 * inflight_charset_is_utf8:
 * @data: bytes
 * @size: how many
 *
 * Returns: whether they are UTF-8, which may be cut at the end and hold NULs
 */
gboolean
inflight_charset_is_utf8 (const char *data,
                          gsize       size)
{
  gsize valid = measure_utf8 (data, size);

  return valid == size || is_cut (data + valid, size - valid);
}

static GString *
decode_utf8 (const char *data,
             gsize       size,
             gboolean    is_whole,
             guint      *n_replaced)
{
  GString *out = g_string_sized_new (size);

  while (size > 0)
    {
      gsize valid = measure_utf8 (data, size);

      g_string_append_len (out, data, valid);
      data += valid;
      size -= valid;
      if (size == 0 || (!is_whole && is_cut (data, size)))
        break;

      g_string_append (out, REPLACEMENT);
      (*n_replaced)++;
      data++;
      size--;
    }

  return out;
}

/* What a fault is as long as. */
static gsize
get_unit_bytes (const char *charset)
{
  if (g_str_has_prefix (charset, "UTF-16"))
    return 2;

  return g_str_has_prefix (charset, "UTF-32") ? 4 : 1;
}

/* Returns whether there is more to convert. */
static gboolean
convert_some (GIConv    converter,
              char    **from,
              gsize    *from_bytes,
              GString  *out)
{
  char buffer[4096];
  char *to = buffer;
  gsize room = sizeof buffer;
  gsize converted = g_iconv (converter, from, from_bytes, &to, &room);
  int error = errno;

  g_string_append_len (out, buffer, sizeof buffer - room);
  errno = error;

  return converted == (gsize) -1;
}

static GString *
convert (GIConv      converter,
         const char *charset,
         const char *data,
         gsize       size,
         gboolean    is_whole,
         guint      *n_replaced)
{
  GString *out = g_string_sized_new (size);
  char *from = (char *) data;

  while (size > 0 && convert_some (converter, &from, &size, out))
    {
      gsize unit = MIN (get_unit_bytes (charset), size);

      if (errno == E2BIG)
        continue;
      if (errno == EINVAL && !is_whole)
        break;

      g_string_append (out, REPLACEMENT);
      (*n_replaced)++;
      from += unit;
      size -= unit;
    }

  return out;
}

/**
 * inflight_charset_decode:
 * @charset: a name that inflight_charset_find() or inflight_charset_sniff() gave
 * @data: bytes
 * @size: how many
 * @is_whole: whether nothing follows; otherwise a character that is cut at the
 *   end is left out
 * @n_replaced: (inout): is increased by the number of faults
 *
 * Returns: (transfer full): valid UTF-8 that may hold NULs, with a replacement
 *   character for each fault
 */
GString *
inflight_charset_decode (const char *charset,
                         const char *data,
                         gsize       size,
                         gboolean    is_whole,
                         guint      *n_replaced)
{
  GIConv converter;
  GString *out;

  if (strcmp (charset, "UTF-8") == 0)
    return decode_utf8 (data, size, is_whole, n_replaced);

  converter = g_iconv_open ("UTF-8", charset);
  if (converter == (GIConv) -1)
    return decode_utf8 (data, size, is_whole, n_replaced);

  out = convert (converter, charset, data, size, is_whole, n_replaced);
  g_iconv_close (converter);

  return out;
}
