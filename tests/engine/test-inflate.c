/* test-inflate.c: gzip and deflate, undone
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "body-fixture.h"
#include "inflight-types.h"

#include <string.h>

static void
test_gzip (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) wire = body_gzip (text);
  g_autoptr (GByteArray) small = body_gzip (nothing);

  body_assert_decodes ("gzip", wire, text);
  body_assert_decodes ("X-GZIP", wire, text);
  body_assert_decodes ("gzip", small, nothing);
}

/* With what may be in the header of a member (RFC 1952, section 2.3). */
static void
test_gzip_header (void)
{
  static const char header[] = "\x1f\x8b\x08\x1c\0\0\0\0\0\x03" "\3\0abc" "name\0" "comment\0";
  g_autoptr (GByteArray) text = body_text (1000);
  g_autoptr (GByteArray) member = body_gzip (text);
  g_autoptr (GByteArray) wire = g_byte_array_new ();

  g_byte_array_append (wire, (const guint8 *) header, sizeof header - 1);
  g_byte_array_append (wire, member->data + 10, member->len - 10);
  body_assert_decodes ("gzip", wire, text);
}

static void
test_deflate (void)
{
  /* A block without compression, after bits that do not matter, and the end: the
   * first byte alone looks like zlib's. */
  static const guint8 stored[] = { 0x08, 5, 0, 0xfa, 0xff, 'h', 'e', 'l', 'l', 'o', 3, 0 };
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) zlib = body_compress (text, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) raw = body_compress (text, G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GByteArray) bare = body_gzip (raw);
  g_autoptr (GByteArray) wire = g_byte_array_new ();
  g_autoptr (GByteArray) hello = g_byte_array_new ();

  body_assert_decodes ("deflate", zlib, text);
  body_assert_decodes ("deflate", raw, text);
  body_assert_decodes ("deflate, gzip", bare, text);

  g_byte_array_append (wire, stored, sizeof stored);
  g_byte_array_append (hello, (const guint8 *) "hello", 5);
  body_assert_decodes ("deflate", wire, hello);
}

/* The last byte of it makes hundreds, for which there may be no room at once. */
static void
test_deflate_end (void)
{
  for (gsize size = 16 << 10; size < 17 << 10; size += 5)
    {
      g_autoptr (GByteArray) zeros = g_byte_array_new ();
      g_autoptr (GByteArray) wire = NULL;

      body_append_times (zeros, 0, size);
      wire = body_compress (zeros, G_ZLIB_COMPRESSOR_FORMAT_RAW);
      body_assert_decodes ("deflate", wire, zeros);
    }
}

/* Cut anywhere, it is truncated; only nothing at all is complete. */
static void
test_cut (void)
{
  const GZlibCompressorFormat formats[] = {
    G_ZLIB_COMPRESSOR_FORMAT_GZIP, G_ZLIB_COMPRESSOR_FORMAT_ZLIB, G_ZLIB_COMPRESSOR_FORMAT_RAW,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) text = body_text (500);
      g_autoptr (GByteArray) wire = body_compress (text, formats[i]);
      const char *encoding = i == 0 ? "gzip" : "deflate";

      while (wire->len > 1)
        {
          g_byte_array_set_size (wire, wire->len - 1);
          g_assert_cmpint (body_try (encoding, wire, BODY_NO_LIMIT, NULL), ==,
                           INFLIGHT_ERROR_TRUNCATED);
        }

      g_byte_array_set_size (wire, 0);
      g_assert_cmpint (body_try (encoding, wire, BODY_NO_LIMIT, NULL), ==, BODY_COMPLETE);
    }
}

static void
test_corrupt (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) wire = body_gzip (text);
  g_autoptr (GByteArray) zlib = body_compress (text, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  guint64 bytes;

  /* What came out before the checksum proved wrong is counted. */
  wire->data[wire->len - 8] ^= 1;
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, &bytes), ==, INFLIGHT_ERROR_DECODE);
  g_assert_cmpuint (bytes, ==, text->len);
  wire->data[wire->len - 8] ^= 1;

  wire->data[wire->len - 1] ^= 1;
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
  wire->data[wire->len - 1] ^= 1;
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==, BODY_COMPLETE);

  for (gsize i = 1000; i < wire->len; i += 1000)
    {
      wire->data[i] ^= 0x55;
      g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), !=, BODY_COMPLETE);
      wire->data[i] ^= 0x55;
    }

  wire->data[0] = 0;
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
  g_assert_cmpint (body_try ("gzip", text, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);

  zlib->data[zlib->len - 1] ^= 1;
  g_assert_cmpint (body_try ("deflate", zlib, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
}

/* A dictionary that nobody has (RFC 1950, section 2.2). */
static void
test_dictionary (void)
{
  static const guint8 header[] = { 0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8 };
  InflightBody *body = inflight_body_new (BODY_NO_LIMIT);
  g_autoptr (GError) error = NULL;

  g_assert_true (inflight_body_set_encoding (body, "deflate", NULL));
  g_assert_false (inflight_body_feed (body, header, sizeof header, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_DECODE);
  g_assert_nonnull (strstr (error->message, "dictionary"));
  inflight_body_free (body);
}

/* RFC 1952, section 2.2. */
static void
test_members (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) first = body_text (10);
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) empty = body_gzip (nothing);
  g_autoptr (GByteArray) wire = body_gzip (first);
  g_autoptr (GByteArray) last = NULL;
  g_autoptr (GByteArray) outer = NULL;

  g_byte_array_append (rest, text->data + 10, text->len - 10);
  last = body_gzip (rest);
  body_append (wire, empty);
  body_append (wire, last);
  body_append (wire, empty);
  body_assert_decodes ("gzip", wire, text);

  outer = body_gzip (wire);
  body_assert_decodes ("gzip, gzip", outer, text);
}

/* A member that is begun must be whole, and true. */
static void
test_members_broken (void)
{
  g_autoptr (GByteArray) text = body_text (100);
  g_autoptr (GByteArray) member = body_gzip (text);
  g_autoptr (GByteArray) wire = body_gzip (text);

  body_append (wire, member);
  while (wire->len > member->len + 2)
    {
      g_byte_array_set_size (wire, wire->len - 1);
      g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==,
                       INFLIGHT_ERROR_TRUNCATED);
    }

  body_append_times (wire, 'x', 100);
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);

  g_byte_array_set_size (wire, member->len);
  body_append (wire, member);
  wire->data[wire->len - 6] ^= 1;
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
}

