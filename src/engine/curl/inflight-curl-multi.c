/* inflight-curl-multi.c: a multi handle of libcurl in a main context
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-curl-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#define EVENTS_PER_LOOK 64

/* A fast server must not keep the loop to itself. */
#define TURN_US 2000

/* Of a thousand transfers begun in one call libcurl makes 50 ms. */
#define MAX_BEGUN_AT_ONCE 64

/* For streams, the bus, look-ups of names and whatever else opens files. */
#define RESERVED_DESCRIPTORS 32

/**
 * InflightCurlMulti:
 * @epoll: what tells which of the sockets libcurl has to look at
 * @waiting: (element-type InflightCurlTransfer): those that are yet to be begun
 * @ending: (element-type InflightCurlTransfer): those that are to be ended, which
 *   cannot be done while libcurl is calling us
 * @paused: (element-type InflightCurlTransfer): those that left bytes of a body for
 *   the next turn
 * @n_running: how many transfers libcurl has
 * @retired: whether it goes as soon as it carries nothing out
 * @turn_us: when this turn began, on the monotonic clock
 *
 * libcurl's multi interface, driven by a source: it says which sockets to watch
 * and until when, and is told what happened to them.
 */
struct _InflightCurlMulti
{
  CURLM                *multi;
  InflightCurlLinks    *links;
  InflightCurlDoneFunc  done;
  GSource              *source;
  int                   epoll;
  GQueue                waiting;
  GQueue                ending;
  GQueue                paused;
  guint                 n_running;
  guint                 n_begun;
  gboolean              retired;
  gint64                timer_us;
  gint64                turn_us;
};

typedef struct
{
  GSource            source;
  InflightCurlMulti *multi;
} MultiSource;

/* What libcurl asks for */

static void
watch (InflightCurlMulti *self,
       InflightCurlLink  *link,
       guint32            events)
{
  struct epoll_event event = { .data.fd = link->fd, .events = events };
  int operation = events == 0          ? EPOLL_CTL_DEL
                  : link->watched == 0 ? EPOLL_CTL_ADD
                                       : EPOLL_CTL_MOD;

  if (link->watched == events)
    return;

  link->watched = events;
  if (epoll_ctl (self->epoll, operation, link->fd, &event) != 0)
    g_debug ("Socket %d cannot be watched: %s", link->fd, g_strerror (errno));
}

/* A handle may be libcurl's own, or one that is just leaving. */
static gboolean
is_answered (InflightCurlMulti    *self,
             InflightCurlTransfer *transfer)
{
  return transfer != NULL && transfer->multi == self && transfer->head.complete &&
         !transfer->paused;
}

/* Between two requests nothing is wanted of a connection. It stays watched: what is
 * not expected to happen to it need not be called off, and asked for again. */
static int
socket_cb (CURL          *easy,
           curl_socket_t  fd,
           int            what,
           void          *user_data,
           void          *socket_data)
{
  InflightCurlMulti *self = user_data;
  InflightCurlLink *link = inflight_curl_links_get (self->links, fd);
  InflightCurlHandle *handle = NULL;

  if (link == NULL)
    return 0;

  link->wanted = 0;
  if (what == CURL_POLL_REMOVE)
    return 0;

  if (what & CURL_POLL_IN)
    link->wanted |= EPOLLIN;
  if (what & CURL_POLL_OUT)
    link->wanted |= EPOLLOUT;
  watch (self, link, link->wanted);

  /* An answer that came to its end before the request did: libcurl would go on
   * sending, and a server that has answered need not read it. */
  curl_easy_getinfo (easy, CURLINFO_PRIVATE, &handle);
  if (what == CURL_POLL_OUT && handle != NULL && is_answered (self, handle->transfer))
    inflight_curl_multi_end (self, handle->transfer);

  return 0;
}

static int
timer_cb (CURLM *multi,
          long   timeout_ms,
          void  *user_data)
{
  InflightCurlMulti *self = user_data;

  self->timer_us = timeout_ms < 0 ? -1
                                  : g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  g_source_set_ready_time (self->source, self->timer_us);

  return 0;
}

/* Turns */

static void
begin (InflightCurlMulti    *self,
       InflightCurlTransfer *transfer)
{
  CURLMcode code;

  self->n_begun++;
  self->n_running++;
  transfer->begun_us = g_get_monotonic_time ();
  code = curl_multi_add_handle (self->multi, transfer->handle->easy);
  if (code != CURLM_OK)
    {
      self->n_running--;
      transfer->multi = NULL;
      if (transfer->ending != NULL)
        g_queue_delete_link (&self->ending, g_steal_pointer (&transfer->ending));
      self->done (transfer, CURLE_OUT_OF_MEMORY);
    }
}

