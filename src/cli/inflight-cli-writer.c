/* inflight-cli-writer.c: writing without waiting for the reader
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli-writer.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* What a pipe takes as a whole, or else nothing (PIPE_BUF): with more, a reader that
 * takes little could not be told from one that takes nothing. */
#define PIECE_BYTES 4096

/**
 * InflightCliWriter:
 *
 * Writes on a thread of its own. A reader may take its time, for as long as it likes,
 * and nothing but that thread waits for it. To leave standard output alone and make
 * it non-blocking instead is not to be had: who else has it would find it so, too.
 *
 * How much waits to be written is for the caller to look after.
 */
struct _InflightCliWriter
{
  GThread     *thread;
  GAsyncQueue *chunks;
  GSource     *news;

  /* Of both threads */
  gsize        backlog;
  gsize        written;
  int          error;
  int          tell;
};

typedef struct
{
  int   descriptor;             /* -1 ends the thread */
  gsize length;
  char  text[];
} Chunk;

static Chunk *
chunk_new (int         descriptor,
           const char *text,
           gsize       length)
{
  Chunk *self = g_malloc (sizeof (Chunk) + length);

  self->descriptor = descriptor;
  self->length = length;
  if (length > 0)
    memcpy (self->text, text, length);

  return self;
}

/* Whoever gave us the descriptor may have made it non-blocking. */
static void
await_room (int descriptor)
{
  struct pollfd poll_fd = { .fd = descriptor, .events = POLLOUT };

  poll (&poll_fd, 1, -1);
}

/* Returns what went wrong, or 0. */
static int
write_chunk (InflightCliWriter *self,
             const Chunk       *chunk)
{
  for (gsize done = 0; done < chunk->length;)
    {
      gssize n_written = write (chunk->descriptor, chunk->text + done,
                                MIN (chunk->length - done, PIECE_BYTES));

      if (n_written >= 0)
        {
          done += n_written;
          g_atomic_pointer_add (&self->written, n_written);
          g_atomic_pointer_add (&self->backlog, -n_written);
        }
      else if (errno == EAGAIN)
        {
          await_room (chunk->descriptor);
        }
      else if (errno != EINTR)
        {
          g_atomic_pointer_add (&self->backlog, -(gssize) (chunk->length - done));
          return errno;
        }
    }

  return 0;
}

static gpointer
thread_func (gpointer data)
{
  InflightCliWriter *self = data;

  while (TRUE)
    {
      g_autofree Chunk *chunk = g_async_queue_pop (self->chunks);
      int error;

      if (chunk->descriptor < 0)
        return NULL;

      error = write_chunk (self, chunk);

      /* A sentence that nobody hears is no reason to stop. */
      if (error != 0 && chunk->descriptor == STDOUT_FILENO)
        g_atomic_int_compare_and_exchange (&self->error, 0, error);

      if (inflight_cli_writer_get_error (self) != 0 ||
          (inflight_cli_writer_get_backlog (self) == 0 &&
           g_atomic_int_compare_and_exchange (&self->tell, TRUE, FALSE)))
        g_source_set_ready_time (self->news, 0);
    }
}

static gboolean
dispatch_news (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

/**
 * inflight_cli_writer_new:
 * @func: (scope notified): called in the main loop when writing fails, and as
 *   inflight_cli_writer_tell_when_done() asks
 * @user_data: passed to @func
 *
 * Returns: (transfer full): a writer
 */
InflightCliWriter *
inflight_cli_writer_new (GSourceFunc func,
                         gpointer    user_data)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_news };
  InflightCliWriter *self = g_new0 (InflightCliWriter, 1);

  self->chunks = g_async_queue_new_full (g_free);
  self->news = g_source_new (&funcs, sizeof (GSource));
  g_source_set_static_name (self->news, "inflight-output");
  g_source_set_callback (self->news, func, user_data, NULL);
  g_source_attach (self->news, NULL);
  self->thread = g_thread_new ("inflight-output", thread_func, self);

  return self;
}

/**
 * inflight_cli_writer_free:
 * @self: (transfer full): a writer
 *
 * Lets go of it. What was not written by now may never be: the thread is left to
 * itself if it waits for the reader still.
 */
void
inflight_cli_writer_free (InflightCliWriter *self)
{
  gboolean done = inflight_cli_writer_get_backlog (self) == 0;

  g_source_destroy (self->news);
  g_async_queue_push (self->chunks, chunk_new (-1, NULL, 0));

  if (!done)
    {
      g_thread_unref (self->thread);
      return;
    }

  g_thread_join (self->thread);
  g_source_unref (self->news);
  g_async_queue_unref (self->chunks);
  g_free (self);
}

/**
 * inflight_cli_writer_write:
 * @self: a writer
 * @descriptor: standard output or standard error
 * @text: (array length=length): what to write
 * @length: its length in bytes
 *
 * Writes @text after what was given before, whatever its descriptor.
 */
void
inflight_cli_writer_write (InflightCliWriter *self,
                           int                descriptor,
                           const char        *text,
                           gsize              length)
{
  if (length == 0)
    return;

  g_atomic_pointer_add (&self->backlog, length);
  g_async_queue_push (self->chunks, chunk_new (descriptor, text, length));
}

/**
 * inflight_cli_writer_get_backlog:
 * @self: a writer
 *
 * Returns: how much it was given and has not written, in bytes
 */
gsize
inflight_cli_writer_get_backlog (InflightCliWriter *self)
{
  return (gsize) g_atomic_pointer_get (&self->backlog);
}

/**
 * inflight_cli_writer_is_stuck:
 * @self: a writer
 * @written: (inout): how much had been written in all, in bytes, when this was asked
 *   the last time
 *
 * Returns: whether nothing was written since although there is a backlog
 */
gboolean
inflight_cli_writer_is_stuck (InflightCliWriter *self,
                              gsize             *written)
{
  gsize before = *written;

  *written = (gsize) g_atomic_pointer_get (&self->written);

  return *written == before && inflight_cli_writer_get_backlog (self) > 0;
}

/**
 * inflight_cli_writer_get_error:
 * @self: a writer
 *
 * Returns: the number of the first error of standard output, see errno(3); 0 if
 *   there was none
 */
int
inflight_cli_writer_get_error (InflightCliWriter *self)
{
  return g_atomic_int_get (&self->error);
}

/**
 * inflight_cli_writer_tell_when_done:
 * @self: a writer
 *
 * Has the function of @self called once, as soon as all is written; in the next turn
 * of the main loop if it is already.
 */
void
inflight_cli_writer_tell_when_done (InflightCliWriter *self)
{
  g_atomic_int_set (&self->tell, TRUE);

  /* It may have come to its end before it knew that somebody would ask. */
  if (inflight_cli_writer_get_backlog (self) == 0)
    g_source_set_ready_time (self->news, 0);
}
