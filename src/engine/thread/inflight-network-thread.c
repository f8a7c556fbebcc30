/* inflight-network-thread.c: the thread that owns sockets and queue
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-network-thread-private.h"

#include "inflight-base-private.h"

#include <sys/resource.h>

/* As much as may wait to be taken by the main thread before nothing more begins. */
#define MAX_WAITING_BYTES (32 << 20)

/**
 * InflightNetworkThread:
 * @inbox: (element-type InflightMessage): from the main thread
 * @outbox: (element-type InflightTick): to the main thread
 * @wake: the source on the main thread that is made ready by a tick
 *
 * @waiting_bytes: what the ticks in @outbox take in memory, atomically
 *
 * A thread with a main context of its own. One iteration of it is a tick.
 *
 * The two queues, and what tells how much is in one of them, are all that both
 * threads touch.
 */
struct _InflightNetworkThread
{
  GThread           *thread;
  GMainContext      *context;
  GAsyncQueue       *inbox;
  GAsyncQueue       *outbox;
  GSource           *wake;
  gssize             waiting_bytes;

  /* Of the network thread */
  InflightScheduler *scheduler;
  GSource           *timer;
  gboolean           quitting;
};

void
inflight_message_free (InflightMessage *self)
{
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->limit, inflight_limit_unref);
  g_free (self->proxy);
  g_free (self);
}

/**
 * inflight_message_carry_out:
 * @self: a message other than the one to quit
 * @scheduler: whom it concerns
 */
void
inflight_message_carry_out (InflightMessage   *self,
                            InflightScheduler *scheduler)
{
  switch (self->kind)
    {
    case INFLIGHT_MESSAGE_SUBMIT:
      inflight_scheduler_submit (scheduler, self->jobs);
      break;

    case INFLIGHT_MESSAGE_CANCEL:
      for (guint i = 0; i < self->jobs->len; i++)
        inflight_scheduler_cancel (scheduler, g_ptr_array_index (self->jobs, i));
      break;

    case INFLIGHT_MESSAGE_SKIP_HOLD:
      for (guint i = 0; i < self->jobs->len; i++)
        inflight_scheduler_skip_hold (scheduler, g_ptr_array_index (self->jobs, i));
      break;

    case INFLIGHT_MESSAGE_SET_LIMIT:
      inflight_scheduler_set_limit (scheduler, inflight_limit_ref (self->limit));
      break;

    case INFLIGHT_MESSAGE_CLEAR_LIMIT:
      inflight_scheduler_clear_limit (scheduler, self->limit);
      break;

    case INFLIGHT_MESSAGE_SET_CAPS:
      inflight_scheduler_set_caps (scheduler, self->max_in_flight, self->per_host);
      break;

    case INFLIGHT_MESSAGE_SET_INTERVAL:
      inflight_scheduler_set_interval (scheduler, self->interval_us);
      break;

    case INFLIGHT_MESSAGE_SET_PROXY:
      inflight_scheduler_set_proxy (scheduler, self->proxy, self->desktop);
      break;

    case INFLIGHT_MESSAGE_SET_TRANSPORT:
      inflight_scheduler_set_transport (scheduler, self->transport);
      break;

    case INFLIGHT_MESSAGE_SET_HTTP_VERSION:
      inflight_scheduler_set_http_version (scheduler, self->http_version);
      break;

    case INFLIGHT_MESSAGE_NETWORK_CHANGED:
      inflight_scheduler_renew (scheduler);
      break;

    case INFLIGHT_MESSAGE_TICK:
      inflight_scheduler_want_tick (scheduler);
      break;

    case INFLIGHT_MESSAGE_QUIT:
      g_assert_not_reached ();
    }
}

static void
read_inbox (InflightNetworkThread *self)
{
  InflightMessage *message;

  while ((message = g_async_queue_try_pop (self->inbox)) != NULL)
    {
      if (message->kind == INFLIGHT_MESSAGE_QUIT)
        {
          self->quitting = TRUE;
          inflight_scheduler_cancel_all (self->scheduler);
        }
      else
        {
          inflight_message_carry_out (message, self->scheduler);
        }

      inflight_message_free (message);
    }
}

/* A network that is faster than the main thread must not fill the memory with what
 * that has not seen yet. What is under way goes on. */
static void
hold_back (InflightNetworkThread *self)
{
  gssize waiting_bytes = (gssize) g_atomic_pointer_get (&self->waiting_bytes);

  inflight_scheduler_set_paused (self->scheduler, waiting_bytes > MAX_WAITING_BYTES);
}

static void
end_tick (InflightNetworkThread *self)
{
  InflightTick *tick = inflight_scheduler_steal_tick (self->scheduler);

  if (tick != NULL)
    {
      inflight_debug ("A tick of %u events", tick->events->len);
      g_atomic_pointer_add (&self->waiting_bytes, inflight_tick_get_size (tick));
      g_async_queue_push (self->outbox, tick);
      g_source_set_ready_time (self->wake, 0);
    }
}

