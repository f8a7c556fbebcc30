/* inflight-task-view.c: the tasks of a batch, filtered and sorted
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-view.h"

#include "inflight-uri.h"

/* So many tasks are looked at, searched and sorted at once; of more, some in each
 * frame, and the rest on another thread. */
#define FEW_TASKS 4096
#define SLICE_US  2500
#define MIN_SLICE 128

/* What changes by itself is looked at anew after a while, and after longer the
 * more that costs, which is 2 % of the main thread's time at most. */
#define MIN_INTERVAL_US (G_USEC_PER_SEC / 4)
#define COST_FACTOR     50

/**
 * InflightTaskView:
 *
 * The tasks of a batch that are in a group of states, at a host and match a
 * search, in an order. #GtkFilterListModel and #GtkSortListModel would do, but
 * they notice nothing that changes in an item, and do in one go what takes 100 ms
 * for 100,000 tasks that change all the time.
 *
 * As long as nothing is filtered or sorted it is the list of the batch, and costs
 * nothing.
 */
struct _InflightTaskView
{
  GObject             parent_instance;

  /* Borrowed */
  GtkWidget          *widget;

  /* Owned */
  InflightBatch      *batch;
  GListModel         *source;
  GPtrArray          *shown;
  GHashTable         *origins;
  char               *host;
  char               *search;

  InflightStateGroup  group;
  InflightSortKey     key;
  gboolean            descending;

  /* The computation that is under way */
  InflightTaskOrder  *order;
  guint               n_seen;
  guint               generation;
  gboolean            computing;

  gboolean            stale;
  gboolean            urgent;
  gint64              finished_us;
  gint64              cost_us;
  guint               tick_id;
};

enum {
  REORDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum {
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
inflight_task_view_get_item_type (GListModel *model)
{
  return INFLIGHT_TYPE_TASK;
}

static guint
inflight_task_view_get_n_items (GListModel *model)
{
  InflightTaskView *self = INFLIGHT_TASK_VIEW (model);

  if (self->shown != NULL)
    return self->shown->len;

  return self->source != NULL ? g_list_model_get_n_items (self->source) : 0;
}

static gpointer
inflight_task_view_get_item (GListModel *model,
                             guint       index)
{
  InflightTaskView *self = INFLIGHT_TASK_VIEW (model);

  if (self->shown == NULL)
    return self->source != NULL ? g_list_model_get_item (self->source, index) : NULL;

  if (index >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, index));
}

static void
inflight_task_view_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inflight_task_view_get_item_type;
  iface->get_n_items = inflight_task_view_get_n_items;
  iface->get_item = inflight_task_view_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightTaskView, inflight_task_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inflight_task_view_list_model_init))

/**
 * inflight_task_view_is_plain:
 * @self: a view
 *
 * Returns: whether it is the list of the batch as it stands
 */
gboolean
inflight_task_view_is_plain (InflightTaskView *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_VIEW (self), FALSE);

  return self->group == INFLIGHT_STATE_GROUP_ALL && self->host == NULL &&
         self->search == NULL && self->key == INFLIGHT_SORT_NUMBER && !self->descending;
}

/* Whether what is shown depends on how tasks stand. */
static gboolean
is_live (InflightTaskView *self)
{
  return self->group != INFLIGHT_STATE_GROUP_ALL || self->search != NULL ||
         (self->key != INFLIGHT_SORT_NUMBER && self->key != INFLIGHT_SORT_HOST &&
          self->key != INFLIGHT_SORT_ADDRESS);
}

/* Showing what was computed */

