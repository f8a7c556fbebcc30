/* bench-peer.c: a server that says nothing and takes the time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-peer.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
#define BACKLOG 1024

/**
 * BenchPeer:
 * @wake_fd: written to, to wake the thread
 * @first_us: when the first bytes of the first request arrived
 * @n_requests: how many requests arrived; each is one read
 * @n_gone: how many connections the client closed
 * @last_gone_us: when it closed the last of them
 *
 * Accepts every connection and lets its client wait, in a thread of its own. Only
 * poll() and the clock: what is measured is the client.
 *
 * Times are of the monotonic clock. The main context is woken when any of them
 * changed.
 */
struct _BenchPeer
{
  GThread *thread;
  int      listen_fd;
  int      wake_fd;
  guint16  port;

  GMutex   lock;
  gboolean quitting;
  guint    n_to_answer;
  gint64   first_us;
  guint    n_requests;
  guint    n_gone;
  gint64   last_gone_us;
};

static void
add_fd (GArray *polled,
        int     fd)
{
  struct pollfd entry = { .fd = fd, .events = POLLIN };

  g_array_append_val (polled, entry);
}

/* Returns whether the connection is still there. */
static gboolean
serve (BenchPeer *self,
       int        fd)
{
  char buffer[4096];
  gssize n_read = read (fd, buffer, sizeof buffer);
  gint64 now_us = g_get_monotonic_time ();

  g_mutex_lock (&self->lock);
  if (n_read > 0)
    {
      self->n_requests++;
      if (self->first_us == 0)
        self->first_us = now_us;
    }
  else
    {
      self->n_gone++;
      self->last_gone_us = now_us;
    }
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (NULL);

  if (n_read <= 0)
    close (fd);

  return n_read > 0;
}

/* Returns whether to go on. */
static gboolean
take_orders (BenchPeer *self,
             GArray    *polled)
{
  guint64 number;
  guint n_to_answer;
  gboolean quitting;

  if (read (self->wake_fd, &number, sizeof number) != sizeof number)
    return TRUE;

  g_mutex_lock (&self->lock);
  n_to_answer = self->n_to_answer;
  self->n_to_answer = 0;
  quitting = self->quitting;
  g_mutex_unlock (&self->lock);

  /* The first two are not clients. */
  for (guint i = 2; i < polled->len && n_to_answer > 0; i++, n_to_answer--)
    if (write (g_array_index (polled, struct pollfd, i).fd, ANSWER, strlen (ANSWER)) < 0)
      g_error ("%s", g_strerror (errno));

  return !quitting;
}

static gpointer
peer_thread_func (gpointer data)
{
  BenchPeer *self = data;
  g_autoptr (GArray) polled = g_array_new (FALSE, FALSE, sizeof (struct pollfd));
  gboolean more = TRUE;

  add_fd (polled, self->wake_fd);
  add_fd (polled, self->listen_fd);

  while (more && poll ((struct pollfd *) (gpointer) polled->data, polled->len, -1) > 0)
    {
      for (guint i = polled->len; i > 2; i--)
        if (g_array_index (polled, struct pollfd, i - 1).revents != 0 &&
            !serve (self, g_array_index (polled, struct pollfd, i - 1).fd))
          g_array_remove_index_fast (polled, i - 1);

      if (g_array_index (polled, struct pollfd, 0).revents != 0)
        more = take_orders (self, polled);
      if (g_array_index (polled, struct pollfd, 1).revents != 0)
        add_fd (polled, accept (self->listen_fd, NULL, NULL));
    }

  for (guint i = 2; i < polled->len; i++)
    close (g_array_index (polled, struct pollfd, i).fd);

  return NULL;
}

static void
wake (BenchPeer *self)
{
  guint64 number = 1;

  if (write (self->wake_fd, &number, sizeof number) != sizeof number)
    g_error ("%s", g_strerror (errno));
}

BenchPeer *
bench_peer_new (void)
{
  BenchPeer *self = g_new0 (BenchPeer, 1);
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t size = sizeof address;

  g_mutex_init (&self->lock);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->wake_fd = eventfd (0, EFD_CLOEXEC);
  self->listen_fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind (self->listen_fd, (struct sockaddr *) &address, sizeof address) != 0 ||
      listen (self->listen_fd, BACKLOG) != 0 ||
      getsockname (self->listen_fd, (struct sockaddr *) &address, &size) != 0)
    g_error ("%s", g_strerror (errno));

  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("bench-peer", peer_thread_func, self);

  return self;
}

void
bench_peer_free (BenchPeer *self)
{
  g_mutex_lock (&self->lock);
  self->quitting = TRUE;
  g_mutex_unlock (&self->lock);
  wake (self);
  g_thread_join (self->thread);

  close (self->wake_fd);
  close (self->listen_fd);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
bench_peer_get_port (BenchPeer *self)
{
  return self->port;
}

/* Answers on the oldest connection, or any. */
void
bench_peer_answer_one (BenchPeer *self)
{
  g_mutex_lock (&self->lock);
  self->n_to_answer++;
  g_mutex_unlock (&self->lock);
  wake (self);
}

static gint64
look (BenchPeer    *self,
      const gint64 *time_us)
{
  gint64 value;

  g_mutex_lock (&self->lock);
  value = *time_us;
  g_mutex_unlock (&self->lock);

  return value;
}

static guint
look_at_count (BenchPeer   *self,
               const guint *count)
{
  guint value;

  g_mutex_lock (&self->lock);
  value = *count;
  g_mutex_unlock (&self->lock);

  return value;
}

guint
bench_peer_get_n_requests (BenchPeer *self)
{
  return look_at_count (self, &self->n_requests);
}

guint
bench_peer_get_n_gone (BenchPeer *self)
{
  return look_at_count (self, &self->n_gone);
}

/**
 * bench_peer_get_first_us:
 * @self: a peer
 *
 * Returns: when the first request arrived, 0 if none has
 */
gint64
bench_peer_get_first_us (BenchPeer *self)
{
  return look (self, &self->first_us);
}

gint64
bench_peer_get_last_gone_us (BenchPeer *self)
{
  return look (self, &self->last_gone_us);
}
