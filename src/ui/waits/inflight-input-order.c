/* inflight-input-order.c: the settled tasks of a batch in input order
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-input-order.h"

#include <gtk/gtk.h>

/* A view makes widgets for about 200 rows, seen or not: a few a frame. */
#define FIRST_ROWS     24
#define ROWS_AN_UPDATE 8
#define ROWS_OF_VIEW   256

/* So many rows go one after the other: those between them do not move. */
#define FEW_ROWS 100

/**
 * InflightInputOrder:
 *
 * What `gather()` would give, as far as it has come. Tasks settle anywhere in the
 * list. A filter would announce everything from the first of them to the last as
 * replaced, and a view would lose the row that is being read; here the rows in
 * sight are left alone, and those before and after them are announced together.
 *
 * It begins with a few of the tasks, those before @end, and grows with each update.
 */
struct _InflightInputOrder
{
  GObject     parent_instance;

  GListModel *tasks;
  GListModel *finished;
  GtkBitset  *settled;
  GtkBitset  *shown;
  guint       n_seen;
  guint       end;
};

static GType
inflight_input_order_get_item_type (GListModel *model)
{
  return INFLIGHT_TYPE_TASK;
}

static guint
inflight_input_order_get_n_items (GListModel *model)
{
  return gtk_bitset_get_size (INFLIGHT_INPUT_ORDER (model)->shown);
}

static gpointer
inflight_input_order_get_item (GListModel *model,
                               guint       index)
{
  InflightInputOrder *self = INFLIGHT_INPUT_ORDER (model);

  if (index >= gtk_bitset_get_size (self->shown))
    return NULL;

  return g_list_model_get_item (self->tasks, gtk_bitset_get_nth (self->shown, index));
}

static void
inflight_input_order_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inflight_input_order_get_item_type;
  iface->get_n_items = inflight_input_order_get_n_items;
  iface->get_item = inflight_input_order_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightInputOrder, inflight_input_order, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inflight_input_order_list_model_init))

/* How many there are before an index of the tasks. */
static guint
count_before (GtkBitset *set,
              guint      index)
{
  return index > 0 ? gtk_bitset_get_size_in_range (set, 0, index - 1) : 0;
}

static guint
count_in (GtkBitset *set,
          guint      index,
          guint      n_items)
{
  return n_items > 0 ? gtk_bitset_get_size_in_range (set, index, index + n_items - 1) : 0;
}

static void
add_settled (InflightInputOrder *self,
             guint               index,
             guint               n_items)
{
  for (guint i = index; i < index + n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (self->tasks, i);

      if (inflight_task_is_settled (task))
        gtk_bitset_add (self->settled, i);
    }
}

/* Where rows are shown whose tasks were retried: from then on they are not settled. */
static GArray *
find_retried (InflightInputOrder *self,
              guint               index,
              guint               n_items)
{
  GArray *retried = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = index; i < index + n_items; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (self->tasks, i);

      if (!inflight_task_is_settled (task) && gtk_bitset_contains (self->shown, i))
        g_array_append_val (retried, i);
    }

  return retried;
}

/* Returns whether there are few of them. */
static gboolean
drop_retried (InflightInputOrder *self,
              guint               index,
              guint               n_items)
{
  g_autoptr (GArray) retried = find_retried (self, index, n_items);

  if (retried->len > FEW_ROWS)
    return FALSE;

  gtk_bitset_remove_range (self->settled, index, n_items);
  add_settled (self, index, n_items);
  for (guint i = 0; i < retried->len; i++)
    {
      guint gone = g_array_index (retried, guint, i);

      gtk_bitset_remove (self->shown, gone);
      g_list_model_items_changed (G_LIST_MODEL (self), count_before (self->shown, gone), 1, 0);
    }

  return TRUE;
}

/* Tasks that were added, retried or removed. Of new ones, an update hears that
 * they are there. */
static void
tasks_changed_cb (GListModel         *tasks,
                  guint               index,
                  guint               n_removed,
                  guint               n_added,
                  InflightInputOrder *self)
{
  guint position = count_before (self->shown, index);
  guint n_gone = count_in (self->shown, index, n_removed);

  g_assert (INFLIGHT_IS_INPUT_ORDER (self));

  if (n_removed == n_added && drop_retried (self, index, n_added))
    return;

  gtk_bitset_splice (self->settled, index, n_removed, n_added);
  gtk_bitset_splice (self->shown, index, n_removed, n_added);
  add_settled (self, index, n_added);

  if (n_gone > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_gone, 0);
}

/* What was looked at stays so: of those that come back the tasks tell. */
static void
finished_changed_cb (GListModel         *finished,
                     guint               position,
                     guint               n_removed,
                     guint               n_added,
                     InflightInputOrder *self)
{
  g_assert (INFLIGHT_IS_INPUT_ORDER (self));

  if (position >= self->n_seen)
    return;

  if (position + n_removed <= self->n_seen)
    self->n_seen += n_added - n_removed;
  else
    self->n_seen = position;
}

/* Positions grow along the list, by more than one where tasks were removed.
 *
 * Returns: whether the task is there; it was retried or removed otherwise */