/* What follows the end and is no member is not the body's. */
static void
test_behind (void)
{
  const char *const behind[] = { "garbage", "\x1f", "\x1f\x1f\x8b\x08", "\r\n" };
  g_autoptr (GByteArray) text = body_text (1000);
  g_autoptr (GByteArray) wire = body_gzip (text);
  g_autoptr (GByteArray) zlib = body_compress (text, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) outer = NULL;
  gsize size = wire->len;

  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
    {
      g_byte_array_set_size (wire, size);
      g_byte_array_append (wire, (const guint8 *) behind[i], strlen (behind[i]));
      body_assert_decodes ("gzip", wire, text);
    }

  g_byte_array_set_size (wire, size);
  body_append_times (wire, 0, 10240 - size);
  body_assert_decodes ("gzip", wire, text);
  outer = body_gzip (wire);
  body_assert_decodes ("gzip, gzip", outer, text);

  body_append_times (zlib, 'x', 100);
  body_assert_decodes ("deflate", zlib, text);
}

static GByteArray *
new_blocks (void)
{
  static const guint8 block[] = { 0, 0, 0, 0xff, 0xff };
  GByteArray *wire = g_byte_array_new ();

  for (guint i = 0; i < 20000; i++)
    g_byte_array_append (wire, block, sizeof block);

  return wire;
}

static GByteArray *
new_members (void)
{
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) member = body_gzip (nothing);
  GByteArray *wire = g_byte_array_new ();

  for (guint i = 0; i < 5000; i++)
    body_append (wire, member);

  return wire;
}

static GByteArray *
new_padding (void)
{
  g_autoptr (GByteArray) text = body_text (1000);
  GByteArray *wire = body_gzip (text);

  body_append_times (wire, 0, 2 << 16);

  return wire;
}

static GByteArray *
new_header (guint8 flags)
{
  GByteArray *wire = g_byte_array_new ();

  g_byte_array_append (wire, (const guint8 *) "\x1f\x8b\x08", 3);
  body_append_times (wire, flags, 1);
  body_append_times (wire, 'n', 100000);

  return wire;
}

static GByteArray *
new_name (void)
{
  return new_header (1 << 3);
}

static GByteArray *
new_comment (void)
{
  return new_header (1 << 4);
}

/* A kilobyte of extra field, then a name. */
static GByteArray *
new_extra (void)
{
  return new_header (1 << 2 | 1 << 3);
}

/* What gives nothing for long is not read for long, wherever it comes. Blocks out
 * of another coding are too much work even earlier. */
static void
test_nothing (void)
{
  const struct { const char *encoding; GByteArray *(*new_wire) (void); int inner_code; } rows[] = {
    { "deflate", new_blocks, INFLIGHT_ERROR_TOO_LARGE },
    { "gzip", new_members, INFLIGHT_ERROR_TOO_LARGE },
    { "gzip", new_padding, INFLIGHT_ERROR_DECODE },
    { "gzip", new_name, INFLIGHT_ERROR_DECODE },
    { "gzip", new_comment, INFLIGHT_ERROR_DECODE },
    { "gzip", new_extra, INFLIGHT_ERROR_DECODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *encoding = g_strconcat (rows[i].encoding, ", gzip", NULL);
      g_autoptr (GByteArray) wire = rows[i].new_wire ();
      g_autoptr (GByteArray) outer = body_gzip (wire);

      g_assert_cmpint (body_try (rows[i].encoding, wire, BODY_NO_LIMIT, NULL), ==,
                       INFLIGHT_ERROR_DECODE);
      g_assert_cmpint (body_try (encoding, outer, BODY_NO_LIMIT, NULL), ==,
                       rows[i].inner_code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/inflate/gzip", test_gzip);
  g_test_add_func ("/engine/inflate/gzip/header", test_gzip_header);
  g_test_add_func ("/engine/inflate/deflate", test_deflate);
  g_test_add_func ("/engine/inflate/deflate/end", test_deflate_end);
  g_test_add_func ("/engine/inflate/cut", test_cut);
  g_test_add_func ("/engine/inflate/corrupt", test_corrupt);
  g_test_add_func ("/engine/inflate/dictionary", test_dictionary);
  g_test_add_func ("/engine/inflate/members", test_members);
  g_test_add_func ("/engine/inflate/members/broken", test_members_broken);
  g_test_add_func ("/engine/inflate/behind", test_behind);
  g_test_add_func ("/engine/inflate/nothing", test_nothing);

  return g_test_run ();
}
