/* inflight-charset.c: bytes of any character encoding as UTF-8
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-charset.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\357\277\275"

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

/**
 * inflight_charset_has_ascii:
 * @charset: a name that inflight_charset_find() or inflight_charset_sniff() gave
 *
 * Returns: whether markup can be read before it is decoded: each of the bytes up to
 *   `?` stands for itself wherever it is (a second byte may be a letter)
 */
gboolean
inflight_charset_has_ascii (const char *charset)
{
  return !g_str_has_prefix (charset, "UTF-16") && !g_str_has_prefix (charset, "UTF-32") &&
         !g_str_equal (charset, "ISO-2022-JP");
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

static gsize
get_character_bytes (guchar lead)
{
  return lead < 0xc2 || lead > 0xf4 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* As far as a character could still have become one (Unicode, section 3.9, “U+FFFD
 * substitution of maximal subparts”): what browsers have one replacement for. */
static gsize
get_subpart_bytes (const char *bytes,
                   gsize       size)
{
  const guchar *data = (const guchar *) bytes;
  guchar lead = data[0];
  gsize wanted = get_character_bytes (lead);
  guchar lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  guchar highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  gsize n = 1;

  for (; n < MIN (wanted, size) && data[n] >= lowest && data[n] <= highest; n++)
    {
      lowest = 0x80;
      highest = 0xbf;
    }

  return n;
}

/* Whether it is the beginning of a character that might still come. */
static gboolean
is_cut (const char *data,
        gsize       size)
{
  return size > 0 && size < get_character_bytes (*data) &&
         get_subpart_bytes (data, size) == size;
}

/**
 * inflight_charset_is_utf8:
 * @data: bytes
 * @size: how many
 * @is_whole: whether nothing follows; otherwise a character may be cut at the end
 *
 * Returns: whether they are UTF-8, which may hold NULs
 */
gboolean
inflight_charset_is_utf8 (const char *data,
                          gsize       size,
                          gboolean    is_whole)
{
  gsize valid = measure_utf8 (data, size);

  return valid == size || (!is_whole && is_cut (data + valid, size - valid));
}

/* What is being decoded, and what has become of it. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean    is_whole;
  guint       max_replaced;
  guint       n_replaced;
  GString    *out;
} Decoder;

/* Returns whether there was still room for it. */
static gboolean
replace (Decoder *self,
         gsize    n_bytes)
{
  if (self->n_replaced == self->max_replaced)
    return FALSE;

  self->n_replaced++;
  self->at += n_bytes;
  g_string_append (self->out, REPLACEMENT);

  return TRUE;
}

static void
decode_utf8 (Decoder *self)
{
  while (self->at < self->end)
    {
      gsize valid = measure_utf8 (self->at, self->end - self->at);
      gsize left;

      g_string_append_len (self->out, self->at, valid);
      self->at += valid;
      left = self->end - self->at;
      if (left == 0 || (!self->is_whole && is_cut (self->at, left)) ||
          !replace (self, get_subpart_bytes (self->at, left)))
        break;
    }
}

static gunichar
read_unit (const Decoder *self,
           gsize          offset,
           gboolean       is_big_endian)
{
  guchar first = self->at[offset];
  guchar second = self->at[offset + 1];

  return is_big_endian ? first << 8 | second : second << 8 | first;
}

/* iconv takes four times as long, and a page has 10 ms for a MiB. */
static void
decode_utf16 (Decoder  *self,
              gboolean  is_big_endian)
{
  while (self->end - self->at >= 2)
    {
      gunichar c = read_unit (self, 0, is_big_endian);
      gsize left = self->end - self->at;

      if (c >= 0xd800 && c < 0xdc00 && left >= 4)
        {
          gunichar low = read_unit (self, 2, is_big_endian);

          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              self->at += 2;
            }
        }
      else if (c >= 0xd800 && c < 0xdc00 && !self->is_whole)
        {
          return;
        }

      if (c < 0x80)
        g_string_append_c (self->out, c);
      else if (c < 0xd800 || c >= 0xe000)
        g_string_append_unichar (self->out, c);
      else if (!replace (self, 0))
        return;
      self->at += 2;
    }

  if (self->at < self->end && self->is_whole)
    replace (self, 1);
}

/* Returns whether there is more to convert. */
static gboolean
convert_some (Decoder *self,
              GIConv   converter)
{
  gsize used = self->out->len;
  char *from = (char *) self->at;
  gsize from_bytes = self->end - self->at;
  gsize room;
  gsize converted;
  char *to;
  int error;

  /* Most characters take no more than two bytes for each of theirs. */
  g_string_set_size (self->out, used + from_bytes * 2 + 16);
  to = self->out->str + used;
  room = self->out->len - used;
  converted = g_iconv (converter, &from, &from_bytes, &to, &room);
  error = errno;

  g_string_truncate (self->out, to - self->out->str);
  self->at = from;
  errno = error;

  return converted == (gsize) -1;
}

/* Some wait for what may follow a character: a mark that it is composed with. */
static void
flush (Decoder *self,
       GIConv   converter)
{
  char buffer[16];
  char *to = buffer;
  gsize room = sizeof buffer;

  g_iconv (converter, NULL, NULL, &to, &room);
  g_string_append_len (self->out, buffer, to - buffer);
}

/* The euro sign that the standard has in these, but iconv has not. */
static gboolean
append_euro (Decoder    *self,
             const char *charset)
{
  gsize left = self->end - self->at;
  gsize n_bytes = 0;

  if (g_str_equal (charset, "GB18030") && self->at[0] == '\x80')
    n_bytes = 1;
  else if (g_str_equal (charset, "BIG5-HKSCS") && left >= 2 &&
           memcmp (self->at, "\xa3\xe1", 2) == 0)
    n_bytes = 2;

  self->at += n_bytes;
  g_string_append (self->out, n_bytes > 0 ? "€" : "");

  return n_bytes > 0;
}

/* A pair that is no character is one fault, unless its second byte may be one by
 * itself: ASCII is never lost (Encoding Standard, sections 10 to 12). */
static gsize
get_fault_bytes (const Decoder *self,
                 const char    *charset)
{
  static const char *const pairs[] = {
    "BIG5-HKSCS", "CP932", "CP949", "EUC-JP-MS", "GB18030", NULL,
  };
  const guchar *at = (const guchar *) self->at;
  gsize left = self->end - self->at;

  if (g_str_has_prefix (charset, "UTF-32"))
    return MIN (4, left);

  if (left < 2 || at[1] < 0x80 || at[0] <= 0x80 || at[0] == 0xff ||
      !g_strv_contains (pairs, charset))
    return 1;

  if (g_str_equal (charset, "CP932"))
    return at[0] == 0xa0 || at[0] > 0xfc ? 1 : 2;

  if (g_str_equal (charset, "EUC-JP-MS"))
    return at[0] == 0x8e || at[0] == 0x8f || at[0] > 0xa0 ? 2 : 1;

  return 2;
}

static void
decode_with_iconv (Decoder    *self,
                   const char *charset)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  gboolean has_states = g_str_equal (charset, "ISO-2022-JP");

  if (converter == (GIConv) -1)
    {
      decode_utf8 (self);
      return;
    }

  while (self->at < self->end && convert_some (self, converter))
    {
      if (errno == E2BIG)
        continue;
      if (errno == EINVAL && !self->is_whole)
        break;

      if (!has_states)
        flush (self, converter);
      if (!append_euro (self, charset) && !replace (self, get_fault_bytes (self, charset)))
        break;
    }

  flush (self, converter);
  g_iconv_close (converter);
}

