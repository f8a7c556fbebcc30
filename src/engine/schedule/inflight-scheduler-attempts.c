/* inflight-scheduler-attempts.c: what becomes of the attempts at a job
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-core-private.h"

#include "inflight-attempt-private.h"
#include "inflight-retry-private.h"

#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)
#define NO_DESCRIPTOR_HOLD_US (G_USEC_PER_SEC / 10)

/* As long as connections are kept when nothing is under way. */
#define REST_US (30 * G_USEC_PER_SEC)

static void
set_state (InflightScheduler *self,
           InflightJob       *job,
           InflightTaskState  state)
{
  inflight_job_debug (job, "is %s", inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, state));
  job->state = state;
  inflight_scheduler_add_event (self, INFLIGHT_EVENT_STATE, inflight_job_ref (job));
}

static void
leave_run (InflightJob *job)
{
  InflightRun *run = g_steal_pointer (&job->run);

  if (run == NULL || --run->n_pending > 0)
    return;

  g_clear_pointer (&run->timer, inflight_timers_remove);
  g_free (run);
}

/* The one way out for a job. */
static void
settle (InflightScheduler *self,
        InflightJob       *job,
        InflightTaskState  state,
        InflightResult    *result)
{
  InflightEvent *event;

  inflight_job_debug (job, "%s, HTTP %u, attempts: %u%s%s",
                      inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, state),
                      result->status, job->attempts, result->error != NULL ? ": " : "",
                      result->error != NULL ? result->error->message : "");

  g_clear_pointer (&job->timer, inflight_timers_remove);
  if (job->attempt != NULL)
    g_clear_pointer (&job->attempt->resume, inflight_timers_remove);
  leave_run (job);

  if (job->attempt != NULL)
    result->elapsed_us = inflight_scheduler_now_us (self) - job->attempt->since_us;
  else
    job->queued_us += inflight_scheduler_now_us (self) - job->queued_since_us;

  result->queued_us = job->queued_us;
  result->attempts = job->attempts;
  result->exchange = g_steal_pointer (&job->exchange);
  g_clear_pointer (&job->attempt, inflight_attempt_free);

  job->state = state;
  g_hash_table_steal (self->jobs, job);
  if (inflight_scheduler_is_idle (self) && self->transport->class->rest != NULL)
    self->rest = inflight_timers_add (self->timers, inflight_scheduler_now_us (self) + REST_US,
                                      INFLIGHT_TIMER_REST, NULL);
  event = inflight_scheduler_add_event (self, INFLIGHT_EVENT_SETTLED, job);
  event->result = result;
}

static void
leave_queue (InflightScheduler *self,
             InflightJob       *job)
{
  if (job->state == INFLIGHT_TASK_STATE_HELD)
    inflight_hosts_unhold (self->hosts, job);
  else
    inflight_hosts_remove (self->hosts, job);
}

/* Ends a job that the transport does not have: it is queued or held. */
static void
settle_at_rest (InflightScheduler *self,
                InflightJob       *job,
                GError            *error)
{
  InflightResult *result = g_new0 (InflightResult, 1);

  leave_queue (self, job);
  result->error = error;
  settle (self, job, error != NULL ? INFLIGHT_TASK_STATE_FAILED
                                   : INFLIGHT_TASK_STATE_CANCELLED, result);
}

/* Holds */

/* Puts the attempt back. The host is held for the others, too, if it asked. */
static void
hold (InflightScheduler *self,
      InflightJob       *job,
      gint64             until_us,
      gint64             host_until_us)
{
  g_clear_pointer (&job->timer, inflight_timers_remove);
  inflight_hosts_hold (self->hosts, job, inflight_uri_get_origin (job->attempt->uri),
                       host_until_us);
  g_clear_pointer (&job->attempt, inflight_attempt_free);

  job->queued_since_us = inflight_scheduler_now_us (self);
  inflight_job_debug (job, "is held for %.3f s before attempt %u",
                      (until_us - job->queued_since_us) / (double) G_USEC_PER_SEC,
                      job->attempts + 1);
  job->timer = inflight_timers_add (self->timers, until_us, INFLIGHT_TIMER_JOB, job);
  job->state = INFLIGHT_TASK_STATE_HELD;
  inflight_scheduler_add_event (self, INFLIGHT_EVENT_STATE,
                                inflight_job_ref (job))->until_us = until_us;
}

/**
 * inflight_scheduler_end_hold:
 * @self: a scheduler
 * @job: a job that is held
 *
 * Queues it for another attempt, or for going on with the one that wanted a
 * descriptor.
 */
void
inflight_scheduler_end_hold (InflightScheduler *self,
                             InflightJob       *job)
{
  char *origin = inflight_request_get_origin (job->request);

  if (job->attempt == NULL)
    {
      g_clear_pointer (&job->timer, inflight_timers_remove);
    }
  else
    {
      g_clear_pointer (&job->attempt->resume, inflight_timers_remove);
      origin = inflight_uri_get_origin (job->attempt->uri);
    }

  inflight_hosts_unhold (self->hosts, job);
  set_state (self, job, INFLIGHT_TASK_STATE_QUEUED);
  inflight_hosts_push (self->hosts, job, origin, TRUE);
}

