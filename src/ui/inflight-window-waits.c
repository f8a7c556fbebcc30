/* inflight-window-waits.c: the cards of waits, and the list beside them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

static void
select_tasks_cb (InflightWaitList *list,
                 GPtrArray        *tasks,
                 InflightWindow   *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_task_list_show_and_select (inflight_window_get_task_list (self), tasks);
  inflight_window_show_tasks (self);
}

static void
marked_cb (InflightWaitList *list,
           GParamSpec       *pspec,
           InflightWindow   *self)
{
  g_assert (INFLIGHT_IS_WINDOW (self));

  inflight_task_list_mark_members (inflight_window_get_task_list (self),
                                   inflight_wait_list_get_marked (list));
}

/**
 * inflight_window_add_waits:
 * @self: a window that is being made
 * @list: its cards
 *
 * Has the cards show the waits of the window, and lead to their tasks.
 */
void
inflight_window_add_waits (InflightWindow   *self,
                           InflightWaitList *list)
{
  inflight_wait_list_set_waits (list, inflight_window_get_waits (self));
  g_signal_connect_object (list, "select-tasks", G_CALLBACK (select_tasks_cb), self, 0);
  g_signal_connect_object (list, "notify::marked", G_CALLBACK (marked_cb), self, 0);
}
