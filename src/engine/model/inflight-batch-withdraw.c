/* inflight-batch-withdraw.c: a batch put away, brought back, or taken in by another
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-batch-private.h"

#include "inflight-network-private.h"
#include "inflight-statistics-private.h"
#include "inflight-task-private.h"

static gboolean
must_be_cancelled (InflightTask *task)
{
  if (inflight_task_is_settled (task))
    return FALSE;

  return inflight_task_get_state (task) != INFLIGHT_TASK_STATE_READY ||
         inflight_task_is_waited_for (task);
}

/**
 * inflight_batch_stop:
 * @self: a batch
 * @tasks: (element-type InflightTask): tasks of it that are not to be shown any more
 *
 * Cancels those that are under way, or that a wait waits for: what a person takes out
 * of sight must not go on in secret.
 */
void
inflight_batch_stop (InflightBatch *self,
                     GPtrArray     *tasks)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      if (must_be_cancelled (task))
        g_ptr_array_add (pending, g_object_ref (task));
    }

  inflight_network_cancel (self->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  inflight_network_finish_cancelling (self->network);
}

/**
 * inflight_batch_withdraw:
 * @self: a batch
 *
 * Has nothing go on in a batch that is not shown any more, as
 * inflight_batch_remove() does, but leaves the tasks in it.
 */
void
inflight_batch_withdraw (InflightBatch *self)
{
  g_return_if_fail (INFLIGHT_IS_BATCH (self));

  self->withdrawn = TRUE;
  if (inflight_batch_get_n_pending (self) > 0)
    inflight_batch_cancel (self, must_be_cancelled, INFLIGHT_CANCEL_REASON_USER);
}

/**
 * inflight_batch_reinstate:
 * @self: a batch that was withdrawn
 *
 * Lets its tasks be launched again.
 */
void
inflight_batch_reinstate (InflightBatch *self)
{
  g_return_if_fail (INFLIGHT_IS_BATCH (self));

  inflight_network_finish_cancelling (self->network);
  self->withdrawn = FALSE;
}

static GPtrArray *
take_all (InflightTaskModel       *model,
          InflightTaskModelChange *change)
{
  g_autoptr (GByteArray) marks = g_byte_array_new ();
  guint n_tasks = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n_tasks; i++)
    inflight_task_model_mark (marks, i);

  return inflight_task_model_extract (model, marks, change);
}

static void
move_tasks (InflightBatch *self,
            GPtrArray     *tasks,
            GPtrArray     *finished)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      inflight_task_join_batch (task, INFLIGHT_TASK_OBSERVER (self), self->last_position,
                                self->n_settled_ever);
      inflight_task_model_add (self->tasks, task);
      inflight_origins_add (self->origins, task);
    }

  for (guint i = 0; i < finished->len; i++)
    inflight_task_model_add (self->finished, g_ptr_array_index (finished, i));
}

static void
move_counts (InflightBatch *self,
             InflightBatch *other)
{
  GList *link;

  for (guint i = 0; i < INFLIGHT_N_TASK_STATES; i++)
    {
      self->counts[i] += other->counts[i];
      other->counts[i] = 0;
    }

  while ((link = g_queue_pop_head_link (&other->with_body)) != NULL)
    g_queue_push_tail_link (&self->with_body, link);

  self->last_position += other->last_position;
  self->n_settled_ever += other->n_settled_ever;
  inflight_ends_add_all (&self->ends, &other->ends);
  other->ends = (InflightEnds) { 0 };
  self->bytes += other->bytes;
  self->body_bytes += other->body_bytes;
  other->bytes = 0;
  other->body_bytes = 0;
}

/**
 * inflight_batch_adopt:
 * @self: a batch
 * @other: another batch of the same network, of which no removal can be undone
 *
 * Moves all tasks of @other behind those of @self, and what finished of it behind
 * what finished of @self, whatever they are doing. Positions and ranks move up
 * by those that were given in @self. @other is empty then, and to be let go of.
 */
void
inflight_batch_adopt (InflightBatch *self,
                      InflightBatch *other)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) finished = NULL;
  InflightTaskModelChange tasks_change;
  InflightTaskModelChange finished_change;

  g_return_if_fail (INFLIGHT_IS_BATCH (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (other));
  g_return_if_fail (self != other && self->network == other->network);

  inflight_network_finish_cancelling (self->network);
  inflight_task_model_flush (other->finished);
  tasks = take_all (other->tasks, &tasks_change);
  finished = take_all (other->finished, &finished_change);
  for (guint i = 0; i < tasks->len; i++)
    inflight_origins_remove (other->origins, g_ptr_array_index (tasks, i));
  move_tasks (self, tasks, finished);
  move_counts (self, other);
  inflight_statistics_adopt (self->statistics, other->statistics);

  inflight_task_model_announce (other->tasks, &tasks_change);
  inflight_task_model_announce (other->finished, &finished_change);
  inflight_task_model_flush (self->tasks);
  inflight_task_model_flush (self->finished);
  inflight_batch_want_look (other);
  inflight_batch_want_look (self);
  inflight_batch_drop_bodies (self);
}
