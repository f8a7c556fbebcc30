/* test-body.c: a body as it arrives, decoded and bounded
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "body-fixture.h"
#include "inflight-answer-private.h"
#include "inflight-types.h"

/* More than any zlib takes for a coding, and than is needed around it. */
#define CODING_BYTES (64 << 10)
#define AROUND_BYTES 1024

static void
test_plain (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) empty = g_byte_array_new ();

  body_assert_decodes (NULL, text, text);
  body_assert_decodes ("identity", text, text);
  body_assert_decodes ("br", text, text);
  body_assert_decodes ("", text, text);
  body_assert_decodes (NULL, empty, empty);
  body_assert_decodes ("gzip", empty, empty);
}

static void
test_several (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) gzip = body_gzip (text);
  g_autoptr (GByteArray) twice = body_gzip (gzip);
  g_autoptr (GByteArray) thrice = body_gzip (twice);
  g_autoptr (GByteArray) mixed = body_compress (gzip, G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr (GByteArray) zlib = body_compress (text, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GByteArray) outer = body_gzip (zlib);

  body_assert_decodes ("gzip, gzip", twice, text);
  body_assert_decodes ("gzip, gzip, gzip", thrice, text);
  body_assert_decodes ("gzip,deflate", mixed, text);
  body_assert_decodes ("deflate, gzip", outer, text);
}

/* The outer encoding is whole, the inner one is not. */
static void
test_cut_inside (void)
{
  g_autoptr (GByteArray) text = body_text (500);
  g_autoptr (GByteArray) inner = body_gzip (text);
  g_autoptr (GByteArray) outer = NULL;

  g_byte_array_set_size (inner, inner->len - 3);
  outer = body_gzip (inner);
  g_assert_cmpint (body_try ("gzip, gzip", outer, BODY_NO_LIMIT, NULL), ==,
                   INFLIGHT_ERROR_TRUNCATED);
}

/* Of a text that was compressed: is that undone, and what remains? */
static void
test_encodings (void)
{
  const struct { const char *encoding; gboolean undone; const char *remaining; } rows[] = {
    { "gzip,", TRUE, NULL },
    { ", \t,gzip ,,", TRUE, NULL },
    { "identity, gzip, identity", TRUE, NULL },
    { "identity,identity,identity,identity,gzip", TRUE, NULL },
    { "br, gzip", TRUE, "br" },
    { "br\t,identity,,GZip", TRUE, "br" },
    { "gzip, Br , gzip", TRUE, "gzip, Br" },
    { "gzip, br", FALSE, "gzip, br" },
    { "gzip,identity,  br,", FALSE, "gzip, br" },
    { "gzip;q=1", FALSE, "gzip;q=1" },
    { "gzipp", FALSE, "gzipp" },
    { "gz", FALSE, "gz" },
    { "\"gzip\"", FALSE, "\"gzip\"" },
  };
  g_autoptr (GByteArray) text = body_text (1000);
  g_autoptr (GByteArray) wire = body_gzip (text);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GByteArray *wanted = rows[i].undone ? text : wire;
      g_auto (BodyOutcome) outcome = body_take (rows[i].encoding, wire, BODY_NO_LIMIT);

      g_assert_cmpint (outcome.code, ==, BODY_COMPLETE);
      g_assert_cmpstr (outcome.encoding, ==, rows[i].remaining);
      g_assert_cmpmem (g_bytes_get_data (outcome.head, NULL), g_bytes_get_size (outcome.head),
                       wanted->data, wanted->len);
    }
}

static void
test_too_many (void)
{
  InflightBody *body = inflight_body_new (BODY_NO_LIMIT);
  g_autoptr (GError) error = NULL;

  g_assert_false (inflight_body_set_encoding (body, "br, gzip, gzip, gzip", &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);
  inflight_body_free (body);
}

/* What cannot be decoded is kept as it arrived. */
static void
test_raw (void)
{
  const struct { const char *encoding; int code; } rows[] = {
    { "gzip", INFLIGHT_ERROR_DECODE }, { "br", BODY_COMPLETE },
    { "br, gzip", INFLIGHT_ERROR_DECODE },
  };
  g_autoptr (GByteArray) wire = body_text (100);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightBody *body = inflight_body_new (BODY_NO_LIMIT);
      g_autoptr (GBytes) head = NULL;
      g_autofree char *encoding = NULL;

      g_assert_true (inflight_body_set_encoding (body, rows[i].encoding, NULL));
      g_assert_cmpint (body_feed (body, wire, 1000), ==, rows[i].code);

      head = inflight_body_steal_head (body, &encoding);
      g_assert_cmpstr (encoding, ==, rows[i].encoding);
      g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head),
                       wire->data, wire->len);
      inflight_body_free (body);
    }
}

