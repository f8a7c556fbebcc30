/* inflight-network.c: the main thread's side of the network thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-network-private.h"

#include "inflight-base-private.h"
#include "inflight-launches-private.h"
#include "inflight-resolver-private.h"
#include "inflight-task-private.h"

/* Just behind the repaint of GTK (GDK_PRIORITY_REDRAW, which is 120): events
 * never keep a frame from being painted. */
#define DELIVERY_PRIORITY (G_PRIORITY_HIGH_IDLE + 21)

/* Unless painting has left them no time: then they come first, once. */
#define LATE_PRIORITY G_PRIORITY_DEFAULT

/* How long a turn lasts, and how long the view may go without one. */
#define TURN_US 4000
#define LATE_US 8000

/* How long a turn may go on with launching, besides. */
#define LAUNCH_US 3000

/* A clock is not read for every event. */
#define EVENTS_PER_LOOK 32

/**
 * InflightNetwork:
 *
 * Takes what the network thread reports, tick by tick, to the tasks; and what is
 * asked of tasks to the network thread. At the end of a tick, and only there,
 * batches announce what changed and waits are looked at.
 *
 * There is one in a program. A virtual one has no thread: its scheduler runs on
 * the caller's, by a clock that the caller sets.
 */
struct _InflightNetwork
{
  GObject                parent_instance;

  InflightNetworkThread *thread;
  GSource               *wake;
  GSource               *late;

  InflightScheduler     *scheduler;
  gint64                *clock_us;

  InflightTick          *tick;
  guint                  n_taken;
  guint64                event_number;
  gint64                 turn_us;
  gboolean               in_turn;

  InflightLaunches      *launches;

  GPtrArray             *observers;
  guint                  n_waits;

  guint                  max_in_flight;
  guint                  per_host;
  gboolean               paused;
};

G_DEFINE_FINAL_TYPE (InflightNetwork, inflight_network, G_TYPE_OBJECT)

static gboolean engine_ready;

/**
 * inflight_engine_init:
 *
 * Prepares the libraries of the engine. To be called once, before there is a
 * second thread.
 */
void
inflight_engine_init (void)
{
  /* libsoup 3.2 sends one message at a time to a host as long as it is finding
   * out whether that host speaks HTTP/2. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  inflight_debug_init ();
  inflight_memory_keep ();
  engine_ready = TRUE;

  inflight_resolver_install ();
}

/* Telling the network thread */

/**
 * inflight_network_post:
 * @self: a network
 * @message: (transfer full): what to tell the network thread
 */
void
inflight_network_post (InflightNetwork *self,
                       InflightMessage *message)
{
  if (self->thread != NULL)
    {
      inflight_network_thread_post (self->thread, message);
    }
  else
    {
      if (self->scheduler != NULL)
        inflight_message_carry_out (message, self->scheduler);
      inflight_message_free (message);
    }
}

/**
 * inflight_network_peek_context:
 * @self: a network that is not virtual
 *
 * Returns: (transfer none): the main context of the network thread, to be watched
 */
GMainContext *
inflight_network_peek_context (InflightNetwork *self)
{
  return inflight_network_thread_peek_context (self->thread);
}

static void
post_caps (InflightNetwork *self)
{
  InflightMessage *message = g_new0 (InflightMessage, 1);

  message->kind = INFLIGHT_MESSAGE_SET_CAPS;
  message->max_in_flight = self->paused ? 0 : self->max_in_flight;
  message->per_host = self->per_host;
  inflight_network_post (self, message);
}

static void
post_limit (InflightNetwork     *self,
            InflightMessageKind  kind,
            InflightLimit       *limit)
{
  InflightMessage *message = g_new0 (InflightMessage, 1);

  message->kind = kind;
  message->limit = inflight_limit_ref (limit);
  inflight_network_post (self, message);
}

static void
want_tick (InflightNetwork *self)
{
  InflightMessage *message = g_new0 (InflightMessage, 1);

  message->kind = INFLIGHT_MESSAGE_TICK;
  inflight_network_post (self, message);
}

/* Hearing from it */

static void
take_event (InflightNetwork *self,
            InflightEvent   *event)
{
  self->event_number++;

  if (event->kind != INFLIGHT_EVENT_LIMIT)
    inflight_task_apply (event->job->owner, event, self->event_number);
  else if (event->limit->owner != NULL)
    inflight_tick_observer_limit_passed (event->limit->owner);
}

/* All decide before the first of them acts, because what follows on one wait changes
 * the members of another: that is a later tick. */
static void
look_around (InflightNetwork *self,
             gint64           now_us)
{
  g_autoptr (GPtrArray) observers = g_steal_pointer (&self->observers);
  g_autoptr (GPtrArray) decided = g_ptr_array_new ();

  self->observers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < observers->len; i++)
    inflight_tick_observer_announce (g_ptr_array_index (observers, i));

  for (guint i = 0; i < observers->len; i++)
    if (inflight_tick_observer_decide (g_ptr_array_index (observers, i), now_us))
      g_ptr_array_add (decided, g_ptr_array_index (observers, i));

  for (guint i = 0; i < decided->len; i++)
    inflight_tick_observer_act (g_ptr_array_index (decided, i));
}

