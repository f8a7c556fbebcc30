/* inflight-task-list.c: the live list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-list-private.h"

#include "inflight-accessible.h"
#include "inflight-growing-slice.h"
#include "inflight-legend.h"
#include "inflight-task-factory.h"
#include "inflight-task-view.h"

#include <glib/gi18n.h>

/* A list that is less wide has rows of two lines. */
#define COMPACT_WIDTH 460

/**
 * InflightTaskList:
 *
 * The tasks of a batch in a column view, with a chip for each group of states
 * that counts them and, pressed, shows no others; one for the hosts; and a
 * search. Its structure is in inflight-task-list-private.h.
 */

enum {
  SELECTION_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightTaskList, inflight_task_list, GTK_TYPE_WIDGET)

static void
show_nothing (InflightTaskList *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->tasks)) == 0;
  g_autofree char *filters = inflight_filter_bar_dup_text (self->filter_bar);

  gtk_label_set_text (self->filters, filters);
  gtk_widget_set_visible (self->nothing, is_empty && *filters != '\0' &&
                                         !inflight_task_view_get_busy (self->tasks));
}

static void
reset_cb (GtkButton        *button,
          InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  inflight_filter_bar_reset (self->filter_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
busy_changed_cb (InflightTaskView *tasks,
                 GParamSpec       *pspec,
                 InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  show_nothing (self);
  if (self->wanted != NULL && !inflight_task_view_get_busy (tasks))
    inflight_task_list_select_wanted (self);
}

static void
tasks_changed_cb (GListModel       *tasks,
                  guint             position,
                  guint             n_removed,
                  guint             n_added,
                  InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  show_nothing (self);

  /* Where tasks are filtered or sorted, those at the end need not be new. */
  if (inflight_task_view_is_plain (self->tasks) &&
      n_removed == 0 && position + n_added == g_list_model_get_n_items (tasks))
    inflight_task_list_follow (self, position);
}

/* From the search to what was found. */
static void
searched_cb (InflightFilterBar *bar,
             InflightTaskList  *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* The search takes the key itself as long as it is typed in. */
static gboolean
close_search_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);
  GtkSearchBar *bar = inflight_filter_bar_get_search_bar (self->filter_bar);

  if (!gtk_search_bar_get_search_mode (bar))
    return GDK_EVENT_PROPAGATE;

  gtk_search_bar_set_search_mode (bar, FALSE);

  return GDK_EVENT_STOP;
}

static void
sorting_changed_cb (InflightTaskColumns *columns,
                    InflightTaskList    *self)
{
  gboolean descending;
  InflightColumn column = inflight_task_columns_get_sorting (columns, &descending);

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  inflight_task_view_set_sorting (self->tasks, inflight_column_get_key (column),
                                  descending);
}

/* Rows */

static GtkListItemFactory *
make_factory (InflightColumn column,
              gpointer       user_data)
{
  InflightTaskList *self = user_data;

  return inflight_task_factory_new (column, self->refresher, self->axis,
                                    inflight_task_list_show_menu);
}

/* Selection */

static void
shrinking_cb (InflightRows     *rows,
              InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  inflight_task_list_scroll_to (self, 0);
}

static void
selection_changed_cb (GtkSelectionModel *model,
                      guint              position,
                      guint              n_items,
                      InflightTaskList  *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
items_changed_cb (GListModel       *model,
                  guint             position,
                  guint             n_removed,
                  guint             n_added,
                  InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (n_removed > 0)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
activated_cb (GtkColumnView    *view,
              guint             position,
              InflightTaskList *self)
{
  g_autoptr (InflightRow) row = NULL;

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  if (row != NULL && inflight_row_get_task (row) != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, inflight_row_get_task (row));
}

static gboolean
show_extent_cb (GtkWidget     *widget,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);

  self->extent_id = 0;
  inflight_task_columns_show_extent (self->columns, self->axis);

  return G_SOURCE_REMOVE;
}

/* It may change while bars are drawn, when no heading may get another size. */
static void
axis_changed_cb (InflightTimeAxis *axis,
                 GParamSpec       *pspec,
                 InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (self->extent_id == 0)
    self->extent_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_extent_cb, NULL, NULL);
}

/* With others in the list its addresses say more, and something else tells them. */
static void
batch_changed_cb (InflightBatch    *batch,
                  GParamSpec       *pspec,
                  InflightTaskList *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (batch);

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (n_tasks == self->n_tasks)
    return;

  self->n_tasks = n_tasks;
  inflight_rows_queue (self->rows);
}

/* Layout */

static gboolean
layout_cb (gpointer user_data)
{
  InflightTaskList *self = user_data;

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  self->layout_id = 0;
  inflight_task_columns_set_narrow (self->columns, self->width < COMPACT_WIDTH, self->width);

  return G_SOURCE_REMOVE;
}

static void
inflight_task_list_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (INFLIGHT_TASK_LIST (widget)->box, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

/* Columns must not come or go while they are laid out. */
static void
inflight_task_list_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->menu));

  if (width == self->width)
    return;

  self->width = width;
  if (self->layout_id == 0)
    self->layout_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_cb, self, NULL);
}

static void
inflight_task_list_realize (GtkWidget *widget)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);

  GTK_WIDGET_CLASS (inflight_task_list_parent_class)->realize (widget);

  inflight_task_columns_fix_widths (self->columns, self->refresher, self->axis);
}

static void
font_changed_cb (GtkSettings      *settings,
                 GParamSpec       *pspec,
                 InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  inflight_task_columns_fix_widths (self->columns, self->refresher, self->axis);
}