/* But no more of it than 64 KiB. */
static void
test_raw_long (void)
{
  g_autoptr (GByteArray) noise = body_noise (100000);
  g_autoptr (GByteArray) wire = body_gzip (noise);
  g_auto (BodyOutcome) outcome = { 0 };

  wire->data[wire->len - 6] ^= 1;
  outcome = body_take ("gzip", wire, BODY_NO_LIMIT);
  g_assert_cmpint (outcome.code, ==, INFLIGHT_ERROR_DECODE);
  g_assert_cmpstr (outcome.encoding, ==, "gzip");
  g_assert_cmpmem (g_bytes_get_data (outcome.head, NULL), g_bytes_get_size (outcome.head),
                   wire->data, 64 << 10);
}

static void
test_limit (void)
{
  g_autoptr (GByteArray) text = body_text (100000);
  g_autoptr (GByteArray) wire = body_gzip (text);
  guint64 bytes;

  g_assert_cmpint (body_try ("", text, 100000, NULL), ==, BODY_COMPLETE);
  g_assert_cmpint (body_try ("", text, 99999, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, ==, 100000);
  g_assert_cmpint (body_try ("", text, 0, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpint (body_try ("gzip", wire, 100000, NULL), ==, BODY_COMPLETE);
  g_assert_cmpint (body_try ("gzip", wire, 99999, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, ==, 100000);
  g_assert_cmpint (body_try ("gzip", wire, 0, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);
}

/* The limit is for what arrives, and for what comes out of each coding. */
static void
test_limit_stages (void)
{
  g_autoptr (GByteArray) noise = body_noise (990);
  g_autoptr (GByteArray) stored = body_gzip (noise);
  g_autoptr (GByteArray) text = body_text (500);
  g_autoptr (GByteArray) inner = body_gzip (text);
  g_autoptr (GByteArray) outer = NULL;
  guint64 bytes;

  g_assert_cmpuint (stored->len, >, 1000);
  g_assert_cmpint (body_try ("gzip", stored, 1000, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, ==, 1001);
  g_assert_cmpint (body_try ("gzip", stored, stored->len, NULL), ==, BODY_COMPLETE);
  g_assert_cmpint (body_try ("br", stored, 1000, NULL), ==, INFLIGHT_ERROR_TOO_LARGE);

  body_append_times (inner, 0, 2000 - inner->len);
  outer = body_gzip (inner);
  g_assert_cmpuint (outer->len, <, 1000);
  g_assert_cmpint (body_try ("gzip, gzip", outer, 1999, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, ==, text->len);
  g_assert_cmpint (body_try ("gzip, gzip", outer, 2000, NULL), ==, BODY_COMPLETE);
}

/* No more is kept than the limit, and than a title is looked for in. */
static void
test_head (void)
{
  g_autoptr (GByteArray) text = body_text (3 << 20);
  g_auto (BodyOutcome) outcome = body_take (NULL, text, 1000);

  g_assert_cmpint (outcome.code, ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_null (outcome.encoding);
  g_assert_cmpmem (g_bytes_get_data (outcome.head, NULL), g_bytes_get_size (outcome.head),
                   text->data, 1000);

  body_assert_decodes (NULL, text, text);
}

/* 100 MiB of zeros in 100 kB. */
static void
test_bomb (void)
{
  g_autoptr (GByteArray) zeros = g_byte_array_new ();
  g_autoptr (GByteArray) wire = NULL;
  g_autoptr (GByteArray) twice = NULL;
  g_autoptr (GByteArray) fine = NULL;
  guint64 bytes;

  body_append_times (zeros, 0, 100 << 20);
  wire = body_gzip (zeros);
  twice = body_gzip (wire);
  g_byte_array_set_size (zeros, 1 << 20);
  fine = body_gzip (zeros);

  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, &bytes), ==,
                   INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 2 << 20);
  g_assert_cmpint (body_try ("gzip, gzip", twice, BODY_NO_LIMIT, &bytes), ==,
                   INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 2 << 20);
  g_assert_cmpint (body_try ("gzip", wire, 50000, &bytes), ==, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, ==, 50001);
  g_assert_cmpint (body_try ("gzip", fine, BODY_NO_LIMIT, NULL), ==, BODY_COMPLETE);
}

/* The outer coding is a trap although little comes out of the inner one. */
static void
test_bomb_outside (void)
{
  g_autoptr (GByteArray) byte = body_text (1);
  g_autoptr (GByteArray) member = body_gzip (byte);
  g_autoptr (GByteArray) members = g_byte_array_new ();
  g_autoptr (GByteArray) wire = NULL;
  guint64 bytes;

  while (members->len < 5 << 20)
    body_append (members, member);
  wire = body_gzip (members);

  g_assert_cmpint (body_try ("gzip, gzip", wire, BODY_NO_LIMIT, &bytes), ==,
                   INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, (2 << 20) / member->len);
}

/* Blocks that cost much and give little, more of them than can arrive. */
static void
test_bomb_blocks (void)
{
  static const guint8 block[] = { 0, 1, 0, 0xfe, 0xff, 'x' };
  g_autoptr (GByteArray) blocks = g_byte_array_new ();
  g_autoptr (GByteArray) wire = NULL;
  guint64 bytes;

  for (guint i = 0; i < 50000; i++)
    g_byte_array_append (blocks, block, sizeof block);
  wire = body_gzip (blocks);

  g_assert_cmpint (body_try ("deflate, gzip", wire, BODY_NO_LIMIT, &bytes), ==,
                   INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 1000);
}

/* What arrived before does not make good for a part that is a trap. */
static void
test_bomb_behind (void)
{
  g_autoptr (GByteArray) body = body_noise (2 << 20);
  g_autoptr (GByteArray) fine = NULL;
  g_autoptr (GByteArray) wire = NULL;
  guint64 bytes;

  body_append_times (body, 0, 1 << 20);
  fine = body_gzip (body);
  body_assert_decodes ("gzip", fine, body);

  body_append_times (body, 0, 10 << 20);
  wire = body_gzip (body);
  g_assert_cmpint (body_try ("gzip", wire, BODY_NO_LIMIT, &bytes), ==,
                   INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (bytes, <, 4 << 20);
}

/* It takes what is needed for what arrived, not for what is announced. */
static void
test_memory (void)
{
  g_autoptr (GByteArray) noise = body_noise (1 << 20);
  InflightBody *body = inflight_body_new (BODY_NO_LIMIT);
  gsize empty_bytes = inflight_body_get_memory (body);

  g_assert_cmpuint (empty_bytes, <=, AROUND_BYTES);

  inflight_body_expect (body, 300);
  g_assert_cmpuint (inflight_body_get_memory (body), ==, empty_bytes);
  g_assert_true (inflight_body_feed (body, noise->data, 100, NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), ==, empty_bytes + 300);
  g_assert_true (inflight_body_feed (body, noise->data, 200, NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), ==, empty_bytes + 300);
  inflight_body_free (body);

  body = inflight_body_new (BODY_NO_LIMIT);
  inflight_body_expect (body, G_MAXUINT64);
  g_assert_true (inflight_body_feed (body, noise->data, 1, NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), <=, (64 << 10) + AROUND_BYTES);
  for (guint i = 0; i < 3; i++)
    g_assert_true (inflight_body_feed (body, noise->data, noise->len, NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), ==, empty_bytes + INFLIGHT_HEAD_BYTES);
  inflight_body_free (body);
}

static void
test_memory_encoded (void)
{
  g_autoptr (GByteArray) noise = body_noise (100000);
  g_autoptr (GByteArray) wire = body_gzip (noise);
  g_autoptr (GByteArray) twice = body_gzip (wire);
  InflightBody *body = inflight_body_new (BODY_NO_LIMIT);
  gsize memory_bytes;

  /* Nothing for a body that never comes. */
  g_assert_true (inflight_body_set_encoding (body, "gzip, gzip", NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), <=, AROUND_BYTES);

  g_assert_true (inflight_body_feed (body, twice->data, 1000, NULL));
  memory_bytes = inflight_body_get_memory (body);
  g_assert_cmpuint (memory_bytes, >, 2 * (32 << 10));
  g_assert_cmpuint (memory_bytes, <=, 2 * CODING_BYTES + 4000 + AROUND_BYTES);

  g_assert_true (inflight_body_feed (body, twice->data + 1000, twice->len - 1000, NULL));
  g_assert_cmpuint (inflight_body_get_memory (body), >=, memory_bytes - 2000 + 100000 + (64 << 10));
  inflight_body_free (body);
}

/* Forgotten at any time, it is counted and judged as before. */
static void
test_forget (void)
{
  const struct { const char *encoding; guint n_codings; guint64 limit_bytes; int code; } rows[] = {
    { "", 0, BODY_NO_LIMIT, BODY_COMPLETE },
    { "", 0, 50000, INFLIGHT_ERROR_TOO_LARGE },
    { "br", 0, BODY_NO_LIMIT, BODY_COMPLETE },
    { "gzip", 1, BODY_NO_LIMIT, BODY_COMPLETE },
    { "gzip", 1, 50000, INFLIGHT_ERROR_TOO_LARGE },
    { "gzip, gzip", 2, BODY_NO_LIMIT, INFLIGHT_ERROR_DECODE },
  };
  g_autoptr (GByteArray) noise = body_noise (100000);
  g_autoptr (GByteArray) gzip = body_gzip (noise);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      const char *encoding = rows[i / 2].encoding;
      guint n_codings = rows[i / 2].n_codings;
      const GByteArray *wire = n_codings > 0 ? gzip : noise;
      InflightBody *body = inflight_body_new (rows[i / 2].limit_bytes);
      g_auto (BodyOutcome) wanted = body_take (encoding, wire, rows[i / 2].limit_bytes);
      char *still_encoded = (char *) "";

      g_assert_cmpint (wanted.code, ==, rows[i / 2].code);
      g_assert_true (inflight_body_set_encoding (body, encoding, NULL));

      if (i % 2 == 0)
        inflight_body_forget_head (body);
      g_assert_cmpint (body_feed (body, wire, wire->len), ==, wanted.code);
      if (i % 2 == 1)
        inflight_body_forget_head (body);

      g_assert_cmpuint (inflight_body_get_bytes (body), ==, wanted.bytes);
      g_assert_cmpuint (inflight_body_get_wire (body), ==, wanted.wire);
      g_assert_cmpuint (inflight_body_get_memory (body), <=,
                        n_codings * CODING_BYTES + AROUND_BYTES);
      g_assert_null (inflight_body_steal_head (body, &still_encoded));
      g_assert_null (still_encoded);
      inflight_body_free (body);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/body/plain", test_plain);
  g_test_add_func ("/engine/body/several", test_several);
  g_test_add_func ("/engine/body/several/cut", test_cut_inside);
  g_test_add_func ("/engine/body/encodings", test_encodings);
  g_test_add_func ("/engine/body/encodings/too-many", test_too_many);
  g_test_add_func ("/engine/body/raw", test_raw);
  g_test_add_func ("/engine/body/raw/long", test_raw_long);
  g_test_add_func ("/engine/body/limit", test_limit);
  g_test_add_func ("/engine/body/limit/stages", test_limit_stages);
  g_test_add_func ("/engine/body/head", test_head);
  g_test_add_func ("/engine/body/bomb", test_bomb);
  g_test_add_func ("/engine/body/bomb/outside", test_bomb_outside);
  g_test_add_func ("/engine/body/bomb/blocks", test_bomb_blocks);
  g_test_add_func ("/engine/body/bomb/behind", test_bomb_behind);
  g_test_add_func ("/engine/body/memory", test_memory);
  g_test_add_func ("/engine/body/memory/encoded", test_memory_encoded);
  g_test_add_func ("/engine/body/forget", test_forget);

  return g_test_run ();
}
