/* inflight-framing-private.h: where an answer of HTTP/1.1 begins and ends
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "inflight-types.h"

G_BEGIN_DECLS

/* The header of an answer, with all informational answers before it. */
#define INFLIGHT_FRAMING_HEADER_BYTES (64 << 10)

#define INFLIGHT_FRAMING_TRAILER_BYTES (64 << 10)
#define INFLIGHT_FRAMING_CHUNK_LINE_BYTES (4 << 10)
#define INFLIGHT_FRAMING_MAX_INFORMATIONAL 32

/**
 * InflightFraming:
 *
 * Its fields are its own. It needs no memory besides, and nothing is to be freed;
 * all zeros is a connection that was not used yet.
 */
typedef struct
{
  guint8         state;
  guint8         n_matched;
  guint8         n_blank;
  guint8         n_digits;
  guint8         n_token;
  guint8         n_codings;
  char           token[9];

  gboolean       head_request;
  gboolean       http_1_0;
  guint          status;
  guint          n_informational;
  guint          budget_bytes;

  gboolean       in_framing_field;
  gboolean       has_length;
  gboolean       number_ended;
  gboolean       repeats;
  gboolean       chunked;
  gboolean       bare_lines;
  guint64        number;
  guint64        length_bytes;
  guint64        left_bytes;
  const char    *objection;

  gboolean       surplus;
  gboolean       closing;
  InflightError  code;
  const char    *message;
} InflightFraming;

void     inflight_framing_begin       (InflightFraming        *self,
                                       gboolean                head_request);
gsize    inflight_framing_feed        (InflightFraming        *self,
                                       guint8                 *data,
                                       gsize                   size);
gboolean inflight_framing_eof         (InflightFraming        *self,
                                       GError                **error);
gboolean inflight_framing_check       (const InflightFraming  *self,
                                       GError                **error);
gboolean inflight_framing_is_complete (const InflightFraming  *self);
gboolean inflight_framing_is_spent    (const InflightFraming  *self);

G_END_DECLS