static void
inflight_task_list_dispose (GObject *object)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (object);

  g_clear_handle_id (&self->layout_id, g_source_remove);
  g_clear_handle_id (&self->release_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->shown);
  g_clear_object (&self->tasks);
  g_clear_object (&self->columns);
  g_clear_object (&self->axis);
  g_clear_object (&self->refresher);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_task_list_parent_class)->dispose (object);
}

static void
add_signals (InflightTaskListClass *klass)
{
  /**
   * InflightTaskList::selection-changed:
   * @self: the list
   *
   * Other tasks are selected than before.
   */
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * InflightTaskList::activated:
   * @self: the list
   * @task: a task, which need not be selected
   *
   * The person wants to see more of @task.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, INFLIGHT_TYPE_TASK);
}

static void
inflight_task_list_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  inflight_refresher_refresh_view (INFLIGHT_TASK_LIST (widget)->refresher);

  GTK_WIDGET_CLASS (inflight_task_list_parent_class)->snapshot (widget, snapshot);
}

static void
inflight_task_list_class_init (InflightTaskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_task_list_dispose;
  widget_class->snapshot = inflight_task_list_snapshot;
  widget_class->measure = inflight_task_list_measure;
  widget_class->realize = inflight_task_list_realize;
  widget_class->size_allocate = inflight_task_list_size_allocate;

  add_signals (klass);

  g_type_ensure (INFLIGHT_TYPE_FILTER_BAR);
  g_type_ensure (INFLIGHT_TYPE_LEGEND);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-task-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, view);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, box);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, legend);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, nothing);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, filters);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_search_cb, NULL);
  inflight_task_list_bind_menu (widget_class);
}

static void
inflight_task_list_init (InflightTaskList *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_accessible_name_buttons (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), inflight_task_cell_refresh);
  self->axis = inflight_time_axis_new ();
  self->tasks = inflight_task_view_new (GTK_WIDGET (self));
  inflight_filter_bar_set_view (self->filter_bar, self->tasks);
  self->shown = inflight_growing_slice_new (GTK_WIDGET (self));
  gtk_slice_list_model_set_model (self->shown, G_LIST_MODEL (self->tasks));
  self->rows = inflight_rows_new (GTK_WIDGET (self), self->tasks, G_LIST_MODEL (self->shown));

  self->columns = inflight_task_columns_new (self->view, make_factory, self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  inflight_task_columns_bind_visible (self->columns, INFLIGHT_COLUMN_WATERFALL, self->legend);

  g_signal_connect_object (self->columns, "sorting-changed",
                           G_CALLBACK (sorting_changed_cb), self, 0);
  g_signal_connect_object (self->axis, "notify::serial", G_CALLBACK (axis_changed_cb), self, 0);
  g_signal_connect_object (self->tasks, "notify::busy", G_CALLBACK (busy_changed_cb), self, 0);
  g_signal_connect_object (self->tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self, 0);
  g_signal_connect_object (self->rows, "shrinking", G_CALLBACK (shrinking_cb), self, 0);
  g_signal_connect_object (self->rows, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (self->rows, "items-changed",
                           G_CALLBACK (items_changed_cb), self, 0);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (font_changed_cb), self, 0);
  g_signal_connect_object (settings, "notify::gtk-font-name",
                           G_CALLBACK (font_changed_cb), self, 0);

  inflight_task_list_show_focus (self);
  inflight_task_list_add_menu (self);
  inflight_task_list_take_presses (self);
}

/**
 * inflight_task_list_set_batch:
 * @self: a list
 * @batch: whose tasks to show
 */
void
inflight_task_list_set_batch (InflightTaskList *self,
                              InflightBatch    *batch)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  inflight_task_list_expect (self);
  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);
  g_set_object (&self->batch, batch);
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  inflight_refresher_set_batch (self->refresher, batch);
  inflight_time_axis_set_batch (self->axis, batch);
  inflight_filter_bar_set_batch (self->filter_bar, batch);
  inflight_task_view_set_batch (self->tasks, batch);
}

/**
 * inflight_task_list_get_table:
 * @self: a list
 *
 * Returns: (transfer none): the widget in it that has the rows
 */
GtkWidget *
inflight_task_list_get_table (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return GTK_WIDGET (self->view);
}

/**
 * inflight_task_list_get_columns:
 * @self: a list
 *
 * Returns: (transfer none): its columns
 */
InflightTaskColumns *
inflight_task_list_get_columns (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return self->columns;
}

/**
 * inflight_task_list_get_view:
 * @self: a list
 *
 * Returns: (transfer none): its tasks, filtered and in order
 */
InflightTaskView *
inflight_task_list_get_view (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return self->tasks;
}

/**
 * inflight_task_list_get_filter_bar:
 * @self: a list
 *
 * Returns: (transfer none): what decides which tasks are shown
 */
InflightFilterBar *
inflight_task_list_get_filter_bar (InflightTaskList *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), NULL);

  return self->filter_bar;
}

/**
 * inflight_task_list_mark_members:
 * @self: a list
 * @wait: (nullable): whose members to mark; %NULL for no marks
 *
 * Has the rows of the members of @wait stand out. Costs nothing for tasks that
 * are not in view.
 */
void
inflight_task_list_mark_members (InflightTaskList *self,
                                 InflightWait     *wait)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));
  g_return_if_fail (wait == NULL || INFLIGHT_IS_WAIT (wait));

  inflight_rows_mark_members (self->rows, wait);
}
