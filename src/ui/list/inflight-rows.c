/* inflight-rows.c: the places of the list of tasks, some of them selected
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-rows.h"

/* A view has widgets for about so many rows. Unmaking them all takes 80 ms. */
#define ROWS_OF_VIEW   256
#define ROWS_A_FRAME 20

/* So many selected tasks are looked at. */
#define MAX_LOOKED_AT 1000

/**
 * InflightRows:
 *
 * A list of places, in which there are tasks. To a view in GTK 4.8 items that are
 * sorted are items that go and others that come, and it makes all its widgets
 * anew, some 200 rows, which takes 100 ms. Here the places stay where they are,
 * and what is in them changes.
 *
 * Places whose tasks are gone go a few in each frame; until then they are empty.
 *
 * Tasks that are selected stay so wherever they go, which is why this is the
 * selection, too.
 */
struct _InflightRows
{
  GObject           parent_instance;

  /* Borrowed */
  GtkWidget        *widget;

  /* Owned */
  InflightTaskView *tasks;
  GListModel       *shown;
  GtkBitset        *selected;
  GPtrArray        *moving;
  InflightWait     *marked;

  /* Places that somebody holds, and where they are; they are not held here. */
  GHashTable       *rows;
  GHashTable       *positions;

  /* Those with a task, and all */
  guint             n_tasks;
  guint             n_rows;
  guint             tick_id;
};

enum {
  SHRINKING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_gone_cb (gpointer  data,
             GObject  *row)
{
  InflightRows *self = data;
  gpointer position = g_hash_table_lookup (self->positions, row);

  g_hash_table_remove (self->rows, position);
  g_hash_table_remove (self->positions, row);
}

static InflightTask *
get_task (InflightRows *self,
          guint         position)
{
  return g_list_model_get_item (self->shown, position);
}

/* The row is a member's also if that was retried since. */
static gboolean
is_marked (InflightRows *self,
           InflightTask *task)
{
  GPtrArray *earlier = inflight_task_get_earlier (task);

  if (inflight_wait_is_member (self->marked, task))
    return TRUE;

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    if (inflight_wait_is_member (self->marked, g_ptr_array_index (earlier, i)))
      return TRUE;

  return FALSE;
}

static void
put (InflightRows *self,
     InflightRow  *row,
     InflightTask *task)
{
  inflight_row_set_task (row, task);
  inflight_row_set_marked (row, self->marked != NULL && task != NULL && is_marked (self, task));
}

/* The list */

static GType
inflight_rows_get_item_type (GListModel *model)
{
  return INFLIGHT_TYPE_ROW;
}

static guint
inflight_rows_get_n_items (GListModel *model)
{
  return INFLIGHT_ROWS (model)->n_rows;
}

static gpointer
inflight_rows_get_item (GListModel *model,
                        guint       position)
{
  InflightRows *self = INFLIGHT_ROWS (model);
  InflightRow *row;

  if (position >= self->n_rows)
    return NULL;

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (row == NULL)
    {
      g_autoptr (InflightTask) task = get_task (self, position);

      row = inflight_row_new ();
      put (self, row, task);
      g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);
      g_hash_table_insert (self->positions, row, GUINT_TO_POINTER (position));
      g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
      return row;
    }

  return g_object_ref (row);
}

static void
inflight_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inflight_rows_get_item_type;
  iface->get_n_items = inflight_rows_get_n_items;
  iface->get_item = inflight_rows_get_item;
}

/* The selection */

static gboolean
inflight_rows_is_selected (GtkSelectionModel *model,
                           guint              position)
{
  return gtk_bitset_contains (INFLIGHT_ROWS (model)->selected, position);
}

static GtkBitset *
inflight_rows_get_selection_in_range (GtkSelectionModel *model,
                                      guint              position,
                                      guint              n_items)
{
  return gtk_bitset_ref (INFLIGHT_ROWS (model)->selected);
}

