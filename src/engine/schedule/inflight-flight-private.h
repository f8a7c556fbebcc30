/* inflight-flight-private.h: one attempt, from its place to its result
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-job-private.h"
#include "inflight-seam-private.h"

G_BEGIN_DECLS

typedef struct _InflightScheduler InflightScheduler;

/**
 * InflightFlight:
 * @scheduler: whose it is
 * @uri: where the attempt is now; the request's address, or a redirect's
 * @method: the method, the request's or what a redirect made of it
 * @sends_body: whether the body of the request goes along
 * @exchange: (nullable): the transport's handle while a hop is under way
 * @transport: (nullable): whose handle that is
 * @asking: (nullable): of the question which proxy it goes through, while that is
 *   under way instead
 * @events: how hops report
 * @cookies: (nullable): those that redirects have set
 * @has_record: whether the next hop has its record, as the one before it never was
 * @resume: (nullable): when it goes on, for want of a descriptor
 * @slot: the place it occupies while a hop is under way
 * @n_redirects: redirects followed so far
 * @foreign: whether a redirect left the origin of the request
 * @guarded: whether a private address must not be connected to
 * @expired: the error of the deadline that passed, if one did: a time-out of the
 *   attempt or %INFLIGHT_ERROR_RUN_TIMED_OUT; otherwise 0
 * @stage: how far the current hop came
 * @since_us: when the attempt left the queue
 * @progress_us: when progress was last reported
 *
 * An attempt at a job. It outlives the hops of a chain of redirects.
 */
struct _InflightFlight
{
  InflightScheduler *scheduler;
  InflightUri       *uri;
  const char        *method;
  gboolean           sends_body;
  gpointer           exchange;
  InflightTransport *transport;
  GCancellable      *asking;
  const InflightHopEvents *events;
  InflightCookies   *cookies;
  InflightTimer     *resume;
  guint              slot;
  guint              n_redirects;
  gboolean           foreign;
  gboolean           guarded;
  gboolean           has_record;
  InflightError      expired;
  InflightTaskState  stage;
  gint64             since_us;
  gint64             progress_us;
};

char           *inflight_flight_dup_cookies (const InflightFlight  *self,
                                             const InflightOptions *options);
InflightFlight *inflight_flight_new        (InflightScheduler      *scheduler,
                                            InflightRequest        *request,
                                            gint64                  now_us);
void            inflight_flight_free       (InflightFlight         *self);
void            inflight_flight_expire     (InflightFlight         *self,
                                            gboolean                run);
GError         *inflight_flight_new_expiry (InflightError           code);
gboolean        inflight_flight_follow     (InflightFlight         *self,
                                            const InflightOptions  *options,
                                            InflightAnswer         *answer);
InflightResult *inflight_flight_conclude   (InflightFlight         *self,
                                            InflightRequest        *request,
                                            InflightAnswer         *answer);

G_END_DECLS