static void
begin_some (InflightCurlMulti *self)
{
  self->n_begun = 0;

  while (self->n_begun < MAX_BEGUN_AT_ONCE && !g_queue_is_empty (&self->waiting))
    begin (self, g_queue_pop_head (&self->waiting));
}

static void
resume_paused (InflightCurlMulti *self)
{
  guint n_paused = g_queue_get_length (&self->paused);

  /* Each of them may pause again. */
  for (; n_paused > 0 && !g_queue_is_empty (&self->paused); n_paused--)
    {
      InflightCurlTransfer *transfer = g_queue_pop_head (&self->paused);

      transfer->paused = FALSE;
      /* What is left over may be what ends it, of which libcurl 7.88 says no more. */
      if (curl_easy_pause (transfer->handle->easy, CURLPAUSE_CONT) != CURLE_OK)
        inflight_curl_multi_end (self, transfer);
    }
}

static void
look_at_sockets (InflightCurlMulti *self)
{
  struct epoll_event events[EVENTS_PER_LOOK];
  int n_events = epoll_wait (self->epoll, events, EVENTS_PER_LOOK, 0);
  int n_running;

  /* What is left over is reported again. */
  for (int i = 0; i < n_events && !inflight_curl_multi_is_late (self); i++)
    {
      InflightCurlLink *link = inflight_curl_links_get (self->links, events[i].data.fd);
      int what = 0;

      if (link != NULL && link->wanted == 0)
        {
          watch (self, link, 0);
          continue;
        }

      if (events[i].events & (EPOLLIN | EPOLLHUP))
        what |= CURL_CSELECT_IN;
      if (events[i].events & EPOLLOUT)
        what |= CURL_CSELECT_OUT;
      if (events[i].events & EPOLLERR)
        what |= CURL_CSELECT_ERR;

      curl_multi_socket_action (self->multi, events[i].data.fd, what, &n_running);
    }
}

static void
look_at_timer (InflightCurlMulti *self)
{
  int n_running;

  if (self->timer_us < 0 || self->timer_us > g_get_monotonic_time ())
    return;

  self->timer_us = -1;
  g_source_set_ready_time (self->source, -1);
  curl_multi_socket_action (self->multi, CURL_SOCKET_TIMEOUT, 0, &n_running);
}

static void
hear (InflightCurlMulti *self)
{
  CURLMsg *message;
  int n_left;

  while ((message = curl_multi_info_read (self->multi, &n_left)) != NULL)
    {
      InflightCurlHandle *handle = NULL;
      CURLcode code = message->data.result;

      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &handle);
      inflight_curl_multi_remove (self, handle->transfer);
      self->done (handle->transfer, code);
    }
}

/* After what came to its end by itself: the connection of that can be kept. */
static void
end_all (InflightCurlMulti *self)
{
  while (!g_queue_is_empty (&self->ending))
    {
      InflightCurlTransfer *transfer = g_queue_peek_head (&self->ending);

      inflight_curl_multi_remove (self, transfer);
      self->done (transfer, CURLE_OK);
    }
}

static gboolean
has_more (InflightCurlMulti *self)
{
  return !g_queue_is_empty (&self->waiting) || !g_queue_is_empty (&self->paused) ||
         !g_queue_is_empty (&self->ending);
}

/* Closes the connections that are kept. */
static void
free_multi (InflightCurlMulti *self)
{
  curl_multi_cleanup (self->multi);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->epoll);
  g_free (self);
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  InflightCurlMulti *self = ((MultiSource *) source)->multi;

  self->turn_us = g_get_monotonic_time ();
  resume_paused (self);
  begin_some (self);
  look_at_timer (self);
  look_at_sockets (self);
  /* Whom either of them makes ready is served in this turn, if that is young: one who
   * has read a hundred times is made ready, too. */
  if (!inflight_curl_multi_is_late (self))
    look_at_timer (self);
  hear (self);
  end_all (self);

  if (self->retired && inflight_curl_multi_is_empty (self))
    {
      free_multi (self);
      return G_SOURCE_REMOVE;
    }

  /* libcurl says nothing of a timer that did not change. */
  g_source_set_ready_time (source, has_more (self) ? 0 : self->timer_us);

  return G_SOURCE_CONTINUE;
}

/**
 * inflight_curl_multi_is_late:
 * @self: a multi handle
 *
 * Returns: whether the turn has taken so long that what can wait should
 */
gboolean
inflight_curl_multi_is_late (InflightCurlMulti *self)
{
  return g_get_monotonic_time () - self->turn_us > TURN_US;
}

/* Idle connections are shed when these are used up; what cannot have one waits. */
static long
count_descriptors (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > G_MAXINT)
    return 0;

  return MAX ((long) limit.rlim_cur - RESERVED_DESCRIPTORS, 4);
}

