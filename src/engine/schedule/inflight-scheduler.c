/* inflight-scheduler.c: who may start, and when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-core-private.h"

#include "inflight-attempt-private.h"

gint64
inflight_scheduler_now_us (InflightScheduler *self)
{
  return self->clock (self->clock_data);
}

InflightEvent *
inflight_scheduler_add_event (InflightScheduler *self,
                              InflightEventKind  kind,
                              InflightJob       *job)
{
  InflightEvent *event;

  g_array_set_size (self->events, self->events->len + 1);
  event = &g_array_index (self->events, InflightEvent, self->events->len - 1);
  event->kind = kind;
  event->stamp_us = inflight_scheduler_now_us (self);
  event->job = job;
  if (job != NULL)
    event->state = job->state;

  return event;
}

static void
admit (InflightScheduler *self)
{
  while (!self->paused && self->in_flight < self->window)
    {
      InflightJob *job = inflight_hosts_admit (self->hosts, inflight_scheduler_now_us (self));

      if (job == NULL)
        return;

      inflight_scheduler_start_attempt (self, job);
    }
}

/* Transports */

static void
foreach_transport (InflightScheduler *self,
                   void             (*func) (InflightTransport *transport))
{
  gboolean own = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (self->transports); i++)
    if (self->transports[i] != NULL)
      {
        own = own && self->transports[i] != self->transport;
        func (self->transports[i]);
      }

  if (own)
    func (self->transport);
}

static void
free_transport (InflightTransport *transport)
{
  transport->class->free (transport);
}

static void
renew_transport (InflightTransport *transport)
{
  if (transport->class->renew != NULL)
    transport->class->renew (transport);
}

static void
rest_transport (InflightTransport *transport)
{
  if (transport->class->rest != NULL)
    transport->class->rest (transport);
}

/* Timers */

static void
job_timer_fired (InflightScheduler *self,
                 InflightJob       *job)
{
  job->timer = NULL;

  /* With an attempt under way it is the deadline of that. */
  if (job->attempt == NULL)
    inflight_scheduler_end_hold (self, job);
  else
    inflight_scheduler_expire_attempt (self, job, FALSE);
}

static void
run_timer_fired (InflightScheduler *self,
                 InflightRun       *run)
{
  guint n_jobs;
  g_autofree gpointer *jobs = g_hash_table_get_keys_as_array (self->jobs, &n_jobs);

  run->timer = NULL;
  /* It goes with the last of its jobs, which may be now. */
  run->n_pending++;

  for (guint i = 0; i < n_jobs; i++)
    {
      InflightJob *job = jobs[i];

      if (job->run == run)
        inflight_scheduler_expire_attempt (self, job, TRUE);
    }

  if (--run->n_pending == 0)
    g_free (run);
}

static void
fire_timers (InflightScheduler *self)
{
  gint64 now = inflight_scheduler_now_us (self);
  InflightTimerKind kind;
  gpointer owner;

  while (inflight_timers_take_due (self->timers, now, &kind, &owner))
    switch (kind)
      {
      case INFLIGHT_TIMER_JOB:
        job_timer_fired (self, owner);
        break;

      case INFLIGHT_TIMER_RESUME:
        ((InflightJob *) owner)->attempt->resume = NULL;
        inflight_scheduler_end_hold (self, owner);
        break;

      case INFLIGHT_TIMER_RUN:
        run_timer_fired (self, owner);
        break;

      case INFLIGHT_TIMER_LIMIT:
        ((InflightLimit *) owner)->timer = NULL;
        inflight_scheduler_add_event (self, INFLIGHT_EVENT_LIMIT, NULL)->limit = owner;
        break;

      case INFLIGHT_TIMER_REST:
        self->rest = NULL;
        foreach_transport (self, rest_transport);
        break;
      }
}

