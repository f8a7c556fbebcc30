/* inflight-launches.c: tasks on their way to the network thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-launches-private.h"

#include "inflight-task-private.h"

/* A clock is not read for every task. */
#define TASKS_PER_LOOK 64

/* Tasks that were launched together. */
typedef struct
{
  GPtrArray *tasks;
  guint      n_taken;
  gint64     launched_us;
} Launch;

/**
 * InflightLaunches:
 *
 * Tasks that were asked to start. Making the jobs of 100,000 of them takes
 * longer than the main loop may be away, so they are made in turns; until its
 * turn comes a task is ready, and can be cancelled as such.
 */
struct _InflightLaunches
{
  GQueue launches;
};

static void
launch_free (gpointer data)
{
  Launch *launch = data;

  g_ptr_array_unref (launch->tasks);
  g_free (launch);
}

InflightLaunches *
inflight_launches_new (void)
{
  return g_new0 (InflightLaunches, 1);
}

void
inflight_launches_free (InflightLaunches *self)
{
  g_queue_clear_full (&self->launches, launch_free);
  g_free (self);
}

/**
 * inflight_launches_add:
 * @self: launches
 * @tasks: (element-type InflightTask): tasks; those not ready are passed over
 * @now_us: the time
 *
 * Returns: how many there are to launch
 */
guint
inflight_launches_add (InflightLaunches *self,
                       GPtrArray        *tasks,
                       gint64            now_us)
{
  Launch *launch = g_new0 (Launch, 1);

  launch->tasks = g_ptr_array_new_full (tasks->len, g_object_unref);
  launch->launched_us = now_us;

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      if (inflight_task_may_launch (task))
        g_ptr_array_add (launch->tasks, g_object_ref (task));
    }

  g_queue_push_tail (&self->launches, launch);

  return launch->tasks->len;
}

/* Returns whether the launch came to its end before @end_us. */
static gboolean
take_some (Launch    *launch,
           gint64     end_us,
           GPtrArray *jobs)
{
  while (launch->n_taken < launch->tasks->len)
    {
      InflightTask *task = g_ptr_array_index (launch->tasks, launch->n_taken++);

      /* It may have been cancelled or removed, or launched twice. */
      if (inflight_task_may_launch (task))
        g_ptr_array_add (jobs, inflight_task_launch (task, launch->launched_us));

      if (launch->n_taken % TASKS_PER_LOOK == 0 && g_get_monotonic_time () > end_us)
        return FALSE;
    }

  return TRUE;
}

/**
 * inflight_launches_take:
 * @self: launches
 * @end_us: when to stop, on the monotonic clock
 *
 * Queues tasks, in the order in which they were added.
 *
 * Returns: (transfer full) (element-type InflightJob): the jobs to submit
 */
GPtrArray *
inflight_launches_take (InflightLaunches *self,
                        gint64            end_us)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_job_unref);
  Launch *launch;

  while ((launch = g_queue_peek_head (&self->launches)) != NULL &&
         take_some (launch, end_us, jobs))
    launch_free (g_queue_pop_head (&self->launches));

  return jobs;
}

gboolean
inflight_launches_is_empty (InflightLaunches *self)
{
  return g_queue_is_empty (&self->launches);
}
