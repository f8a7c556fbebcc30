/* inflight-head-private.h: the header of an answer, judged line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

G_BEGIN_DECLS

/* The header of an answer, with all informational answers before it. */
#define INFLIGHT_HEAD_HEADER_BYTES (64 << 10)

#define INFLIGHT_HEAD_TRAILER_BYTES (64 << 10)
#define INFLIGHT_HEAD_MAX_INFORMATIONAL 32

/**
 * InflightHead:
 * @status: the status of the last status line, 0 before the first
 * @protocol: (nullable): the version of the last status line, as “HTTP/1.1”; a
 *   static string
 * @complete: whether the empty line of a final answer came (status ≥ 200)
 * @location: (nullable): the field Location, trimmed; the last if there are several
 * @content_type: (nullable): the field Content-Type, likewise
 * @content_encoding: (nullable): the fields Content-Encoding, joined by “, ”
 * @length_bytes: the length of the body that is promised, -1 if none is or if
 *   @chunked rules it out
 * @chunked: whether the body comes in chunks
 * @closing: whether the framing is such that nothing may follow on this
 *   connection (RFC 9112, section 6.1)
 * @retry_after_us: how long the server asked to wait, in microseconds; -1 if it did
 *   not, or not in one field that means something, or until a time that is past
 * @n_informational: how many informational answers came
 * @size: the bytes of header that came, of informational answers, too
 * @trailer_size: the bytes of trailer that came
 *
 * What the lines of a header say. Of an answer that is not @complete only the
 * numbers and the protocol mean something. The other fields are its own.
 */
typedef struct
{
  guint        status;
  const char  *protocol;
  gboolean     complete;
  char        *location;
  char        *content_type;
  char        *content_encoding;
  gint64       length_bytes;
  gboolean     chunked;
  gboolean     closing;
  gint64       retry_after_us;
  guint        n_informational;
  gsize        size;
  gsize        trailer_size;

  /*< private >*/
  gboolean     head_request;
  gboolean     http2;
  gboolean     in_header;
  guint        n_blank;
  guint        n_codings;
  guint        n_retry_after;
  gsize        name_begin;
  gsize        name_size;
  gsize        date_begin;
  gsize        retry_after_begin;
  const char  *oddity;
  const char  *objection;
  char        *fields;
  gsize        fields_size;
  gsize        fields_room;
  GString     *encodings;
} InflightHead;

void      inflight_head_init                 (InflightHead        *self,
                                              gboolean             head_request);
void      inflight_head_clear                (InflightHead        *self);
void      inflight_head_set_http2            (InflightHead        *self);
gboolean  inflight_head_feed                 (InflightHead        *self,
                                              const char          *line,
                                              gsize                size,
                                              GError             **error);
gboolean  inflight_head_feed_trailer         (InflightHead        *self,
                                              const char          *line,
                                              gsize                size,
                                              GError             **error);
char     *inflight_head_steal_fields         (InflightHead        *self);
gboolean  inflight_head_has_body             (const InflightHead  *self);
gboolean  inflight_head_ends_with_connection (const InflightHead  *self);

G_END_DECLS
