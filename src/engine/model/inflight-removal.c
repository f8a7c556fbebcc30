/* inflight-removal.c: tasks taken out of a batch, which can come back
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-removal.h"

#include "inflight-batch-private.h"
#include "inflight-network-private.h"
#include "inflight-statistics-private.h"
#include "inflight-task-private.h"

/* A clock is not read for every task. */
#define TASKS_A_LOOK 256

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
 *
 * However many they are, they go in one go, and come back in one, and nothing is
 * looked at then but where they are: what is counted of them is counted here, as
 * they are added, and is in the counts of the batch or not, as a whole. Until they
 * have gone, or come back, nobody may retry or remove tasks of the same batch.
 *
 * Each of the tasks holds it, as long as it has not been removed again.
 */
struct _InflightRemoval
{
  GObject          parent_instance;

  InflightBatch   *batch;
  GPtrArray       *tasks;       /* by position */
  GPtrArray       *finished;    /* those of them that had settled, by rank */
  GPtrArray       *late;        /* those that did so after they had gone */
  guint            n_tasks;
  gboolean         is_out;

  /* Of the tasks, wherever they are */
  guint            counts[INFLIGHT_N_TASK_STATES];
  guint64          bytes;
  InflightEnds     ends;
  InflightOrigins *origins;

  /* While they are going */
  GByteArray      *task_marks;
  GByteArray      *finished_marks;
  guint            n_seen;

  /* While they are coming back: where they belong */
  GArray          *task_runs;
  GArray          *finished_runs;
  guint            n_tasks_placed;
  guint            n_finished_placed;
};

static void task_observer_init (InflightTaskObserverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  InflightRemoval, inflight_removal, G_TYPE_OBJECT,
  G_IMPLEMENT_INTERFACE (INFLIGHT_TYPE_TASK_OBSERVER, task_observer_init))

/* What is left of it when its tasks are back, or gone, is little. */
static void
let_go (InflightRemoval *self)
{
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->finished, g_ptr_array_unref);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  g_clear_pointer (&self->origins, inflight_origins_free);
  g_clear_pointer (&self->task_marks, g_byte_array_unref);
  g_clear_pointer (&self->finished_marks, g_byte_array_unref);
  g_clear_pointer (&self->task_runs, g_array_unref);
  g_clear_pointer (&self->finished_runs, g_array_unref);
  g_clear_object (&self->batch);
}

static void
inflight_removal_finalize (GObject *object)
{
  let_go (INFLIGHT_REMOVAL (object));

  G_OBJECT_CLASS (inflight_removal_parent_class)->finalize (object);
}

static void
inflight_removal_class_init (InflightRemovalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_removal_finalize;
}

static void
inflight_removal_init (InflightRemoval *self)
{
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  self->origins = inflight_origins_new ();
  self->task_marks = g_byte_array_new ();
  self->finished_marks = g_byte_array_new ();
  self->task_runs = g_array_new (FALSE, FALSE, sizeof (InflightTaskModelRun));
  self->finished_runs = g_array_new (FALSE, FALSE, sizeof (InflightTaskModelRun));
}

/* Of one of its tasks, which has its rank if it has settled. */
static void
take_note (InflightTaskObserver *observer,
           InflightTask         *task,
           InflightTaskState     old)
{
  InflightRemoval *self = INFLIGHT_REMOVAL (observer);
  InflightTaskState state = inflight_task_get_state (task);

  self->counts[old]--;
  self->counts[state]++;
  if (!inflight_task_state_is_settled (state))
    return;

  self->bytes += inflight_task_get_bytes (task);
  inflight_ends_add (&self->ends, task);
  if (self->is_out)
    {
      g_ptr_array_add (self->late, g_object_ref (task));
      inflight_batch_keep_body (self->batch, task);
    }
}

static gboolean
is_shown (InflightTaskObserver *observer)
{
  return !INFLIGHT_REMOVAL (observer)->is_out;
}

static void
task_observer_init (InflightTaskObserverInterface *iface)
{
  iface->changed = take_note;
  iface->is_shown = is_shown;
}

/**
 * inflight_removal_new:
 * @batch: a batch
 *
 * Returns: (transfer full): a removal of no task of @batch
 */
InflightRemoval *
inflight_removal_new (InflightBatch *batch)
{
  InflightRemoval *self;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (batch), NULL);

  inflight_network_finish_cancelling (inflight_batch_get_network (batch));
  self = g_object_new (INFLIGHT_TYPE_REMOVAL, NULL);
  self->batch = g_object_ref (batch);

  return self;
}

/* Whether the task goes with the others. */
static gboolean
is_one (InflightRemoval *self,
        InflightTask    *task)
{
  return (gpointer) inflight_task_get_removal (task) == self;
}

