/* inflight-answer-private.h: what the network brought back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As much of a body as a title is looked for in. */
#define INFLIGHT_TITLE_BYTES (1 << 20)

/* As much of a body as a settled task keeps. */
#define INFLIGHT_KEPT_BYTES (64 << 10)

/**
 * InflightAnswer:
 * @status: HTTP status, 0 if there was no answer
 * @location: (nullable): the field Location, as sent
 * @content_type: (nullable): the field Content-Type, as sent
 * @headers: (nullable): the header fields, one a line
 * @body: (nullable): the head of the decoded body, up to %INFLIGHT_TITLE_BYTES
 * @bytes: size of the decoded body as far as it arrived
 * @error: (nullable): %INFLIGHT_ERROR, or %G_IO_ERROR_CANCELLED, or
 *   %G_IO_ERROR_TOO_MANY_OPEN_FILES
 *
 * What one exchange with a server came to, from transport to scheduler. An
 * error does not exclude the rest: what arrived before it is kept.
 */
typedef struct
{
  guint    status;
  char    *location;
  char    *content_type;
  char    *headers;
  GBytes  *body;
  guint64  bytes;
  GError  *error;
} InflightAnswer;

/**
 * InflightResult:
 * @status: HTTP status, 0 if there was no answer
 * @n_redirects: how many redirects were followed
 * @final_uri: (nullable): the address that answered, if it is not the request's
 * @headers: (nullable): the header fields, one a line
 * @title: (nullable): the title, clean for display
 * @body: (nullable): the head of the decoded body, up to %INFLIGHT_KEPT_BYTES
 * @bytes: size of the decoded body as far as it arrived
 * @queued_us: time spent in the queue, in microseconds
 * @elapsed_us: time since the last attempt left the queue, in microseconds
 * @attempts: how often an attempt was begun
 * @error: (nullable): why the task failed, in the domain %INFLIGHT_ERROR
 *
 * What a task came to, from the scheduler to the task.
 */
typedef struct
{
  guint    status;
  guint    n_redirects;
  char    *final_uri;
  char    *headers;
  char    *title;
  GBytes  *body;
  guint64  bytes;
  gint64   queued_us;
  gint64   elapsed_us;
  guint    attempts;
  GError  *error;
} InflightResult;

InflightAnswer *inflight_answer_new         (void);
void            inflight_answer_free        (InflightAnswer       *self);
gboolean        inflight_answer_is_redirect (const InflightAnswer *self);
void            inflight_result_free        (InflightResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightAnswer, inflight_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightResult, inflight_result_free)

G_END_DECLS