static void
end_tick (InflightNetwork *self)
{
  g_autoptr (InflightNetwork) kept = g_object_ref (self);
  InflightTick *tick = g_steal_pointer (&self->tick);

  look_around (self, tick->stamp_us);
  inflight_tick_free (tick);
}

static void
begin_tick (InflightNetwork *self,
            InflightTick    *tick)
{
  self->tick = tick;
  self->n_taken = 0;
}

/* Returns whether the tick came to its end before @end_us. */
static gboolean
take_events (InflightNetwork *self,
             gint64           end_us)
{
  GArray *events = self->tick->events;

  while (self->n_taken < events->len)
    {
      take_event (self, &g_array_index (events, InflightEvent, self->n_taken));
      self->n_taken++;

      if (self->n_taken % EVENTS_PER_LOOK == 0 && g_get_monotonic_time () > end_us)
        return FALSE;
    }

  return TRUE;
}

static InflightTick *
next_tick (InflightNetwork *self)
{
  if (self->thread != NULL)
    return inflight_network_thread_next_tick (self->thread);

  return inflight_scheduler_steal_tick (self->scheduler);
}

/* Returns whether there is more to take. */
static gboolean
take_turn (InflightNetwork *self,
           gint64           end_us)
{
  gboolean more = TRUE;

  /* A callback may run a loop of its own. */
  if (self->in_turn)
    return FALSE;

  self->in_turn = TRUE;
  while (more && g_get_monotonic_time () <= end_us)
    {
      InflightTick *tick = self->tick != NULL ? NULL : next_tick (self);

      if (tick != NULL)
        begin_tick (self, tick);

      more = self->tick != NULL;
      if (more && take_events (self, end_us))
        end_tick (self);
    }
  self->in_turn = FALSE;
  self->turn_us = g_get_monotonic_time ();

  return more;
}

static gboolean
has_launches (InflightNetwork *self)
{
  return self->launches != NULL && !self->paused && !inflight_launches_is_empty (self->launches);
}

/* A virtual network's time stands still: it launches all at once. */
static void
launch_some (InflightNetwork *self)
{
  gint64 end_us = self->thread != NULL ? g_get_monotonic_time () + LAUNCH_US : G_MAXINT64;
  g_autoptr (GPtrArray) jobs = inflight_launches_take (self->launches, end_us);

  inflight_network_post_jobs (self, INFLIGHT_MESSAGE_SUBMIT, jobs);

  if (!inflight_launches_is_empty (self->launches))
    g_source_set_ready_time (self->wake, 0);
}

static gboolean
wake_cb (gpointer user_data)
{
  InflightNetwork *self = user_data;
  g_autoptr (InflightNetwork) kept = g_object_ref (self);

  g_assert (INFLIGHT_IS_NETWORK (self));

  /* Before looking, so that what comes in between is not missed. */
  g_source_set_ready_time (self->wake, -1);
  if (take_turn (self, g_get_monotonic_time () + TURN_US) && self->wake != NULL)
    g_source_set_ready_time (self->wake, 0);
  if (has_launches (self))
    launch_some (self);

  return G_SOURCE_CONTINUE;
}

/* A view that takes all the time for painting would never hear of events, which
 * come after it. Whoever paints comes by here at every frame. */
typedef struct
{
  GSource          source;
  InflightNetwork *network;
} LateSource;

static gboolean
is_late (GSource *source)
{
  InflightNetwork *self = ((LateSource *) source)->network;

  if (self->in_turn ||
      (self->tick == NULL && !inflight_network_thread_has_tick (self->thread) &&
       !has_launches (self)))
    return FALSE;

  return g_source_get_time (source) - self->turn_us > LATE_US;
}

static gboolean
prepare_late (GSource *source,
              int     *timeout_ms)
{
  *timeout_ms = -1;

  return is_late (source);
}

static gboolean
dispatch_wake (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  return callback (user_data);
}

