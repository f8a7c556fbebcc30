/* inflight-row.c: a place in the list, and the task that is in it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-row.h"

/**
 * InflightRow:
 *
 * A place in the list of tasks. When the list is sorted another task is in it, and
 * the cells are told; the widgets stay. It follows its task for all its cells,
 * while there are any.
 */
struct _InflightRow
{
  GObject       parent_instance;

  InflightTask *task;
  GPtrArray    *cells;
  gboolean      marked;
};

G_DEFINE_FINAL_TYPE (InflightRow, inflight_row, G_TYPE_OBJECT)

static void
state_changed_cb (InflightTask *task,
                  GParamSpec   *pspec,
                  InflightRow  *self)
{
  g_assert (INFLIGHT_IS_ROW (self));

  inflight_row_queue (self);
}

static void
bytes_changed_cb (InflightTask *task,
                  GParamSpec   *pspec,
                  InflightRow  *self)
{
  g_assert (INFLIGHT_IS_ROW (self));

  for (guint i = 0; i < self->cells->len; i++)
    if (inflight_task_cell_shows_bytes (g_ptr_array_index (self->cells, i)))
      inflight_task_cell_queue (g_ptr_array_index (self->cells, i));
}

/* A task that has settled does not change any more. */
static void
follow (InflightRow *self)
{
  if (self->task == NULL || self->cells->len == 0 || inflight_task_is_settled (self->task))
    return;

  g_signal_connect_object (self->task, "notify::state", G_CALLBACK (state_changed_cb), self, 0);
  g_signal_connect_object (self->task, "notify::bytes", G_CALLBACK (bytes_changed_cb), self, 0);
}

static void
unfollow (InflightRow *self)
{
  if (self->task == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->task, state_changed_cb, self);
  g_signal_handlers_disconnect_by_func (self->task, bytes_changed_cb, self);
}

static void
inflight_row_dispose (GObject *object)
{
  InflightRow *self = INFLIGHT_ROW (object);

  unfollow (self);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (inflight_row_parent_class)->dispose (object);
}

static void
inflight_row_finalize (GObject *object)
{
  InflightRow *self = INFLIGHT_ROW (object);

  g_ptr_array_unref (self->cells);

  G_OBJECT_CLASS (inflight_row_parent_class)->finalize (object);
}

static void
inflight_row_class_init (InflightRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_row_dispose;
  object_class->finalize = inflight_row_finalize;
}

static void
inflight_row_init (InflightRow *self)
{
  self->cells = g_ptr_array_new ();
}

/**
 * inflight_row_new:
 *
 * Returns: (transfer full): a place without a task
 */
InflightRow *
inflight_row_new (void)
{
  return g_object_new (INFLIGHT_TYPE_ROW, NULL);
}

/**
 * inflight_row_get_task:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the task that is in it
 */
InflightTask *
inflight_row_get_task (InflightRow *self)
{
  g_return_val_if_fail (INFLIGHT_IS_ROW (self), NULL);

  return self->task;
}

/**
 * inflight_row_set_task:
 * @self: a row
 * @task: (nullable): the task that is in it now
 */
void
inflight_row_set_task (InflightRow  *self,
                       InflightTask *task)
{
  g_return_if_fail (INFLIGHT_IS_ROW (self));

  if (self->task == task)
    return;

  unfollow (self);
  g_set_object (&self->task, task);
  follow (self);

  for (guint i = 0; i < self->cells->len; i++)
    {
      InflightTaskCell *cell = g_ptr_array_index (self->cells, i);

      inflight_task_cell_set_task (cell, task);
      inflight_task_cell_queue (cell);
    }
}

/**
 * inflight_row_set_marked:
 * @self: a row
 * @marked: whether it stands out as one that something is about
 */
void
inflight_row_set_marked (InflightRow *self,
                         gboolean     marked)
{
  g_return_if_fail (INFLIGHT_IS_ROW (self));

  if (self->marked == marked)
    return;

  self->marked = marked;
  for (guint i = 0; i < self->cells->len; i++)
    inflight_task_cell_set_marked (g_ptr_array_index (self->cells, i), marked);
}

/**
 * inflight_row_queue:
 * @self: a row
 *
 * Has all that it shows shown anew in the next frame.
 */
void
inflight_row_queue (InflightRow *self)
{
  g_return_if_fail (INFLIGHT_IS_ROW (self));

  for (guint i = 0; i < self->cells->len; i++)
    inflight_task_cell_queue (g_ptr_array_index (self->cells, i));
}

/**
 * inflight_row_add_cell:
 * @self: a row
 * @cell: a cell that shows it from now on
 */
void
inflight_row_add_cell (InflightRow      *self,
                       InflightTaskCell *cell)
{
  g_return_if_fail (INFLIGHT_IS_ROW (self));

  g_ptr_array_add (self->cells, cell);
  if (self->cells->len == 1)
    follow (self);

  inflight_task_cell_set_task (cell, self->task);
  inflight_task_cell_set_marked (cell, self->marked);
}

/**
 * inflight_row_remove_cell:
 * @self: a row
 * @cell: a cell that shows it no longer
 */
void
inflight_row_remove_cell (InflightRow      *self,
                          InflightTaskCell *cell)
{
  g_return_if_fail (INFLIGHT_IS_ROW (self));

  if (!g_ptr_array_remove_fast (self->cells, cell))
    return;

  inflight_task_cell_set_task (cell, NULL);
  if (self->cells->len == 0)
    unfollow (self);
}