/* Running out of descriptors says nothing about the server: the exchange never was,
 * and fewer are made at once until descriptors come free. The attempt goes on: its
 * deadline runs, and nothing that was sent is sent again. */
static void
hold_without_descriptor (InflightScheduler *self,
                         InflightJob       *job)
{
  gint64 until_us = inflight_scheduler_now_us (self) + NO_DESCRIPTOR_HOLD_US;

  inflight_exchange_forget (job->exchange);
  job->attempt->has_record = TRUE;
  job->attempt->stage = INFLIGHT_TASK_STATE_QUEUED;

  /* After a cap was lowered there may be many more in flight than it allows. */
  self->window = MIN (self->max_in_flight, MAX (1, MIN (self->window, self->in_flight / 2)));
  inflight_job_debug (job, "found no descriptor; at most %u in flight for now", self->window);

  inflight_hosts_hold (self->hosts, job, inflight_uri_get_origin (job->attempt->uri), 0);
  job->attempt->resume = inflight_timers_add (self->timers, until_us, INFLIGHT_TIMER_RESUME, job);
  job->state = INFLIGHT_TASK_STATE_HELD;
  inflight_scheduler_add_event (self, INFLIGHT_EVENT_STATE,
                                inflight_job_ref (job))->until_us = until_us;
}

static gboolean
is_run_over (InflightJob *job)
{
  return job->run != NULL && job->run->timer == NULL;
}

/* Returns whether there will be another attempt; it then took the result. */
static gboolean
try_again (InflightScheduler *self,
           InflightJob       *job,
           InflightResult    *result)
{
  gint64 after_us = job->exchange->retry_after_us;
  gint64 backoff_us;

  if (is_run_over (job) ||
      !inflight_retry_is_wanted (inflight_request_get_options (job->request),
                                 job->attempts, result, job->attempt->stage))
    return FALSE;

  if (after_us > INFLIGHT_MAX_RETRY_AFTER_US)
    {
      g_clear_error (&result->error);
      g_set_error (&result->error, INFLIGHT_ERROR, INFLIGHT_ERROR_RETRY_LATER,
                   "HTTP %u, and the server asked to wait %" G_GINT64_FORMAT " s",
                   result->status, after_us / G_USEC_PER_SEC);
      return FALSE;
    }

  job->exchange->error = g_steal_pointer (&result->error);
  inflight_result_free (result);
  g_clear_pointer (&job->attempt->resume, inflight_timers_remove);

  backoff_us = inflight_retry_get_backoff_us (job->attempts, self->rand);
  hold (self, job, inflight_scheduler_now_us (self) + MAX (backoff_us, after_us),
        after_us >= 0 ? inflight_scheduler_now_us (self) + after_us : 0);

  return TRUE;
}

static void
conclude (InflightScheduler *self,
          InflightJob       *job,
          InflightAnswer    *answer)
{
  gboolean asked = job->state == INFLIGHT_TASK_STATE_CANCELLING;
  gboolean cancelled = job->attempt->expired == 0 &&
                       g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  InflightResult *result = inflight_attempt_conclude (job->attempt, job->request, answer);

  if (cancelled)
    {
      g_clear_error (&result->error);
      settle (self, job, INFLIGHT_TASK_STATE_CANCELLED, result);
    }
  else if (asked || !try_again (self, job, result))
    {
      settle (self, job, result->error != NULL ? INFLIGHT_TASK_STATE_FAILED
                                               : INFLIGHT_TASK_STATE_SUCCEEDED, result);
    }
}

/* What the transport reports */

/* Edges that lead back are not shown: libsoup starts over silently when a
 * connection that it reused turns out to be dead. */
static void
state_cb (gpointer          user_data,
          InflightTaskState state)
{
  InflightJob *job = user_data;
  InflightScheduler *self = job->attempt->scheduler;

  job->attempt->stage = MAX (job->attempt->stage, state);
  if (job->state == INFLIGHT_TASK_STATE_CANCELLING || job->state >= state)
    return;

  if (state == INFLIGHT_TASK_STATE_RECEIVING &&
      job->state != INFLIGHT_TASK_STATE_WAITING)
    set_state (self, job, INFLIGHT_TASK_STATE_WAITING);

  set_state (self, job, state);
}

static void
progress_cb (gpointer user_data,
             guint64  bytes)
{
  InflightJob *job = user_data;
  InflightAttempt *attempt = job->attempt;
  gint64 now = inflight_scheduler_now_us (attempt->scheduler);
  InflightEvent *event;

  if (now - attempt->progress_us < PROGRESS_INTERVAL_US)
    return;

  attempt->progress_us = now;
  event = inflight_scheduler_add_event (attempt->scheduler, INFLIGHT_EVENT_PROGRESS,
                     inflight_job_ref (job));
  event->bytes = bytes;
}