/* Announces what is selected now and was not before, or the other way round. */
static void
announce_selection (InflightRows *self,
                    GtkBitset    *before)
{
  g_autoptr (GtkBitset) changed = gtk_bitset_copy (before);
  guint first;

  gtk_bitset_difference (changed, self->selected);
  if (gtk_bitset_is_empty (changed))
    return;

  first = gtk_bitset_get_minimum (changed);
  if (first < self->n_rows)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first,
                                           MIN (gtk_bitset_get_maximum (changed),
                                                self->n_rows - 1) - first + 1);
}

/* Takes the bitset. */
static void
set_selected (InflightRows *self,
              GtkBitset    *selected)
{
  g_autoptr (GtkBitset) before = self->selected;

  self->selected = selected;
  announce_selection (self, before);
}

static gboolean
inflight_rows_set_selection (GtkSelectionModel *model,
                             GtkBitset         *selected,
                             GtkBitset         *mask)
{
  InflightRows *self = INFLIGHT_ROWS (model);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);
  GtkBitset *result = gtk_bitset_copy (self->selected);

  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (result, mask);
  gtk_bitset_union (result, wanted);
  gtk_bitset_remove_range_closed (result, self->n_tasks, G_MAXUINT);
  set_selected (self, result);

  return TRUE;
}

/* The rest of the interface comes down to setting a selection. */
static void
inflight_rows_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = inflight_rows_is_selected;
  iface->get_selection_in_range = inflight_rows_get_selection_in_range;
  iface->set_selection = inflight_rows_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightRows, inflight_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inflight_rows_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      inflight_rows_selection_model_init))

/* Where tasks are */

static void
update_rows (InflightRows *self,
             guint         position)
{
  guint n_rows;
  g_autofree gpointer *rows = g_hash_table_get_keys_as_array (self->positions, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      guint row_position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, rows[i]));

      if (row_position >= position)
        {
          g_autoptr (InflightTask) task = get_task (self, row_position);

          put (self, rows[i], task);
        }
    }
}

static GtkBitset *
find_tasks (InflightRows *self,
            GPtrArray    *tasks)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  GtkBitset *found = gtk_bitset_new_empty ();

  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (tasks, i));

  for (guint i = 0; i < self->n_tasks && g_hash_table_size (wanted) > 0; i++)
    {
      g_autoptr (InflightTask) task = get_task (self, i);

      if (g_hash_table_remove (wanted, task))
        gtk_bitset_add (found, i);
    }

  return found;
}

/* Another order is coming. */
static void
reorder_cb (InflightTaskView *tasks,
            InflightRows     *self)
{
  g_assert (INFLIGHT_IS_ROWS (self));

  g_clear_pointer (&self->moving, g_ptr_array_unref);
  if (!gtk_bitset_is_empty (self->selected))
    self->moving = inflight_rows_dup_selected (self);
}

/* Places that come or go are at the end. */
static void
set_n_rows (InflightRows *self,
            guint         n_rows)
{
  guint n_old = self->n_rows;
  guint n_same = MIN (n_old, n_rows);

  if (n_old == n_rows)
    return;

  self->n_rows = n_rows;
  g_list_model_items_changed (G_LIST_MODEL (self), n_same, n_old - n_same, n_rows - n_same);
}

