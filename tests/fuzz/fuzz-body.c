/* fuzz-body.c: any body, whole and byte by byte
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "inflight-answer-private.h"
#include "inflight-body-private.h"
#include "inflight-types.h"

/* More than any zlib takes for a coding, and than is needed around it. */
#define CODING_BYTES (64 << 10)
#define AROUND_BYTES 2048
#define RAW_BYTES    (64 << 10)

#define FREE_BYTES (1 << 20)
#define MAX_RATIO  200

typedef struct
{
  int      code;
  guint64  wire;
  guint64  bytes;
  GBytes  *head;
  char    *encoding;
} Outcome;

static const char *const encodings[] = {
  "", "gzip", "deflate", "br", "gzip, gzip", "deflate, gzip", "gzip, deflate",
  "deflate, deflate", "gzip, gzip, gzip", "deflate, gzip, deflate", "br, gzip",
  "gzip, br", ", x-gzip ,,identity", "gzip, br, deflate", "a, b, c, d", "identity",
};

static const guint64 limits[] = { G_MAXUINT64, 0, 100, 5000 };

static void
assert_bounds (InflightBody *body,
               guint64       limit_bytes,
               guint64       fed_bytes)
{
  guint64 head_bytes = MIN (INFLIGHT_HEAD_BYTES, limit_bytes);
  guint64 bytes = inflight_body_get_bytes (body);

  g_assert_cmpuint (inflight_body_get_memory (body), <=,
                    head_bytes + RAW_BYTES + 3 * CODING_BYTES + AROUND_BYTES);
  g_assert_cmpuint (inflight_body_get_wire (body), ==,
                    fed_bytes <= limit_bytes ? fed_bytes : limit_bytes + 1);
  g_assert_true (bytes <= limit_bytes || bytes == limit_bytes + 1);
  g_assert_cmpuint (bytes, <=, 2 * FREE_BYTES + MAX_RATIO * fed_bytes);
}

static Outcome
take (const char    *encoding,
      guint64        limit_bytes,
      gboolean       forget,
      const uint8_t *data,
      size_t         size,
      size_t         piece_bytes)
{
  InflightBody *body = inflight_body_new (limit_bytes);
  g_autoptr (GError) error = NULL;
  Outcome outcome;
  gboolean fine;

  fine = inflight_body_set_encoding (body, encoding, &error);
  inflight_body_expect (body, size / 2);

  for (size_t at = 0; at < size && fine; at += piece_bytes)
    {
      gsize n_bytes = MIN (piece_bytes, size - at);

      fine = inflight_body_feed (body, data + at, n_bytes, &error);
      assert_bounds (body, limit_bytes, at + n_bytes);
      if (forget && at > size / 2)
        inflight_body_forget_head (body);
    }
  if (fine)
    fine = inflight_body_end (body, &error);

  g_assert_cmpint (fine, ==, error == NULL);
  g_assert_true (fine || error->domain == INFLIGHT_ERROR);

  outcome.code = fine ? -1 : error->code;
  outcome.wire = inflight_body_get_wire (body);
  outcome.bytes = inflight_body_get_bytes (body);
  outcome.head = inflight_body_steal_head (body, &outcome.encoding);
  g_assert_true (forget || outcome.head != NULL);
  inflight_body_free (body);

  return outcome;
}

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->encoding, g_free);
}

/* What decompresses too well is not seen at the same byte. */
static void
assert_same (const Outcome *whole,
             const Outcome *pieces,
             guint64        limit_bytes)
{
  if (limit_bytes == G_MAXUINT64 && (whole->code == INFLIGHT_ERROR_TOO_LARGE ||
                                     pieces->code == INFLIGHT_ERROR_TOO_LARGE))
    return;

  g_assert_cmpint (whole->code, ==, pieces->code);
  g_assert_cmpuint (whole->bytes, ==, pieces->bytes);
  g_assert_cmpstr (whole->encoding, ==, pieces->encoding);

  if (whole->head == NULL || pieces->head == NULL)
    return;

  g_assert_cmpuint (g_bytes_get_size (pieces->head), <=, g_bytes_get_size (whole->head));
  if (whole->code != INFLIGHT_ERROR_DECODE)
    g_assert_true (g_bytes_equal (whole->head, pieces->head));
}

/* The first byte chooses the encoding and the limit, the second the pieces. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *encoding;
  guint64 limit_bytes;
  size_t piece_bytes;
  gboolean forget;
  Outcome whole;
  Outcome pieces;
  Outcome single;

  if (size < 2)
    return 0;

  encoding = encodings[data[0] % G_N_ELEMENTS (encodings)];
  limit_bytes = limits[data[0] / G_N_ELEMENTS (encodings) % G_N_ELEMENTS (limits)];
  piece_bytes = 2 + (data[1] & 0x7f);
  forget = data[1] >> 7;
  data += 2;
  size -= 2;

  whole = take (encoding, limit_bytes, FALSE, data, size, MAX (size, 1));
  pieces = take (encoding, limit_bytes, forget, data, size, piece_bytes);
  single = take (encoding, limit_bytes, FALSE, data, size, 1);

  if (pieces.head != NULL)
    assert_same (&whole, &pieces, limit_bytes);
  assert_same (&whole, &single, limit_bytes);

  outcome_clear (&whole);
  outcome_clear (&pieces);
  outcome_clear (&single);

  return 0;
}
