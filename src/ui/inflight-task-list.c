/* inflight-task-list.c: the live list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-list.h"

#include "inflight-growing-slice.h"
#include "inflight-state-chips.h"
#include "inflight-task-cell.h"

#include <glib/gi18n.h>

/* Around a cell, in a list in libadwaita's style. */
#define CELL_PADDING 12

#define N_COLUMNS (INFLIGHT_COLUMN_TIME + 1)

/* So many selected tasks are looked at to see whether one is held. */
#define MAX_LOOKED_AT 1000

/* Filtering 100,000 tasks anew takes a few milliseconds. */
#define FILTER_INTERVAL_US (G_USEC_PER_SEC / 4)

/**
 * InflightTaskList:
 *
 * The tasks of a batch in a column view, with a chip for each group of states
 * that counts them and, pressed, shows no others.
 */
struct _InflightTaskList
{
  GtkWidget           parent_instance;

  /* Template */
  GtkColumnView      *view;
  InflightStateChips *chips;
  GtkWidget          *nothing;

  /* Borrowed */
  GtkColumnViewColumn *columns[N_COLUMNS];

  /* Owned */
  InflightBatch      *batch;
  InflightRefresher  *refresher;
  GtkFilterListModel *filtered;
  GtkSliceListModel  *shown;
  GtkMultiSelection  *selection;
  GtkCustomFilter    *filter;
  GtkWidget          *menu;

  guint               tick_id;
  gint64              filtered_us;
};

enum {
  SELECTION_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InflightTaskList, inflight_task_list, GTK_TYPE_WIDGET)

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  InflightTaskList *self = user_data;

  return inflight_state_chips_shows (self->chips, inflight_task_get_state (item));
}

static void
filter_anew (InflightTaskList *self)
{
  self->filtered_us = g_get_monotonic_time ();
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_nothing (InflightTaskList *self)
{
  gtk_widget_set_visible (self->nothing,
                          g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0);
}

/* Once a frame at most, and only when something changed. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);

  inflight_state_chips_update (self->chips, self->batch);

  if (inflight_state_chips_get_group (self->chips) != INFLIGHT_STATE_GROUP_ALL)
    {
      if (g_get_monotonic_time () - self->filtered_us < FILTER_INTERVAL_US)
        return G_SOURCE_CONTINUE;

      filter_anew (self);
    }

  show_nothing (self);
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
batch_changed_cb (InflightBatch    *batch,
                  GParamSpec       *pspec,
                  InflightTaskList *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
group_changed_cb (InflightStateChips *chips,
                  GParamSpec         *pspec,
                  InflightTaskList   *self)
{
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  filter_anew (self);
  show_nothing (self);
}

/* The menu of a row */

static void
popup_menu (InflightTaskList *self,
            GtkWidget        *at,
            double            x,
            double            y)
{
  graphene_point_t point;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (!gtk_widget_compute_point (at, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  place.x = point.x;
  place.y = point.y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* A press on a row that is not selected is about that row only. */
static void
select_for_menu (InflightTaskList *self,
                 InflightTask     *task)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightTask) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item != task)
        continue;

      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
      return;
    }
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int              n_press,
                      double           x,
                      double           y,
                      GtkWidget       *cell)
{
  GtkWidget *list = gtk_widget_get_ancestor (cell, INFLIGHT_TYPE_TASK_LIST);
  InflightTaskList *self = INFLIGHT_TASK_LIST (list);
  InflightTask *task = inflight_task_cell_get_task (INFLIGHT_TASK_CELL (cell));

  if (task == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  select_for_menu (self, task);
  popup_menu (self, cell, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    focus = GTK_WIDGET (self->view);

  popup_menu (self, focus, 48, gtk_widget_get_height (focus) / 2.0);

  return TRUE;
}

/* Columns */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          InflightTaskList         *self)
{
  InflightColumn column;
  GtkWidget *cell;
  GtkGesture *gesture;

  g_assert (INFLIGHT_IS_TASK_LIST (self));

  column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  cell = inflight_task_cell_new (column, self->refresher);

  gesture = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (secondary_pressed_cb), cell, 0);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (gesture));

  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         InflightTaskList         *self)
{
  inflight_task_cell_set_task (INFLIGHT_TASK_CELL (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           InflightTaskList         *self)
{
  inflight_task_cell_set_task (INFLIGHT_TASK_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
add_column (InflightTaskList *self,
            InflightColumn    column,
            const char       *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);

  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view_column, column == INFLIGHT_COLUMN_LABEL);
  gtk_column_view_append_column (self->view, view_column);

  /* The view holds it. */
  self->columns[column] = view_column;
}

static void
add_columns (InflightTaskList *self)
{
  /* Translators: the heading of the numbers of the tasks */
  add_column (self, INFLIGHT_COLUMN_NUMBER, _("#"));
  add_column (self, INFLIGHT_COLUMN_STATE, _("State"));
  add_column (self, INFLIGHT_COLUMN_LABEL, _("Title or Address"));
  add_column (self, INFLIGHT_COLUMN_STATUS, _("Status"));
  add_column (self, INFLIGHT_COLUMN_SIZE, _("Size"));
  add_column (self, INFLIGHT_COLUMN_TIME, _("Time"));
}

/* A column is as wide as a cell of it, also when there are no rows. */
static void
fix_widths (InflightTaskList *self)
{
  for (int column = 0; column < N_COLUMNS; column++)
    {
      GtkWidget *cell;
      int width;

      if (column == INFLIGHT_COLUMN_LABEL)
        continue;

      cell = inflight_task_cell_new (column, self->refresher);
      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      gtk_widget_unparent (cell);
      gtk_column_view_column_set_fixed_width (self->columns[column], width + CELL_PADDING);
    }
}

/* Selection */

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
  g_assert (INFLIGHT_IS_TASK_LIST (self));

  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
inflight_task_list_dispose (GObject *object)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (object);
  GtkWidget *child;

  g_clear_pointer (&self->menu, gtk_widget_unparent);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->refresher);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_task_list_parent_class)->dispose (object);
}

