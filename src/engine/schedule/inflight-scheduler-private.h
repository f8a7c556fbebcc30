/* inflight-scheduler-private.h: who may start, and when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-job-private.h"
#include "inflight-seam-private.h"

G_BEGIN_DECLS

typedef struct _InflightScheduler InflightScheduler;

typedef gint64 (*InflightClockFunc) (gpointer user_data);

/**
 * InflightTick:
 * @stamp_us: when the tick ended, in microseconds
 * @events: (element-type InflightEvent): what happened in it, in order
 *
 * All that happened in one iteration of the network thread's loop.
 */
typedef struct
{
  gint64  stamp_us;
  GArray *events;
} InflightTick;

InflightScheduler *inflight_scheduler_new           (InflightTransport *transport,
                                                     InflightClockFunc  clock,
                                                     gpointer           clock_data);
void               inflight_scheduler_free          (InflightScheduler *self);
void               inflight_scheduler_submit        (InflightScheduler *self,
                                                     GPtrArray         *jobs);
void               inflight_scheduler_cancel        (InflightScheduler *self,
                                                     InflightJob       *job);
void               inflight_scheduler_cancel_all    (InflightScheduler *self);
void               inflight_scheduler_skip_hold     (InflightScheduler *self,
                                                     InflightJob       *job);
gboolean           inflight_scheduler_is_idle       (InflightScheduler *self);
void               inflight_scheduler_set_limit     (InflightScheduler *self,
                                                     InflightLimit     *limit);
void               inflight_scheduler_clear_limit   (InflightScheduler *self,
                                                     InflightLimit     *limit);
void               inflight_scheduler_set_caps      (InflightScheduler *self,
                                                     guint              max_in_flight,
                                                     guint              per_host);
void               inflight_scheduler_set_interval  (InflightScheduler *self,
                                                     gint64             interval_us);
void               inflight_scheduler_set_proxy     (InflightScheduler *self,
                                                     const char        *proxy,
                                                     gboolean           desktop);
void               inflight_scheduler_set_transport (InflightScheduler     *self,
                                                     InflightTransportKind  kind);
void               inflight_scheduler_set_http_version (InflightScheduler   *self,
                                                        InflightHttpVersion  version);
void               inflight_scheduler_renew         (InflightScheduler *self);
void               inflight_scheduler_want_tick     (InflightScheduler *self);
void               inflight_scheduler_run           (InflightScheduler *self);
gint64             inflight_scheduler_get_next_us   (InflightScheduler *self);
void               inflight_scheduler_set_paused    (InflightScheduler *self,
                                                     gboolean           paused);
InflightTick      *inflight_scheduler_steal_tick    (InflightScheduler *self);
gsize              inflight_tick_get_size           (const InflightTick *self);
void               inflight_tick_free               (InflightTick      *self);

G_END_DECLS
