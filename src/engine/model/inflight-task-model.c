/* inflight-task-model.c: a list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-model.h"

#include <string.h>

/**
 * InflightTaskModel:
 *
 * A #GListModel over an array. It differs from #GListStore in that additions
 * are announced together, once a tick, and that an item costs a pointer.
 */
struct _InflightTaskModel
{
  GObject    parent_instance;

  GPtrArray *tasks;
  guint      n_announced;
};

static GType
inflight_task_model_get_item_type (GListModel *model)
{
  return INFLIGHT_TYPE_TASK;
}

static guint
inflight_task_model_get_n_items (GListModel *model)
{
  InflightTaskModel *self = INFLIGHT_TASK_MODEL (model);

  return self->n_announced;
}

static gpointer
inflight_task_model_get_item (GListModel *model,
                              guint       index)
{
  InflightTaskModel *self = INFLIGHT_TASK_MODEL (model);

  if (index >= self->n_announced)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->tasks, index));
}

static void
inflight_task_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inflight_task_model_get_item_type;
  iface->get_n_items = inflight_task_model_get_n_items;
  iface->get_item = inflight_task_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightTaskModel, inflight_task_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inflight_task_model_list_model_init))

static void
inflight_task_model_finalize (GObject *object)
{
  InflightTaskModel *self = INFLIGHT_TASK_MODEL (object);

  g_ptr_array_unref (self->tasks);

  G_OBJECT_CLASS (inflight_task_model_parent_class)->finalize (object);
}

static void
inflight_task_model_class_init (InflightTaskModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_task_model_finalize;
}

static void
inflight_task_model_init (InflightTaskModel *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * inflight_task_model_new:
 *
 * Returns: (transfer full): an empty list
 */
InflightTaskModel *
inflight_task_model_new (void)
{
  return g_object_new (INFLIGHT_TYPE_TASK_MODEL, NULL);
}

/**
 * inflight_task_model_add:
 * @self: a list
 * @task: a task
 *
 * Adds @task at the end. Nobody hears of it before inflight_task_model_flush().
 */
void
inflight_task_model_add (InflightTaskModel *self,
                         InflightTask      *task)
{
  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (INFLIGHT_IS_TASK (task));

  g_ptr_array_add (self->tasks, g_object_ref (task));
}

/**
 * inflight_task_model_flush:
 * @self: a list
 *
 * Announces what was added since the last time, in one signal.
 */
void
inflight_task_model_flush (InflightTaskModel *self)
{
  guint position = self->n_announced;
  guint n_added = self->tasks->len - position;

  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));

  if (n_added == 0)
    return;

  self->n_announced = self->tasks->len;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
}

/**
 * inflight_task_model_exchange:
 * @self: a list
 * @index: a position in it
 * @task: (inout) (transfer full): the task that takes the place of the one there,
 *   and that one
 *
 * Nobody hears of it before inflight_task_model_announce_replaced().
 */
void
inflight_task_model_exchange (InflightTaskModel  *self,
                              guint               index,
                              InflightTask      **task)
{
  InflightTask *old;

  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (index < self->n_announced);

  old = g_ptr_array_index (self->tasks, index);
  g_ptr_array_index (self->tasks, index) = *task;
  *task = old;
}

/**
 * inflight_task_model_announce_replaced:
 * @self: a list
 * @index: where the first task was replaced
 * @n_tasks: from there to the last one that was, how many there are
 *
 * Announces what was replaced, in one signal.
 */
void
inflight_task_model_announce_replaced (InflightTaskModel *self,
                                       guint              index,
                                       guint              n_tasks)
{
  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (index + n_tasks <= self->n_announced);

  g_list_model_items_changed (G_LIST_MODEL (self), index, n_tasks, n_tasks);
}

/**
 * inflight_task_model_peek:
 * @self: a list
 * @index: a position in it
 *
 * Returns: (transfer none): the task there
 */
InflightTask *
inflight_task_model_peek (InflightTaskModel *self,
                          guint              index)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_MODEL (self), NULL);
  g_return_val_if_fail (index < self->tasks->len, NULL);

  return g_ptr_array_index (self->tasks, index);
}

/**
 * inflight_task_model_mark:
 * @marks: marks for inflight_task_model_extract()
 * @index: a position
 *
 * Marks the task there.
 */
void
inflight_task_model_mark (GByteArray *marks,
                          guint       index)
{
  guint old = marks->len;

  if (index >= old)
    {
      g_byte_array_set_size (marks, index + 1);
      memset (marks->data + old, 0, index + 1 - old);
    }

  marks->data[index] = 1;
}