/* The tasks that are at the same place before and after are not announced. */
static void
show (InflightTaskView *self,
      GPtrArray        *tasks)
{
  GListModel *model = G_LIST_MODEL (self);
  GPtrArray *old = self->shown;
  guint n_old = g_list_model_get_n_items (model);
  guint n_new = tasks != NULL ? tasks->len : g_list_model_get_n_items (self->source);
  guint n_same = 0;
  guint n_same_end = 0;

  /* Either of the two may be the list of the batch. */
  while (old != NULL && tasks != NULL && n_same < MIN (n_old, n_new) &&
         g_ptr_array_index (old, n_same) == g_ptr_array_index (tasks, n_same))
    n_same++;

  while (old != NULL && tasks != NULL && n_same_end < MIN (n_old, n_new) - n_same &&
         g_ptr_array_index (old, n_old - n_same_end - 1) ==
         g_ptr_array_index (tasks, n_new - n_same_end - 1))
    n_same_end++;

  if (n_old > n_same + n_same_end || n_new > n_same + n_same_end)
    g_signal_emit (self, signals[REORDER], 0);

  self->shown = tasks;
  if (n_old > n_same + n_same_end || n_new > n_same + n_same_end)
    g_list_model_items_changed (model, n_same, n_old - n_same - n_same_end,
                                n_new - n_same - n_same_end);

  g_clear_pointer (&old, g_ptr_array_unref);
}

static void
finish (InflightTaskView  *self,
        InflightTaskOrder *order)
{
  gint64 begin_us = g_get_monotonic_time ();

  show (self, inflight_task_order_steal_tasks (order));
  inflight_task_order_free (order);

  self->finished_us = g_get_monotonic_time ();
  self->cost_us += self->finished_us - begin_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Computing */

static void arm (InflightTaskView *self);

typedef struct
{
  InflightTaskOrder *order;
  guint              generation;
} Computation;

static void
compute_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Computation *computation = task_data;

  inflight_task_order_compute (computation->order);
  g_task_return_boolean (task, TRUE);
}

static void
computed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (InflightTaskView) self = user_data;
  Computation *computation = g_task_get_task_data (G_TASK (result));

  self->computing = FALSE;

  /* Something else is wanted by now. */
  if (computation->generation != self->generation)
    inflight_task_order_free (computation->order);
  else
    finish (self, computation->order);

  if (self->stale && self->source != NULL)
    arm (self);
}

/* The order holds tasks, which live on this thread: it is let go of here, and
 * the view is not held by the task, whose last hold may be dropped there. */
static void
compute (InflightTaskView *self)
{
  g_autoptr (GTask) task = NULL;
  Computation *computation;

  if (self->n_seen <= FEW_TASKS)
    {
      inflight_task_order_compute (self->order);
      finish (self, g_steal_pointer (&self->order));
      return;
    }

  computation = g_new (Computation, 1);
  *computation = (Computation) { g_steal_pointer (&self->order), self->generation };
  self->computing = TRUE;

  task = g_task_new (NULL, NULL, computed_cb, g_object_ref (self));
  g_task_set_source_tag (task, compute);
  g_task_set_task_data (task, computation, g_free);
  g_task_run_in_thread (task, compute_in_thread);
}

/* Each host is the same string for all tasks at it. */
static gboolean
is_at_host (InflightTaskView *self,
            InflightTask     *task)
{
  char *origin = inflight_request_get_origin (inflight_task_get_request (task));
  gpointer known;

  if (!g_hash_table_lookup_extended (self->origins, origin, NULL, &known))
    {
      g_autofree char *host = inflight_uri_dup_host (origin);

      known = GINT_TO_POINTER (g_str_equal (host, self->host));
      g_hash_table_insert (self->origins, origin, known);
    }

  return GPOINTER_TO_INT (known);
}

static void
see (InflightTaskView *self,
     InflightTask     *task,
     gint64            now_us)
{
  if (self->group != INFLIGHT_STATE_GROUP_ALL &&
      self->group != inflight_state_group_of (inflight_task_get_state (task)))
    return;

  if (self->host != NULL && !is_at_host (self, task))
    return;

  inflight_task_order_add (self->order, task, now_us);
}

/* Looks at some tasks more, and returns whether that was the last of them. */
static gboolean
see_some (InflightTaskView *self)
{
  gint64 now_us = inflight_network_get_now_us (inflight_batch_get_network (self->batch));
  gint64 begin_us = g_get_monotonic_time ();
  guint n_tasks = g_list_model_get_n_items (self->source);
  gboolean few = n_tasks <= FEW_TASKS;

  while (self->n_seen < n_tasks)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (self->source, self->n_seen++);

      see (self, task, now_us);
      if (!few && self->n_seen % MIN_SLICE == 0 &&
          g_get_monotonic_time () - begin_us > SLICE_US)
        break;
    }

  self->cost_us += g_get_monotonic_time () - begin_us;

  return self->n_seen >= n_tasks;
}

