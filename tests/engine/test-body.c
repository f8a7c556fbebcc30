/* test-body.c: a body as it arrives, decoded and bounded
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-answer-private.h"
#include "inflight-body-private.h"
#include "inflight-types.h"

#include <string.h>

#define NO_LIMIT G_MAXUINT64

static GByteArray *
compress (const guint8          *data,
          gsize                  size,
          GZlibCompressorFormat  format)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (format, 9);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_converter_output_stream_new (sink, G_CONVERTER (compressor));
  g_output_stream_write_all (stream, data, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));

  return g_bytes_unref_to_array (g_steal_pointer (&bytes));
}

static GByteArray *
new_text (gsize size)
{
  GByteArray *text = g_byte_array_sized_new (size);

  while (text->len < size)
    {
      g_autofree char *line = g_strdup_printf ("line %u of a text\n", text->len);

      g_byte_array_append (text, (const guint8 *) line, strlen (line));
    }
  g_byte_array_set_size (text, size);

  return text;
}

/* Returns the code of the error, or -1. */
static int
feed (InflightBody     *body,
      const GByteArray *data,
      gsize             piece)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  for (gsize at = 0; at < data->len && fine; at += piece)
    fine = inflight_body_feed (body, data->data + at, MIN (piece, data->len - at), &error);
  if (fine)
    fine = inflight_body_end (body, &error);

  g_assert_cmpint (fine, ==, error == NULL);
  if (fine)
    return -1;

  g_assert_true (error->domain == INFLIGHT_ERROR);

  return error->code;
}

/* Feeds it in pieces of several sizes; each time the text must come out. */
static void
assert_decodes (const char       *encoding,
                const GByteArray *wire,
                const GByteArray *text)
{
  const gsize pieces[] = { 1, 2, 7, 1000, 65536 };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      InflightBody *body = inflight_body_new (NO_LIMIT);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) head = NULL;
      g_autofree char *still_encoded = NULL;

      if (encoding != NULL)
        g_assert_true (inflight_body_set_encoding (body, encoding, &error));
      g_assert_no_error (error);
      g_assert_cmpint (feed (body, wire, pieces[i]), ==, -1);
      g_assert_cmpuint (inflight_body_get_wire (body), ==, wire->len);
      g_assert_cmpuint (inflight_body_get_bytes (body), ==, text->len);

      head = inflight_body_steal_head (body, &still_encoded);
      g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head),
                       text->data, MIN (text->len, INFLIGHT_HEAD_BYTES));
      inflight_body_free (body);
    }
}

static int
try (const char       *encoding,
     const GByteArray *wire,
     guint64           limit_bytes,
     guint64          *bytes)
{
  InflightBody *body = inflight_body_new (limit_bytes);
  int code;

  g_assert_true (inflight_body_set_encoding (body, encoding, NULL));
  code = feed (body, wire, 4096);
  if (bytes != NULL)
    *bytes = inflight_body_get_bytes (body);
  inflight_body_free (body);

  return code;
}

static void
test_plain (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) empty = g_byte_array_new ();

  assert_decodes (NULL, text, text);
  assert_decodes ("identity", text, text);
  assert_decodes ("br", text, text);
  assert_decodes ("", text, text);
  assert_decodes ("gzip", empty, empty);
}

static void
test_gzip (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_autoptr (GByteArray) wire = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) small = compress (nothing->data, 0, G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  assert_decodes ("gzip", wire, text);
  assert_decodes ("X-GZIP", wire, text);
  assert_decodes ("identity, gzip", wire, text);
  assert_decodes ("gzip", small, nothing);
}

static void
test_deflate (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) zlib = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) raw = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_RAW);

  assert_decodes ("deflate", zlib, text);
  assert_decodes ("deflate", raw, text);
}

static void
test_several (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) gzip = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) twice = compress (gzip->data, gzip->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) mixed = compress (gzip->data, gzip->len, G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GByteArray) inner = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) outer = compress (inner->data, inner->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  assert_decodes ("gzip, gzip", twice, text);
  assert_decodes ("gzip,deflate", mixed, text);
  assert_decodes ("deflate, gzip", outer, text);
}

