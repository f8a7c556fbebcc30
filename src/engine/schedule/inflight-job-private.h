/* inflight-job-private.h: what travels between the main and network threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-base-private.h"
#include "inflight-record-private.h"
#include "inflight-request.h"

G_BEGIN_DECLS

/**
 * inflight_job_debug:
 * @job: a job
 * @format: as for g_debug()
 * @...: likewise
 *
 * inflight_debug() about a job, named by its address, without what is secret of it.
 */
#define inflight_job_debug(job, format, ...)                                  \
  G_STMT_START {                                                              \
    if (G_UNLIKELY (inflight_debugs))                                         \
      {                                                                       \
        g_autofree char *job_name_ = inflight_request_dup_display ((job)->request); \
                                                                              \
        g_debug ("%s " format, job_name_, ##__VA_ARGS__);                     \
      }                                                                       \
  } G_STMT_END

typedef struct _InflightJob    InflightJob;
typedef struct _InflightLimit  InflightLimit;
typedef struct _InflightAttempt InflightAttempt;
typedef struct _InflightHost   InflightHost;
typedef struct _InflightRun    InflightRun;

/**
 * InflightJob:
 * @request: what to fetch; read by both threads
 * @owner: the task; only the main thread touches it
 * @launched_us: when the person asked for it; the deadline of a run counts from here
 * @state: as the network thread knows it; only that thread touches it and all
 *   that follows
 * @attempts: how many attempts were begun
 * @host: (nullable): the queue it stands in or was admitted from, or which
 *   asked for the hold
 * @attempt: (nullable): the attempt under way
 * @exchange: (nullable): the last exchange that was begun
 * @run: (nullable): the run whose deadline it shares
 * @timer: (nullable): the deadline of the attempt, or the end of the hold
 * @link: its link in the queue of its host, or among those that are held
 *
 * A task as the network thread knows it. The main thread makes it, and lets go
 * of @owner when the event arrives that says the job has settled.
 */
struct _InflightJob
{
  gatomicrefcount    ref_count;
  InflightRequest   *request;
  gpointer           owner;
  gint64             launched_us;

  InflightTaskState  state;
  guint              attempts;
  gint64             queued_us;
  gint64             queued_since_us;
  InflightHost      *host;
  InflightAttempt   *attempt;
  InflightExchange  *exchange;
  InflightRun       *run;
  InflightTimer     *timer;
  GList              link;
};

/**
 * InflightLimit:
 * @owner: the wait; only the main thread touches it
 * @at_us: when it passes, on the monotonic clock, in microseconds
 *
 * A time limit as the network thread knows it. It lives there, so that its
 * passing takes its place in the one order of events.
 */
struct _InflightLimit
{
  gatomicrefcount  ref_count;
  gpointer         owner;
  gint64           at_us;
  InflightTimer   *timer;
};

typedef enum {
  INFLIGHT_EVENT_STATE,
  INFLIGHT_EVENT_PROGRESS,
  INFLIGHT_EVENT_SETTLED,
  INFLIGHT_EVENT_LIMIT,
} InflightEventKind;

/**
 * InflightEvent:
 * @stamp_us: when, on the network thread, in microseconds
 * @job: (transfer full) (nullable): whose event, unless it is a limit's
 * @limit: (transfer full) (nullable): the limit that passed
 * @state: the state reached, for a state or settled event
 * @until_us: until when, if that state is held
 * @bytes: body bytes so far, for a progress event
 * @result: (transfer full) (nullable): what it came to, for a settled event
 */
typedef struct
{
  InflightEventKind  kind;
  InflightTaskState  state;
  gint64             stamp_us;
  InflightJob       *job;
  InflightLimit     *limit;
  gint64             until_us;
  guint64            bytes;
  InflightResult    *result;
} InflightEvent;

InflightJob   *inflight_job_new      (InflightRequest *request,
                                      gpointer         owner,
                                      gint64           launched_us);
InflightJob   *inflight_job_ref      (InflightJob     *self);
void           inflight_job_unref    (InflightJob     *self);
InflightLimit *inflight_limit_new    (gpointer         owner,
                                      gint64           at_us);
InflightLimit *inflight_limit_ref    (InflightLimit   *self);
void           inflight_limit_unref  (InflightLimit   *self);
void           inflight_event_clear  (InflightEvent   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightJob, inflight_job_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightLimit, inflight_limit_unref)

G_END_DECLS
