/* inflight-hosts.c: the pending queue, one lane an origin
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-hosts-private.h"

#include "inflight-base-private.h"
#include "inflight-uri.h"

/**
 * InflightHost:
 * @origin: scheme, host and port, see inflight_uri_get_origin()
 * @pending: (element-type InflightJob): jobs without a place, in the order in
 *   which they get one
 * @held: (element-type InflightJob): those that wait for the end of a hold, in the
 *   order in which that began
 * @in_flight: how many jobs have a place
 * @held_until_us: until when it takes no job because it asked for a pause
 * @next_start_us: until when it takes none because it took one just now
 * @pause: (nullable): the timer of the later of the two
 * @ready_link: its link in the ring of hosts that could start a job
 * @ready: whether it is in that ring
 * @is_public: see inflight_host_is_public()
 */
struct _InflightHost
{
  char          *origin;
  GQueue         pending;
  GQueue         held;
  guint          in_flight;
  gint64         held_until_us;
  gint64         next_start_us;
  InflightTimer *pause;
  GList          ready_link;
  gboolean       ready;
  gboolean       is_public;
};

/**
 * InflightHosts:
 *
 * The pending queue. Within an origin jobs go first in, first out, at most so
 * many at once and so often; origins take turns, so that a long queue keeps
 * nobody out and a stuck origin delays nobody. Every step costs the same however
 * many jobs and hosts there are.
 */
struct _InflightHosts
{
  GHashTable     *by_origin;
  GQueue          ready;
  InflightTimers *pauses;
  guint           per_host;
  gint64          interval_us;
  gint64          now_us;
};

static void
host_free (gpointer data)
{
  InflightHost *host = data;

  g_assert (g_queue_is_empty (&host->pending));
  g_assert (g_queue_is_empty (&host->held));

  inflight_origin_release (host->origin);
  g_free (host);
}

InflightHosts *
inflight_hosts_new (void)
{
  InflightHosts *self = g_new0 (InflightHosts, 1);

  self->by_origin = g_hash_table_new_full (NULL, NULL, NULL, host_free);
  self->pauses = inflight_timers_new ();
  self->per_host = G_MAXUINT;

  return self;
}

void
inflight_hosts_free (InflightHosts *self)
{
  g_hash_table_unref (self->by_origin);
  inflight_timers_free (self->pauses);
  g_free (self);
}

static InflightHost *
get_host (InflightHosts *self,
          char          *origin)
{
  InflightHost *host = g_hash_table_lookup (self->by_origin, origin);

  if (host == NULL)
    {
      host = g_new0 (InflightHost, 1);
      host->ready_link.data = host;
      host->origin = inflight_origin_acquire (origin);
      host->is_public = inflight_host_is_public_name (inflight_origin_get_host (origin));
      g_hash_table_insert (self->by_origin, host->origin, host);
    }

  return host;
}

/* Enters the host into the ring or takes it out, has it looked at again when its
 * pause is over, and forgets it when nothing is left of it. */
static void
update (InflightHosts *self,
        InflightHost  *host)
{
  gboolean wants = !g_queue_is_empty (&host->pending) && host->in_flight < self->per_host;
  gint64 not_before_us = MAX (host->held_until_us, host->next_start_us);
  gboolean paused = not_before_us > self->now_us;
  gboolean ready = wants && !paused;

  if (ready && !host->ready)
    g_queue_push_tail_link (&self->ready, &host->ready_link);
  else if (!ready && host->ready)
    g_queue_unlink (&self->ready, &host->ready_link);

  host->ready = ready;

  g_clear_pointer (&host->pause, inflight_timers_remove);
  if (paused)
    host->pause = inflight_timers_add (self->pauses, not_before_us,
                                       INFLIGHT_TIMER_JOB, host);

  if (host->in_flight == 0 && !paused && g_queue_is_empty (&host->held) &&
      g_queue_is_empty (&host->pending))
    g_hash_table_remove (self->by_origin, host->origin);
}

/**
 * inflight_hosts_set_per_host:
 * @self: the hosts
 * @per_host: most jobs in flight to one origin
 */
void
inflight_hosts_set_per_host (InflightHosts *self,
                             guint          per_host)
{
  g_autoptr (GList) hosts = g_hash_table_get_values (self->by_origin);

  self->per_host = per_host;

  for (GList *l = hosts; l != NULL; l = l->next)
    update (self, l->data);
}

/**
 * inflight_hosts_set_interval:
 * @self: the hosts
 * @interval_us: the least time between two jobs begun at one origin, in
 *   microseconds; from the next one on
 */
void
inflight_hosts_set_interval (InflightHosts *self,
                             gint64         interval_us)
{
  self->interval_us = interval_us;
}

/**
 * inflight_hosts_push:
 * @self: the hosts
 * @job: (transfer none): a job that stands in no queue
 * @origin: where it wants to
 * @first: whether it goes to the head of its queue, because its time is running
 */