static void
settled_cb (gpointer        user_data,
            InflightAnswer *answer)
{
  InflightJob *job = user_data;
  InflightScheduler *self = job->attempt->scheduler;
  const InflightOptions *options = inflight_request_get_options (job->request);
  gboolean ending = job->state == INFLIGHT_TASK_STATE_CANCELLING ||
                    job->attempt->expired != 0;

  job->exchange->status = answer->status;
  job->exchange->timings.fetch_end_us = inflight_scheduler_now_us (self);
  inflight_scheduler_release_transfer (self, job);

  /* It would have gone on; that it does not is what was asked for. */
  if (ending && !inflight_answer_is_final (answer))
    {
      inflight_answer_free (answer);
      answer = inflight_answer_new ();
      g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
    }

  if (!ending &&
      g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    {
      inflight_answer_free (answer);
      hold_without_descriptor (self, job);
    }
  else if (!ending && inflight_attempt_follow (job->attempt, options, answer))
    {
      inflight_job_debug (job, "is redirected by HTTP %u", answer->status);
      inflight_answer_free (answer);
      set_state (self, job, INFLIGHT_TASK_STATE_QUEUED);
      inflight_hosts_push (self->hosts, job, inflight_uri_get_origin (job->attempt->uri), TRUE);
    }
  else
    {
      if (self->window < self->max_in_flight)
        self->window++;
      conclude (self, job, answer);
    }
}

static const InflightTransferEvents transfer_events = {
  .state = state_cb,
  .progress = progress_cb,
  .settled = settled_cb,
};

/* Admission */

static void
begin_attempt (InflightScheduler *self,
               InflightJob       *job)
{
  gint64 deadline_us;

  job->queued_us += inflight_scheduler_now_us (self) - job->queued_since_us;
  job->attempts++;
  inflight_job_debug (job, "begins attempt %u after %" G_GINT64_FORMAT " µs in the queue",
                      job->attempts, job->queued_us);
  job->attempt = inflight_attempt_new (self, job->request, inflight_scheduler_now_us (self));

  deadline_us = inflight_options_get_deadline_us (inflight_request_get_options (job->request));
  if (deadline_us > 0)
    job->timer = inflight_timers_add (self->timers, inflight_scheduler_now_us (self) + deadline_us,
                                      INFLIGHT_TIMER_JOB, job);
}

/**
 * inflight_scheduler_start_attempt:
 * @self: a scheduler
 * @job: a job that was admitted
 *
 * Begins an attempt, or goes on with one that a redirect led elsewhere.
 */
void
inflight_scheduler_start_attempt (InflightScheduler *self,
                                  InflightJob       *job)
{
  if (job->attempt == NULL)
    begin_attempt (self, job);

  inflight_scheduler_start_transfer (self, job, &transfer_events);
}

/* A deadline passed, of the attempt or of the run. */
void
inflight_scheduler_expire_attempt (InflightScheduler *self,
                                   InflightJob       *job,
                                   gboolean           run)
{
  InflightAnswer *answer;

  /* The end was asked for already, and for another reason. */
  if (job->state == INFLIGHT_TASK_STATE_CANCELLING)
    return;

  inflight_job_debug (job, "is out of time, for %s", run ? "the run" : "the attempt");
  if (job->attempt == NULL)
    {
      settle_at_rest (self, job, inflight_attempt_new_expiry (INFLIGHT_ERROR_RUN_TIMED_OUT));
      return;
    }

  if (inflight_scheduler_has_transfer (job))
    {
      inflight_attempt_expire (job->attempt, run);
      inflight_scheduler_stop_transfer (job);
      return;
    }

  /* In the queue of a redirect's target: it has no answer yet. */
  if (job->attempt->n_redirects > 0)
    job->attempt->stage = INFLIGHT_TASK_STATE_WAITING;
  inflight_attempt_expire (job->attempt, run);
  leave_queue (self, job);
  /* One hold is over; a retry begins another. */
  if (job->state == INFLIGHT_TASK_STATE_HELD)
    set_state (self, job, INFLIGHT_TASK_STATE_QUEUED);
  answer = inflight_answer_new ();
  g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  conclude (self, job, answer);
}

/**
 * inflight_scheduler_cancel_attempt:
 * @self: a scheduler
 * @job: a job that has not settled and is not being cancelled
 *
 * Asks the transport for an end; what it does not have ends at once.
 */
void
inflight_scheduler_cancel_attempt (InflightScheduler *self,
                                   InflightJob       *job)
{
  inflight_job_debug (job, "is to be cancelled");
  if (!inflight_scheduler_has_transfer (job))
    {
      settle_at_rest (self, job, NULL);
      return;
    }

  job->state = INFLIGHT_TASK_STATE_CANCELLING;
  inflight_scheduler_stop_transfer (job);
}
