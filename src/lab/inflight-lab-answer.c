/* inflight-lab-answer.c: one answer of the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For POLLRDHUP. */
#define _GNU_SOURCE

#include "config.h"

#include "inflight-lab-answer-private.h"

#include <glib-unix.h>
#include <poll.h>
#include <sys/socket.h>

#define TRICKLE_INTERVAL_MS 20

/* Lives until its message is finished or has lost its connection. */
typedef struct
{
  /* Owned */
  SoupServerMessage *message;
  GSocket           *socket;
  GBytes            *body;
  GBytes            *padding;
  GSource           *timer;
  GSource           *gone;

  gint64             size_bytes;
  gint64             appended_bytes;
  gint64             written_bytes;
  gint64             reset_at_bytes;
  gint64             trickle_ms;
  gint64             begun_us;
} InflightLabAnswer;

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
inflight_lab_answer_free (InflightLabAnswer *self)
{
  g_signal_handlers_disconnect_by_data (self->message, self);
  clear_source (&self->timer);
  clear_source (&self->gone);
  g_clear_object (&self->message);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->padding, g_bytes_unref);
  g_free (self);
}

/* The message emits “disconnected” meanwhile: @self is gone when this returns.
 * After each signal libsoup looks whether it still has the connection, so that
 * this may be done in the middle of writing. */
static void
drop_connection (InflightLabAnswer *self)
{
  g_autoptr (GSocket) socket = g_object_ref (self->socket);
  g_autoptr (GIOStream) stream = NULL;

  stream = soup_server_message_steal_connection (self->message);
  g_socket_close (socket, NULL);
}

/* Closing a socket that does not linger sends RST (tcp(7), socket(7)). */
static void
reset_connection (InflightLabAnswer *self)
{
  struct linger not_at_all = { .l_onoff = 1, .l_linger = 0 };

  if (setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER,
                  &not_at_all, sizeof not_at_all) != 0)
    g_debug ("SO_LINGER was refused: the connection ends without a reset");

  drop_connection (self);
}

/* At most 10¹⁰ bytes times 6 × 10⁵ milliseconds: far from an overflow. */
static gint64
count_due_bytes (InflightLabAnswer *self)
{
  gint64 elapsed_ms = (g_get_monotonic_time () - self->begun_us) / 1000;
  gint64 due_bytes = self->size_bytes;

  if (elapsed_ms < self->trickle_ms)
    due_bytes = self->size_bytes * elapsed_ms / self->trickle_ms;

  if (self->reset_at_bytes >= 0)
    due_bytes = MIN (due_bytes, self->reset_at_bytes);

  return due_bytes;
}

/* Hands the next piece to libsoup, if it is time for one and the last was sent:
 * no more than a piece of a body is ever in memory. */
static gboolean
append_piece (InflightLabAnswer *self)
{
  SoupMessageBody *response = NULL;
  g_autoptr (GBytes) piece = NULL;
  gint64 body_bytes = g_bytes_get_size (self->body);
  gint64 padding_bytes = g_bytes_get_size (self->padding);
  gint64 wanted_bytes;
  gint64 piece_bytes;

  if (self->appended_bytes > self->written_bytes)
    return FALSE;

  wanted_bytes = count_due_bytes (self) - self->appended_bytes;
  if (wanted_bytes <= 0)
    return FALSE;

  if (self->appended_bytes < body_bytes)
    {
      piece_bytes = MIN (wanted_bytes, body_bytes - self->appended_bytes);
      piece = g_bytes_new_from_bytes (self->body, self->appended_bytes,
                                      piece_bytes);
    }
  else
    {
      piece_bytes = MIN (wanted_bytes, padding_bytes);
      piece = g_bytes_new_from_bytes (self->padding, 0, piece_bytes);
    }

  response = soup_server_message_get_response_body (self->message);
  soup_message_body_append_bytes (response, piece);
  self->appended_bytes += piece_bytes;

  return TRUE;
}

static gboolean
trickle_cb (gpointer user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (self != NULL);

  if (append_piece (self))
    soup_server_message_unpause (self->message);

  return G_SOURCE_CONTINUE;
}

static gboolean
delayed_cb (gpointer user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (self != NULL);

  soup_server_message_unpause (self->message);

  return G_SOURCE_REMOVE;
}