/**
 * inflight_scheduler_new:
 * @transport: (transfer full) (nullable): what does the work; %NULL for the best
 *   that is built in, see inflight_scheduler_set_transport()
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
  self->http_version = INFLIGHT_HTTP_VERSION_2;
  self->proxies = inflight_proxies_new (NULL, FALSE);
  self->clock = clock;
  self->clock_data = clock_data;
  self->hosts = inflight_hosts_new ();
  self->jobs = g_hash_table_new (NULL, NULL);
  self->timers = inflight_timers_new ();
  self->rand = g_rand_new ();
  self->slots = g_byte_array_new ();
  self->events = g_array_new (FALSE, TRUE, sizeof (InflightEvent));
  self->max_in_flight = self->window = G_MAXUINT;

  if (transport == NULL)
    inflight_scheduler_set_transport (self, inflight_transport_kind_get_default ());

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

  foreach_transport (self, free_transport);
  inflight_proxies_free (self->proxies);

  for (guint i = 0; i < self->events->len; i++)
    inflight_event_clear (&g_array_index (self->events, InflightEvent, i));

  inflight_timers_free (self->timers);
  g_rand_free (self->rand);
  inflight_hosts_free (self->hosts);
  g_hash_table_unref (self->jobs);
  g_byte_array_unref (self->slots);
  g_array_unref (self->events);
  g_free (self);
}

static void
submit (InflightScheduler *self,
        InflightJob       *job)
{
  g_assert (job->state == INFLIGHT_TASK_STATE_READY);

  g_clear_pointer (&self->rest, inflight_timers_remove);
  g_hash_table_add (self->jobs, job);
  job->state = INFLIGHT_TASK_STATE_QUEUED;
  job->queued_since_us = inflight_scheduler_now_us (self);
  inflight_hosts_push (self->hosts, job, inflight_request_get_origin (job->request), FALSE);
}

/* Jobs that were submitted together share a run as long as its end is the same.
 * Of a great many launched together those submitted later have no more time. */
static InflightRun *
join_run (InflightScheduler *self,
          InflightJob       *job,
          InflightRun       *last)
{
  gint64 deadline_us =
    inflight_options_get_run_deadline_us (inflight_request_get_options (job->request));
  gint64 end_us = job->launched_us + deadline_us;

  if (deadline_us == 0)
    return last;

  if (last == NULL || last->end_us != end_us)
    {
      last = g_new0 (InflightRun, 1);
      last->end_us = end_us;
      last->timer = inflight_timers_add (self->timers, end_us, INFLIGHT_TIMER_RUN, last);
    }

  job->run = last;
  last->n_pending++;

  return last;
}

/**
 * inflight_scheduler_submit:
 * @self: a scheduler
 * @jobs: (element-type InflightJob): jobs, in the order in which they queue
 *
 * Queues jobs. Each comes back in exactly one settled event.
 */
void
inflight_scheduler_submit (InflightScheduler *self,
                           GPtrArray         *jobs)
{
  InflightRun *run = NULL;

  for (guint i = 0; i < jobs->len; i++)
    {
      InflightJob *job = inflight_job_ref (g_ptr_array_index (jobs, i));

      submit (self, job);
      run = join_run (self, job, run);
    }
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

  inflight_scheduler_cancel_attempt (self, job);
}

/**
 * inflight_scheduler_skip_hold:
 * @self: a scheduler
 * @job: a job that was submitted; if it is not held, nothing happens
 *
 * Ends the hold of @job, and of all others that the same host caused.
 */
