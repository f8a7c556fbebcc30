/* inflight-scheduler-core-private.h: what the files of the scheduler share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-base-private.h"
#include "inflight-hosts-private.h"
#include "inflight-proxies-private.h"
#include "inflight-scheduler-private.h"

G_BEGIN_DECLS

/**
 * InflightRun:
 * @timer: (nullable): of the deadline; %NULL once that passed
 * @end_us: when that is
 * @n_pending: how many of its jobs have not settled
 *
 * Jobs that were submitted together and have one deadline for all.
 */
struct _InflightRun
{
  InflightTimer *timer;
  gint64         end_us;
  guint          n_pending;
};

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
  InflightTransport   *transport;
  InflightTransport   *transports[INFLIGHT_N_TRANSPORT_KINDS];
  InflightHttpVersion  http_version;
  InflightProxies     *proxies;
  InflightClockFunc    clock;
  gpointer             clock_data;

  InflightHosts       *hosts;
  InflightTimers      *timers;
  GRand               *rand;
  GByteArray          *slots;
  guint                in_flight;
  guint                max_in_flight;
  guint                window;

  GHashTable          *jobs;
  InflightTimer       *rest;
  GArray              *events;
  gboolean             tick_wanted;
  gboolean             paused;
};

gint64         inflight_scheduler_now_us     (InflightScheduler *self);
InflightEvent *inflight_scheduler_add_event  (InflightScheduler *self,
                                              InflightEventKind  kind,
                                              InflightJob       *job);

/* inflight-scheduler-transfers.c */
void           inflight_scheduler_start_transfer   (InflightScheduler            *self,
                                                    InflightJob                  *job,
                                                    const InflightTransferEvents *events);
gboolean       inflight_scheduler_has_transfer     (InflightJob                  *job);
void           inflight_scheduler_stop_transfer    (InflightJob                  *job);
void           inflight_scheduler_release_transfer (InflightScheduler            *self,
                                                    InflightJob                  *job);

/* inflight-scheduler-attempts.c */
void           inflight_scheduler_start_attempt    (InflightScheduler            *self,
                                                    InflightJob                  *job);
void           inflight_scheduler_cancel_attempt   (InflightScheduler            *self,
                                                    InflightJob                  *job);
void           inflight_scheduler_expire_attempt   (InflightScheduler            *self,
                                                    InflightJob                  *job,
                                                    gboolean                      run);
void           inflight_scheduler_end_hold         (InflightScheduler            *self,
                                                    InflightJob                  *job);

G_END_DECLS