/**
 * inflight_charset_decode:
 * @charset: a name that inflight_charset_find() or inflight_charset_sniff() gave
 * @data: bytes
 * @size: how many
 * @is_whole: whether nothing follows; otherwise a character that is cut at the
 *   end is left out
 * @max_replaced: how many faults there may be; what follows is left out
 * @n_replaced: (out): the number of faults
 *
 * Takes time in proportion to @size; ten times as long where much is at fault.
 *
 * Returns: (transfer full): valid UTF-8 that may hold NULs, with a replacement
 *   character for each fault
 */
GString *
inflight_charset_decode (const char *charset,
                         const char *data,
                         gsize       size,
                         gboolean    is_whole,
                         guint       max_replaced,
                         guint      *n_replaced)
{
  Decoder decoder = {
    .at = data,
    .end = data + size,
    .is_whole = is_whole,
    .max_replaced = max_replaced,
    .out = g_string_sized_new (size),
  };

  if (g_str_equal (charset, "UTF-8"))
    decode_utf8 (&decoder);
  else if (g_str_has_prefix (charset, "UTF-16"))
    decode_utf16 (&decoder, g_str_has_suffix (charset, "BE"));
  else
    decode_with_iconv (&decoder, charset);

  *n_replaced = decoder.n_replaced;

  return decoder.out;
}
