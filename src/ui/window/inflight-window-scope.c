/* inflight-window-scope.c: which tasks the buttons of a window are about
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

static gboolean
is_pending (InflightTask *task)
{
  return !inflight_task_is_settled (task);
}

/**
 * inflight_window_is_narrowed:
 * @self: a window
 *
 * Returns: whether its buttons are about the selected tasks, not about all
 */
gboolean
inflight_window_is_narrowed (InflightWindow *self)
{
  return inflight_window_get_n_selected (self) >= INFLIGHT_LEAST_TO_NARROW;
}

/**
 * inflight_window_get_scope:
 * @self: a window
 *
 * Returns: which tasks a wait made now would be about: the selected ones if there
 *   are two or more, for one that was clicked is looked at only; otherwise every
 *   task that has not settled
 */
InflightScope
inflight_window_get_scope (InflightWindow *self)
{
  InflightScope scope = {
    .n_pending = inflight_batch_get_n_pending (inflight_window_get_batch (self)),
  };

  if (!inflight_window_is_narrowed (self))
    return scope;

  scope.n_selected = inflight_window_get_n_selected (self);
  scope.counted = inflight_task_list_count_selected (inflight_window_get_task_list (self),
                                                     is_pending, &scope.n_cancelled);

  return scope;
}

/**
 * inflight_window_dup_scope:
 * @self: a window
 *
 * Returns: (transfer full) (element-type InflightTask): those tasks
 */
GPtrArray *
inflight_window_dup_scope (InflightWindow *self)
{
  inflight_window_finish_chores (self);
  if (inflight_window_is_narrowed (self))
    return inflight_task_list_dup_selected (inflight_window_get_task_list (self));

  return inflight_batch_dup_pending (inflight_window_get_batch (self));
}

/**
 * inflight_window_may_scope:
 * @self: a window
 * @is: (scope call): tells whether a task is one that is looked for
 *
 * Returns: %FALSE if the scope is narrowed and none of its tasks is, as far as that
 *   can be told in no time
 */
gboolean
inflight_window_may_scope (InflightWindow *self,
                           InflightTaskIs  is)
{
  return !inflight_window_is_narrowed (self) ||
         inflight_task_list_may_have (inflight_window_get_task_list (self), is);
}

/**
 * inflight_window_show_start:
 * @self: a window
 * @start: its button *Start*
 * @again: its button *Run Again*
 *
 * *Start* stands out while tasks are ready. When all have settled there is nothing
 * to start, and *Run Again* is in its place.
 */
void
inflight_window_show_start (InflightWindow *self,
                            GtkWidget      *start,
                            GtkWidget      *again)
{
  InflightBatch *batch = inflight_window_get_batch (self);
  gboolean settled = inflight_batch_get_n_tasks (batch) > 0 &&
                     inflight_batch_get_n_pending (batch) == 0;

  if (inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY) > 0)
    gtk_widget_add_css_class (start, "suggested-action");
  else
    gtk_widget_remove_css_class (start, "suggested-action");

  gtk_widget_set_visible (again, settled);
  gtk_widget_set_visible (start, !settled);
}