static GSource *
late_source_new (InflightNetwork *network)
{
  static GSourceFuncs funcs = {
    .prepare = prepare_late,
    .check = is_late,
    .dispatch = dispatch_wake,
  };
  GSource *source = g_source_new (&funcs, sizeof (LateSource));

  ((LateSource *) source)->network = network;
  g_source_set_static_name (source, "inflight-late-delivery");
  g_source_set_priority (source, LATE_PRIORITY);
  g_source_set_callback (source, wake_cb, network, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

static void
inflight_network_dispose (GObject *object)
{
  InflightNetwork *self = INFLIGHT_NETWORK (object);

  inflight_network_finish_cancelling (self);
  g_clear_pointer (&self->launches, inflight_launches_free);

  if (self->thread != NULL)
    {
      inflight_network_thread_stop (self->thread);
      take_turn (self, G_MAXINT64);
      g_clear_pointer (&self->thread, inflight_network_thread_free);
      g_source_destroy (self->wake);
      g_clear_pointer (&self->wake, g_source_unref);
      g_source_destroy (self->late);
      g_clear_pointer (&self->late, g_source_unref);
    }

  if (self->scheduler != NULL)
    {
      inflight_scheduler_cancel_all (self->scheduler);
      take_turn (self, G_MAXINT64);
      g_clear_pointer (&self->scheduler, inflight_scheduler_free);
    }

  g_clear_pointer (&self->observers, g_ptr_array_unref);

  G_OBJECT_CLASS (inflight_network_parent_class)->dispose (object);
}

static void
inflight_network_class_init (InflightNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_network_dispose;
}

static void
inflight_network_init (InflightNetwork *self)
{
  self->observers = g_ptr_array_new_with_free_func (g_object_unref);
  self->launches = inflight_launches_new ();
  self->max_in_flight = INFLIGHT_DEFAULT_MAX_IN_FLIGHT;
  self->per_host = INFLIGHT_DEFAULT_PER_HOST;
}

/**
 * inflight_network_new:
 *
 * Starts the network thread. Events are delivered on the thread-default main
 * context of the caller. inflight_engine_init() must have been called.
 *
 * Returns: (transfer full): a network
 */
InflightNetwork *
inflight_network_new (void)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_wake };
  InflightNetwork *self;

  g_return_val_if_fail (engine_ready, NULL);

  self = g_object_new (INFLIGHT_TYPE_NETWORK, NULL);
  self->wake = g_source_new (&funcs, sizeof (GSource));
  g_source_set_static_name (self->wake, "inflight-delivery");
  g_source_set_priority (self->wake, DELIVERY_PRIORITY);
  g_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, g_main_context_get_thread_default ());

  self->thread = inflight_network_thread_new (self->wake);
  self->late = late_source_new (self);
  inflight_network_set_caps (self, INFLIGHT_DEFAULT_MAX_IN_FLIGHT,
                             INFLIGHT_DEFAULT_PER_HOST);

  return self;
}

static gint64
virtual_clock (gpointer user_data)
{
  const gint64 *clock_us = user_data;

  return *clock_us;
}

/**
 * inflight_network_new_virtual:
 * @transport: (transfer full): what takes the place of the wire
 * @clock_us: the clock; set by the caller, never backwards
 *
 * Returns: (transfer full): a network that does nothing but in
 *   inflight_network_advance()
 */
InflightNetwork *
inflight_network_new_virtual (InflightTransport *transport,
                              gint64            *clock_us)
{
  InflightNetwork *self = g_object_new (INFLIGHT_TYPE_NETWORK, NULL);

  self->clock_us = clock_us;
  self->scheduler = inflight_scheduler_new (transport, virtual_clock, clock_us);

  return self;
}

/**
 * inflight_network_advance:
 * @self: a virtual network
 *
 * Does what is due at the time that its clock shows, as one tick.
 *
 * Returns: whether there was a tick
 */
gboolean
inflight_network_advance (InflightNetwork *self)
{
  g_return_val_if_fail (self->scheduler != NULL, FALSE);

  inflight_scheduler_run (self->scheduler);

  if (self->tick == NULL)
    {
      InflightTick *tick = inflight_scheduler_steal_tick (self->scheduler);

      if (tick == NULL)
        return FALSE;

      begin_tick (self, tick);
    }

  self->in_turn = TRUE;
  take_events (self, G_MAXINT64);
  end_tick (self);
  self->in_turn = FALSE;

  return TRUE;
}

/**
 * inflight_network_get_next_us:
 * @self: a virtual network
 *
 * Returns: the next time at which a deadline or limit passes, or %G_MAXINT64
 */
gint64
inflight_network_get_next_us (InflightNetwork *self)
{
  return inflight_scheduler_get_next_us (self->scheduler);
}

