/* inflight-addition.c: new tasks at the end of a batch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-addition.h"

#include "inflight-batch-private.h"
#include "inflight-task-private.h"

/* A clock is not read for every task. */
#define TASKS_A_LOOK 256

/**
 * InflightAddition:
 *
 * What is added to a batch at one time. None of the new tasks is seen before they
 * all are made; then they are put in their places in one go, however many they are.
 *
 * Until it is carried out nothing else may be added to the same batch, nor
 * another batch be adopted by it.
 */
struct _InflightAddition
{
  InflightBatch   *batch;
  GPtrArray       *requests;
  GPtrArray       *tasks;
  GPtrArray       *held;        /* the same, for the list */
  InflightOrigins *origins;
};

/**
 * inflight_addition_new:
 * @batch: a batch
 * @requests: (element-type InflightRequest): what to fetch, a list that nobody edits
 *   from now on
 *
 * Returns: (transfer full): an addition of which no task is made
 */
InflightAddition *
inflight_addition_new (InflightBatch *batch,
                       GPtrArray     *requests)
{
  InflightAddition *self;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (batch), NULL);
  g_return_val_if_fail (requests != NULL, NULL);

  self = g_new0 (InflightAddition, 1);
  self->batch = g_object_ref (batch);
  self->requests = g_ptr_array_ref (requests);
  self->tasks = g_ptr_array_new_full (requests->len, g_object_unref);
  self->held = g_ptr_array_new_full (requests->len, g_object_unref);
  self->origins = inflight_origins_new ();

  return self;
}

void
inflight_addition_free (InflightAddition *self)
{
  g_return_if_fail (self != NULL);

  inflight_origins_free (self->origins);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->batch);
  g_free (self);
}

/**
 * inflight_addition_prepare:
 * @self: an addition
 * @end_us: when to stop, on the monotonic clock
 *
 * Makes its tasks. Their positions go on from the last one that was ever given.
 *
 * Returns: whether they all are made
 */
gboolean
inflight_addition_prepare (InflightAddition *self,
                           gint64            end_us)
{
  g_return_val_if_fail (self != NULL, TRUE);

  while (self->tasks->len < self->requests->len)
    {
      guint i = self->tasks->len;
      InflightTask *task = inflight_task_new (g_ptr_array_index (self->requests, i),
                                              INFLIGHT_TASK_OBSERVER (self->batch),
                                              self->batch->last_position + i + 1);

      inflight_origins_add (self->origins, task);
      g_ptr_array_add (self->tasks, task);
      g_ptr_array_add (self->held, g_object_ref (task));
      if (self->tasks->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return self->tasks->len == self->requests->len;
}

/**
 * inflight_addition_carry_out:
 * @self: (transfer full): an addition
 *
 * Puts its tasks behind the others, with one signal. They are ready, not launched.
 *
 * Returns: (transfer full) (element-type InflightTask): the new tasks
 */
GPtrArray *
inflight_addition_carry_out (InflightAddition *self)
{
  g_autoptr (InflightAddition) addition = self;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (InflightTaskModelRun));
  InflightTaskModelRun run = { 0 };
  InflightTaskModelChange change;
  InflightBatch *batch;

  g_return_val_if_fail (self != NULL, NULL);

  inflight_addition_prepare (self, G_MAXINT64);
  batch = self->batch;
  run.index = inflight_batch_get_n_tasks (batch);
  run.n_tasks = self->held->len;
  g_array_append_val (runs, run);

  inflight_task_model_insert (batch->tasks, self->held, runs, &change);
  inflight_origins_add_all (batch->origins, self->origins, 1);
  batch->last_position += self->tasks->len;
  batch->counts[INFLIGHT_TASK_STATE_READY] += self->tasks->len;
  inflight_task_model_announce (batch->tasks, &change);
  inflight_batch_want_look (batch);

  return g_ptr_array_ref (self->tasks);
}

/**
 * inflight_batch_append:
 * @self: a batch
 * @requests: (element-type InflightRequest): what to fetch
 *
 * Adds a task for each request, all in one go, see inflight_addition_carry_out().
 *
 * Returns: (transfer full) (element-type InflightTask): the new tasks
 */
GPtrArray *
inflight_batch_append (InflightBatch *self,
                       GPtrArray     *requests)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);
  g_return_val_if_fail (requests != NULL, NULL);

  return inflight_addition_carry_out (inflight_addition_new (self, requests));
}