void
inflight_scheduler_skip_hold (InflightScheduler *self,
                              InflightJob       *job)
{
  g_autoptr (GPtrArray) jobs = NULL;

  if (job->state != INFLIGHT_TASK_STATE_HELD)
    return;

  inflight_hosts_skip (self->hosts, job->host);

  /* Each goes to the head of its queue, before the one that was held after it. */
  jobs = inflight_host_dup_held (job->host);
  for (guint i = 0; i < jobs->len; i++)
    inflight_scheduler_end_hold (self, g_ptr_array_index (jobs, i));
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
  limit->timer = inflight_timers_add (self->timers, limit->at_us, INFLIGHT_TIMER_LIMIT,
                                      limit);
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
  if (limit->timer == NULL)
    return;

  g_clear_pointer (&limit->timer, inflight_timers_remove);
  inflight_limit_unref (limit);
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
 * inflight_scheduler_set_interval:
 * @self: a scheduler
 * @interval_us: the least time between two jobs begun at one origin, in
 *   microseconds; 0 for none
 */
void
inflight_scheduler_set_interval (InflightScheduler *self,
                                 gint64             interval_us)
{
  inflight_hosts_set_interval (self->hosts, interval_us);
}

/**
 * inflight_scheduler_set_proxy:
 * @self: a scheduler
 * @proxy: (nullable): see inflight_network_set_proxy()
 * @desktop: whether the desktop's settings decide where @proxy is %NULL
 */
void
inflight_scheduler_set_proxy (InflightScheduler *self,
                              const char        *proxy,
                              gboolean           desktop)
{
  inflight_proxies_free (self->proxies);
  self->proxies = inflight_proxies_new (proxy, desktop);
}

/**
 * inflight_scheduler_set_transport:
 * @self: a scheduler
 * @kind: one that inflight_transport_kind_load() has ready
 *
 * Has what begins from now on carried out by another transport. What is under way
 * stays with the one that began it.
 */
void
inflight_scheduler_set_transport (InflightScheduler     *self,
                                  InflightTransportKind  kind)
{
  if (self->transports[kind] == NULL)
    self->transports[kind] = inflight_transport_new (kind);

  self->transport = self->transports[kind];
}

/**
 * inflight_scheduler_set_http_version:
 * @self: a scheduler
 * @version: the highest version of HTTP to offer from now on
 */
void
inflight_scheduler_set_http_version (InflightScheduler   *self,
                                     InflightHttpVersion  version)
{
  self->http_version = version;
}

/**
 * inflight_scheduler_renew:
 * @self: a scheduler
 *
 * The network changed, see inflight_network_changed().
 */
void
inflight_scheduler_renew (InflightScheduler *self)
{
  foreach_transport (self, renew_transport);
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
  /* Even if there is no place: what is due and not taken is due again at once. */
  inflight_hosts_end_pauses (self->hosts, inflight_scheduler_now_us (self));
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
  return MIN (inflight_timers_get_next_us (self->timers),
              inflight_hosts_get_next_us (self->hosts));
}

/**
 * inflight_scheduler_set_paused:
 * @self: a scheduler
 * @paused: whether nothing more may begin; what is under way goes on
 */
void
inflight_scheduler_set_paused (InflightScheduler *self,
                               gboolean           paused)
{
  self->paused = paused;
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
  tick->stamp_us = inflight_scheduler_now_us (self);
  tick->events = self->events;

  self->events = g_array_new (FALSE, TRUE, sizeof (InflightEvent));
  self->tick_wanted = FALSE;

  return tick;
}

/**
 * inflight_tick_get_size:
 * @self: a tick
 *
 * Returns: about how much it takes in memory, in bytes
 */
gsize
inflight_tick_get_size (const InflightTick *self)
{
  gsize size = self->events->len * sizeof (InflightEvent);

  for (guint i = 0; i < self->events->len; i++)
    {
      const InflightEvent *event = &g_array_index (self->events, InflightEvent, i);

      if (event->result != NULL)
        size += sizeof (InflightResult) + inflight_result_get_kept_size (event->result);
    }

  return size;
}

void
inflight_tick_free (InflightTick *self)
{
  for (guint i = 0; i < self->events->len; i++)
    inflight_event_clear (&g_array_index (self->events, InflightEvent, i));

  g_array_unref (self->events);
  g_free (self);
}