/**
 * inflight_task_model_extract:
 * @self: a list, all of which was announced
 * @marks: for each position something other than 0 if the task there is to go; what
 *   is beyond stays
 * @change: (out): what to announce; before that nobody must be let look
 *
 * Takes tasks out, all in one go: one after another would be n² in the length of
 * the list, and in that of each view of it. They are moved, not looked at.
 *
 * Returns: (transfer full) (element-type InflightTask): what was taken out, in
 *   the order of the list
 */
GPtrArray *
inflight_task_model_extract (InflightTaskModel       *self,
                             GByteArray              *marks,
                             InflightTaskModelChange *change)
{
  GPtrArray *extracted = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer *items = self->tasks->pdata;
  guint n_items = self->tasks->len;
  guint n_marks = MIN (marks->len, n_items);
  guint n_kept = 0;
  guint end = 0;

  g_return_val_if_fail (INFLIGHT_IS_TASK_MODEL (self), extracted);
  g_return_val_if_fail (self->n_announced == n_items, extracted);

  *change = (InflightTaskModelChange) { .position = n_items };

  for (guint i = 0; i < n_marks; i++)
    if (marks->data[i] != 0)
      {
        change->position = MIN (change->position, i);
        end = i + 1;
        g_ptr_array_add (extracted, items[i]);
      }
    else
      items[n_kept++] = items[i];

  if (n_items > n_marks)
    memmove (items + n_kept, items + n_marks, (n_items - n_marks) * sizeof *items);
  n_kept += n_items - n_marks;

  if (extracted->len > 0)
    {
      change->n_removed = end - change->position;
      change->n_added = change->n_removed - extracted->len;
    }

  /* Those beyond have moved; the array must not let go of them. */
  self->tasks->len = n_kept;
  self->n_announced = n_kept;

  return extracted;
}

/**
 * inflight_task_model_find:
 * @self: a list
 * @get_number: the number by which it is ordered
 * @number: a number
 * @from: where to begin to look; what is before has a lower number
 *
 * Looks near @from first.
 *
 * Returns: where the first task is that has at least that number
 */
guint
inflight_task_model_find (InflightTaskModel       *self,
                          InflightTaskModelNumber  get_number,
                          guint                    number,
                          guint                    from)
{
  guint n_items;
  guint low = from;
  guint high;

  g_return_val_if_fail (INFLIGHT_IS_TASK_MODEL (self), 0);

  n_items = self->tasks->len;
  high = from;
  for (guint step = 1; high < n_items; step *= 2)
    {
      if (get_number (g_ptr_array_index (self->tasks, high)) >= number)
        break;

      low = high + 1;
      high = n_items - high > step ? high + step : n_items;
    }

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_number (g_ptr_array_index (self->tasks, middle)) < number)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * inflight_task_model_insert:
 * @self: a list, all of which was announced
 * @tasks: (element-type InflightTask): tasks, which are taken: it is empty then
 * @runs: (element-type InflightTaskModelRun): where they belong, in order: each of
 *   them as many as follow on those of the run before
 * @change: (out): what to announce; before that nobody must be let look
 *
 * Puts tasks in, all in one go. They are moved, not looked at.
 */
void
inflight_task_model_insert (InflightTaskModel       *self,
                            GPtrArray               *tasks,
                            GArray                  *runs,
                            InflightTaskModelChange *change)
{
  guint end = self->tasks->len;
  guint to = end + tasks->len;
  guint from = tasks->len;
  guint last = 0;
  gpointer *items;

  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (self->n_announced == end);

  g_ptr_array_set_size (self->tasks, to);
  items = self->tasks->pdata;

  /* From behind, so that nothing is written over; an array of nothing has no items. */
  for (guint i = runs->len; i > 0; i--)
    {
      InflightTaskModelRun *run = &g_array_index (runs, InflightTaskModelRun, i - 1);

      to -= end - run->index;
      if (end > run->index)
        memmove (items + to, items + run->index, (end - run->index) * sizeof *items);
      end = run->index;
      last = MAX (last, to);

      to -= run->n_tasks;
      from -= run->n_tasks;
      if (run->n_tasks > 0)
        memcpy (items + to, tasks->pdata + from, run->n_tasks * sizeof *items);
    }

  *change = (InflightTaskModelChange) { .position = to };
  if (runs->len > 0)
    {
      change->n_added = last - to;
      change->n_removed = change->n_added - tasks->len;
    }

  tasks->len = 0;
  self->n_announced = self->tasks->len;
}

/**
 * inflight_task_model_announce:
 * @self: a list
 * @change: what was done to it
 *
 * Tells of a change, in one signal.
 */
void
inflight_task_model_announce (InflightTaskModel       *self,
                              InflightTaskModelChange *change)
{
  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));

  if (change->n_removed > 0 || change->n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), change->position,
                                change->n_removed, change->n_added);
}
