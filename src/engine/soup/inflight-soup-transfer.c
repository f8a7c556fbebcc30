/* inflight-soup-transfer.c: one transfer over libsoup
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-soup-transfer-private.h"

/* A fast server must not keep the loop to itself. */
#define READS_PER_TURN 8

/* As much as is read of an answer whose body decides nothing. */
#define IDLE_BODY_BYTES (64 << 10)

static void
exchange_free (InflightSoupTransfer *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->stream);
  g_clear_object (&self->tls);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  inflight_head_clear (&self->head);
  g_clear_pointer (&self->body, inflight_body_free);
  g_clear_pointer (&self->answer, inflight_answer_free);
  g_free (self);
}

/**
 * inflight_soup_transfer_settle:
 * @self: (transfer full): a transfer that libsoup has sent, or failed to
 *
 * The one way out. What is not read to its end cannot be used again: closing with a
 * cancelled cancellable drops the connection without blocking.
 */
void
inflight_soup_transfer_settle (InflightSoupTransfer *self)
{
  const InflightTransferEvents *events = self->events;
  gpointer user_data = self->user_data;
  InflightAnswer *answer = g_steal_pointer (&self->answer);

  if (self->stream != NULL)
    {
      if (!self->complete)
        g_cancellable_cancel (self->cancellable);
      g_input_stream_close (self->stream, self->cancellable, NULL);
    }

  if (self->body != NULL)
    {
      answer->bytes = inflight_body_get_bytes (self->body);
      answer->body = inflight_body_steal_head (self->body, &answer->encoding);
    }

  inflight_soup_record_timings (self->message, self->order.sends_body,
                                &self->order.record->timings);

  /* It failed before it was of any use, in the handshake most likely. */
  if (self->order.record->connection == NULL && self->connected)
    self->order.record->connection = inflight_soup_ref_connection (self->message, TRUE);

  /* libsoup would take what is missing at the end of the next answer for an error. */
  if (self->tls != NULL)
    g_tls_connection_set_require_close_notify (self->tls, FALSE);

  g_hash_table_remove (self->transport->transfers, self);
  exchange_free (self);
  events->settled (user_data, answer);
}

/**
 * inflight_soup_transfer_fail:
 * @self: a transfer
 * @code: what went wrong
 * @message: more about it
 *
 * An error found in the middle: libsoup is told to stop, and its answer to that does
 * not overwrite the reason.
 */
void
inflight_soup_transfer_fail (InflightSoupTransfer *self,
                             InflightError         code,
                             const char           *message)
{
  if (self->answer->error == NULL)
    self->answer->error = g_error_new_literal (INFLIGHT_ERROR, code, message);

  g_cancellable_cancel (self->cancellable);
}

/* The body of the answer */

/* Of a challenge that is not answered, the header says all. */
static gboolean
is_idle_body (InflightSoupTransfer *self)
{
  return inflight_answer_is_redirect (self->answer) ||
         self->answer->status == SOUP_STATUS_UNAUTHORIZED ||
         self->answer->status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED;
}

/* What libsoup takes for the end of a body need not be it. */
static gboolean
check_end (InflightSoupTransfer *self,
           GError              **error)
{
  guint64 arrived_bytes = inflight_body_get_wire (self->body);
  gint64 length_bytes = self->head.length_bytes;

  if (inflight_head_has_body (&self->head) && length_bytes >= 0 &&
      arrived_bytes < (guint64) length_bytes)
    {
      g_set_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TRUNCATED,
                   "%" G_GUINT64_FORMAT " of %" G_GINT64_FORMAT " bytes arrived",
                   arrived_bytes, length_bytes);
      return FALSE;
    }

  return inflight_body_end (self->body, error);
}

/* libsoup looks for an answer only when all is sent. The server may have given it long
 * before, and be done with the connection (RFC 9112, section 9.5). */
static gboolean
is_refused_upload (InflightSoupTransfer *self)
{
  return self->order.sends_body && self->answer->status >= 300;
}

static void
body_ended (InflightSoupTransfer *self)
{
  self->order.record->timings.response_end_us = g_get_monotonic_time ();
  self->answer->unverified = self->tls == NULL &&
                             inflight_head_ends_with_connection (&self->head);
  self->complete = (inflight_answer_is_redirect (self->answer) ||
                    check_end (self, &self->answer->error)) &&
                   !is_refused_upload (self);
  inflight_soup_transfer_settle (self);
}

static void
body_failed (InflightSoupTransfer *self,
             const GError         *error)
{
  /* Whoever kept the promise of a length need not say that this was all. */
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF) &&
      (gint64) inflight_body_get_wire (self->body) == self->head.length_bytes)
    {
      body_ended (self);
      return;
    }

  if (self->answer->error == NULL && !inflight_answer_is_redirect (self->answer))
    self->answer->error = inflight_soup_translate_error (self->message, error, TRUE);
  inflight_soup_transfer_settle (self);
}

static gboolean body_readable_cb (GPollableInputStream *stream,
                                  gpointer              user_data);

static void
wait_for_body (InflightSoupTransfer *self)
{
  if (self->source != NULL)
    return;

  self->source =
    g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->stream),
                                           self->cancellable);
  g_source_set_callback (self->source, G_SOURCE_FUNC (body_readable_cb), self, NULL);
  g_source_set_static_name (self->source, "inflight-body");
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/* Returns whether to go on. A redirect is decided: what of its body is there already
 * is read only to keep the connection. */
static gboolean
take_body (InflightSoupTransfer *self,
           const guint8         *data,
           gsize                 size)
{
  gboolean decided = inflight_answer_is_redirect (self->answer);

  if (!inflight_body_feed (self->body, data, size, decided ? NULL : &self->answer->error) ||
      (is_idle_body (self) && inflight_body_get_wire (self->body) > IDLE_BODY_BYTES))
    {
      inflight_soup_transfer_settle (self);
      return FALSE;
    }

  if (!decided)
    self->events->progress (self->user_data, inflight_body_get_bytes (self->body));

  return TRUE;
}

/* Returns whether there may be more to read at once. */
static gboolean
read_once (InflightSoupTransfer *self)
{
  g_autoptr (GError) error = NULL;
  guint8 *buffer = self->transport->buffer;
  gssize n_read;

  n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->stream),
                                                     buffer, INFLIGHT_SOUP_READ_BYTES,
                                                     self->cancellable, &error);
  if (n_read > 0)
    return take_body (self, buffer, n_read);

  if (n_read == 0)
    body_ended (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) &&
           !inflight_answer_is_redirect (self->answer))
    wait_for_body (self);
  else
    body_failed (self, error);

  return FALSE;
}

/**
 * inflight_soup_transfer_read:
 * @self: a transfer whose header is there
 *
 * Reads the body, and settles when it has ended.
 */
void
inflight_soup_transfer_read (InflightSoupTransfer *self)
{
  for (guint i = 0; i < READS_PER_TURN; i++)
    if (!read_once (self))
      return;

  /* Whether the socket has more says nothing about the end of the body. */
  wait_for_body (self);
  g_source_set_ready_time (self->source, 0);
}

static gboolean
body_readable_cb (GPollableInputStream *stream,
                  gpointer              user_data)
{
  InflightSoupTransfer *self = user_data;
  g_autoptr (GSource) source = g_source_ref (self->source);

  g_assert (G_IS_POLLABLE_INPUT_STREAM (stream));

  /* Settling frees the transfer and destroys the source. */
  g_source_set_ready_time (source, -1);
  inflight_soup_transfer_read (self);

  return !g_source_is_destroyed (source);
}
