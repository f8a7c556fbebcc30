/* inflight-task-answer.c: what a settled task came to
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-private.h"

#include "inflight-uri.h"

/* The engine's side */

/**
 * inflight_task_get_kept_size:
 * @self: a task
 *
 * Returns: how much of its answer is kept, body and header, in bytes
 */
gsize
inflight_task_get_kept_size (InflightTask *self)
{
  InflightResult *result = inflight_task_peek_result (self);

  return result != NULL ? inflight_result_get_kept_size (result) : 0;
}

void
inflight_task_drop_body (InflightTask *self)
{
  inflight_result_drop_body (inflight_task_peek_result (self));
}

/* Everybody's side */

/**
 * inflight_task_get_status:
 * @self: a task
 *
 * Returns: the HTTP status (RFC 9110, section 15) of a settled task, 0 if there
 *   was no answer
 */
guint
inflight_task_get_status (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->status : 0;
}

/**
 * inflight_task_get_title:
 * @self: a task
 *
 * Returns: (nullable): the title of the answer, clean for display and never empty;
 *   %NULL if it has none, or there was no answer
 */
const char *
inflight_task_get_title (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->title : NULL;
}

/**
 * inflight_task_get_error:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): why it failed, in %INFLIGHT_ERROR
 */
const GError *
inflight_task_get_error (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->error : NULL;
}

/**
 * inflight_task_get_headers:
 * @self: a task
 *
 * Returns: (nullable): the header fields of the answer as sent, one a line.
 *   They are bytes from outside: see inflight_text_clean().
 */
const char *
inflight_task_get_headers (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->headers : NULL;
}

/**
 * inflight_task_get_body:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the first MiB of the body, decoded unless
 *   inflight_task_get_encoding() says otherwise; %NULL if nothing arrived, or it
 *   was let go of to save memory, see inflight_task_is_body_dropped()
 */
GBytes *
inflight_task_get_body (InflightTask *self)
{
  InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? inflight_result_get_body (result) : NULL;
}

/**
 * inflight_task_get_body_size:
 * @self: a task
 *
 * Returns: the size of what inflight_task_get_body() gives, in bytes
 */
gsize
inflight_task_get_body_size (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->body_size : 0;
}

/**
 * inflight_task_dup_final_address:
 * @self: a task
 *
 * Returns: (transfer full): the address that answered after redirects, fit to be
 *   shown; the request's own where there was none
 */
char *
inflight_task_dup_final_address (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  if (result != NULL && result->exchange != NULL && result->exchange->uri != NULL)
    return inflight_uri_dup_display (result->exchange->uri);

  return inflight_request_dup_display (inflight_task_get_request (self));
}

/**
 * inflight_task_get_n_redirects:
 * @self: a task
 *
 * Returns: how many redirects the last attempt followed
 */
guint
inflight_task_get_n_redirects (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  result = inflight_task_peek_result (self);

  if (result == NULL || result->exchange == NULL)
    return 0;

  return inflight_exchange_count_redirects (result->exchange);
}

/**
 * inflight_task_get_attempts:
 * @self: a task
 *
 * Returns: how often an attempt was begun; 0 before it settled, and for a task
 *   that was cancelled in the queue
 */
guint
inflight_task_get_attempts (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->attempts : 0;
}

/**
 * inflight_task_get_queued_us:
 * @self: a task
 *
 * Returns: the time spent in the queue, in microseconds, once it has settled
 */
gint64
inflight_task_get_queued_us (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->queued_us : 0;
}

/**
 * inflight_task_get_exchange:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the last exchange of a settled task; it
 *   knows those before it, of redirects and earlier attempts. %NULL if none was
 *   begun.
 */
const InflightExchange *
inflight_task_get_exchange (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->exchange : NULL;
}

/**
 * inflight_task_get_encoding:
 * @self: a task
 *
 * Returns: (nullable): the field Content-Encoding as sent, if the body is still
 *   encoded, because the encoding is not known or the body is corrupt
 */
const char *
inflight_task_get_encoding (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  result = inflight_task_peek_result (self);

  return result != NULL ? result->encoding : NULL;
}

/**
 * inflight_task_is_body_dropped:
 * @self: a task
 *
 * Returns: whether its body was kept, and let go of to save memory
 */
gboolean
inflight_task_is_body_dropped (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  result = inflight_task_peek_result (self);

  return result != NULL && result->body_dropped;
}

/**
 * inflight_task_is_body_whole:
 * @self: a task
 *
 * Returns: whether all of the body arrived, be it kept or not: there was an answer,
 *   and it did not end because of its size, an error or a cancel
 */
gboolean
inflight_task_is_body_whole (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  result = inflight_task_peek_result (self);
  if (result == NULL || result->status == 0 ||
      inflight_task_get_state (self) == INFLIGHT_TASK_STATE_CANCELLED)
    return FALSE;

  return result->error == NULL ||
         g_error_matches (result->error, INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS);
}

/**
 * inflight_task_is_unchecked:
 * @self: a task
 *
 * Returns: whether an answer was taken although something was wrong with the
 *   certificate of the server, see inflight_options_set_insecure()
 */
gboolean
inflight_task_is_unchecked (InflightTask *self)
{
  const InflightExchange *exchange;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  for (exchange = inflight_task_get_exchange (self); exchange != NULL;
       exchange = exchange->previous)
    if (inflight_exchange_is_unchecked (exchange))
      return TRUE;

  return FALSE;
}

/**
 * inflight_task_is_unverified:
 * @self: a task
 *
 * Returns: whether its body ended with the connection, so that nobody can tell
 *   whether it is complete (RFC 9112, section 8)
 */
gboolean
inflight_task_is_unverified (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  result = inflight_task_peek_result (self);

  return result != NULL && result->unverified;
}

/**
 * inflight_task_is_outcome_unknown:
 * @self: a task
 *
 * Returns: whether it was cancelled after it may have changed something: its
 *   method is not safe (RFC 9110, section 9.2.1), and it had left the queue
 */
gboolean
inflight_task_is_outcome_unknown (InflightTask *self)
{
  const InflightResult *result;

  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  result = inflight_task_peek_result (self);

  return inflight_task_get_state (self) == INFLIGHT_TASK_STATE_CANCELLED &&
         result != NULL && result->attempts > 0 &&
         !inflight_options_is_safe (
           inflight_request_get_options (inflight_task_get_request (self)));
}