static gboolean
shrink_cb (GtkWidget     *widget,
           GdkFrameClock *frame_clock,
           gpointer       user_data)
{
  InflightRows *self = user_data;

  g_assert (INFLIGHT_IS_ROWS (self));

  set_n_rows (self, self->n_rows - MIN (ROWS_A_FRAME, self->n_rows - self->n_tasks));
  if (self->n_rows > self->n_tasks)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/* Those that are in the view when it is at its beginning may stay for a while. */
static void
shrink (InflightRows *self)
{
  if (self->n_rows > ROWS_OF_VIEW)
    g_signal_emit (self, signals[SHRINKING], 0);

  set_n_rows (self, MIN (self->n_rows, MAX (self->n_tasks, ROWS_OF_VIEW)));
  if (self->n_rows > self->n_tasks && self->tick_id == 0 && self->widget != NULL)
    self->tick_id = gtk_widget_add_tick_callback (self->widget, shrink_cb, self, NULL);
}

static void
items_changed_cb (GListModel   *shown,
                  guint         position,
                  guint         n_removed,
                  guint         n_added,
                  InflightRows *self)
{
  g_autoptr (GPtrArray) moving = g_steal_pointer (&self->moving);
  g_autoptr (GtkBitset) before = self->selected;

  g_assert (INFLIGHT_IS_ROWS (self));

  self->n_tasks = g_list_model_get_n_items (shown);
  if (moving != NULL)
    {
      self->selected = find_tasks (self, moving);
    }
  else if (n_removed == n_added)
    {
      /* Tasks that are fetched again take the places of the old ones. */
      self->selected = gtk_bitset_copy (before);
    }
  else
    {
      self->selected = gtk_bitset_copy (before);
      gtk_bitset_splice (self->selected, position, n_removed, n_added);
    }

  update_rows (self, position);
  if (self->n_rows < self->n_tasks)
    set_n_rows (self, self->n_tasks);
  else
    shrink (self);

  announce_selection (self, before);
}

static void
widget_gone_cb (gpointer  user_data,
                GObject  *widget)
{
  InflightRows *self = user_data;

  self->widget = NULL;
  self->tick_id = 0;
}

static void
inflight_rows_dispose (GObject *object)
{
  InflightRows *self = INFLIGHT_ROWS (object);
  GHashTableIter iter;
  gpointer row;

  if (self->widget != NULL)
    {
      if (self->tick_id != 0)
        gtk_widget_remove_tick_callback (self->widget, self->tick_id);
      g_object_weak_unref (G_OBJECT (self->widget), widget_gone_cb, self);
      self->widget = NULL;
    }

  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_object_weak_unref (row, row_gone_cb, self);

  g_hash_table_remove_all (self->positions);
  g_hash_table_remove_all (self->rows);
  g_clear_pointer (&self->moving, g_ptr_array_unref);
  g_clear_object (&self->marked);
  g_clear_object (&self->tasks);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (inflight_rows_parent_class)->dispose (object);
}

static void
inflight_rows_finalize (GObject *object)
{
  InflightRows *self = INFLIGHT_ROWS (object);

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->positions);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (inflight_rows_parent_class)->finalize (object);
}

static void
inflight_rows_class_init (InflightRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inflight_rows_dispose;
  object_class->finalize = inflight_rows_finalize;

  /**
   * InflightRows::shrinking:
   * @self: the places
   *
   * There will soon be few. A view that is far from the beginning should go
   * there, or all its widgets are of places that go now.
   */
  signals[SHRINKING] =
    g_signal_new ("shrinking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inflight_rows_init (InflightRows *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
  self->selected = gtk_bitset_new_empty ();
}

/**
 * inflight_rows_new:
 * @widget: the widget whose frame clock is used
 * @tasks: the tasks in their order
 * @shown: those of them, from the beginning, for which there are places
 *
 * Returns: (transfer full): the places
 */
InflightRows *
inflight_rows_new (GtkWidget        *widget,
                   InflightTaskView *tasks,
                   GListModel       *shown)
{
  InflightRows *self = g_object_new (INFLIGHT_TYPE_ROWS, NULL);

  self->widget = widget;
  g_object_weak_ref (G_OBJECT (widget), widget_gone_cb, self);

  self->tasks = g_object_ref (tasks);
  self->shown = g_object_ref (shown);
  self->n_tasks = g_list_model_get_n_items (shown);
  self->n_rows = self->n_tasks;
  g_signal_connect_object (tasks, "reorder", G_CALLBACK (reorder_cb), self, 0);
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (items_changed_cb), self, 0);

  return self;
}

/**
 * inflight_rows_queue:
 * @self: the places
 *
 * Has all that is in the view shown anew in the next frame.
 */
