/* inflight-scheduler.c: who may start, and when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-private.h"

#include "inflight-flight-private.h"
#include "inflight-hosts-private.h"
#include "inflight-uri.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)
#define NO_DESCRIPTOR_HOLD_US (G_USEC_PER_SEC / 10)

/* A deadline or the end of a hold, if it has a job; or a limit. */
typedef struct
{
  gint64         at_us;
  InflightJob   *job;
  InflightLimit *limit;
} Timer;

/**
 * InflightScheduler:
 *
 * The pending queue: it admits jobs to the transport within the caps, watches
 * their deadlines, follows their redirects, and says in ticks what happened.
 *
 * It lives on one thread, has no loop of its own and asks a clock for the time;
 * the network thread drives it by the real clock, tests by a virtual one. Every
 * step costs the same however many jobs are queued.
 */
struct _InflightScheduler
{
  InflightTransport *transport;
  InflightClockFunc  clock;
  gpointer           clock_data;

  InflightHosts     *hosts;
  GSequence         *timers;
  GByteArray        *slots;
  guint              in_flight;
  guint              max_in_flight;
  guint              window;

  GHashTable        *jobs;
  GArray            *events;
  gboolean           tick_wanted;
};

static gint64
now_us (InflightScheduler *self)
{
  return self->clock (self->clock_data);
}

static void
timer_free (gpointer data)
{
  Timer *timer = data;

  g_clear_pointer (&timer->limit, inflight_limit_unref);
  g_free (timer);
}

static int
compare_timers (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const Timer *timer_a = a;
  const Timer *timer_b = b;

  return (timer_a->at_us > timer_b->at_us) - (timer_a->at_us < timer_b->at_us);
}

static GSequenceIter *
add_timer (InflightScheduler *self,
           gint64             at_us,
           InflightJob       *job,
           InflightLimit     *limit)
{
  Timer *timer = g_new0 (Timer, 1);

  timer->at_us = at_us;
  timer->job = job;
  timer->limit = limit;

  return g_sequence_insert_sorted (self->timers, timer, compare_timers, NULL);
}

static InflightEvent *
add_event (InflightScheduler *self,
           InflightEventKind  kind,
           InflightJob       *job)
{
  InflightEvent *event;

  g_array_set_size (self->events, self->events->len + 1);
  event = &g_array_index (self->events, InflightEvent, self->events->len - 1);
  event->kind = kind;
  event->stamp_us = now_us (self);
  event->job = job;
  if (job != NULL)
    event->state = job->state;

  return event;
}

static void
set_state (InflightScheduler *self,
           InflightJob       *job,
           InflightTaskState  state)
{
  job->state = state;
  add_event (self, INFLIGHT_EVENT_STATE, inflight_job_ref (job));
}

/* Places */

static guint
take_slot (InflightScheduler *self)
{
  guint slot = 0;

  while (slot < self->slots->len && self->slots->data[slot])
    slot++;

  if (slot == self->slots->len)
    g_byte_array_set_size (self->slots, slot + 1);

  self->slots->data[slot] = TRUE;

  return slot;
}

static void
release_place (InflightScheduler *self,
               InflightJob       *job)
{
  self->slots->data[job->flight->slot] = FALSE;
  self->in_flight--;
  job->flight->exchange = NULL;
  inflight_hosts_release (self->hosts, job);
}

static void
clear_timer (InflightJob *job)
{
  g_clear_pointer (&job->timer, g_sequence_remove);
}

/* The one way out for a job. */
static void
settle (InflightScheduler *self,
        InflightJob       *job,
        InflightTaskState  state,
        InflightResult    *result)
{
  InflightEvent *event;

  clear_timer (job);

  if (result == NULL)
    result = g_new0 (InflightResult, 1);

  if (job->flight != NULL)
    result->elapsed_us = now_us (self) - job->flight->since_us;
  else
    job->queued_us += now_us (self) - job->queued_since_us;

  result->queued_us = job->queued_us;
  result->attempts = job->attempts;
  g_clear_pointer (&job->flight, inflight_flight_free);

  job->state = state;
  g_hash_table_steal (self->jobs, job);
  event = add_event (self, INFLIGHT_EVENT_SETTLED, job);
  event->result = result;
}