static void
set_timer (InflightLabAnswer *self,
           gint64             interval_ms,
           GSourceFunc        callback)
{
  clear_source (&self->timer);

  self->timer = g_timeout_source_new (interval_ms);
  g_source_set_callback (self->timer, callback, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* No more often than there are bytes to send, but four times at least. */
static gint64
get_trickle_interval_ms (InflightLabAnswer *self)
{
  gint64 byte_ms = self->trickle_ms / MAX (self->size_bytes, 1);
  gint64 quarter_ms = MAX (self->trickle_ms / 4, 1);

  return MIN (MAX (byte_ms, TRICKLE_INTERVAL_MS), quarter_ms);
}

static void
wrote_headers_cb (SoupServerMessage *message,
                  gpointer           user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (SOUP_IS_SERVER_MESSAGE (message));
  g_assert (self->message == message);

  if (self->reset_at_bytes == 0)
    {
      reset_connection (self);
      return;
    }

  self->begun_us = g_get_monotonic_time ();
  if (self->trickle_ms > 0)
    set_timer (self, get_trickle_interval_ms (self), trickle_cb);

  append_piece (self);
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (SOUP_IS_SERVER_MESSAGE (message));
  g_assert (self->message == message);

  self->written_bytes = self->appended_bytes;

  if (self->written_bytes == self->reset_at_bytes)
    {
      reset_connection (self);
      return;
    }

  /* libsoup writes for as long as the socket takes it: a client that reads fast
   * enough would have the server for itself. Taking turns goes through the
   * loop. */
  if (append_piece (self))
    {
      soup_server_message_pause (message);
      soup_server_message_unpause (message);
    }
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (SOUP_IS_SERVER_MESSAGE (message));
  g_assert (self->message == message);

  inflight_lab_answer_free (self);
}

/* libsoup does not look at a socket while its message is paused. */
static gboolean
gone_cb (int          fd,
         GIOCondition condition,
         gpointer     user_data)
{
  InflightLabAnswer *self = user_data;

  g_assert (self != NULL);

  g_debug ("A client went away before its answer was complete");
  drop_connection (self);

  return G_SOURCE_REMOVE;
}

/* RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5. */
static gboolean
has_body (SoupServerMessage *message)
{
  guint status = soup_server_message_get_status (message);

  return soup_server_message_get_method (message) != SOUP_METHOD_HEAD &&
         status != SOUP_STATUS_NO_CONTENT &&
         status != SOUP_STATUS_NOT_MODIFIED;
}

static gint64
get_reset_at_bytes (SoupServerMessage     *message,
                    const InflightLabPlan *plan)
{
  if (!plan->reset)
    return -1;

  return has_body (message) ? plan->size_bytes / 2 : 0;
}

/**
 * inflight_lab_answer:
 * @message: a message whose status and headers are set; the length of its body
 *   is set here
 * @socket: the socket of @message
 * @plan: what to send and when
 *
 * Answers @message on the thread that calls, over the turns of its main context
 * to come. A client that closes its side of the connection before the answer is
 * complete, or half of it, has gone away: the connection is closed.
 */
void
inflight_lab_answer (SoupServerMessage     *message,
                     GSocket               *socket,
                     const InflightLabPlan *plan)
{
  InflightLabAnswer *self = NULL;

  g_return_if_fail (SOUP_IS_SERVER_MESSAGE (message));
  g_return_if_fail (G_IS_SOCKET (socket));
  g_return_if_fail (plan != NULL);

  self = g_new0 (InflightLabAnswer, 1);
  self->message = g_object_ref (message);
  self->socket = g_object_ref (socket);
  self->body = g_bytes_ref (plan->body);
  self->padding = g_bytes_ref (plan->padding);
  self->size_bytes = plan->size_bytes;
  self->reset_at_bytes = get_reset_at_bytes (message, plan);
  self->trickle_ms = plan->trickle_ms;

  soup_message_headers_set_content_length (
    soup_server_message_get_response_headers (message), self->size_bytes);
  soup_message_body_set_accumulate (
    soup_server_message_get_response_body (message), FALSE);

  g_signal_connect (message, "wrote-headers",
                    G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (finished_cb), self);

  self->gone = g_unix_fd_source_new (g_socket_get_fd (socket), POLLRDHUP);
  g_source_set_callback (self->gone, G_SOURCE_FUNC (gone_cb), self, NULL);
  g_source_attach (self->gone, g_main_context_get_thread_default ());

  if (plan->delay_ms > 0 || plan->hang)
    soup_server_message_pause (message);

  if (plan->delay_ms > 0 && !plan->hang)
    set_timer (self, plan->delay_ms, delayed_cb);
}
