/* inflight-finished-list.c: titles in the order in which they arrived
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-finished-list.h"

#include "inflight-accessible.h"
#include "inflight-growing-slice.h"
#include "inflight-input-order.h"
#include "inflight-task-cell.h"
#include "inflight-words.h"

#include <glib/gi18n.h>

#define UPDATE_INTERVAL_US (G_USEC_PER_SEC / 4)

/* After how many tasks the clock is asked. */
#define TASKS_A_LOOK 128

/**
 * InflightFinishedList:
 *
 * The settled tasks of a batch: as they finished, or in input order, which is
 * what `gather()` would give. New ones come in without moving what is being read,
 * unless that is the end: whoever is there stays there.
 */
struct _InflightFinishedList
{
  GtkWidget           parent_instance;

  /* Template */
  GtkListView        *view;
  GtkDropDown        *order;

  /* Borrowed */
  GPtrArray          *items;

  /* Owned */
  InflightBatch      *batch;
  InflightRefresher  *refresher;
  GtkNoSelection     *selection;
  GtkSliceListModel  *shown;
  InflightInputOrder *in_input_order;

  guint               tick_id;
  gint64              updated_us;
  guint               n_tasks;
  guint               follow_id;
  double              value;
  gboolean            at_end;
};

typedef struct
{
  guint first;
  guint last;
  guint read;
} Sight;

enum {
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightFinishedList, inflight_finished_list, GTK_TYPE_WIDGET)

static gboolean
is_input_order (InflightFinishedList *self)
{
  return gtk_drop_down_get_selected (self->order) == 1;
}

/* What is read must not move */

/* Rows out of sight are laid out no more, and stay where they were. */
static gboolean
get_bounds (InflightFinishedList *self,
            GtkListItem          *item,
            graphene_rect_t      *bounds)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  return gtk_list_item_get_position (item) != GTK_INVALID_LIST_POSITION &&
         gtk_widget_get_mapped (child) &&
         gtk_widget_compute_bounds (child, GTK_WIDGET (self->view), bounds);
}

static gboolean
has_focus (GtkListItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  return row != NULL && gtk_widget_is_focus (row);
}

/* What is in sight, and which of it is read: what has the focus, or otherwise the
 * uppermost that is seen whole. */
static Sight
find_sight (InflightFinishedList *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->view));
  Sight sight = { G_MAXUINT, 0, G_MAXUINT };
  gboolean focused = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->items, i);
      guint position = gtk_list_item_get_position (item);
      graphene_rect_t bounds;

      if (!get_bounds (self, item, &bounds) ||
          bounds.origin.y + bounds.size.height <= 0 || bounds.origin.y >= height)
        continue;

      sight.first = MIN (sight.first, position);
      sight.last = MAX (sight.last, position);

      if (has_focus (item))
        {
          focused = TRUE;
          sight.read = position;
        }
      else if (!focused && bounds.origin.y >= 0)
        {
          sight.read = MIN (sight.read, position);
        }
    }

  return sight;
}

/* To bring into sight what is there is to hold on to it. */
static void
hold_on_to (InflightFinishedList *self,
            guint                 position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
update_input_order (InflightFinishedList *self)
{
  Sight sight = find_sight (self);

  if (sight.read != G_MAXUINT)
    hold_on_to (self, sight.read);

  inflight_input_order_update (self->in_input_order, sight.first, sight.last);
}

static double
get_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) -
         gtk_adjustment_get_page_size (adjustment) - 1;
}

/* Completion order announces additions by itself. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightFinishedList *self = INFLIGHT_FINISHED_LIST (widget);
  gint64 now_us = g_get_monotonic_time ();

  if (self->in_input_order != NULL &&
      inflight_input_order_is_stale (self->in_input_order))
    {
      if (inflight_input_order_is_growing (self->in_input_order) ||
          now_us - self->updated_us >= UPDATE_INTERVAL_US)
        {
          self->updated_us = now_us;
          update_input_order (self);
        }

      return G_SOURCE_CONTINUE;
    }

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
look_for_settled (InflightFinishedList *self)
{
  if (self->tick_id == 0 && self->in_input_order != NULL &&
      inflight_input_order_is_stale (self->in_input_order))
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
queue_cells (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  for (GtkWidget *cell = gtk_widget_get_first_child (row);
       cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    inflight_task_cell_queue (INFLIGHT_TASK_CELL (cell));
}

static void
batch_changed_cb (InflightBatch        *batch,
                  GParamSpec           *pspec,
                  InflightFinishedList *self)
{
  guint n_tasks = inflight_batch_get_n_tasks (batch);

  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  look_for_settled (self);

  for (guint i = 0; n_tasks != self->n_tasks && i < self->items->len; i++)
    queue_cells (g_ptr_array_index (self->items, i));

  self->n_tasks = n_tasks;
}

/* Where everything is in sight nobody has chosen the end; and only a person goes
 * up. */
static void
scrolled_cb (GtkAdjustment        *adjustment,
             InflightFinishedList *self)
{
  double value = gtk_adjustment_get_value (adjustment);

  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  if (value < self->value)
    self->at_end = FALSE;
  else if (value > 0 && value >= get_end (adjustment))
    self->at_end = TRUE;

  self->value = value;
}

