/* inflight-tick-observer-private.h: who looks at what a tick has changed
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TICK_OBSERVER (inflight_tick_observer_get_type ())

G_DECLARE_INTERFACE (InflightTickObserver, inflight_tick_observer,
                     INFLIGHT, TICK_OBSERVER, GObject)

/**
 * InflightTickObserverInterface:
 * @announce: (nullable): the tick ended: say what changed. All who have something to
 *   say do so before the first decides
 * @decide: (nullable): look at the tick that ended at @now_us, without changing
 *   anything for others; returns whether act() must be called
 * @act: (nullable): change what follows; called when all have decided
 * @limit_passed: (nullable): the time limit of it passed in this tick
 *
 * What the network tells batches and waits at the end of a tick, if they have asked
 * for it. They know of the network, and not the other way round.
 */
struct _InflightTickObserverInterface
{
  GTypeInterface parent_interface;

  void     (*announce)     (InflightTickObserver *self);
  gboolean (*decide)       (InflightTickObserver *self,
                            gint64                now_us);
  void     (*act)          (InflightTickObserver *self);
  void     (*limit_passed) (InflightTickObserver *self);
};

void     inflight_tick_observer_announce     (InflightTickObserver *self);
gboolean inflight_tick_observer_decide       (InflightTickObserver *self,
                                              gint64                now_us);
void     inflight_tick_observer_act          (InflightTickObserver *self);
void     inflight_tick_observer_limit_passed (InflightTickObserver *self);

G_END_DECLS