void
inflight_rows_queue (InflightRows *self)
{
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (INFLIGHT_IS_ROWS (self));

  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    inflight_row_queue (row);
}

/**
 * inflight_rows_mark_members:
 * @self: the places
 * @wait: (nullable): whose members are to stand out; %NULL for none
 *
 * Costs nothing for tasks that are not in the view.
 */
void
inflight_rows_mark_members (InflightRows *self,
                            InflightWait *wait)
{
  g_return_if_fail (INFLIGHT_IS_ROWS (self));

  if (g_set_object (&self->marked, wait))
    update_rows (self, 0);
}

/**
 * inflight_rows_get_selected:
 * @self: the places
 *
 * Returns: how many tasks are selected
 */
guint
inflight_rows_get_selected (InflightRows *self)
{
  g_return_val_if_fail (INFLIGHT_IS_ROWS (self), 0);

  return gtk_bitset_get_size (self->selected);
}

/**
 * inflight_rows_dup_selected:
 * @self: the places
 *
 * Returns: (transfer full) (element-type InflightTask): the tasks selected
 */
GPtrArray *
inflight_rows_dup_selected (InflightRows *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (INFLIGHT_IS_ROWS (self), tasks);

  if (gtk_bitset_iter_init_first (&iter, self->selected, &position))
    do
      g_ptr_array_add (tasks, get_task (self, position));
    while (gtk_bitset_iter_next (&iter, &position));

  return tasks;
}

/**
 * inflight_rows_may_have:
 * @self: the places
 * @is: (scope call): tells whether a task is one that is looked for
 *
 * Returns: whether one of the tasks selected is; also %TRUE if they are too many
 *   to be looked at
 */
gboolean
inflight_rows_may_have (InflightRows   *self,
                        InflightTaskIs  is)
{
  GtkBitsetIter iter;
  guint position;
  gboolean more;

  g_return_val_if_fail (INFLIGHT_IS_ROWS (self), FALSE);

  more = gtk_bitset_iter_init_first (&iter, self->selected, &position);
  for (guint i = 0; more && i < MAX_LOOKED_AT; i++)
    {
      g_autoptr (InflightTask) task = get_task (self, position);

      if (is (task))
        return TRUE;

      more = gtk_bitset_iter_next (&iter, &position);
    }

  return more;
}

/**
 * inflight_rows_count_selected:
 * @self: the places
 * @is: (scope call): tells whether a task is one that is looked for
 * @count: (out): how many of the tasks selected are
 *
 * Returns: whether they were counted; if too many are selected to be looked at
 *   they were not, and @count is how many are selected
 */
gboolean
inflight_rows_count_selected (InflightRows   *self,
                              InflightTaskIs  is,
                              guint          *count)
{
  GtkBitsetIter iter;
  guint position;
  gboolean more;

  g_return_val_if_fail (INFLIGHT_IS_ROWS (self), FALSE);

  *count = inflight_rows_get_selected (self);
  if (*count > MAX_LOOKED_AT)
    return FALSE;

  *count = 0;
  more = gtk_bitset_iter_init_first (&iter, self->selected, &position);
  for (; more; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (InflightTask) task = get_task (self, position);

      *count += is (task);
    }

  return TRUE;
}

/**
 * inflight_rows_select:
 * @self: the places
 * @tasks: (element-type InflightTask): tasks
 *
 * Selects the tasks, and no others, as far as they are shown.
 *
 * Returns: the place of the first of them, or %GTK_INVALID_LIST_POSITION
 */
guint
inflight_rows_select (InflightRows *self,
                      GPtrArray    *tasks)
{
  g_return_val_if_fail (INFLIGHT_IS_ROWS (self), GTK_INVALID_LIST_POSITION);

  set_selected (self, find_tasks (self, tasks));

  return gtk_bitset_is_empty (self->selected) ? GTK_INVALID_LIST_POSITION
                                              : gtk_bitset_get_minimum (self->selected);
}
