/* inflight-task-list-selection.c: which tasks of the list are chosen
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-list-private.h"

#include "inflight-growing-slice.h"
#include "inflight-task-factory.h"
#include "inflight-task-menu.h"

static GtkWidget *
find_row (InflightTaskList *self,
          GtkWidget        *widget)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  while (widget != NULL && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);

  return widget;
}

/* In GTK 4.8 the row takes a press, and the cell in it, too: each of them adds the
 * row, or takes it out again. The list does what they would have it do, once. */
static void
pressed_cb (GtkGestureClick  *gesture,
            int               n_press,
            double            x,
            double            y,
            InflightTaskList *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = find_row (self, at);
  InflightTaskCell *cell = row != NULL ? inflight_task_factory_find_cell (row) : NULL;

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (cell == NULL || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != GDK_CONTROL_MASK)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (gtk_widget_get_parent (row), "list.select-item", "(ubb)",
                              inflight_task_factory_get_position (cell), TRUE, FALSE);
}

/**
 * inflight_task_list_take_presses:
 * @self: a list
 *
 * Has a press with Ctrl add a row to the selection, or take it out.
 */
void
inflight_task_list_take_presses (InflightTaskList *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

/**
 * inflight_task_list_find_current_cell:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): a cell of the row that has the focus, or
 *   that its menu is shown for, which has the focus then
 */
InflightTaskCell *
inflight_task_list_find_current_cell (InflightTaskList *self)
{
  GtkWidget *row = inflight_task_menu_get_at (self->menu);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (row == NULL && root != NULL)
    row = gtk_root_get_focus (root);
  row = find_row (self, row);

  return row != NULL ? inflight_task_factory_find_cell (row) : NULL;
}

/**
 * inflight_task_list_scroll_to:
 * @self: a list
 * @position: the place of a row
 *
 * Brings it into view. The list in the view, which is not public, has the action.
 */
void
inflight_task_list_scroll_to (InflightTaskList *self,
                              guint             position)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", position);
}

/**
 * inflight_task_list_select_wanted:
 * @self: a list with all tasks that were asked for
 *
 * Selects what was to be selected when they are shown.
 */
void
inflight_task_list_select_wanted (InflightTaskList *self)
{
  g_autoptr (GPtrArray) wanted = g_steal_pointer (&self->wanted);

  inflight_task_list_select (self, wanted);
}

/**
 * inflight_task_list_get_selected:
 * @self: a list
 *
 * Returns: how many tasks are selected
 */
guint
inflight_task_list_get_selected (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), 0);

  return inflight_rows_get_selected (self->rows);
}

/**
 * inflight_task_list_dup_selection:
 * @self: a list
 *
 * Returns: (transfer full): which places of the list are selected, by position; it
 *   stays what it is
 */
GtkBitset *
inflight_task_list_dup_selection (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->rows));
}

/**
 * inflight_task_list_dup_selected:
 * @self: a list
 *
 * Returns: (transfer full) (element-type InflightTask): the selected tasks
 */
GPtrArray *
inflight_task_list_dup_selected (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return inflight_rows_dup_selected (self->rows);
}

/**
 * inflight_task_list_may_have:
 * @self: a list
 * @is: (scope call): tells whether a task is one that is looked for
 *
 * Returns: whether one of the selected tasks is, as far as that can be told in no
 *   time
 */
gboolean
inflight_task_list_may_have (InflightTaskList *self,
                             InflightTaskIs    is)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), FALSE);

  return inflight_rows_may_have (self->rows, is);
}

/**
 * inflight_task_list_count_selected:
 * @self: a list
 * @is: (scope call): tells whether a task is one that is looked for
 * @count: (out): how many of the selected tasks are
 *
 * Returns: whether they were counted; there may be too many selected
 */
gboolean
inflight_task_list_count_selected (InflightTaskList *self,
                                   InflightTaskIs    is,
                                   guint            *count)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), FALSE);

  return inflight_rows_count_selected (self->rows, is, count);
}

/**
 * inflight_task_list_select_all:
 * @self: a list
 */
void
inflight_task_list_select_all (InflightTaskList *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  inflight_growing_slice_finish (self->shown);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->rows));
}

/**
 * inflight_task_list_select_none:
 * @self: a list
 */
void
inflight_task_list_select_none (InflightTaskList *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->rows));
}

/**
 * inflight_task_list_select:
 * @self: a list
 * @tasks: (element-type InflightTask): tasks
 *
 * Selects the tasks, and no others, as far as they are shown, and scrolls to the
 * first of them.
 */
void
inflight_task_list_select (InflightTaskList *self,
                           GPtrArray        *tasks)
{
  guint first;

  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  inflight_growing_slice_finish (self->shown);
  first = inflight_rows_select (self->rows, tasks);

  if (first != GTK_INVALID_LIST_POSITION)
    inflight_task_list_scroll_to (self, first);
}

/* Each of them once, and none that was removed, which no filter hides. */
static guint
count_in_batch (InflightTaskList *self,
                GPtrArray        *tasks)
{
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    if (inflight_batch_contains (self->batch, g_ptr_array_index (tasks, i)))
      g_hash_table_add (found, g_ptr_array_index (tasks, i));

  return g_hash_table_size (found);
}

/**
 * inflight_task_list_show_and_select:
 * @self: a list
 * @tasks: (element-type InflightTask): tasks
 *
 * Selects the tasks, and no others, and scrolls to the first of them. If a filter
 * hides one of them no filter stays.
 */
void
inflight_task_list_show_and_select (InflightTaskList *self,
                                    GPtrArray        *tasks)
{
  g_autofree char *filters = NULL;

  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  inflight_task_list_select (self, tasks);
  filters = inflight_filter_bar_dup_text (self->filter_bar);
  if (*filters == '\0' ||
      inflight_task_list_get_selected (self) >= count_in_batch (self, tasks))
    return;

  inflight_filter_bar_reset (self->filter_bar);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  self->wanted = g_ptr_array_ref (tasks);
  if (!inflight_task_view_get_busy (self->tasks))
    inflight_task_list_select_wanted (self);
}

/**
 * inflight_task_list_expect:
 * @self: a list
 *
 * Clears the selection and all filters, for tasks that are about to come.
 */
void
inflight_task_list_expect (InflightTaskList *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  inflight_filter_bar_reset (self->filter_bar);
  inflight_task_list_select_none (self);
}

/**
 * inflight_task_list_get_focused:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): the selected task, if it is the only one
 */
InflightTask *
inflight_task_list_get_focused (InflightTaskList *self)
{
  g_autoptr (GPtrArray) selected = NULL;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  if (inflight_task_list_get_selected (self) != 1)
    return NULL;

  selected = inflight_task_list_dup_selected (self);

  return g_object_ref (g_ptr_array_index (selected, 0));
}
