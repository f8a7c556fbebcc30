/* inflight-inflate-private.h: one content coding of zlib's, undone
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <zlib.h>

G_BEGIN_DECLS

/**
 * InflightInflateCoding:
 * @INFLIGHT_INFLATE_CODING_GZIP: a series of members (RFC 1952)
 * @INFLIGHT_INFLATE_CODING_DEFLATE: zlib's format (RFC 1950), or what it wraps
 *
 * What compressed the bytes.
 */
typedef enum {
  INFLIGHT_INFLATE_CODING_GZIP,
  INFLIGHT_INFLATE_CODING_DEFLATE,
} InflightInflateCoding;

typedef enum {
  INFLIGHT_INFLATE_STATE_LEAD,
  INFLIGHT_INFLATE_STATE_INSIDE,
  INFLIGHT_INFLATE_STATE_BEHIND,
} InflightInflateState;

typedef struct
{
  z_stream              stream;
  gsize                 memory_bytes;
  guint64               n_out;
  guint64               n_out_before;
  guint                 n_blocks;
  guint                 slice_bytes;
  InflightInflateCoding coding;
  InflightInflateState  state;
  gboolean              is_inner;
  gboolean              has_ended;
  guint                 n_lead;
  guint8                lead[2];
} InflightInflate;

void     inflight_inflate_init        (InflightInflate        *self,
                                       InflightInflateCoding   coding,
                                       gboolean                is_inner);
void     inflight_inflate_clear       (InflightInflate        *self);
gboolean inflight_inflate_run         (InflightInflate        *self,
                                       const guint8          **data,
                                       gsize                  *size,
                                       guint8                 *room,
                                       gsize                   n_room,
                                       gsize                  *n_written,
                                       GError                **error);
gboolean inflight_inflate_is_complete (const InflightInflate  *self);

G_END_DECLS
