/* inflight-answer-private.h: what the network brought back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-exchange-private.h"

G_BEGIN_DECLS

/* As much of a body as a title is looked for in, and as is kept. */
#define INFLIGHT_HEAD_BYTES (1 << 20)

/**
 * InflightAnswer:
 * @status: HTTP status, 0 if there was no answer
 * @location: (nullable): the field Location, as sent
 * @content_type: (nullable): the field Content-Type, as sent
 * @headers: (nullable): the header fields, one a line
 * @encoding: (nullable): the field Content-Encoding, if @body is still encoded
 * @body: (nullable): the head of the body, up to %INFLIGHT_HEAD_BYTES, once
 *   somebody has asked for it
 * @body_data: (nullable): the same, before
 * @body_size: its size, in bytes
 * @bytes: size of the decoded body as far as it arrived
 * @unverified: whether it may have ended early without a sign of it
 * @shortened: whether less of @body was kept than there was, to save memory
 * @error: (nullable): %INFLIGHT_ERROR, or %G_IO_ERROR_CANCELLED, or
 *   %G_IO_ERROR_TOO_MANY_OPEN_FILES
 *
 * What one exchange with a server came to, from transport to scheduler. An
 * error does not exclude the rest: what arrived before it is kept.
 */
typedef struct
{
  guint     status;
  char     *location;
  char     *content_type;
  char     *headers;
  char     *encoding;
  GBytes   *body;
  guint64   bytes;
  gboolean  unverified;
  gboolean  shortened;
  GError   *error;
} InflightAnswer;

/**
 * InflightResult:
 * @status: HTTP status, 0 if there was no answer
 * @exchange: (nullable): the last exchange, which knows those before it
 * @headers: (nullable): the header fields, one a line
 * @encoding: (nullable): the field Content-Encoding, if @body is still encoded
 * @title: (nullable): the title, clean for display
 * @body: (nullable): the head of the body, up to %INFLIGHT_HEAD_BYTES
 * @bytes: size of the decoded body as far as it arrived
 * @body_dropped: whether @body was let go of to save memory
 * @unverified: whether it may have ended early without a sign of it
 * @queued_us: time spent queued or held, in microseconds
 * @elapsed_us: time since the last attempt left the queue, in microseconds
 * @attempts: how often an attempt was begun
 * @error: (nullable): why the task failed, in the domain %INFLIGHT_ERROR
 *
 * What a task came to, from the scheduler to the task.
 */
typedef struct
{
  guint             status;
  guint             body_size;
  InflightExchange *exchange;
  char             *headers;
  char             *encoding;
  char             *title;
  GBytes           *body;
  gpointer          body_data;
  guint64           bytes;
  gboolean          body_dropped;
  gboolean          unverified;
  gint64            queued_us;
  gint64            elapsed_us;
  guint             attempts;
  GError           *error;
} InflightResult;

InflightAnswer *inflight_answer_new         (void);
void            inflight_answer_free        (InflightAnswer       *self);
gboolean        inflight_answer_is_redirect (const InflightAnswer *self);
gboolean        inflight_answer_is_final    (const InflightAnswer *self);
void            inflight_result_take_body   (InflightResult       *self,
                                             GBytes               *body);
GBytes         *inflight_result_get_body    (InflightResult       *self);
gsize           inflight_result_get_kept_size (const InflightResult *self);
void            inflight_result_drop_body   (InflightResult       *self);
void            inflight_result_free        (InflightResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightAnswer, inflight_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightResult, inflight_result_free)

G_END_DECLS