static void
conclude (InflightScheduler *self,
          InflightJob       *job,
          InflightAnswer    *answer)
{
  InflightResult *result;
  gboolean cancelled;

  cancelled = !job->flight->timed_out &&
              g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  result = inflight_flight_conclude (job->flight, job->request, answer);

  if (cancelled)
    {
      g_clear_error (&result->error);
      settle (self, job, INFLIGHT_TASK_STATE_CANCELLED, result);
    }
  else if (result->error != NULL)
    {
      settle (self, job, INFLIGHT_TASK_STATE_FAILED, result);
    }
  else
    {
      settle (self, job, INFLIGHT_TASK_STATE_SUCCEEDED, result);
    }
}

/* Running out of descriptors says nothing about the server: the attempt is put
 * back, and fewer are made at once until they come free. */
static void
hold_without_descriptor (InflightScheduler *self,
                         InflightJob       *job)
{
  self->window = MAX (1, self->in_flight / 2);

  clear_timer (job);
  g_clear_pointer (&job->flight, inflight_flight_free);
  job->attempts--;
  job->queued_since_us = now_us (self);
  job->timer = add_timer (self, now_us (self) + NO_DESCRIPTOR_HOLD_US, job, NULL);
  set_state (self, job, INFLIGHT_TASK_STATE_HELD);
}

/* What the transport reports */

/* Edges that lead back are not shown: libsoup starts over silently when a
 * connection that it reused turns out to be dead. */
static void
hop_state_cb (gpointer          user_data,
              InflightTaskState state)
{
  InflightJob *job = user_data;
  InflightScheduler *self = job->flight->scheduler;

  if (job->state == INFLIGHT_TASK_STATE_CANCELLING || job->state >= state)
    return;

  if (state == INFLIGHT_TASK_STATE_RECEIVING &&
      job->state != INFLIGHT_TASK_STATE_WAITING)
    set_state (self, job, INFLIGHT_TASK_STATE_WAITING);

  set_state (self, job, state);
}

static void
hop_progress_cb (gpointer user_data,
                 guint64  bytes)
{
  InflightJob *job = user_data;
  InflightFlight *flight = job->flight;
  gint64 now = now_us (flight->scheduler);
  InflightEvent *event;

  if (now - flight->progress_us < PROGRESS_INTERVAL_US)
    return;

  flight->progress_us = now;
  event = add_event (flight->scheduler, INFLIGHT_EVENT_PROGRESS,
                     inflight_job_ref (job));
  event->bytes = bytes;
}