/* The source only ends the iteration: the scheduler looks at its timers in
 * every one. */
static gboolean
timer_cb (gpointer user_data)
{
  GSource *timer = user_data;

  g_source_set_ready_time (timer, -1);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

static void
set_timer (InflightNetworkThread *self)
{
  gint64 next_us = inflight_scheduler_get_next_us (self->scheduler);

  g_source_set_ready_time (self->timer, next_us == G_MAXINT64 ? -1 : next_us);
}

static GSource *
new_timer (GMainContext *context)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_timer };
  GSource *timer = g_source_new (&funcs, sizeof (GSource));

  g_source_set_static_name (timer, "inflight-timer");
  g_source_set_callback (timer, timer_cb, timer, NULL);
  g_source_attach (timer, context);

  return timer;
}

static gint64
monotonic_clock (gpointer user_data)
{
  return g_get_monotonic_time ();
}

/* Every connection is a descriptor, and the usual soft limit is 1024. */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
        g_debug ("The limit of open files stays as it is");
    }
}

/* What follows every iteration of the loop, the last one too. */
static void
work (InflightNetworkThread *self)
{
  read_inbox (self);
  hold_back (self);
  inflight_scheduler_run (self->scheduler);
  end_tick (self);
}

static gpointer
network_thread_func (gpointer data)
{
  InflightNetworkThread *self = data;

  g_main_context_push_thread_default (self->context);
  self->timer = new_timer (self->context);
  self->scheduler = inflight_scheduler_new (NULL, monotonic_clock, NULL);

  work (self);
  while (!self->quitting || !inflight_scheduler_is_idle (self->scheduler))
    {
      set_timer (self);
      g_main_context_iteration (self->context, TRUE);
      work (self);
    }

  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_clear_pointer (&self->scheduler, inflight_scheduler_free);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
free_message_cb (gpointer data)
{
  inflight_message_free (data);
}

static void
free_tick_cb (gpointer data)
{
  inflight_tick_free (data);
}

/**
 * inflight_network_thread_new:
 * @wake: a source of the calling thread; its ready time is set to 0 whenever
 *   there is a tick to take
 *
 * Returns: (transfer full): a running thread
 */
InflightNetworkThread *
inflight_network_thread_new (GSource *wake)
{
  InflightNetworkThread *self = g_new0 (InflightNetworkThread, 1);

  raise_descriptor_limit ();

  self->wake = g_source_ref (wake);
  self->context = g_main_context_new ();
  self->inbox = g_async_queue_new_full (free_message_cb);
  self->outbox = g_async_queue_new_full (free_tick_cb);
  self->thread = g_thread_new ("inflight-net", network_thread_func, self);

  return self;
}

/**
 * inflight_network_thread_stop:
 * @self: a running thread
 *
 * Cancels everything, waits until it is settled, and ends the thread. The last
 * ticks can be taken after that.
 */
void
inflight_network_thread_stop (InflightNetworkThread *self)
{
  InflightMessage *message = g_new0 (InflightMessage, 1);

  message->kind = INFLIGHT_MESSAGE_QUIT;
  inflight_network_thread_post (self, message);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
inflight_network_thread_free (InflightNetworkThread *self)
{
  g_assert (self->thread == NULL);

  g_async_queue_unref (self->inbox);
  g_async_queue_unref (self->outbox);
  g_main_context_unref (self->context);
  g_source_unref (self->wake);
  g_free (self);
}

/**
 * inflight_network_thread_peek_context:
 * @self: a running thread
 *
 * Returns: (transfer none): its main context
 */
GMainContext *
inflight_network_thread_peek_context (InflightNetworkThread *self)
{
  return self->context;
}

/**
 * inflight_network_thread_post:
 * @self: a running thread
 * @message: (transfer full): what to tell it
 */
void
inflight_network_thread_post (InflightNetworkThread *self,
                              InflightMessage       *message)
{
  g_async_queue_push (self->inbox, message);
  g_main_context_wakeup (self->context);
}

/**
 * inflight_network_thread_next_tick:
 * @self: a thread
 *
 * Returns: (transfer full) (nullable): the oldest tick that was not taken yet
 */
InflightTick *
inflight_network_thread_next_tick (InflightNetworkThread *self)
{
  InflightTick *tick = g_async_queue_try_pop (self->outbox);
  gssize size, before;

  if (tick == NULL)
    return NULL;

  size = inflight_tick_get_size (tick);
  before = g_atomic_pointer_add (&self->waiting_bytes, -size);
  if (before > MAX_WAITING_BYTES && before - size <= MAX_WAITING_BYTES)
    g_main_context_wakeup (self->context);

  return tick;
}

/**
 * inflight_network_thread_has_tick:
 * @self: a thread
 *
 * Returns: whether there is a tick that was not taken yet
 */
gboolean
inflight_network_thread_has_tick (InflightNetworkThread *self)
{
  return g_atomic_pointer_get (&self->waiting_bytes) != 0;
}
