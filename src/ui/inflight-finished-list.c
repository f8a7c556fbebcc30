/* inflight-finished-list.c: titles in the order in which they arrived
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-finished-list.h"

#include "inflight-growing-slice.h"
#include "inflight-task-cell.h"

#define FILTER_INTERVAL_US (G_USEC_PER_SEC / 4)

/**
 * InflightFinishedList:
 *
 * The settled tasks of a batch: as they finished, or in input order, which is
 * what `gather()` would give.
 */
struct _InflightFinishedList
{
  GtkWidget           parent_instance;

  /* Template */
  GtkListView        *view;
  GtkDropDown        *order;

  /* Owned */
  InflightBatch      *batch;
  InflightRefresher  *refresher;
  GtkNoSelection     *selection;
  GtkSliceListModel  *shown;
  GtkFilterListModel *in_input_order;
  GtkCustomFilter    *filter;

  guint               tick_id;
  gint64              filtered_us;
};

G_DEFINE_FINAL_TYPE (InflightFinishedList, inflight_finished_list, GTK_TYPE_WIDGET)

static gboolean
is_input_order (InflightFinishedList *self)
{
  return gtk_drop_down_get_selected (self->order) == 1;
}

static void
update_model (InflightFinishedList *self)
{
  if (self->batch == NULL)
    return;

  if (is_input_order (self))
    {
      gtk_filter_list_model_set_model (self->in_input_order,
                                       inflight_batch_get_tasks (self->batch));
      gtk_slice_list_model_set_model (self->shown, G_LIST_MODEL (self->in_input_order));
    }
  else
    {
      gtk_filter_list_model_set_model (self->in_input_order, NULL);
      gtk_slice_list_model_set_model (self->shown, inflight_batch_get_finished (self->batch));
    }
}

static void
order_changed_cb (GtkDropDown          *drop_down,
                  GParamSpec           *pspec,
                  InflightFinishedList *self)
{
  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  update_model (self);
}

/* The model of completion order announces additions by itself; a filter has to
 * be told that tasks have settled. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightFinishedList *self = INFLIGHT_FINISHED_LIST (widget);
  gint64 now_us = g_get_monotonic_time ();

  if (now_us - self->filtered_us < FILTER_INTERVAL_US)
    return G_SOURCE_CONTINUE;

  self->filtered_us = now_us;
  self->tick_id = 0;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);

  return G_SOURCE_REMOVE;
}

static void
batch_changed_cb (InflightBatch        *batch,
                  GParamSpec           *pspec,
                  InflightFinishedList *self)
{
  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  if (is_input_order (self) && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static gboolean
is_settled (gpointer item,
            gpointer user_data)
{
  return inflight_task_is_settled (item);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          InflightFinishedList     *self)
{
  static const InflightColumn columns[] = {
    INFLIGHT_COLUMN_RANK, INFLIGHT_COLUMN_LABEL, INFLIGHT_COLUMN_SINCE_LAUNCH,
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *cell = inflight_task_cell_new (columns[i], self->refresher, NULL);

      gtk_widget_set_hexpand (cell, columns[i] == INFLIGHT_COLUMN_LABEL);
      if (columns[i] != INFLIGHT_COLUMN_LABEL)
        gtk_widget_add_css_class (cell, "dim-label");
      gtk_box_append (GTK_BOX (row), cell);
    }

  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
set_task (GtkListItem  *item,
          InflightTask *task)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *cell;

  for (cell = gtk_widget_get_first_child (row);
       cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    inflight_task_cell_set_task (INFLIGHT_TASK_CELL (cell), task);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         InflightFinishedList     *self)
{
  set_task (item, gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           InflightFinishedList     *self)
{
  set_task (item, NULL);
}

static void
inflight_finished_list_dispose (GObject *object)
{
  InflightFinishedList *self = INFLIGHT_FINISHED_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->in_input_order);
  g_clear_object (&self->filter);
  g_clear_object (&self->refresher);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_finished_list_parent_class)->dispose (object);
}

static void
inflight_finished_list_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  inflight_refresher_refresh_view (INFLIGHT_FINISHED_LIST (widget)->refresher);

  GTK_WIDGET_CLASS (inflight_finished_list_parent_class)->snapshot (widget, snapshot);
}

static void
inflight_finished_list_class_init (InflightFinishedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_finished_list_dispose;
  widget_class->snapshot = inflight_finished_list_snapshot;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-finished-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightFinishedList, view);
  gtk_widget_class_bind_template_child (widget_class, InflightFinishedList, order);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
}

static void
inflight_finished_list_init (InflightFinishedList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), inflight_task_cell_refresh);
  self->filter = gtk_custom_filter_new (is_settled, NULL, NULL);
  self->in_input_order = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->shown = inflight_growing_slice_new (GTK_WIDGET (self));
  self->selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

/**
 * inflight_finished_list_set_batch:
 * @self: a list
 * @batch: whose tasks to show
 */
void
inflight_finished_list_set_batch (InflightFinishedList *self,
                                  InflightBatch        *batch)
{
  g_return_if_fail (INFLIGHT_IS_FINISHED_LIST (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  g_set_object (&self->batch, batch);
  inflight_refresher_set_network (self->refresher, inflight_batch_get_network (batch));
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  update_model (self);
}

/**
 * inflight_finished_list_set_input_order:
 * @self: a list
 * @input_order: whether to show input order instead of completion order
 */
void
inflight_finished_list_set_input_order (InflightFinishedList *self,
                                        gboolean              input_order)
{
  g_return_if_fail (INFLIGHT_IS_FINISHED_LIST (self));

  gtk_drop_down_set_selected (self->order, input_order ? 1 : 0);
}

/**
 * inflight_finished_list_dup_titles:
 * @self: a list
 *
 * Returns: (transfer full): the titles of the tasks that succeeded, one a line,
 *   in the order shown
 */
char *
inflight_finished_list_dup_titles (InflightFinishedList *self)
{
  GString *titles = g_string_new (NULL);
  GListModel *model;
  guint n_items;

  g_return_val_if_fail (INFLIGHT_IS_FINISHED_LIST (self), NULL);

  model = is_input_order (self) ? inflight_batch_get_tasks (self->batch)
                                : inflight_batch_get_finished (self->batch);
  n_items = g_list_model_get_n_items (model);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (model, i);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_SUCCEEDED)
        g_string_append_printf (titles, "%s\n", inflight_task_get_title (task));
    }

  return g_string_free (titles, FALSE);
}