static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *frame_clock,
           gpointer       user_data)
{
  InflightFinishedList *self = INFLIGHT_FINISHED_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  self->follow_id = 0;
  if (self->at_end)
    gtk_adjustment_set_value (adjustment, get_end (adjustment) + 1);

  return G_SOURCE_REMOVE;
}

/* In the middle of its layout the list must not be scrolled. */
static void
resized_cb (GtkAdjustment        *adjustment,
            InflightFinishedList *self)
{
  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  if (self->at_end && self->follow_id == 0 &&
      gtk_adjustment_get_value (adjustment) < get_end (adjustment))
    self->follow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static void
activate_cb (GtkListView          *view,
             guint                 position,
             InflightFinishedList *self)
{
  g_autoptr (InflightTask) task = NULL;

  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  task = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_signal_emit (self, signals[ACTIVATED], 0, task);
}

static void
update_model (InflightFinishedList *self)
{
  if (self->batch == NULL)
    return;

  g_clear_object (&self->in_input_order);
  if (is_input_order (self))
    {
      self->in_input_order = inflight_input_order_new (self->batch);
      gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->in_input_order));
      gtk_slice_list_model_set_model (self->shown, NULL);
      look_for_settled (self);
    }
  else
    {
      gtk_slice_list_model_set_model (self->shown, inflight_batch_get_finished (self->batch));
      gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->shown));
    }
}

static void
order_changed_cb (GtkDropDown          *drop_down,
                  GParamSpec           *pspec,
                  InflightFinishedList *self)
{
  g_assert (INFLIGHT_IS_FINISHED_LIST (self));

  self->at_end = FALSE;
  update_model (self);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          InflightFinishedList     *self)
{
  static const InflightColumn columns[] = {
    INFLIGHT_COLUMN_RANK, INFLIGHT_COLUMN_OUTCOME, INFLIGHT_COLUMN_SINCE_LAUNCH,
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *cell = inflight_task_cell_new (columns[i], self->refresher, NULL);

      gtk_widget_set_hexpand (cell, columns[i] == INFLIGHT_COLUMN_OUTCOME);
      if (columns[i] != INFLIGHT_COLUMN_OUTCOME)
        gtk_widget_add_css_class (cell, "dim-label");
      gtk_box_append (GTK_BOX (row), cell);
    }

  gtk_list_item_set_child (item, row);
  g_ptr_array_add (self->items, item);
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             InflightFinishedList     *self)
{
  g_ptr_array_remove_fast (self->items, item);
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
inflight_finished_list_finalize (GObject *object)
{
  InflightFinishedList *self = INFLIGHT_FINISHED_LIST (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (inflight_finished_list_parent_class)->finalize (object);
}

static void
inflight_finished_list_class_init (InflightFinishedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_finished_list_dispose;
  widget_class->snapshot = inflight_finished_list_snapshot;
  object_class->finalize = inflight_finished_list_finalize;

  /**
   * InflightFinishedList::activated:
   * @self: the list
   * @task: a task
   *
   * The person wants to know more about @task.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, INFLIGHT_TYPE_TASK);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-finished-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightFinishedList, view);
  gtk_widget_class_bind_template_child (widget_class, InflightFinishedList, order);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
}

static void
inflight_finished_list_init (InflightFinishedList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  inflight_accessible_name_drop_down (self->order, _("Order"));

  self->items = g_ptr_array_new ();
  self->refresher = inflight_refresher_new (GTK_WIDGET (self), inflight_task_cell_refresh);
  self->shown = inflight_growing_slice_new (GTK_WIDGET (self));
  self->selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (resized_cb), self, 0);
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
  inflight_refresher_set_batch (self->refresher, batch);
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
 * inflight_finished_list_add_titles:
 * @self: a list
 * @titles: to this text
 * @position: (inout): where to go on, 0 to begin with
 * @end_us: when to stop, on the monotonic clock
 *
 * Adds what the list calls the tasks in it, one a line, in the order shown: titles,
 * and what has none goes by its path, see inflight_words_name().
 *
 * Returns: whether all are there
 */
gboolean
inflight_finished_list_add_titles (InflightFinishedList *self,
                                   GString              *titles,
                                   guint                *position,
                                   gint64                end_us)
{
  InflightShared shared;
  GListModel *model;
  guint n_items;

  g_return_val_if_fail (INFLIGHT_IS_FINISHED_LIST (self), TRUE);

  shared = inflight_batch_get_shared (self->batch);
  model = is_input_order (self) ? inflight_batch_get_tasks (self->batch)
                                : inflight_batch_get_finished (self->batch);
  n_items = g_list_model_get_n_items (model);
  while (*position < n_items)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (model, (*position)++);

      if (inflight_task_is_settled (task))
        {
          g_autofree char *name = inflight_words_name (task, shared);

          g_string_append_printf (titles, "%s\n", name);
        }

      if (*position % TASKS_A_LOOK == 0 && g_get_monotonic_time () > end_us)
        break;
    }

  return *position >= n_items;
}
