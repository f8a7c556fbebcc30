/* inflight-selection.c: tasks that are selected
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-selection.h"

#include "inflight-task.h"

/* So many are looked at to see whether one is held. */
#define MAX_LOOKED_AT 1000

/**
 * inflight_selection_dup_tasks:
 * @model: a model of tasks
 *
 * Returns: (transfer full) (element-type InflightTask): those that are selected
 */
GPtrArray *
inflight_selection_dup_tasks (GtkSelectionModel *model)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      g_ptr_array_add (tasks, g_list_model_get_item (G_LIST_MODEL (model), position));
    while (gtk_bitset_iter_next (&iter, &position));

  return tasks;
}

/**
 * inflight_selection_may_have_held:
 * @model: a model of tasks
 *
 * Returns: whether one of those that are selected is held; also %TRUE if they are
 *   too many to be looked at
 */
gboolean
inflight_selection_may_have_held (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  GtkBitsetIter iter;
  guint position;
  gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position);

  for (guint i = 0; more && i < MAX_LOOKED_AT; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (model), position);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD)
        return TRUE;

      more = gtk_bitset_iter_next (&iter, &position);
    }

  return more;
}

/**
 * inflight_selection_select_tasks:
 * @model: a model of tasks
 * @tasks: (element-type InflightTask): tasks
 *
 * Selects the tasks, and no others, as far as they are in @model.
 *
 * Returns: the position of the first of them, or %GTK_INVALID_LIST_POSITION
 */
guint
inflight_selection_select_tasks (GtkSelectionModel *model,
                                 GPtrArray         *tasks)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n_items);

  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (tasks, i));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (g_hash_table_contains (wanted, task))
        gtk_bitset_add (selected, i);
    }

  gtk_selection_model_set_selection (model, selected, all);

  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION
                                        : gtk_bitset_get_minimum (selected);
}
