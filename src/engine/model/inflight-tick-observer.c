/* inflight-tick-observer.c: who looks at what a tick has changed
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-tick-observer-private.h"

G_DEFINE_INTERFACE (InflightTickObserver, inflight_tick_observer, G_TYPE_OBJECT)

static void
inflight_tick_observer_default_init (InflightTickObserverInterface *iface)
{
}

void
inflight_tick_observer_announce (InflightTickObserver *self)
{
  InflightTickObserverInterface *iface = INFLIGHT_TICK_OBSERVER_GET_IFACE (self);

  if (iface->announce != NULL)
    iface->announce (self);
}

gboolean
inflight_tick_observer_decide (InflightTickObserver *self,
                               gint64                now_us)
{
  InflightTickObserverInterface *iface = INFLIGHT_TICK_OBSERVER_GET_IFACE (self);

  return iface->decide != NULL && iface->decide (self, now_us);
}

void
inflight_tick_observer_act (InflightTickObserver *self)
{
  InflightTickObserverInterface *iface = INFLIGHT_TICK_OBSERVER_GET_IFACE (self);

  if (iface->act != NULL)
    iface->act (self);
}

void
inflight_tick_observer_limit_passed (InflightTickObserver *self)
{
  InflightTickObserverInterface *iface = INFLIGHT_TICK_OBSERVER_GET_IFACE (self);

  if (iface->limit_passed != NULL)
    iface->limit_passed (self);
}