static void
add (InflightRemoval *self,
     InflightTask    *task)
{
  InflightTaskState state = inflight_task_get_state (task);
  guint index;

  if (is_one (self, task) ||
      !inflight_batch_find (self->batch, task, &index))
    return;

  inflight_task_model_mark (self->task_marks, index);
  inflight_task_set_removal (task, INFLIGHT_TASK_OBSERVER (self));
  inflight_origins_add (self->origins, task);
  self->counts[state]++;
  if (inflight_task_state_is_settled (state))
    {
      self->bytes += inflight_task_get_bytes (task);
      inflight_ends_add (&self->ends, task);
    }
  self->n_tasks++;
}

/* Only what is in the list, of the tasks that were given. */
static GPtrArray *
pick (InflightRemoval *self,
      GPtrArray       *tasks)
{
  GPtrArray *picked = g_ptr_array_new ();
  guint index;

  for (guint i = 0; i < tasks->len; i++)
    if (inflight_batch_find (self->batch, g_ptr_array_index (tasks, i), &index))
      g_ptr_array_add (picked, g_ptr_array_index (tasks, i));

  return picked;
}

/**
 * inflight_removal_add:
 * @self: a removal
 * @tasks: (element-type InflightTask): tasks; what is not in the batch, because it
 *   was retried or removed, is passed over
 *
 * Has tasks go with the others. What of them is under way is cancelled.
 */
void
inflight_removal_add (InflightRemoval *self,
                      GPtrArray       *tasks)
{
  g_autoptr (GPtrArray) picked = NULL;

  g_return_if_fail (INFLIGHT_IS_REMOVAL (self));
  g_return_if_fail (tasks != NULL);

  picked = pick (self, tasks);
  inflight_batch_stop (self->batch, picked);
  for (guint i = 0; i < picked->len; i++)
    add (self, g_ptr_array_index (picked, i));
}

/**
 * inflight_removal_prepare:
 * @self: a removal with all its tasks
 * @end_us: when to stop, on the monotonic clock
 *
 * Looks for its tasks in the completion order.
 *
 * Returns: whether they can go now
 */