static gboolean
find_task (InflightInputOrder *self,
           InflightTask       *task,
           guint              *index)
{
  guint position = inflight_task_get_position (task);
  guint low = 0;
  guint high = MIN (position, g_list_model_get_n_items (self->tasks));

  /* Where it is as long as none was removed. */
  *index = position - 1;

  while (low < high)
    {
      g_autoptr (InflightTask) there = g_list_model_get_item (self->tasks, *index);

      if (there == task)
        return TRUE;

      if (there != NULL && inflight_task_get_position (there) < position)
        low = *index + 1;
      else
        high = MIN (high, *index);

      *index = low + (high - low) / 2;
    }

  return FALSE;
}

static void
collect_settled (InflightInputOrder *self)
{
  guint n_finished = g_list_model_get_n_items (self->finished);

  for (; self->n_seen < n_finished; self->n_seen++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (self->finished, self->n_seen);
      guint index;

      if (find_task (self, task, &index))
        gtk_bitset_add (self->settled, index);
    }
}

static void
move_end (InflightInputOrder *self)
{
  guint n_rows = gtk_bitset_get_size (self->shown);
  guint wanted = n_rows == 0 ? FIRST_ROWS : n_rows + ROWS_AN_UPDATE;

  if (n_rows >= ROWS_OF_VIEW || gtk_bitset_get_size (self->settled) <= wanted)
    self->end = G_MAXUINT;
  else
    self->end = gtk_bitset_get_nth (self->settled, wanted);
}

/* Lets in what settled among the tasks from @index to the one before @end. None
 * of them is in sight. */
static void
let_in (InflightInputOrder *self,
        guint               index,
        guint               end)
{
  guint n_items = end > index ? end - index : 0;
  guint position = count_before (self->shown, index);
  guint n_before = count_in (self->shown, index, n_items);
  guint n_after = count_in (self->settled, index, n_items);
  g_autoptr (GtkBitset) range = NULL;

  if (n_before == n_after)
    return;

  range = gtk_bitset_new_range (index, n_items);
  gtk_bitset_intersect (range, self->settled);
  gtk_bitset_union (self->shown, range);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_before, n_after);
}

static void
inflight_input_order_finalize (GObject *object)
{
  InflightInputOrder *self = INFLIGHT_INPUT_ORDER (object);

  g_object_unref (self->tasks);
  g_object_unref (self->finished);
  gtk_bitset_unref (self->settled);
  gtk_bitset_unref (self->shown);

  G_OBJECT_CLASS (inflight_input_order_parent_class)->finalize (object);
}

static void
inflight_input_order_class_init (InflightInputOrderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inflight_input_order_finalize;
}

static void
inflight_input_order_init (InflightInputOrder *self)
{
  self->settled = gtk_bitset_new_empty ();
  self->shown = gtk_bitset_new_empty ();
}

/**
 * inflight_input_order_new:
 * @batch: whose tasks to list
 *
 * Returns: (transfer full): a list, empty until its first update
 */
InflightInputOrder *
inflight_input_order_new (InflightBatch *batch)
{
  InflightInputOrder *self = g_object_new (INFLIGHT_TYPE_INPUT_ORDER, NULL);

  self->tasks = g_object_ref (inflight_batch_get_tasks (batch));
  self->finished = g_object_ref (inflight_batch_get_finished (batch));
  self->n_seen = g_list_model_get_n_items (self->finished);
  add_settled (self, 0, g_list_model_get_n_items (self->tasks));
  g_signal_connect_object (self->tasks, "items-changed",
                           G_CALLBACK (tasks_changed_cb), self, 0);
  g_signal_connect_object (self->finished, "items-changed",
                           G_CALLBACK (finished_changed_cb), self, 0);

  return self;
}

/**
 * inflight_input_order_is_growing:
 * @self: a list
 *
 * Returns: whether the next update had better be soon
 */
gboolean
inflight_input_order_is_growing (InflightInputOrder *self)
{
  g_return_val_if_fail (INFLIGHT_IS_INPUT_ORDER (self), FALSE);

  return self->end != G_MAXUINT;
}

/**
 * inflight_input_order_is_stale:
 * @self: a list
 *
 * Returns: whether an update would change anything
 */
gboolean
inflight_input_order_is_stale (InflightInputOrder *self)
{
  g_return_val_if_fail (INFLIGHT_IS_INPUT_ORDER (self), FALSE);

  return g_list_model_get_n_items (self->finished) != self->n_seen ||
         gtk_bitset_get_size (self->settled) != gtk_bitset_get_size (self->shown);
}

/**
 * inflight_input_order_update:
 * @self: a list
 * @first: the first item in sight
 * @last: the last item in sight
 *
 * Lets in what has settled since the last time. The items from @first to @last
 * are not announced as replaced: what comes between them is, each by itself.
 */
void
inflight_input_order_update (InflightInputOrder *self,
                             guint               first,
                             guint               last)
{
  g_autoptr (GArray) fixed = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_items;
  guint begin = 0;

  g_return_if_fail (INFLIGHT_IS_INPUT_ORDER (self));

  n_items = gtk_bitset_get_size (self->shown);
  for (guint i = first; i <= last && i < n_items; i++)
    {
      guint index = gtk_bitset_get_nth (self->shown, i);

      g_array_append_val (fixed, index);
    }

  collect_settled (self);
  move_end (self);
  for (guint i = 0; i < fixed->len; i++)
    {
      let_in (self, begin, g_array_index (fixed, guint, i));
      begin = g_array_index (fixed, guint, i) + 1;
    }

  let_in (self, begin, MIN (self->end, g_list_model_get_n_items (self->tasks)));
}