static void
set_options (InflightCurlMulti *self)
{
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, socket_cb);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, timer_cb);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_MULTIPLEX);
  curl_multi_setopt (self->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, count_descriptors ());
  curl_multi_setopt (self->multi, CURLMOPT_MAXCONNECTS, (long) INFLIGHT_MAX_CONNECTIONS);
}

/**
 * inflight_curl_multi_new:
 * @links: (transfer none): the connections that are made
 * @done: called with each transfer that came to its end, never from within a
 *   function of this file that is called from outside of the main context's turn
 *
 * Returns: (transfer full): a multi handle in the thread-default main context
 */
InflightCurlMulti *
inflight_curl_multi_new (InflightCurlLinks    *links,
                         InflightCurlDoneFunc  done)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  InflightCurlMulti *self = g_new0 (InflightCurlMulti, 1);

  self->links = links;
  self->done = done;
  self->multi = curl_multi_init ();
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->timer_us = -1;
  set_options (self);

  self->source = g_source_new (&funcs, sizeof (MultiSource));
  ((MultiSource *) self->source)->multi = self;
  g_source_set_static_name (self->source, "inflight-curl");
  g_source_add_unix_fd (self->source, self->epoll, G_IO_IN);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

/**
 * inflight_curl_multi_retire:
 * @self: (transfer full): a multi handle
 *
 * Has it go, with the connections that it keeps, when what is under way has come
 * to its end. Nothing more may be added to it.
 */
void
inflight_curl_multi_retire (InflightCurlMulti *self)
{
  if (inflight_curl_multi_is_empty (self))
    free_multi (self);
  else
    self->retired = TRUE;
}

/**
 * inflight_curl_multi_add:
 * @self: a multi handle
 * @transfer: (transfer none): a transfer whose handle is prepared
 *
 * Begins it, in this turn or, of a great many, in one to come.
 */
void
inflight_curl_multi_add (InflightCurlMulti    *self,
                         InflightCurlTransfer *transfer)
{
  transfer->multi = self;
  g_queue_push_tail (&self->waiting, transfer);
  g_source_set_ready_time (self->source, 0);
}

static gboolean
leave_queue (GQueue               *queue,
             InflightCurlTransfer *transfer)
{
  return !g_queue_is_empty (queue) && g_queue_remove (queue, transfer);
}

/**
 * inflight_curl_multi_remove:
 * @self: a multi handle
 * @transfer: a transfer of it
 *
 * Takes it back; not to be called while libcurl is calling us. A connection in the
 * middle of it is closed, a stream of HTTP/2 reset (RFC 9113, section 5.4.2).
 */
void
inflight_curl_multi_remove (InflightCurlMulti    *self,
                            InflightCurlTransfer *transfer)
{
  if (transfer->ending != NULL)
    g_queue_delete_link (&self->ending, g_steal_pointer (&transfer->ending));
  if (transfer->paused)
    leave_queue (&self->paused, transfer);
  transfer->paused = FALSE;

  if (transfer->multi == NULL)
    return;

  transfer->multi = NULL;
  if (leave_queue (&self->waiting, transfer))
    return;

  curl_multi_remove_handle (self->multi, transfer->handle->easy);
  self->n_running--;
}

/**
 * inflight_curl_multi_end:
 * @self: a multi handle
 * @transfer: a transfer of it, or one that was not given to it yet
 *
 * Has a transfer ended soon, at the end of a turn. If it comes to its end before
 * that, so much the better.
 */
void
inflight_curl_multi_end (InflightCurlMulti    *self,
                         InflightCurlTransfer *transfer)
{
  if (transfer->ending != NULL)
    return;

  g_queue_push_tail (&self->ending, transfer);
  transfer->ending = g_queue_peek_tail_link (&self->ending);
  g_source_set_ready_time (self->source, 0);
}

/**
 * inflight_curl_multi_pause:
 * @self: a multi handle
 * @transfer: a transfer of which libcurl is being told to pause
 *
 * Has it go on in the next turn.
 */
void
inflight_curl_multi_pause (InflightCurlMulti    *self,
                           InflightCurlTransfer *transfer)
{
  if (transfer->paused)
    return;

  transfer->paused = TRUE;
  g_queue_push_tail (&self->paused, transfer);
  g_source_set_ready_time (self->source, 0);
}

/**
 * inflight_curl_multi_is_empty:
 * @self: a multi handle
 *
 * Returns: whether it carries nothing out
 */
gboolean
inflight_curl_multi_is_empty (InflightCurlMulti *self)
{
  return self->n_running == 0 && !has_more (self);
}
