/* inflight-retrial.c: new tasks in the places of those that have settled
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-retrial.h"

#include "inflight-batch-private.h"
#include "inflight-network-private.h"
#include "inflight-task-private.h"

/* So many are let go of between two looks at the clock. */
#define TASKS_A_LOOK 256

/**
 * InflightRetrial:
 *
 * What a person retries at one time. New tasks are made as tasks are added, and none
 * is seen before they all are in their places, which is done in one go, however many
 * they are: nothing is looked at then but where they are.
 *
 * Until it is carried out nobody may retry or remove tasks of the same batch.
 */
struct _InflightRetrial
{
  InflightBatch *batch;
  GPtrArray     *again;
  GPtrArray     *held;          /* the same, for the list; what it gives for them */
  GArray        *indices;       /* where they belong */
  GByteArray    *left;          /* of what finished, what was retried */

  /* Of what was retried */
  guint          counts[INFLIGHT_N_TASK_STATES];
  guint64        bytes;
  InflightEnds   ends;
};

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

/* They are held by those in their places: nothing but a hold is let go of. */
static gboolean
drop_some (gpointer data,
           gint64   end_us)
{
  GPtrArray *tasks = data;

  while (tasks->len > 0)
    {
      g_ptr_array_set_size (tasks, tasks->len - MIN (tasks->len, TASKS_A_LOOK));
      if (g_get_monotonic_time () > end_us)
        break;
    }

  return tasks->len == 0;
}

/**
 * inflight_retrial_new:
 * @batch: a batch
 *
 * Returns: (transfer full): a retrial of no task of @batch
 */
InflightRetrial *
inflight_retrial_new (InflightBatch *batch)
{
  InflightRetrial *self;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (batch), NULL);

  inflight_network_finish_cancelling (batch->network);
  self = g_new0 (InflightRetrial, 1);
  self->batch = g_object_ref (batch);
  self->again = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->left = g_byte_array_new ();

  return self;
}

void
inflight_retrial_free (InflightRetrial *self)
{
  g_return_if_fail (self != NULL);

  g_byte_array_unref (self->left);
  g_array_unref (self->indices);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->again);
  g_object_unref (self->batch);
  g_free (self);
}

static void
add (InflightRetrial *self,
     InflightTask    *task)
{
  InflightTask *again;
  guint index;
  guint rank_index;

  if (!inflight_task_is_settled (task) || inflight_task_get_latest (task) != NULL ||
      !inflight_batch_find (self->batch, task, &index))
    return;

  if (!inflight_batch_find_finished (self->batch, task, &rank_index))
    g_assert_not_reached ();

  inflight_task_model_mark (self->left, rank_index);
  g_array_append_val (self->indices, index);
  self->counts[inflight_task_get_state (task)]++;
  self->bytes += inflight_task_get_bytes (task);
  inflight_ends_add (&self->ends, task);
  again = inflight_task_new_again (task);
  g_ptr_array_add (self->again, again);
  g_ptr_array_add (self->held, g_object_ref (again));
}

/**
 * inflight_retrial_add:
 * @self: a retrial
 * @tasks: (element-type InflightTask): some tasks of its batch
 *
 * Makes a new task for the same request for each that has settled and was not
 * retried before or removed.
 */
void
inflight_retrial_add (InflightRetrial *self,
                      GPtrArray       *tasks)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (tasks != NULL);

  inflight_task_model_flush (self->batch->finished);
  for (guint i = 0; i < tasks->len; i++)
    add (self, g_ptr_array_index (tasks, i));
}

/**
 * inflight_retrial_get_n_tasks:
 * @self: a retrial
 *
 * Returns: how many new tasks there will be
 */
guint
inflight_retrial_get_n_tasks (InflightRetrial *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->again->len;
}

/* What is held is what was there, then. */
static void
exchange (InflightRetrial *self,
          guint           *first,
          guint           *last)
{
  *first = G_MAXUINT;
  *last = 0;
  for (guint i = 0; i < self->held->len; i++)
    {
      guint index = g_array_index (self->indices, guint, i);

      inflight_task_model_exchange (self->batch->tasks, index,
                                    (InflightTask **) &g_ptr_array_index (self->held, i));
      *first = MIN (*first, index);
      *last = MAX (*last, index);
    }
}

static void
count (InflightRetrial *self)
{
  InflightBatch *batch = self->batch;

  for (guint i = 0; i < INFLIGHT_N_TASK_STATES; i++)
    batch->counts[i] -= self->counts[i];

  batch->counts[INFLIGHT_TASK_STATE_READY] += self->again->len;
  batch->bytes -= self->bytes;
  inflight_ends_take_out_all (&batch->ends, &self->ends);
}

/**
 * inflight_retrial_carry_out:
 * @self: (transfer full): a retrial
 *
 * Puts the new tasks in the places of the old ones. These leave the completion
 * order, with one signal, and are kept by the new ones. To their waits they stay
 * what they are, and so does what the statistics say of them: it has happened.
 * Removing the new ones takes the old ones along, and brings them back.
 *
 * Returns: (transfer full) (element-type InflightTask): the new tasks, ready
 */
GPtrArray *
inflight_retrial_carry_out (InflightRetrial *self)
{
  g_autoptr (InflightRetrial) retrial = self;
  InflightBatch *batch;
  InflightTaskModelChange change;
  GPtrArray *left;
  guint first;
  guint last;

  g_return_val_if_fail (self != NULL, NULL);

  batch = self->batch;
  if (self->again->len == 0)
    return g_ptr_array_ref (self->again);

  inflight_task_model_flush (batch->finished);
  exchange (self, &first, &last);
  left = inflight_task_model_extract (batch->finished, self->left, &change);
  count (self);

  inflight_task_model_announce_replaced (batch->tasks, first, last - first + 1);
  inflight_task_model_announce (batch->finished, &change);
  inflight_batch_want_look (batch);

  inflight_network_tidy_up (batch->network, drop_some,
                            g_ptr_array_ref (self->held), unref_array);
  inflight_network_tidy_up (batch->network, drop_some, left, unref_array);

  return g_ptr_array_ref (self->again);
}

/**
 * inflight_batch_retry:
 * @self: a batch
 * @tasks: (element-type InflightTask): some of its tasks
 *
 * Retries tasks, all in one go, see inflight_retrial_carry_out().
 *
 * Returns: (transfer full) (element-type InflightTask): the new tasks, ready
 */
GPtrArray *
inflight_batch_retry (InflightBatch *self,
                      GPtrArray     *tasks)
{
  InflightRetrial *retrial;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  retrial = inflight_retrial_new (self);
  inflight_retrial_add (retrial, tasks);

  return inflight_retrial_carry_out (retrial);
}
