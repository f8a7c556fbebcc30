/* body-fixture.h: bodies, compressed, and what becomes of them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "inflight-body-private.h"

G_BEGIN_DECLS

#define BODY_NO_LIMIT G_MAXUINT64
#define BODY_COMPLETE -1

/**
 * BodyOutcome:
 * @code: that of the error, or %BODY_COMPLETE
 * @wire: how many bytes arrived
 * @bytes: how many came out
 * @head: what is kept of them
 * @encoding: (nullable): what they are still in
 *
 * What became of a body.
 */
typedef struct
{
  int      code;
  guint64  wire;
  guint64  bytes;
  GBytes  *head;
  char    *encoding;
} BodyOutcome;

GByteArray  *body_text           (gsize                  size);
GByteArray  *body_noise          (gsize                  size);
GByteArray  *body_compress       (const GByteArray      *data,
                                  GZlibCompressorFormat  format);
GByteArray  *body_gzip           (const GByteArray      *data);
void         body_append         (GByteArray            *self,
                                  const GByteArray      *more);
void         body_append_times   (GByteArray            *self,
                                  guint8                 byte,
                                  gsize                  n);
int          body_feed           (InflightBody          *body,
                                  const GByteArray      *wire,
                                  gsize                  piece_bytes);
BodyOutcome  body_take           (const char            *encoding,
                                  const GByteArray      *wire,
                                  guint64                limit_bytes);
int          body_try            (const char            *encoding,
                                  const GByteArray      *wire,
                                  guint64                limit_bytes,
                                  guint64               *bytes);
void         body_assert_decodes (const char            *encoding,
                                  const GByteArray      *wire,
                                  const GByteArray      *text);
void         body_outcome_clear  (BodyOutcome           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BodyOutcome, body_outcome_clear)

G_END_DECLS
