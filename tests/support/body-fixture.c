/* body-fixture.c: bodies, compressed, and what becomes of them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "body-fixture.h"

#include "inflight-answer-private.h"
#include "inflight-types.h"

#include <string.h>

GByteArray *
body_text (gsize size)
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

/* What does not compress. */
GByteArray *
body_noise (gsize size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (size);
  GByteArray *noise = g_byte_array_sized_new (size);

  g_byte_array_set_size (noise, size);
  for (gsize i = 0; i < size; i++)
    noise->data[i] = g_rand_int (random);

  return noise;
}

GByteArray *
body_compress (const GByteArray      *data,
               GZlibCompressorFormat  format)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (format, 9);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_converter_output_stream_new (sink, G_CONVERTER (compressor));
  g_output_stream_write_all (stream, data->data, data->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));

  return g_bytes_unref_to_array (g_steal_pointer (&bytes));
}

GByteArray *
body_gzip (const GByteArray *data)
{
  return body_compress (data, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
}

void
body_append (GByteArray       *self,
             const GByteArray *more)
{
  g_byte_array_append (self, more->data, more->len);
}

void
body_append_times (GByteArray *self,
                   guint8      byte,
                   gsize       n)
{
  gsize size = self->len;

  g_byte_array_set_size (self, size + n);
  memset (self->data + size, byte, n);
}

/* Returns the code of the error, or BODY_COMPLETE. */
int
body_feed (InflightBody     *body,
           const GByteArray *wire,
           gsize             piece_bytes)
{
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  for (gsize at = 0; at < wire->len && fine; at += piece_bytes)
    fine = inflight_body_feed (body, wire->data + at, MIN (piece_bytes, wire->len - at), &error);
  if (fine)
    fine = inflight_body_end (body, &error);

  g_assert_cmpint (fine, ==, error == NULL);
  if (fine)
    return BODY_COMPLETE;

  g_assert_true (error->domain == INFLIGHT_ERROR);

  return error->code;
}

static BodyOutcome
take_in_pieces (const char       *encoding,
                const GByteArray *wire,
                guint64           limit_bytes,
                gsize             piece_bytes)
{
  InflightBody *body = inflight_body_new (limit_bytes);
  g_autoptr (GError) error = NULL;
  BodyOutcome outcome;

  if (encoding != NULL)
    g_assert_true (inflight_body_set_encoding (body, encoding, &error));
  g_assert_no_error (error);

  outcome.code = body_feed (body, wire, piece_bytes);
  outcome.wire = inflight_body_get_wire (body);
  outcome.bytes = inflight_body_get_bytes (body);
  outcome.head = inflight_body_steal_head (body, &outcome.encoding);
  inflight_body_free (body);

  return outcome;
}

/* What is not decoded is kept as far as it was fed. */
static void
assert_same (const BodyOutcome *self,
             const BodyOutcome *whole)
{
  const guint8 *kept = g_bytes_get_data (self->head, NULL);
  gsize n_kept = g_bytes_get_size (self->head);

  g_assert_cmpint (self->code, ==, whole->code);
  g_assert_cmpuint (self->bytes, ==, whole->bytes);
  g_assert_cmpstr (self->encoding, ==, whole->encoding);

  if (self->code == BODY_COMPLETE || self->code == INFLIGHT_ERROR_TRUNCATED)
    g_assert_cmpuint (self->wire, ==, whole->wire);
  if (self->code != INFLIGHT_ERROR_DECODE)
    g_assert_cmpuint (n_kept, ==, g_bytes_get_size (whole->head));
  g_assert_cmpuint (n_kept, <=, g_bytes_get_size (whole->head));
  g_assert_cmpmem (kept, n_kept, g_bytes_get_data (whole->head, NULL), n_kept);
}

/* Feeds it whole and in pieces of several sizes: the same must become of it. Only
 * what decompresses too well is not seen at the same byte. */
BodyOutcome
body_take (const char       *encoding,
           const GByteArray *wire,
           guint64           limit_bytes)
{
  const gsize pieces[] = { 1, 2, 7, 1000, 65536 };
  BodyOutcome whole = take_in_pieces (encoding, wire, limit_bytes, MAX (wire->len, 1));

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_auto (BodyOutcome) outcome = take_in_pieces (encoding, wire, limit_bytes, pieces[i]);

      if (whole.code == INFLIGHT_ERROR_TOO_LARGE && limit_bytes == BODY_NO_LIMIT)
        g_assert_cmpint (outcome.code, ==, whole.code);
      else
        assert_same (&outcome, &whole);
    }

  return whole;
}

int
body_try (const char       *encoding,
          const GByteArray *wire,
          guint64           limit_bytes,
          guint64          *bytes)
{
  g_auto (BodyOutcome) outcome = body_take (encoding, wire, limit_bytes);

  if (bytes != NULL)
    *bytes = outcome.bytes;

  return outcome.code;
}

void
body_assert_decodes (const char       *encoding,
                     const GByteArray *wire,
                     const GByteArray *text)
{
  g_auto (BodyOutcome) outcome = body_take (encoding, wire, BODY_NO_LIMIT);

  g_assert_cmpint (outcome.code, ==, BODY_COMPLETE);
  g_assert_cmpuint (outcome.wire, ==, wire->len);
  g_assert_cmpuint (outcome.bytes, ==, text->len);
  g_assert_cmpmem (g_bytes_get_data (outcome.head, NULL), g_bytes_get_size (outcome.head),
                   text->data, MIN (text->len, INFLIGHT_HEAD_BYTES));
}

void
body_outcome_clear (BodyOutcome *self)
{
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->encoding, g_free);
}