/**
 * inflight_network_set_caps:
 * @self: a network
 * @max_in_flight: most tasks in flight at once; 0 has none begin for the time being
 * @per_host: most tasks in flight to one origin, from 1
 *
 * Tasks in flight stay so when a cap is lowered.
 */
void
inflight_network_set_caps (InflightNetwork *self,
                           guint            max_in_flight,
                           guint            per_host)
{
  g_return_if_fail (INFLIGHT_IS_NETWORK (self));
  g_return_if_fail (max_in_flight <= INFLIGHT_MAX_IN_FLIGHT);
  g_return_if_fail (per_host > 0);

  self->max_in_flight = max_in_flight;
  self->per_host = per_host;
  post_caps (self);
}

/* Has no task be launched, and none begin, or lets them again. */
void
inflight_network_set_paused (InflightNetwork *self,
                             gboolean         paused)
{
  self->paused = paused;
  post_caps (self);
  if (has_launches (self))
    g_source_set_ready_time (self->wake, 0);
}

/**
 * inflight_network_get_caps:
 * @self: a network
 * @max_in_flight: (out): most tasks in flight at once
 * @per_host: (out): most tasks in flight to one origin
 *
 * What was set last, which tells why a task is queued.
 */
void
inflight_network_get_caps (InflightNetwork *self,
                           guint           *max_in_flight,
                           guint           *per_host)
{
  g_return_if_fail (INFLIGHT_IS_NETWORK (self));

  *max_in_flight = self->max_in_flight;
  *per_host = self->per_host;
}

/**
 * inflight_network_set_limit:
 * @self: a network
 * @limit: (transfer none): a limit
 *
 * Has its owner, an #InflightTickObserver, told in the tick in which @limit passes.
 */
void
inflight_network_set_limit (InflightNetwork *self,
                            InflightLimit   *limit)
{
  post_limit (self, INFLIGHT_MESSAGE_SET_LIMIT, limit);
}

/**
 * inflight_network_clear_limit:
 * @self: a network
 * @limit: a limit that was set; it may have passed
 *
 * After this the owner of @limit does not hear of it any more.
 */
void
inflight_network_clear_limit (InflightNetwork *self,
                              InflightLimit   *limit)
{
  limit->owner = NULL;
  post_limit (self, INFLIGHT_MESSAGE_CLEAR_LIMIT, limit);
}

guint
inflight_network_number_wait (InflightNetwork *self)
{
  return ++self->n_waits;
}

/**
 * inflight_network_look_at:
 * @self: a network
 * @observer: who wants to look at the tick
 *
 * Has @observer look when the current tick ends, or the next one, which is asked for
 * if need be.
 */
void
inflight_network_look_at (InflightNetwork      *self,
                          InflightTickObserver *observer)
{
  if (self->observers == NULL)
    return;

  if (self->tick == NULL)
    want_tick (self);

  g_ptr_array_add (self->observers, g_object_ref (observer));
}

/**
 * inflight_network_get_event_number:
 * @self: a network
 *
 * Returns: the number of the last event or cancel. Each settled task has that of
 *   its own: those up to this one have settled by now
 */
guint64
inflight_network_get_event_number (InflightNetwork *self)
{
  return self->event_number;
}

/**
 * inflight_network_next_event_number:
 * @self: a network
 *
 * Returns: the number of something that happens to a task now, without the
 *   network thread
 */
guint64
inflight_network_next_event_number (InflightNetwork *self)
{
  return ++self->event_number;
}

gboolean
inflight_network_is_virtual (InflightNetwork *self)
{
  return self->clock_us != NULL;
}

/**
 * inflight_network_launch:
 * @self: a network
 * @tasks: (element-type InflightTask): tasks; those not ready are passed over
 *
 * Queues tasks, in the order given. Of a great many the first are queued at
 * once, and the others while the main loop goes on: they are ready until then.
 *
 * Returns: how many were ready
 */
guint
inflight_network_launch (InflightNetwork *self,
                         GPtrArray       *tasks)
{
  guint n_tasks;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), 0);
  g_return_val_if_fail (tasks != NULL, 0);

  if (self->launches == NULL)
    return 0;

  inflight_network_finish_cancelling (self);
  inflight_debug ("Launch of %u tasks", tasks->len);
  n_tasks = inflight_launches_add (self->launches, tasks, inflight_network_get_now_us (self));
  launch_some (self);

  return n_tasks;
}

/**
 * inflight_network_get_now_us:
 * @self: a network
 *
 * Returns: the time on the clock by which events are stamped, in microseconds
 */
gint64
inflight_network_get_now_us (InflightNetwork *self)
{
  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), 0);

  return self->clock_us != NULL ? *self->clock_us : g_get_monotonic_time ();
}