static void
inflight_task_list_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  InflightTaskList *self = INFLIGHT_TASK_LIST (widget);

  GTK_WIDGET_CLASS (inflight_task_list_parent_class)->size_allocate (widget, width,
                                                                     height, baseline);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
inflight_task_list_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inflight_task_list_parent_class)->realize (widget);

  fix_widths (INFLIGHT_TASK_LIST (widget));
}

static void
inflight_task_list_class_init (InflightTaskListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_task_list_dispose;
  widget_class->realize = inflight_task_list_realize;
  widget_class->size_allocate = inflight_task_list_size_allocate;

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
   *
   * The person wants to see more of the selected task.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INFLIGHT_TYPE_STATE_CHIPS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-task-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, view);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, chips);
  gtk_widget_class_bind_template_child (widget_class, InflightTaskList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_changed_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
}

static GtkWidget *
new_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  g_menu_append (menu, _("Show _Details"), "win.details");
  g_menu_append (menu, _("_Cancel"), "win.cancel-selected");
  g_menu_append (menu, _("_Try Now"), "win.try-now");
  g_menu_append (menu, _("_Retry"), "win.retry");
  g_menu_append (menu, _("Copy _Addresses"), "win.copy-addresses");

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);

  return popover;
}

static void
inflight_task_list_init (InflightTaskList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->refresher = inflight_refresher_new (GTK_WIDGET (self), inflight_task_cell_refresh);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->shown = inflight_growing_slice_new (GTK_WIDGET (self));
  gtk_slice_list_model_set_model (self->shown, G_LIST_MODEL (self->filtered));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));

  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (items_changed_cb), self, 0);

  self->menu = new_menu ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
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

  if (self->batch != NULL)
    g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);

  g_set_object (&self->batch, batch);
  inflight_refresher_set_network (self->refresher, inflight_batch_get_network (batch));
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  gtk_filter_list_model_set_model (self->filtered, inflight_batch_get_tasks (batch));
  inflight_state_chips_update (self->chips, batch);
}

/**
 * inflight_task_list_set_narrow:
 * @self: a list
 * @narrow: whether there is room for the most important columns only
 */
void
inflight_task_list_set_narrow (InflightTaskList *self,
                               gboolean          narrow)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  gtk_column_view_column_set_visible (self->columns[INFLIGHT_COLUMN_NUMBER], !narrow);
  gtk_column_view_column_set_visible (self->columns[INFLIGHT_COLUMN_STATUS], !narrow);
  gtk_column_view_column_set_visible (self->columns[INFLIGHT_COLUMN_SIZE], !narrow);
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
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), 0);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_get_size (selected);
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
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), tasks);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      g_ptr_array_add (tasks, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
    while (gtk_bitset_iter_next (&iter, &position));

  return tasks;
}

/**
 * inflight_task_list_may_skip_hold:
 * @self: a list
 *
 * Returns: whether one of the selected tasks is held, as far as that can be told
 *   in no time
 */
gboolean
inflight_task_list_may_skip_hold (InflightTaskList *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;
  gboolean more;

  g_return_val_if_fail (INFLIGHT_IS_TASK_LIST (self), FALSE);

  if (inflight_batch_get_count (self->batch, INFLIGHT_TASK_STATE_HELD) == 0)
    return FALSE;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  more = gtk_bitset_iter_init_first (&iter, selected, &position);
  for (guint i = 0; more && i < MAX_LOOKED_AT; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (self->selection),
                                                             position);

      if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD)
        return TRUE;

      more = gtk_bitset_iter_next (&iter, &position);
    }

  return more;
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
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * inflight_task_list_select_none:
 * @self: a list
 */
void
inflight_task_list_select_none (InflightTaskList *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * inflight_task_list_select:
 * @self: a list
 * @tasks: (element-type InflightTask): tasks
 *
 * Selects the tasks, and no others, as far as they are shown.
 */
void
inflight_task_list_select (InflightTaskList *self,
                           GPtrArray        *tasks)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  guint n_items;

  g_return_if_fail (INFLIGHT_IS_TASK_LIST (self));

  inflight_growing_slice_finish (self->shown);
  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (tasks, i));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_hash_table_contains (wanted, task))
        gtk_bitset_add (selected, i);
    }

  mask = gtk_bitset_new_range (0, n_items);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
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
