/* inflight-timers-private.h: what is due when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightTimerKind:
 * @INFLIGHT_TIMER_JOB: the deadline of an attempt, or the end of a hold
 * @INFLIGHT_TIMER_RESUME: the end of a hold for want of a descriptor
 * @INFLIGHT_TIMER_RUN: the deadline of a run
 * @INFLIGHT_TIMER_LIMIT: the time limit of a wait
 * @INFLIGHT_TIMER_REST: there has been nothing to do for a while
 *
 * What passes; in this order, where several do at once.
 */
typedef enum {
  INFLIGHT_TIMER_JOB,
  INFLIGHT_TIMER_RESUME,
  INFLIGHT_TIMER_RUN,
  INFLIGHT_TIMER_LIMIT,
  INFLIGHT_TIMER_REST,
} InflightTimerKind;

typedef struct _InflightTimers InflightTimers;
typedef GSequenceIter          InflightTimer;

InflightTimers *inflight_timers_new         (void);
void            inflight_timers_free        (InflightTimers     *self);
InflightTimer  *inflight_timers_add         (InflightTimers     *self,
                                             gint64              at_us,
                                             InflightTimerKind   kind,
                                             gpointer            owner);
void            inflight_timers_remove      (InflightTimer      *timer);
gint64          inflight_timers_get_next_us (InflightTimers     *self);
gboolean        inflight_timers_take_due    (InflightTimers     *self,
                                             gint64              now_us,
                                             InflightTimerKind  *kind,
                                             gpointer           *owner);

G_END_DECLS
