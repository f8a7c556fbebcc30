/* inflight-task-list-menu.c: the menu of a row of the list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-list-private.h"

#include "inflight-growing-slice.h"
#include "inflight-task-factory.h"
#include "inflight-task-menu.h"

/* What can be done may be less without what was held. */
static void
release (InflightTaskList *self)
{
  gboolean could_extend = inflight_task_list_can_extend (self);

  g_clear_handle_id (&self->release_id, g_source_remove);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->before, g_ptr_array_unref);

  if (could_extend)
    g_signal_emit_by_name (self, "selection-changed");
}

/* A menu at a row that is not selected is about that row only, which can be added
 * to those that were: a finger has no other way to select several. Tasks come and
 * go under the menu, so it is the tasks that are held, not where they are. */
static void
choose (InflightTaskList *self,
        InflightTaskCell *cell)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->rows);
  guint position = inflight_task_factory_get_position (cell);

  release (self);
  self->chosen = g_object_ref (inflight_task_cell_get_task (cell));
  if (gtk_selection_model_is_selected (model, position))
    return;

  if (inflight_task_list_get_selected (self) > 0)
    self->before = inflight_task_list_dup_selected (self);
  gtk_selection_model_select_item (model, position, TRUE);
}

static gboolean
release_cb (gpointer user_data)
{
  InflightTaskList *self = user_data;

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  self->release_id = 0;
  release (self);

  return G_SOURCE_REMOVE;
}

/* An item that is pressed closes the menu before it does what it is for. */
static void
closed_cb (GtkPopover       *menu,
           InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (self->release_id == 0)
    self->release_id = g_idle_add_full (G_PRIORITY_HIGH, release_cb, self, NULL);
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);
  InflightTaskCell *cell = inflight_task_list_find_current_cell (self);
  GtkWidget *at = cell != NULL ? GTK_WIDGET (cell) : GTK_WIDGET (self->view);

  if (cell != NULL && inflight_task_cell_get_task (cell) != NULL)
    choose (self, cell);
  inflight_task_menu_popup (self->menu, at, 48, gtk_widget_get_height (at) / 2.0);

  return TRUE;
}

/**
 * inflight_task_list_add_menu:
 * @self: a list that is being made
 *
 * Gives it the menu of its rows.
 */
void
inflight_task_list_add_menu (InflightTaskList *self)
{
  self->menu = inflight_task_menu_new ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, 0);
}

/**
 * inflight_task_list_bind_menu:
 * @widget_class: the class of lists
 *
 * Has the keys that ask for a menu show it.
 */
void
inflight_task_list_bind_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
}

/**
 * inflight_task_list_show_menu:
 * @widget: a cell of the list
 * @x: where in @widget, in pixels
 * @y: where in @widget, in pixels
 *
 * Shows the menu of its row there.
 */
void
inflight_task_list_show_menu (GtkWidget *widget,
                              double     x,
                              double     y)
{
  InflightTaskCell *cell = INFLIGHT_TASK_CELL (widget);
  GtkWidget *list = gtk_widget_get_ancestor (widget, INFLIGHT_TYPE_TASK_LIST);
  InflightTaskList *self = INFLIGHT_TASK_LIST (list);

  if (inflight_task_cell_get_task (cell) == NULL)
    return;

  choose (self, cell);
  inflight_task_menu_popup (self->menu, widget, x, y);
}

/**
 * inflight_task_list_can_extend:
 * @self: a list
 *
 * Returns: whether other rows were selected before the menu of the one that is
 *   selected was shown
 */
gboolean
inflight_task_list_can_extend (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), FALSE);

  return self->before != NULL && inflight_task_list_get_selected (self) == 1;
}

/**
 * inflight_task_list_extend:
 * @self: a list
 *
 * Selects these, too, as far as they are still shown.
 */
void
inflight_task_list_extend (InflightTaskList *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  tasks = g_steal_pointer (&self->before);
  if (tasks == NULL)
    return;

  g_ptr_array_extend_and_steal (tasks, inflight_task_list_dup_selected (self));
  inflight_growing_slice_finish (self->shown);
  inflight_rows_select (self->rows, tasks);
}

/**
 * inflight_task_list_get_current:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): the task whose menu is shown, or whose row
 *   has the focus; without one the selected task, if it is the only one
 */
InflightTask *
inflight_task_list_get_current (InflightTaskList *self)
{
  InflightTaskCell *cell;
  InflightTask *task = NULL;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  if (self->chosen != NULL)
    return g_object_ref (self->chosen);

  cell = inflight_task_list_find_current_cell (self);
  if (cell != NULL)
    task = inflight_task_cell_get_task (cell);

  return task != NULL ? g_object_ref (task) : inflight_task_list_get_focused (self);
}
