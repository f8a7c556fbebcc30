/* inflight-removal.c: tasks taken out of a batch, which can come back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-removal.h"

#include "inflight-batch-private.h"
#include "inflight-network.h"
#include "inflight-statistics-private.h"
#include "inflight-task-private.h"

/**
 * InflightRemoval:
 *
 * What was removed from a batch at one time.
 *
 * What a person takes out of sight must not go on in secret: a task that is
 * under way, or that a wait waits for, is cancelled when it is removed. A task
 * that is merely ready is not: nothing of it happens, so that nothing has to be
 * ended. Waits keep their members; one whose members are removed goes on until
 * they have settled, which being cancelled they soon have.
 *
 * Undone, the tasks are where they were, with the positions that they had, for
 * these are their names; nobody else was given them meanwhile. Those that had
 * settled are what they were, bodies and earlier results included, as long as there
 * is room for them; ready ones are ready; what was under way is what became of it, cancelled
 * as a rule. A final state is final, and a request that may have changed
 * something is not sent again because of an undo: the person retries it.
 */
struct _InflightRemoval
{
  InflightBatch *batch;
  GPtrArray     *tasks;         /* by position */
  GPtrArray     *finished;      /* those of them that had settled, by rank */
  guint          n_settled;     /* when they were removed */
};

static gboolean
is_wanted (InflightTask *task,
           gpointer      user_data)
{
  GHashTable *positions = user_data;

  return g_hash_table_contains (positions, GUINT_TO_POINTER (inflight_task_get_position (task)));
}

static int
compare_positions (InflightTask *one,
                   InflightTask *other)
{
  guint a = inflight_task_get_position (one);
  guint b = inflight_task_get_position (other);

  return (a > b) - (a < b);
}

static int
compare_ranks (InflightTask *one,
               InflightTask *other)
{
  guint a = inflight_task_get_rank (one);
  guint b = inflight_task_get_rank (other);

  return (a > b) - (a < b);
}

static int
compare_rank_items (gconstpointer one,
                    gconstpointer other)
{
  return compare_ranks (*(InflightTask **) one, *(InflightTask **) other);
}

static gboolean
must_be_cancelled (InflightTask *task)
{
  if (inflight_task_is_settled (task))
    return FALSE;

  return inflight_task_get_state (task) != INFLIGHT_TASK_STATE_READY ||
         inflight_task_is_waited_for (task);
}

static void
cancel (InflightBatch *self,
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
}

/* Only what is in the list, of the tasks that were given. */
static GPtrArray *
pick_tasks (InflightBatch *self,
            GPtrArray     *tasks,
            GHashTable    *positions)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);
      guint position = inflight_task_get_position (task);
      guint index;

      if (inflight_batch_find (self, task, &index) &&
          g_hash_table_add (positions, GUINT_TO_POINTER (position)))
        g_ptr_array_add (picked, g_object_ref (task));
    }

  return picked;
}

/* Bodies stay counted: they are there until the removal is final. */
static void
uncount (InflightRemoval *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (self->tasks, i);

      self->batch->counts[inflight_task_get_state (task)]--;
      inflight_origins_remove (self->batch->origins, task);
      inflight_task_set_removed (task, TRUE);
    }

  for (guint i = 0; i < self->finished->len; i++)
    self->batch->bytes -= inflight_task_get_bytes (g_ptr_array_index (self->finished, i));
}

/**
 * inflight_batch_remove:
 * @self: a batch
 * @tasks: (element-type InflightTask): tasks; what is not in the batch, because
 *   it was retried or removed, is passed over
 *
 * Takes tasks out of both lists, each list with one signal. What of them is under
 * way is cancelled.
 *
 * Returns: (transfer full): what inflight_removal_undo() needs
 */
InflightRemoval *
inflight_batch_remove (InflightBatch *self,
                       GPtrArray     *tasks)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) picked = NULL;
  InflightTaskModelChange tasks_change;
  InflightTaskModelChange finished_change;
  InflightRemoval *removal;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);
  g_return_val_if_fail (tasks != NULL, NULL);

  picked = pick_tasks (self, tasks, positions);
  cancel (self, picked);
  inflight_task_model_flush (self->finished);

  removal = g_new0 (InflightRemoval, 1);
  removal->batch = g_object_ref (self);
  removal->n_settled = self->n_settled_ever;
  removal->tasks = inflight_task_model_extract (self->tasks, is_wanted, positions,
                                                &tasks_change);
  removal->finished = inflight_task_model_extract (self->finished, is_wanted, positions,
                                                   &finished_change);
  uncount (removal);

  inflight_task_model_announce (self->tasks, &tasks_change);
  inflight_task_model_announce (self->finished, &finished_change);
  inflight_batch_want_look (self);

  return removal;
}

