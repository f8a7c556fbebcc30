/* inflight-answer.c: what the network brought back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-answer-private.h"

#include <string.h>

InflightAnswer *
inflight_answer_new (void)
{
  return g_new0 (InflightAnswer, 1);
}

void
inflight_answer_free (InflightAnswer *self)
{
  g_free (self->location);
  g_free (self->content_type);
  g_free (self->headers);
  g_free (self->encoding);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * inflight_answer_is_redirect:
 * @self: an answer
 *
 * Returns: whether it sends the client elsewhere (RFC 9110, section 15.4); 300
 *   and 304 do not, whatever their Location, nor does an empty one
 */
gboolean
inflight_answer_is_redirect (const InflightAnswer *self)
{
  return self->location != NULL && *self->location != '\0' &&
         (self->status == 301 || self->status == 302 || self->status == 303 ||
          self->status == 307 || self->status == 308);
}

/**
 * inflight_answer_is_final:
 * @self: an answer
 *
 * Returns: whether a task can come to it, for good or ill; not to a redirect, nor
 *   to a lack of descriptors, which says nothing about the server
 */
gboolean
inflight_answer_is_final (const InflightAnswer *self)
{
  if (self->error != NULL)
    return !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);

  return !inflight_answer_is_redirect (self);
}

/**
 * inflight_result_take_body:
 * @self: a result without a body
 * @body: (transfer full) (nullable): the head of the body
 *
 * Nearly all bodies are kept and never looked at: without #GBytes 100,000 of them
 * take 5 MB less.
 */
void
inflight_result_take_body (InflightResult *self,
                           GBytes         *body)
{
  gsize size;

  if (body == NULL)
    return;

  self->body_data = g_bytes_unref_to_data (body, &size);
  self->body_size = size;
}

/**
 * inflight_result_get_body:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): the head of the body
 */
GBytes *
inflight_result_get_body (InflightResult *self)
{
  if (self->body == NULL && self->body_size > 0)
    self->body = g_bytes_new_take (g_steal_pointer (&self->body_data), self->body_size);

  return self->body;
}

/**
 * inflight_result_get_kept_size:
 * @self: a result
 *
 * Returns: how much of the answer is kept, body and header, in bytes
 */
gsize
inflight_result_get_kept_size (const InflightResult *self)
{
  return self->body_size + (self->headers != NULL ? strlen (self->headers) : 0);
}

/**
 * inflight_result_drop_body:
 * @self: a result
 *
 * Lets go of the body, and of the header that came with it, which will be missed.
 */
void
inflight_result_drop_body (InflightResult *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->body_data, g_free);
  g_clear_pointer (&self->headers, g_free);
  self->body_size = 0;
  self->body_dropped = TRUE;
}

void
inflight_result_free (InflightResult *self)
{
  g_clear_pointer (&self->exchange, inflight_exchange_unref);
  g_free (self->headers);
  g_free (self->encoding);
  g_free (self->title);
  g_free (self->body_data);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}
