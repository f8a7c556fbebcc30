/* inflight-gathering.c: the selected tasks of a list, collected in turns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-gathering.h"

/* A clock is not read for every task. */
#define TASKS_A_LOOK 256

/**
 * InflightGathering:
 *
 * The tasks that were selected when it was made. A million rows may be, and asking
 * for their tasks takes longer than the main loop may be away. Before rows go
 * somewhere else the rest is collected at once.
 */
struct _InflightGathering
{
  InflightTaskView *view;
  GtkBitset        *selected;
  GtkBitsetIter     iter;
  guint             position;
  gboolean          more;
  gulong            reorder_id;

  GPtrArray        *tasks;
};

static void
reorder_cb (InflightTaskView *view,
            gpointer          user_data)
{
  InflightGathering *self = user_data;

  g_assert (INFLIGHT_IS_TASK_VIEW (view));

  inflight_gathering_work (self, G_MAXINT64);
}

/**
 * inflight_gathering_new:
 * @list: whose selected tasks to collect
 *
 * Returns: (transfer full): none of them as yet
 */
InflightGathering *
inflight_gathering_new (InflightTaskList *list)
{
  InflightGathering *self;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (list), NULL);

  self = g_new0 (InflightGathering, 1);
  self->view = g_object_ref (inflight_task_list_get_view (list));
  self->selected = inflight_task_list_dup_selection (list);
  self->more = gtk_bitset_iter_init_first (&self->iter, self->selected, &self->position);
  self->reorder_id = g_signal_connect (self->view, "reorder", G_CALLBACK (reorder_cb), self);
  self->tasks = g_ptr_array_new_full (gtk_bitset_get_size (self->selected), g_object_unref);

  return self;
}

void
inflight_gathering_free (InflightGathering *self)
{
  g_signal_handler_disconnect (self->view, self->reorder_id);
  g_object_unref (self->view);
  gtk_bitset_unref (self->selected);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

/**
 * inflight_gathering_work:
 * @self: a gathering
 * @end_us: when to stop, on the monotonic clock
 *
 * Collects some tasks more, at least one if there is one.
 *
 * Returns: whether that were all
 */
gboolean
inflight_gathering_work (InflightGathering *self,
                         gint64             end_us)
{
  while (self->more)
    {
      InflightTask *task = g_list_model_get_item (G_LIST_MODEL (self->view), self->position);

      if (task != NULL)
        g_ptr_array_add (self->tasks, task);

      self->more = gtk_bitset_iter_next (&self->iter, &self->position);
      if (self->tasks->len % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return !self->more;
}

/**
 * inflight_gathering_get_tasks:
 * @self: a gathering
 *
 * Returns: (transfer none) (element-type InflightTask): what was collected
 */
GPtrArray *
inflight_gathering_get_tasks (InflightGathering *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->tasks;
}