static void
hop_settled_cb (gpointer        user_data,
                InflightAnswer *answer)
{
  InflightJob *job = user_data;
  InflightScheduler *self = job->flight->scheduler;
  const InflightOptions *options = inflight_request_get_options (job->request);
  gboolean ending = job->state == INFLIGHT_TASK_STATE_CANCELLING ||
                    job->flight->timed_out;

  release_place (self, job);

  if (!ending &&
      g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    {
      inflight_answer_free (answer);
      hold_without_descriptor (self, job);
    }
  else if (!ending && inflight_flight_follow (job->flight, options, answer))
    {
      inflight_answer_free (answer);
      set_state (self, job, INFLIGHT_TASK_STATE_QUEUED);
      inflight_hosts_push (self->hosts, job, job->flight->uri, TRUE);
    }
  else
    {
      if (self->window < self->max_in_flight)
        self->window++;
      conclude (self, job, answer);
    }
}

static const InflightHopEvents hop_events = {
  .state = hop_state_cb,
  .progress = hop_progress_cb,
  .settled = hop_settled_cb,
};

/* Admission */

static void
begin_attempt (InflightScheduler *self,
               InflightJob       *job)
{
  gint64 deadline_us;

  job->queued_us += now_us (self) - job->queued_since_us;
  job->attempts++;
  job->flight = inflight_flight_new (self, job->request, now_us (self));

  deadline_us = inflight_options_get_deadline_us (inflight_request_get_options (job->request));
  if (deadline_us > 0)
    job->timer = add_timer (self, now_us (self) + deadline_us, job, NULL);
}

static void
start (InflightScheduler *self,
       InflightJob       *job)
{
  InflightHop hop;

  if (job->flight == NULL)
    begin_attempt (self, job);

  job->flight->slot = take_slot (self);
  self->in_flight++;

  hop.uri = job->flight->uri;
  hop.options = inflight_request_get_options (job->request);
  hop.slot = job->flight->slot;
  hop.foreign = job->flight->foreign;
  job->flight->exchange = self->transport->class->start (self->transport, &hop,
                                                         &hop_events, job);
}

static void
admit (InflightScheduler *self)
{
  while (self->in_flight < self->window)
    {
      InflightJob *job = inflight_hosts_admit (self->hosts);

      if (job == NULL)
        return;

      start (self, job);
    }
}

/* Timers */

static void
job_timer_fired (InflightScheduler *self,
                 InflightJob       *job)
{
  job->timer = NULL;

  if (job->state == INFLIGHT_TASK_STATE_HELD)
    {
      g_autoptr (GUri) uri = inflight_uri_parse (inflight_request_get_uri (job->request),
                                                 NULL);

      set_state (self, job, INFLIGHT_TASK_STATE_QUEUED);
      inflight_hosts_push (self->hosts, job, uri, TRUE);
      return;
    }

  /* The end was asked for already, and for another reason. */
  if (job->state == INFLIGHT_TASK_STATE_CANCELLING)
    return;

  job->flight->timed_out = TRUE;
  job->flight->timed_out_in = job->state;

  if (job->flight->exchange != NULL)
    {
      self->transport->class->cancel (self->transport, job->flight->exchange);
    }
  else
    {
      InflightAnswer *answer = inflight_answer_new ();

      /* In the queue of a redirect's target: it has no answer yet. */
      job->flight->timed_out_in = INFLIGHT_TASK_STATE_WAITING;
      inflight_hosts_remove (self->hosts, job);
      g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      conclude (self, job, answer);
    }
}

static void
fire_timers (InflightScheduler *self)
{
  gint64 now = now_us (self);

  while (!g_sequence_is_empty (self->timers))
    {
      GSequenceIter *first = g_sequence_get_begin_iter (self->timers);
      Timer *timer = g_sequence_get (first);
      InflightJob *job = timer->job;
      InflightLimit *limit;

      if (timer->at_us > now)
        return;

      limit = g_steal_pointer (&timer->limit);
      g_sequence_remove (first);

      if (job != NULL)
        {
          job_timer_fired (self, job);
        }
      else
        {
          limit->timer = NULL;
          add_event (self, INFLIGHT_EVENT_LIMIT, NULL)->limit = limit;
        }
    }
}

/**
 * inflight_scheduler_new:
 * @transport: (transfer full): what does the work
 * @clock: gives the time in microseconds, never backwards
 * @clock_data: passed to @clock
 *
 * Returns: (transfer full): a scheduler with nothing to do
 */
InflightScheduler *
inflight_scheduler_new (InflightTransport *transport,
                        InflightClockFunc  clock,
                        gpointer           clock_data)
{
  InflightScheduler *self = g_new0 (InflightScheduler, 1);

  self->transport = transport;
  self->clock = clock;
  self->clock_data = clock_data;
  self->hosts = inflight_hosts_new ();
  self->jobs = g_hash_table_new (NULL, NULL);
  self->timers = g_sequence_new (timer_free);
  self->slots = g_byte_array_new ();
  self->events = g_array_new (FALSE, TRUE, sizeof (InflightEvent));
  self->max_in_flight = self->window = G_MAXUINT;

  return self;
}

/**
 * inflight_scheduler_free:
 * @self: (transfer full): a scheduler; all of its jobs have settled
 */
void
inflight_scheduler_free (InflightScheduler *self)
{
  g_assert (inflight_scheduler_is_idle (self));

  self->transport->class->free (self->transport);

  for (guint i = 0; i < self->events->len; i++)
    inflight_event_clear (&g_array_index (self->events, InflightEvent, i));

  g_sequence_free (self->timers);
  inflight_hosts_free (self->hosts);
  g_hash_table_unref (self->jobs);
  g_byte_array_unref (self->slots);
  g_array_unref (self->events);
  g_free (self);
}

/**
 * inflight_scheduler_submit:
 * @self: a scheduler
 * @job: (transfer full): a job
 *
 * Queues @job. It comes back in exactly one settled event.
 */
void
inflight_scheduler_submit (InflightScheduler *self,
                           InflightJob       *job)
{
  g_autoptr (GUri) uri = inflight_uri_parse (inflight_request_get_uri (job->request),
                                             NULL);

  g_assert (job->state == INFLIGHT_TASK_STATE_READY);

  g_hash_table_add (self->jobs, job);
  job->state = INFLIGHT_TASK_STATE_QUEUED;
  job->queued_since_us = now_us (self);
  inflight_hosts_push (self->hosts, job, uri, FALSE);
}

/**
 * inflight_scheduler_cancel:
 * @self: a scheduler
 * @job: a job that was submitted; it may have settled since
 *
 * Asks for an end. A queued or held job is cancelled at once and never reaches
 * the transport; one under way when the transport answers.
 */
void
inflight_scheduler_cancel (InflightScheduler *self,
                           InflightJob       *job)
{
  if (inflight_task_state_is_settled (job->state) ||
      job->state == INFLIGHT_TASK_STATE_CANCELLING)
    return;

  if (job->flight != NULL && job->flight->exchange != NULL)
    {
      job->state = INFLIGHT_TASK_STATE_CANCELLING;
      self->transport->class->cancel (self->transport, job->flight->exchange);
      return;
    }

  if (job->host != NULL)
    inflight_hosts_remove (self->hosts, job);

  settle (self, job, INFLIGHT_TASK_STATE_CANCELLED, NULL);
}

/**
 * inflight_scheduler_cancel_all:
 * @self: a scheduler
 *
 * Cancels every job. The scheduler is idle once the transport has answered.
 */
void
inflight_scheduler_cancel_all (InflightScheduler *self)
{
  guint n_jobs;
  g_autofree gpointer *jobs = g_hash_table_get_keys_as_array (self->jobs, &n_jobs);

  for (guint i = 0; i < n_jobs; i++)
    inflight_scheduler_cancel (self, jobs[i]);
}

/**
 * inflight_scheduler_is_idle:
 * @self: a scheduler
 *
 * Returns: whether every job has settled
 */
gboolean
inflight_scheduler_is_idle (InflightScheduler *self)
{
  return g_hash_table_size (self->jobs) == 0;
}

/**
 * inflight_scheduler_set_limit:
 * @self: a scheduler
 * @limit: (transfer full): a time limit
 *
 * Announces @limit in the tick in which it passes, after what settled up to it.
 */
void
inflight_scheduler_set_limit (InflightScheduler *self,
                              InflightLimit     *limit)
{
  limit->timer = add_timer (self, limit->at_us, NULL, limit);
}

/**
 * inflight_scheduler_clear_limit:
 * @self: a scheduler
 * @limit: a time limit that was set; it may have passed since
 */
void
inflight_scheduler_clear_limit (InflightScheduler *self,
                                InflightLimit     *limit)
{
  g_clear_pointer (&limit->timer, g_sequence_remove);
}

/**
 * inflight_scheduler_set_caps:
 * @self: a scheduler
 * @max_in_flight: most jobs in flight at once
 * @per_host: most jobs in flight to one origin
 *
 * Lowering a cap ends nothing that is in flight.
 */
void
inflight_scheduler_set_caps (InflightScheduler *self,
                             guint              max_in_flight,
                             guint              per_host)
{
  self->max_in_flight = self->window = max_in_flight;
  inflight_hosts_set_per_host (self->hosts, per_host);
}

/**
 * inflight_scheduler_want_tick:
 * @self: a scheduler
 *
 * Asks for a tick even if nothing happens in it.
 */
void
inflight_scheduler_want_tick (InflightScheduler *self)
{
  self->tick_wanted = TRUE;
}

/**
 * inflight_scheduler_run:
 * @self: a scheduler
 *
 * Does what is due by now, and starts what may start.
 */
void
inflight_scheduler_run (InflightScheduler *self)
{
  fire_timers (self);
  admit (self);
}

/**
 * inflight_scheduler_get_next_us:
 * @self: a scheduler
 *
 * Returns: when inflight_scheduler_run() has something to do next, as far as
 *   the clock alone decides it; %G_MAXINT64 for never
 */
gint64
inflight_scheduler_get_next_us (InflightScheduler *self)
{
  Timer *timer;

  if (g_sequence_is_empty (self->timers))
    return G_MAXINT64;

  timer = g_sequence_get (g_sequence_get_begin_iter (self->timers));

  return timer->at_us;
}

/**
 * inflight_scheduler_steal_tick:
 * @self: a scheduler
 *
 * Ends the tick.
 *
 * Returns: (transfer full) (nullable): what happened since the last one, or
 *   %NULL if nothing did and no tick was asked for
 */
InflightTick *
inflight_scheduler_steal_tick (InflightScheduler *self)
{
  InflightTick *tick;

  if (self->events->len == 0 && !self->tick_wanted)
    return NULL;

  tick = g_new (InflightTick, 1);
  tick->stamp_us = now_us (self);
  tick->events = self->events;

  self->events = g_array_new (FALSE, TRUE, sizeof (InflightEvent));
  self->tick_wanted = FALSE;

  return tick;
}

void
inflight_tick_free (InflightTick *self)
{
  for (guint i = 0; i < self->events->len; i++)
    inflight_event_clear (&g_array_index (self->events, InflightEvent, i));

  g_array_unref (self->events);
  g_free (self);
}