static void
begin (InflightTaskView *self)
{
  g_clear_pointer (&self->order, inflight_task_order_free);
  g_hash_table_remove_all (self->origins);

  self->order = inflight_task_order_new (self->key, self->descending, self->search,
                                         inflight_batch_get_shared (self->batch));
  self->n_seen = 0;
  self->cost_us = 0;
  self->stale = FALSE;
  self->urgent = FALSE;
}

static gboolean
is_due (InflightTaskView *self)
{
  gint64 interval_us = MAX (MIN_INTERVAL_US, COST_FACTOR * self->cost_us);

  return self->urgent || g_get_monotonic_time () - self->finished_us >= interval_us;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  InflightTaskView *self = user_data;

  g_assert (INFLIGHT_IS_TASK_VIEW (self));

  if (self->order == NULL && self->stale && !self->computing && is_due (self))
    begin (self);

  if (self->order != NULL && see_some (self))
    compute (self);

  if (self->order != NULL || (self->stale && !self->computing))
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
arm (InflightTaskView *self)
{
  if (self->tick_id == 0 && self->widget != NULL)
    self->tick_id = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}

/* Something else is wanted than before. Of few tasks it is there at once. */
static void
begin_anew (InflightTaskView *self)
{
  self->generation++;
  g_clear_pointer (&self->order, inflight_task_order_free);
  self->stale = FALSE;

  if (self->source == NULL)
    return;

  if (inflight_task_view_is_plain (self))
    {
      if (self->shown != NULL)
        show (self, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      return;
    }

  if (g_list_model_get_n_items (self->source) <= FEW_TASKS)
    {
      begin (self);
      see_some (self);
      compute (self);
      return;
    }

  self->stale = TRUE;
  self->urgent = TRUE;
  arm (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* The batch */

static void
source_changed_cb (GListModel       *source,
                   guint             position,
                   guint             n_removed,
                   guint             n_added,
                   InflightTaskView *self)
{
  g_assert (INFLIGHT_IS_TASK_VIEW (self));

  if (self->shown == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);

  if (inflight_task_view_is_plain (self))
    return;

  self->stale = TRUE;
  self->urgent = TRUE;
  arm (self);
}

static void
batch_changed_cb (InflightBatch    *batch,
                  GParamSpec       *pspec,
                  InflightTaskView *self)
{
  g_assert (INFLIGHT_IS_TASK_VIEW (self));

  if (inflight_task_view_is_plain (self) || !is_live (self))
    return;

  self->stale = TRUE;
  arm (self);
}

static void
inflight_task_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, inflight_task_view_get_busy (INFLIGHT_TASK_VIEW (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
widget_gone_cb (gpointer  user_data,
                GObject  *widget)
{
  InflightTaskView *self = user_data;

  self->widget = NULL;
  self->tick_id = 0;
}

static void
inflight_task_view_dispose (GObject *object)
{
  InflightTaskView *self = INFLIGHT_TASK_VIEW (object);

  if (self->widget != NULL)
    {
      if (self->tick_id != 0)
        gtk_widget_remove_tick_callback (self->widget, self->tick_id);
      g_object_weak_unref (G_OBJECT (self->widget), widget_gone_cb, self);
      self->widget = NULL;
    }

  self->generation++;
  g_clear_pointer (&self->order, inflight_task_order_free);
  g_clear_object (&self->source);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (inflight_task_view_parent_class)->dispose (object);
}

static void
inflight_task_view_finalize (GObject *object)
{
  InflightTaskView *self = INFLIGHT_TASK_VIEW (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_hash_table_unref (self->origins);
  g_free (self->host);
  g_free (self->search);

  G_OBJECT_CLASS (inflight_task_view_parent_class)->finalize (object);
}

static void
inflight_task_view_class_init (InflightTaskViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_task_view_get_property;
  object_class->dispose = inflight_task_view_dispose;
  object_class->finalize = inflight_task_view_finalize;

  /**
   * InflightTaskView:busy:
   *
   * Whether what is shown is not yet what was asked for last.
   */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InflightTaskView::reorder:
   * @self: the view
   *
   * The tasks will be in another order, or others, when items-changed is emitted
   * next; they are not yet.
   */
  signals[REORDER] =
    g_signal_new ("reorder", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inflight_task_view_init (InflightTaskView *self)
{
  self->origins = g_hash_table_new (NULL, NULL);
}

/**
 * inflight_task_view_new:
 * @widget: the widget whose frame clock is used
 *
 * Returns: (transfer full): a view without a batch
 */
InflightTaskView *
inflight_task_view_new (GtkWidget *widget)
{
  InflightTaskView *self = g_object_new (INFLIGHT_TYPE_TASK_VIEW, NULL);

  self->widget = widget;
  g_object_weak_ref (G_OBJECT (widget), widget_gone_cb, self);

  return self;
}

/**
 * inflight_task_view_set_batch:
 * @self: a view
 * @batch: whose tasks to show
 */
void
inflight_task_view_set_batch (InflightTaskView *self,
                              InflightBatch    *batch)
{
  guint n_old;

  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (self));
  g_return_if_fail (INFLIGHT_IS_BATCH (batch));

  if (self->batch != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->batch, batch_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
    }

  n_old = g_list_model_get_n_items (G_LIST_MODEL (self));
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_set_object (&self->batch, batch);
  g_set_object (&self->source, inflight_batch_get_tasks (batch));
  g_signal_connect_object (batch, "notify::serial", G_CALLBACK (batch_changed_cb), self, 0);
  g_signal_connect_object (self->source, "items-changed",
                           G_CALLBACK (source_changed_cb), self, 0);

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old,
                              g_list_model_get_n_items (self->source));
  begin_anew (self);
}

/**
 * inflight_task_view_set_group:
 * @self: a view
 * @group: the states of the tasks to show
 */
void
inflight_task_view_set_group (InflightTaskView   *self,
                              InflightStateGroup  group)
{
  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (self));

  if (self->group == group)
    return;

  self->group = group;
  begin_anew (self);
}

/**
 * inflight_task_view_set_host:
 * @self: a view
 * @host: (nullable): the host, as inflight_uri_dup_host() has it, of the tasks to
 *   show; %NULL for those of any
 */
void
inflight_task_view_set_host (InflightTaskView *self,
                             const char       *host)
{
  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (self));

  if (g_strcmp0 (self->host, host) == 0)
    return;

  g_free (self->host);
  self->host = g_strdup (host);
  begin_anew (self);
}

/**
 * inflight_task_view_set_search:
 * @self: a view
 * @search: (nullable): what a text in the rows to show must contain, whatever the
 *   case of its letters; empty is as good as none
 */
void
inflight_task_view_set_search (InflightTaskView *self,
                               const char       *search)
{
  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (self));

  if (search != NULL && *search == '\0')
    search = NULL;

  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  begin_anew (self);
}

/**
 * inflight_task_view_get_search:
 * @self: a view
 *
 * Returns: (nullable): what is searched for
 */
const char *
inflight_task_view_get_search (InflightTaskView *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_VIEW (self), NULL);

  return self->search;
}

/**
 * inflight_task_view_set_sorting:
 * @self: a view
 * @key: what to sort by
 * @descending: whether the greatest comes first
 */
void
inflight_task_view_set_sorting (InflightTaskView *self,
                                InflightSortKey   key,
                                gboolean          descending)
{
  g_return_if_fail (INFLIGHT_IS_TASK_VIEW (self));

  if (self->key == key && self->descending == descending)
    return;

  self->key = key;
  self->descending = descending;
  begin_anew (self);
}

/**
 * inflight_task_view_get_busy:
 * @self: a view
 *
 * Returns: whether what is shown is not yet what was asked for last
 */
gboolean
inflight_task_view_get_busy (InflightTaskView *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK_VIEW (self), FALSE);

  return self->order != NULL || self->computing || (self->stale && self->urgent);
}