void
inflight_hosts_push (InflightHosts *self,
                     InflightJob   *job,
                     char          *origin,
                     gboolean       first)
{
  InflightHost *host = get_host (self, origin);

  job->host = host;
  if (first)
    g_queue_push_head_link (&host->pending, &job->link);
  else
    g_queue_push_tail_link (&host->pending, &job->link);

  update (self, host);
}

/**
 * inflight_hosts_remove:
 * @self: the hosts
 * @job: a job that stands in a queue
 */
void
inflight_hosts_remove (InflightHosts *self,
                       InflightJob   *job)
{
  InflightHost *host = g_steal_pointer (&job->host);

  g_queue_unlink (&host->pending, &job->link);
  update (self, host);
}

/**
 * inflight_hosts_end_pauses:
 * @self: the hosts
 * @now_us: the time
 *
 * Hosts whose pause is over may start again, or are forgotten.
 */
void
inflight_hosts_end_pauses (InflightHosts *self,
                           gint64         now_us)
{
  InflightTimerKind kind;
  gpointer owner;

  self->now_us = now_us;

  while (inflight_timers_take_due (self->pauses, now_us, &kind, &owner))
    {
      InflightHost *host = owner;

      host->pause = NULL;
      update (self, host);
    }
}

/**
 * inflight_hosts_admit:
 * @self: the hosts
 * @now_us: the time
 *
 * Takes the next job out of its queue and counts it as in flight.
 *
 * Returns: (transfer none) (nullable): a job, or %NULL if none may start
 */
InflightJob *
inflight_hosts_admit (InflightHosts *self,
                      gint64         now_us)
{
  InflightHost *host;
  InflightJob *job;

  inflight_hosts_end_pauses (self, now_us);

  host = g_queue_peek_head (&self->ready);
  if (host == NULL)
    return NULL;

  job = g_queue_peek_head (&host->pending);
  g_queue_unlink (&host->pending, &job->link);
  host->in_flight++;
  host->next_start_us = now_us + self->interval_us;

  /* To the end of the ring. */
  g_queue_unlink (&self->ready, &host->ready_link);
  host->ready = FALSE;
  update (self, host);

  return job;
}

/**
 * inflight_hosts_release:
 * @self: the hosts
 * @job: a job that was admitted
 *
 * Counts @job as in flight no more.
 */
void
inflight_hosts_release (InflightHosts *self,
                        InflightJob   *job)
{
  InflightHost *host = g_steal_pointer (&job->host);

  host->in_flight--;
  update (self, host);
}

/**
 * inflight_hosts_hold:
 * @self: the hosts
 * @job: a job that stands in no queue and is not in flight
 * @origin: whose answer is the reason of the hold
 * @until_us: until when the whole host is held, 0 if only @job is
 */
void
inflight_hosts_hold (InflightHosts *self,
                     InflightJob   *job,
                     char          *origin,
                     gint64         until_us)
{
  InflightHost *host = get_host (self, origin);

  job->host = host;
  g_queue_push_tail_link (&host->held, &job->link);
  host->held_until_us = MAX (host->held_until_us, until_us);
  update (self, host);
}

/**
 * inflight_hosts_unhold:
 * @self: the hosts
 * @job: a job that is held
 */
void
inflight_hosts_unhold (InflightHosts *self,
                       InflightJob   *job)
{
  InflightHost *host = g_steal_pointer (&job->host);

  g_queue_unlink (&host->held, &job->link);
  update (self, host);
}

/**
 * inflight_hosts_skip:
 * @self: the hosts
 * @host: a host of a job that is held
 *
 * Ends the pause that a host asked for.
 */
void
inflight_hosts_skip (InflightHosts *self,
                     InflightHost  *host)
{
  host->held_until_us = 0;
  update (self, host);
}

/**
 * inflight_hosts_get_next_us:
 * @self: the hosts
 *
 * Returns: when the next pause of a host is over, %G_MAXINT64 if there is none
 */
gint64
inflight_hosts_get_next_us (InflightHosts *self)
{
  return inflight_timers_get_next_us (self->pauses);
}

/**
 * inflight_host_dup_held:
 * @host: a host of a job that is held
 *
 * Returns: (transfer container) (element-type InflightJob): the jobs that are, the
 *   first of them last
 */
GPtrArray *
inflight_host_dup_held (InflightHost *host)
{
  GPtrArray *jobs = g_ptr_array_sized_new (g_queue_get_length (&host->held));

  for (GList *l = host->held.tail; l != NULL; l = l->prev)
    g_ptr_array_add (jobs, l->data);

  return jobs;
}

/**
 * inflight_host_is_public:
 * @host: the host of a job that stands in its queue or was admitted
 *
 * Returns: whether it must not lead to a private address, see
 *   inflight_host_is_public_name()
 */
gboolean
inflight_host_is_public (InflightHost *host)
{
  return host->is_public;
}
