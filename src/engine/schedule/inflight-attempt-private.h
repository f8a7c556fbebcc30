/* inflight-attempt-private.h: one attempt, from its place to its result
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-job-private.h"
#include "inflight-seam-private.h"

G_BEGIN_DECLS

typedef struct _InflightScheduler InflightScheduler;

/**
 * InflightAttempt:
 * @scheduler: whose it is
 * @uri: where the attempt is now; the request's address, or a redirect's
 * @method: the method, the request's or what a redirect made of it
 * @sends_body: whether the body of the request goes along
 * @transfer: (nullable): the transport's handle while a transfer is under way
 * @transport: (nullable): whose handle that is
 * @asking: (nullable): of the question which proxy it goes through, while that is
 *   under way instead
 * @events: how transfers report
 * @cookies: (nullable): those that redirects have set
 * @has_record: whether the next transfer has its record, as the one before it never was
 * @resume: (nullable): when it goes on, for want of a descriptor
 * @slot: the place it occupies while a transfer is under way
 * @n_redirects: redirects followed so far
 * @foreign: whether a redirect left the origin of the request
 * @guarded: whether a private address must not be connected to
 * @expired: the error of the deadline that passed, if one did: a time-out of the
 *   attempt or %INFLIGHT_ERROR_RUN_TIMED_OUT; otherwise 0
 * @stage: how far the current transfer came
 * @since_us: when the attempt left the queue
 * @progress_us: when progress was last reported
 *
 * An attempt at a job. It outlives the transfers of a chain of redirects.
 */
struct _InflightAttempt
{
  InflightScheduler *scheduler;
  InflightUri       *uri;
  const char        *method;
  gboolean           sends_body;
  gpointer           transfer;
  InflightTransport *transport;
  GCancellable      *asking;
  const InflightTransferEvents *events;
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

InflightAttempt *inflight_attempt_new         (InflightScheduler      *scheduler,
                                               InflightRequest        *request,
                                               gint64                  now_us);
void             inflight_attempt_free        (InflightAttempt        *self);
char            *inflight_attempt_dup_cookies (const InflightAttempt  *self,
                                               const InflightOptions  *options);
void             inflight_attempt_expire      (InflightAttempt        *self,
                                               gboolean                run);
GError          *inflight_attempt_new_expiry  (InflightError           code);
gboolean         inflight_attempt_follow      (InflightAttempt        *self,
                                               const InflightOptions  *options,
                                               InflightAnswer         *answer);
InflightResult  *inflight_attempt_conclude    (InflightAttempt        *self,
                                               InflightRequest        *request,
                                               InflightAnswer         *answer);

G_END_DECLS
