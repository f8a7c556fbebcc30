/* inflight-window-adding.c: putting tasks into a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-addition.h"

/* So many are taken at a time. */
#define TASKS_AT_ONCE 512

/**
 * Adding:
 *
 * A million tasks can be added. What takes long is done some in each turn of the main
 * loop: making them, before they are all put in the list at once, having them start,
 * and letting go of what was only needed for that.
 */
typedef struct
{
  InflightWindow    *window;        /* not held */
  GPtrArray         *requests;
  InflightAddition  *addition;
  GPtrArray         *tasks;
  guint              n_launched;
  gboolean           starts;

  /* What is to be waited for, if anything is */
  InflightCondition  condition;
  gboolean           waits;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_clear_pointer (&self->addition, inflight_addition_free);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

/* What is done next is about what is new. */
static void
put_in (Adding *self)
{
  if (inflight_window_has_page (self->window))
    inflight_task_list_expect (inflight_window_get_task_list (self->window));

  self->tasks = inflight_addition_carry_out (g_steal_pointer (&self->addition));
  inflight_window_note_added (self->window, self->tasks);
  if (self->waits)
    inflight_window_wait (self->window, self->tasks, &self->condition, NULL);
  inflight_window_update (self->window);
}

static void
launch_some (Adding *self)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  guint end = MIN (self->tasks->len, self->n_launched + TASKS_AT_ONCE);

  while (self->n_launched < end)
    g_ptr_array_add (some, g_ptr_array_index (self->tasks, self->n_launched++));

  inflight_network_launch (inflight_window_get_network (self->window), some);
  self->starts = self->n_launched < self->tasks->len;
}

/* Few are started at once, however long the list took to show them. Returns whether
 * all that are to be were. */
static gboolean
launch_all (Adding *self,
            gint64  end_us)
{
  while (self->starts)
    {
      launch_some (self);
      if (g_get_monotonic_time () > end_us)
        break;
    }

  return !self->starts;
}

/* Nothing but a hold is let go of. Returns whether all were. */
static gboolean
drop_all (Adding *self,
          gint64  end_us)
{
  while (self->tasks->len > 0 && g_get_monotonic_time () <= end_us)
    g_ptr_array_set_size (self->tasks,
                          self->tasks->len - MIN (self->tasks->len, TASKS_AT_ONCE));

  return self->tasks->len == 0;
}

static gboolean
add (gpointer data,
     gint64   end_us)
{
  Adding *self = data;

  if (self->tasks == NULL)
    {
      if (!inflight_addition_prepare (self->addition, end_us))
        return FALSE;

      put_in (self);
    }

  return launch_all (self, end_us) && drop_all (self, end_us);
}

static Adding *
adding_new (InflightWindow *window,
            GPtrArray      *requests)
{
  Adding *self = g_new0 (Adding, 1);

  inflight_window_finish_chores (window);
  self->window = window;
  self->requests = g_ptr_array_ref (requests);
  self->addition = inflight_addition_new (inflight_window_get_batch (window), requests);

  return self;
}

/**
 * inflight_window_add_requests:
 * @self: a window
 * @requests: (element-type InflightRequest): what to fetch, a list that nobody
 *   edits from now on
 * @start: whether to start the tasks
 *
 * Adds tasks.
 */
void
inflight_window_add_requests (InflightWindow *self,
                              GPtrArray      *requests,
                              gboolean        start)
{
  Adding *adding = adding_new (self, requests);

  adding->starts = start;
  inflight_window_do (self, add, adding, adding_free);
}

/**
 * inflight_window_add_and_wait:
 * @self: a window
 * @requests: (element-type InflightRequest): what to fetch, a list that nobody
 *   edits from now on
 * @condition: what to wait for
 *
 * As asyncio.wait() on tasks just made: there is nothing that the wait could miss.
 * If there can be no such wait, they are added, and not started.
 */
void
inflight_window_add_and_wait (InflightWindow          *self,
                              GPtrArray               *requests,
                              const InflightCondition *condition)
{
  Adding *adding = adding_new (self, requests);

  adding->waits = TRUE;
  adding->condition = *condition;
  inflight_window_do (self, add, adding, adding_free);
}