gboolean
inflight_removal_prepare (InflightRemoval *self,
                          gint64           end_us)
{
  InflightTaskModel *finished;
  guint n_finished;

  g_return_val_if_fail (INFLIGHT_IS_REMOVAL (self), TRUE);

  finished = self->batch->finished;
  inflight_task_model_flush (finished);
  n_finished = g_list_model_get_n_items (G_LIST_MODEL (finished));

  while (self->n_seen < n_finished)
    {
      guint index = self->n_seen++;

      if (is_one (self, inflight_task_model_peek (finished, index)))
        inflight_task_model_mark (self->finished_marks, index);

      if (self->n_seen % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return self->n_seen == n_finished;
}

/* Bodies stay counted: they are there until the removal is final. */
static void
count (InflightRemoval *self,
       int              by)
{
  for (guint i = 0; i < INFLIGHT_N_TASK_STATES; i++)
    self->batch->counts[i] += by * (int) self->counts[i];

  self->batch->bytes += by * (gint64) self->bytes;
  if (by > 0)
    inflight_ends_add_all (&self->batch->ends, &self->ends);
  else
    inflight_ends_take_out_all (&self->batch->ends, &self->ends);
  inflight_origins_add_all (self->batch->origins, self->origins, by);
}

/**
 * inflight_removal_carry_out:
 * @self: a removal
 *
 * Takes its tasks out of both lists, each list with one signal.
 */
void
inflight_removal_carry_out (InflightRemoval *self)
{
  InflightTaskModelChange tasks_change;
  InflightTaskModelChange finished_change;

  g_return_if_fail (INFLIGHT_IS_REMOVAL (self));
  g_return_if_fail (!self->is_out);

  inflight_network_finish_cancelling (self->batch->network);
  inflight_removal_prepare (self, G_MAXINT64);
  self->tasks = inflight_task_model_extract (self->batch->tasks, self->task_marks,
                                             &tasks_change);
  self->finished = inflight_task_model_extract (self->batch->finished, self->finished_marks,
                                                &finished_change);
  g_byte_array_set_size (self->task_marks, 0);
  g_byte_array_set_size (self->finished_marks, 0);
  count (self, -1);
  self->is_out = TRUE;

  inflight_task_model_announce (self->batch->tasks, &tasks_change);
  inflight_task_model_announce (self->batch->finished, &finished_change);
  inflight_batch_want_look (self->batch);
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
  InflightRemoval *removal;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);
  g_return_val_if_fail (tasks != NULL, NULL);

  removal = inflight_removal_new (self);
  inflight_removal_add (removal, tasks);
  inflight_removal_carry_out (removal);

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
  g_return_val_if_fail (INFLIGHT_IS_REMOVAL (self), 0);

  return self->n_tasks;
}

static void
place_run (InflightTaskModel       *model,
           GPtrArray               *tasks,
           InflightTaskModelNumber  get_number,
           GArray                  *runs,
           guint                   *n_placed)
{
  guint from = runs->len > 0 ? g_array_index (runs, InflightTaskModelRun, runs->len - 1).index : 0;
  guint number = get_number (g_ptr_array_index (tasks, *n_placed));
  guint index = inflight_task_model_find (model, get_number, number, from);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  InflightTaskModelRun run = { .index = index };
  guint next = index < n_items ? get_number (inflight_task_model_peek (model, index))
                               : G_MAXUINT;
  guint last = get_number (g_ptr_array_index (tasks, tasks->len - 1));

  /* Most often all that is left belongs together. */
  if (last < next)
    run.n_tasks = tasks->len - *n_placed;
  while (*n_placed + run.n_tasks < tasks->len &&
         get_number (g_ptr_array_index (tasks, *n_placed + run.n_tasks)) < next)
    run.n_tasks++;

  *n_placed += run.n_tasks;
  g_array_append_val (runs, run);
}

static gboolean
place (InflightTaskModel       *model,
       GPtrArray               *tasks,
       InflightTaskModelNumber  get_number,
       GArray                  *runs,
       guint                   *n_placed,
       gint64                   end_us)
{
  while (*n_placed < tasks->len)
    {
      place_run (model, tasks, get_number, runs, n_placed);
      if (runs->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return *n_placed == tasks->len;
}

/**
 * inflight_removal_prepare_undo:
 * @self: a removal that was carried out
 * @end_us: when to stop, on the monotonic clock
 *
 * Looks for where its tasks belong. It does not matter what was added, removed,
 * retried or undone meanwhile.
 *
 * Returns: whether they can come back now
 */
gboolean
inflight_removal_prepare_undo (InflightRemoval *self,
                               gint64           end_us)
{
  g_return_val_if_fail (INFLIGHT_IS_REMOVAL (self), TRUE);
  g_return_val_if_fail (self->is_out, TRUE);

  /* What settled while it was away comes last, in the order in which it did. */
  g_ptr_array_extend_and_steal (self->finished, g_steal_pointer (&self->late));
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  inflight_task_model_flush (self->batch->finished);

  return place (self->batch->tasks, self->tasks, inflight_task_get_position,
                self->task_runs, &self->n_tasks_placed, end_us) &&
         place (self->batch->finished, self->finished, inflight_task_get_rank,
                self->finished_runs, &self->n_finished_placed, end_us);
}

/**
 * inflight_removal_undo:
 * @self: (transfer full): a removal
 *
 * Puts the tasks back where they were, each list with one signal.
 */
void
inflight_removal_undo (InflightRemoval *self)
{
  InflightTaskModelChange tasks_change;
  InflightTaskModelChange finished_change;

  g_return_if_fail (INFLIGHT_IS_REMOVAL (self));
  g_return_if_fail (self->is_out);

  inflight_network_finish_cancelling (self->batch->network);
  inflight_removal_prepare_undo (self, G_MAXINT64);
  inflight_task_model_insert (self->batch->tasks, self->tasks, self->task_runs,
                              &tasks_change);
  inflight_task_model_insert (self->batch->finished, self->finished, self->finished_runs,
                              &finished_change);
  count (self, 1);
  self->is_out = FALSE;

  inflight_task_model_announce (self->batch->tasks, &tasks_change);
  inflight_task_model_announce (self->batch->finished, &finished_change);
  inflight_batch_want_look (self->batch);

  let_go (self);
  g_object_unref (self);
}

/* The batch is not told of it any more, nor is its body kept. What the network
 * still has is over, as far as the batch is concerned. */
static void
forget (InflightRemoval *self,
        InflightTask    *task)
{
  GPtrArray *earlier = inflight_task_get_earlier (task);

  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLING)
    inflight_statistics_add_end (self->batch->statistics,
                                 inflight_network_get_now_us (self->batch->network));

  inflight_batch_forget_body (self->batch, task);
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    inflight_batch_forget_body (self->batch, g_ptr_array_index (earlier, i));

  inflight_task_leave_batch (task);
}

static gboolean
shorten (GPtrArray *tasks,
         gint64     end_us)
{
  while (tasks->len > 0)
    {
      g_ptr_array_set_size (tasks, tasks->len - 1);
      if (tasks->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return tasks->len == 0;
}

/* From behind: what is forgotten is let go of. */
static gboolean
forget_some (gpointer data,
             gint64   end_us)
{
  InflightRemoval *self = data;

  if (!shorten (self->finished, end_us) || !shorten (self->late, end_us))
    return FALSE;

  while (self->tasks->len > 0)
    {
      forget (self, g_ptr_array_index (self->tasks, self->tasks->len - 1));
      g_ptr_array_set_size (self->tasks, self->tasks->len - 1);
      if (self->tasks->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return self->tasks->len == 0;
}

static void
forget_rest (gpointer data)
{
  forget_some (data, G_MAXINT64);
  let_go (data);
  g_object_unref (data);
}

/**
 * inflight_removal_free:
 * @self: (transfer full): a removal
 *
 * Makes it final, and lets go of the tasks, of many in turns. One that was not carried
 * out does nothing.
 */
void
inflight_removal_free (InflightRemoval *self)
{
  g_return_if_fail (INFLIGHT_IS_REMOVAL (self));

  if (self->is_out)
    {
      inflight_network_tidy_up (self->batch->network, forget_some, self, forget_rest);
      return;
    }

  let_go (self);
  g_object_unref (self);
}
