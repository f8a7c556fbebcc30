/* inflight-task-observer-private.h: who hears of a task before the world does
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_OBSERVER (inflight_task_observer_get_type ())

G_DECLARE_INTERFACE (InflightTaskObserver, inflight_task_observer,
                     INFLIGHT, TASK_OBSERVER, GObject)

/**
 * InflightTaskObserverInterface:
 * @changed: (nullable): a task changed its state, which was @old
 * @retried: (nullable): a settled task has another in its place
 * @is_shown: (nullable): whether its tasks can be seen
 *
 * What a task tells its batch, the waits of which it is a member, and what it was
 * removed with; or asks them. They know of tasks, and not the other way round.
 */
struct _InflightTaskObserverInterface
{
  GTypeInterface parent_interface;

  void     (*changed)  (InflightTaskObserver *self,
                        InflightTask         *task,
                        InflightTaskState     old);
  void     (*retried)  (InflightTaskObserver *self);
  gboolean (*is_shown) (InflightTaskObserver *self);
};

void     inflight_task_observer_changed  (InflightTaskObserver *self,
                                          InflightTask         *task,
                                          InflightTaskState     old);
void     inflight_task_observer_retried  (InflightTaskObserver *self);
gboolean inflight_task_observer_is_shown (InflightTaskObserver *self);

G_END_DECLS