/**
 * inflight_removal_get_n_tasks:
 * @self: a removal
 *
 * Returns: how many tasks were removed
 */
guint
inflight_removal_get_n_tasks (InflightRemoval *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tasks->len;
}

/* What settled while it was away comes last: its rank says so. */
static void
count (InflightRemoval *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (self->tasks, i);

      inflight_task_set_removed (task, FALSE);
      self->batch->counts[inflight_task_get_state (task)]++;
      inflight_origins_add (self->batch->origins, task);

      if (inflight_task_get_rank (task) > self->n_settled)
        {
          g_ptr_array_add (self->finished, g_object_ref (task));
          inflight_batch_keep_body (self->batch, task);
        }
    }

  g_ptr_array_sort (self->finished, compare_rank_items);

  for (guint i = 0; i < self->finished->len; i++)
    self->batch->bytes += inflight_task_get_bytes (g_ptr_array_index (self->finished, i));
}

static void
add_with_earlier (GHashTable   *set,
                  InflightTask *task)
{
  GPtrArray *earlier = inflight_task_get_earlier (task);

  g_hash_table_add (set, task);
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    g_hash_table_add (set, g_ptr_array_index (earlier, i));
}

/* The batch is not told of them any more, nor are their bodies kept. What the
 * network still has is over, as far as the batch is concerned. */
static void
forget (InflightRemoval *self)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  GList *next;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (self->tasks, i);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLING)
        inflight_statistics_add_end (self->batch->statistics,
                                     inflight_network_get_now_us (self->batch->network));
      inflight_task_leave_batch (task);
      add_with_earlier (gone, task);
    }

  for (GList *l = self->batch->with_body.head; l != NULL; l = next)
    {
      next = l->next;
      if (!g_hash_table_contains (gone, l->data))
        continue;

      self->batch->body_bytes -= inflight_task_get_kept_size (l->data);
      g_queue_delete_link (&self->batch->with_body, l);
    }
}

static void
removal_clear (InflightRemoval *self)
{
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->finished);
  g_object_unref (self->batch);
  g_free (self);
}

/**
 * inflight_removal_undo:
 * @self: (transfer full): a removal
 *
 * Puts the tasks back where they were, each list with one signal. It does not
 * matter what was added, removed, retried or undone meanwhile.
 */
void
inflight_removal_undo (InflightRemoval *self)
{
  InflightTaskModelChange tasks_change;
  InflightTaskModelChange finished_change;

  g_return_if_fail (self != NULL);

  inflight_task_model_flush (self->batch->finished);
  count (self);
  inflight_task_model_merge (self->batch->tasks, self->tasks, compare_positions, &tasks_change);
  inflight_task_model_merge (self->batch->finished, self->finished, compare_ranks,
                             &finished_change);

  inflight_task_model_announce (self->batch->tasks, &tasks_change);
  inflight_task_model_announce (self->batch->finished, &finished_change);
  inflight_batch_want_look (self->batch);

  removal_clear (self);
}

/**
 * inflight_removal_free:
 * @self: (transfer full): a removal
 *
 * Makes it final, and lets go of the tasks.
 */
void
inflight_removal_free (InflightRemoval *self)
{
  g_return_if_fail (self != NULL);

  forget (self);
  removal_clear (self);
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
  g_autoptr (GPtrArray) pending = NULL;

  g_return_if_fail (INFLIGHT_IS_BATCH (self));

  self->withdrawn = TRUE;
  pending = inflight_batch_dup_pending (self);
  cancel (self, pending);
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

  self->withdrawn = FALSE;
}

static gboolean
is_any (InflightTask *task,
        gpointer      user_data)
{
  return TRUE;
}

static void
move_tasks (InflightBatch *self,
            GPtrArray     *tasks,
            GPtrArray     *finished)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      inflight_task_join_batch (task, self, self->last_position, self->n_settled_ever);
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
  gpointer task;

  for (guint i = 0; i < INFLIGHT_N_TASK_STATES; i++)
    {
      self->counts[i] += other->counts[i];
      other->counts[i] = 0;
    }

  while ((task = g_queue_pop_head (&other->with_body)) != NULL)
    g_queue_push_tail (&self->with_body, task);

  self->last_position += other->last_position;
  self->n_settled_ever += other->n_settled_ever;
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

  inflight_task_model_flush (other->finished);
  tasks = inflight_task_model_extract (other->tasks, is_any, NULL, &tasks_change);
  finished = inflight_task_model_extract (other->finished, is_any, NULL, &finished_change);
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