static void
test_too_many (void)
{
  InflightBody *body = inflight_body_new (NO_LIMIT);
  g_autoptr (GError) error = NULL;

  g_assert_false (inflight_body_set_encoding (body, "gzip, gzip, gzip, gzip", &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);
  inflight_body_free (body);
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
      g_autoptr (GByteArray) text = new_text (500);
      g_autoptr (GByteArray) wire = compress (text->data, text->len, formats[i]);
      const char *encoding = i == 0 ? "gzip" : "deflate";

      while (wire->len > 1)
        {
          g_byte_array_set_size (wire, wire->len - 1);
          g_assert_cmpint (try (encoding, wire, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_TRUNCATED);
        }
    }
}

/* The outer encoding is whole, the inner one is not. */
static void
test_cut_inside (void)
{
  g_autoptr (GByteArray) text = new_text (500);
  g_autoptr (GByteArray) inner = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) outer = NULL;

  outer = compress (inner->data, inner->len - 3, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_assert_cmpint (try ("gzip, gzip", outer, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_TRUNCATED);
}

static void
test_corrupt (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) wire = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) zlib = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  guint64 bytes;

  /* What arrived before the checksum proved wrong is kept. */
  wire->data[wire->len - 8] ^= 1;
  g_assert_cmpint (try ("gzip", wire, NO_LIMIT, &bytes), ==, INFLIGHT_ERROR_DECODE);
  g_assert_cmpuint (bytes, >, 0);
  wire->data[wire->len - 8] ^= 1;

  wire->data[wire->len - 1] ^= 1;
  g_assert_cmpint (try ("gzip", wire, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
  wire->data[wire->len - 1] ^= 1;
  g_assert_cmpint (try ("gzip", wire, NO_LIMIT, NULL), ==, -1);

  wire->data[0] = 0;
  g_assert_cmpint (try ("gzip", wire, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
  g_assert_cmpint (try ("gzip", text, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);

  zlib->data[zlib->len - 1] ^= 1;
  g_assert_cmpint (try ("deflate", zlib, NO_LIMIT, NULL), ==, INFLIGHT_ERROR_DECODE);
}

static void
test_limit (void)
{
  g_autoptr (GByteArray) text = new_text (100000);
  g_autoptr (GByteArray) wire = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  g_assert_cmpint (try ("", text, 100000, NULL), ==, -1);
  g_assert_cmpint (try ("", text, 99999, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpint (try ("", text, 0, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpint (try ("gzip", wire, 100000, NULL), ==, -1);
  g_assert_cmpint (try ("gzip", wire, 99999, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);
}

/* What cannot be decoded is kept as it arrived. */
static void
test_raw (void)
{
  const guint8 bytes[] = "this is not gzip";
  const struct { const char *encoding; int code; } rows[] = {
    { "gzip", INFLIGHT_ERROR_DECODE }, { "br", -1 }, { "br, gzip", INFLIGHT_ERROR_DECODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightBody *body = inflight_body_new (NO_LIMIT);
      g_autoptr (GByteArray) wire = g_byte_array_new ();
      g_autoptr (GBytes) head = NULL;
      g_autofree char *encoding = NULL;

      g_byte_array_append (wire, bytes, sizeof bytes);
      g_assert_true (inflight_body_set_encoding (body, rows[i].encoding, NULL));
      g_assert_cmpint (feed (body, wire, 1000), ==, rows[i].code);

      head = inflight_body_steal_head (body, &encoding);
      g_assert_cmpstr (encoding, ==, rows[i].encoding);
      g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head),
                       bytes, sizeof bytes);
      inflight_body_free (body);
    }
}

/* No more is kept than the limit, and than a title is looked for in. */
static void
test_head (void)
{
  g_autoptr (GByteArray) text = new_text (3 << 20);
  InflightBody *body = inflight_body_new (1000);
  g_autoptr (GBytes) head = NULL;
  char *still_encoded;

  g_assert_cmpint (feed (body, text, 300), ==, INFLIGHT_ERROR_TOO_LARGE);
  head = inflight_body_steal_head (body, &still_encoded);
  g_assert_null (still_encoded);
  g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head), text->data, 1000);
  inflight_body_free (body);

  assert_decodes (NULL, text, text);
}

/* 100 MiB of zeros in 100 kB. */
static void
test_bomb (void)
{
  const gsize size = 100 << 20;
  g_autofree guint8 *zeros = g_malloc0 (size);
  g_autoptr (GByteArray) wire = compress (zeros, size, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) twice = compress (wire->data, wire->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) fine = compress (zeros, 1 << 20, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  guint64 bytes;

  g_assert_cmpint (try ("gzip", wire, NO_LIMIT, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 8 << 20);
  g_assert_cmpint (try ("gzip, gzip", twice, NO_LIMIT, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 8 << 20);
  g_assert_cmpint (try ("gzip", wire, 50000, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 100000);
  g_assert_cmpint (try ("gzip", fine, NO_LIMIT, &bytes), ==, -1);
}

/* What follows the end of the compressed data is not the body's. */
static void
test_trailing (void)
{
  g_autoptr (GByteArray) text = new_text (1000);
  g_autoptr (GByteArray) wire = compress (text->data, text->len, G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  g_byte_array_append (wire, (const guint8 *) "garbage", 7);
  assert_decodes ("gzip", wire, text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/body/plain", test_plain);
  g_test_add_func ("/engine/body/gzip", test_gzip);
  g_test_add_func ("/engine/body/deflate", test_deflate);
  g_test_add_func ("/engine/body/several", test_several);
  g_test_add_func ("/engine/body/too-many", test_too_many);
  g_test_add_func ("/engine/body/cut", test_cut);
  g_test_add_func ("/engine/body/cut/inside", test_cut_inside);
  g_test_add_func ("/engine/body/corrupt", test_corrupt);
  g_test_add_func ("/engine/body/limit", test_limit);
  g_test_add_func ("/engine/body/head", test_head);
  g_test_add_func ("/engine/body/raw", test_raw);
  g_test_add_func ("/engine/body/bomb", test_bomb);
  g_test_add_func ("/engine/body/trailing", test_trailing);

  return g_test_run ();
}
