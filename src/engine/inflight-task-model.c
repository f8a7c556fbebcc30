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
 * inflight_task_model_replace:
 * @self: a list
 * @index: a position in it
 * @task: the task that takes the place of the one there
 *
 * Nobody hears of it before inflight_task_model_announce_replaced().
 */
void
inflight_task_model_replace (InflightTaskModel *self,
                             guint              index,
                             InflightTask      *task)
{
  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (index < self->n_announced);

  g_object_unref (g_ptr_array_index (self->tasks, index));
  g_ptr_array_index (self->tasks, index) = g_object_ref (task);
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
 * inflight_task_model_extract:
 * @self: a list, all of which was announced
 * @func: which tasks are to go
 * @user_data: passed to @func
 * @change: (out): what to announce; before that nobody must be let look
 *
 * Takes tasks out, all in one go: one after another would be n² in the length of
 * the list, and in that of each view of it.
 *
 * Returns: (transfer full) (element-type InflightTask): what was taken out, in
 *   the order of the list
 */
GPtrArray *
inflight_task_model_extract (InflightTaskModel       *self,
                             InflightTaskModelFunc    func,
                             gpointer                 user_data,
                             InflightTaskModelChange *change)
{
  GPtrArray *extracted = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer *items = self->tasks->pdata;
  guint n_items = self->tasks->len;
  guint n_kept = 0;
  guint end = 0;

  g_return_val_if_fail (INFLIGHT_IS_TASK_MODEL (self), extracted);
  g_return_val_if_fail (self->n_announced == n_items, extracted);

  *change = (InflightTaskModelChange) { .position = n_items };

  for (guint i = 0; i < n_items; i++)
    if (func (items[i], user_data))
      {
        change->position = MIN (change->position, i);
        end = i + 1;
        g_ptr_array_add (extracted, items[i]);
      }
    else
      items[n_kept++] = items[i];

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

static int
compare_indices (gconstpointer one,
                 gconstpointer other)
{
  guint a = *(const guint *) one;
  guint b = *(const guint *) other;

  return (a > b) - (a < b);
}

/**
 * inflight_task_model_remove:
 * @self: a list, all of which was announced
 * @indices: (element-type guint): where the tasks are that are to go, in any order,
 *   each once; it is sorted
 * @change: (out): what to announce; before that nobody must be let look
 *
 * Takes tasks out, all in one go, and lets go of them. The others are moved, not
 * looked at.
 */
void
inflight_task_model_remove (InflightTaskModel       *self,
                            GArray                  *indices,
                            InflightTaskModelChange *change)
{
  gpointer *items = self->tasks->pdata;
  guint n_items = self->tasks->len;
  guint to;

  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (self->n_announced == n_items);

  *change = (InflightTaskModelChange) { .position = n_items };
  if (indices->len == 0)
    return;

  g_array_sort (indices, compare_indices);
  to = change->position = g_array_index (indices, guint, 0);

  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);
      guint next = i + 1 < indices->len ? g_array_index (indices, guint, i + 1) : n_items;

      g_object_unref (items[index]);
      memmove (items + to, items + index + 1, (next - index - 1) * sizeof *items);
      to += next - index - 1;
      change->n_removed = index + 1 - change->position;
    }

  change->n_added = change->n_removed - indices->len;
  self->tasks->len = to;
  self->n_announced = to;
}

/**
 * inflight_task_model_merge:
 * @self: a list in the order of @compare, all of which was announced
 * @tasks: (element-type InflightTask): tasks in the same order
 * @compare: the order
 * @change: (out): what to announce; before that nobody must be let look
 *
 * Puts tasks where they belong, all in one go.
 */
void
inflight_task_model_merge (InflightTaskModel        *self,
                           GPtrArray                *tasks,
                           InflightTaskModelCompare  compare,
                           InflightTaskModelChange  *change)
{
  guint old = self->tasks->len;
  guint from = tasks->len;
  guint to = old + tasks->len;
  guint end = to;
  gpointer *items;

  g_return_if_fail (INFLIGHT_IS_TASK_MODEL (self));
  g_return_if_fail (self->n_announced == old);

  g_ptr_array_set_size (self->tasks, to);
  items = self->tasks->pdata;

  /* From behind, so that nothing is written over. */
  while (from > 0)
    {
      InflightTask *task = g_ptr_array_index (tasks, from - 1);

      to--;
      if (old > 0 && compare (items[old - 1], task) > 0)
        {
          items[to] = items[--old];
          continue;
        }

      if (from == tasks->len)
        end = to + 1;
      items[to] = g_object_ref (task);
      from--;
    }

  *change = (InflightTaskModelChange) { .position = to };
  if (tasks->len > 0)
    {
      change->n_added = end - to;
      change->n_removed = change->n_added - tasks->len;
    }

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
