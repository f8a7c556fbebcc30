/* inflight-task-observer.c: who hears of a task before the world does
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-observer-private.h"

G_DEFINE_INTERFACE (InflightTaskObserver, inflight_task_observer, G_TYPE_OBJECT)

static void
inflight_task_observer_default_init (InflightTaskObserverInterface *iface)
{
}

void
inflight_task_observer_changed (InflightTaskObserver *self,
                                InflightTask         *task,
                                InflightTaskState     old)
{
  InflightTaskObserverInterface *iface = INFLIGHT_TASK_OBSERVER_GET_IFACE (self);

  if (iface->changed != NULL)
    iface->changed (self, task, old);
}

void
inflight_task_observer_retried (InflightTaskObserver *self)
{
  InflightTaskObserverInterface *iface = INFLIGHT_TASK_OBSERVER_GET_IFACE (self);

  if (iface->retried != NULL)
    iface->retried (self);
}

gboolean
inflight_task_observer_is_shown (InflightTaskObserver *self)
{
  InflightTaskObserverInterface *iface = INFLIGHT_TASK_OBSERVER_GET_IFACE (self);

  return iface->is_shown == NULL || iface->is_shown (self);
}
