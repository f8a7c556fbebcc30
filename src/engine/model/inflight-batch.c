/* inflight-batch.c: the ordered set of tasks in one window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-batch-private.h"

#include "inflight-base-private.h"
#include "inflight-network-private.h"
#include "inflight-statistics-private.h"
#include "inflight-task-model.h"
#include "inflight-task-private.h"

#define MANY_TASKS 5000

/**
 * InflightBatch:
 *
 * Tasks, in two orders: as they were put in, which never changes, and as they
 * settled. The first is what `asyncio.gather()` would return, the second what
 * `asyncio.as_completed()` would.
 *
 * A retry by the person puts a new task in the place of one that has settled: the
 * new one has the line in both lists, and the old one goes along with it, see
 * inflight_task_get_earlier(). Ranks and positions are never given again, so that
 * there are gaps in the completion order.
 *
 * Counts are kept, not counted. `notify::serial` says, at most once a tick, that
 * one of them changed. Its structure is in inflight-batch-private.h.
 */

enum {
  PROP_0,
  PROP_SERIAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void task_observer_init (InflightTaskObserverInterface *iface);
static void tick_observer_init (InflightTickObserverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  InflightBatch, inflight_batch, G_TYPE_OBJECT,
  G_IMPLEMENT_INTERFACE (INFLIGHT_TYPE_TASK_OBSERVER, task_observer_init)
  G_IMPLEMENT_INTERFACE (INFLIGHT_TYPE_TICK_OBSERVER, tick_observer_init))

static void
inflight_batch_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  InflightBatch *self = INFLIGHT_BATCH (object);

  switch (prop_id)
    {
    case PROP_SERIAL:
      g_value_set_uint64 (value, self->serial);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_batch_dispose (GObject *object)
{
  InflightBatch *self = INFLIGHT_BATCH (object);
  guint n_tasks = inflight_batch_get_n_tasks (self);

  for (guint i = 0; i < n_tasks; i++)
    inflight_task_leave_batch (inflight_task_model_peek (self->tasks, i));

  while (self->with_body.head != NULL)
    inflight_batch_forget_body (self, self->with_body.head->data);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_batch_parent_class)->dispose (object);
}

static void
inflight_batch_finalize (GObject *object)
{
  InflightBatch *self = INFLIGHT_BATCH (object);

  g_object_unref (self->tasks);
  g_object_unref (self->finished);
  inflight_statistics_free (self->statistics);
  inflight_origins_free (self->origins);

  G_OBJECT_CLASS (inflight_batch_parent_class)->finalize (object);
}

static void
inflight_batch_class_init (InflightBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_batch_get_property;
  object_class->dispose = inflight_batch_dispose;
  object_class->finalize = inflight_batch_finalize;

  /**
   * InflightBatch:serial:
   *
   * A number that grows, at the end of a tick, when a count or a list changed.
   */
  properties[PROP_SERIAL] =
    g_param_spec_uint64 ("serial", NULL, NULL,
                         0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_batch_init (InflightBatch *self)
{
  self->tasks = inflight_task_model_new ();
  self->finished = inflight_task_model_new ();
  self->statistics = inflight_statistics_new ();
  self->origins = inflight_origins_new ();
  self->kept_bytes = INFLIGHT_DEFAULT_KEPT_BYTES;
}

/**
 * inflight_batch_new:
 * @network: where its tasks shall run
 *
 * Returns: (transfer full): an empty batch
 */
InflightBatch *
inflight_batch_new (InflightNetwork *network)
{
  InflightBatch *self;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (network), NULL);

  self = g_object_new (INFLIGHT_TYPE_BATCH, NULL);
  self->network = g_object_ref (network);

  return self;
}

/**
 * inflight_batch_want_look:
 * @self: a batch
 *
 * Has changes announced when the tick ends: once, however much changes in it.
 */
void
inflight_batch_want_look (InflightBatch *self)
{
  if (self->changing)
    return;

  self->changing = TRUE;
  inflight_network_look_at (self->network, INFLIGHT_TICK_OBSERVER (self));
}

/**
 * inflight_batch_drop_bodies:
 * @self: a batch
 *
 * Lets go of answers beyond what is to be kept, the oldest first. The tasks that
 * have one are held by the finished list, by what was removed from it, or by what
 * is in their place now.
 */
void
inflight_batch_drop_bodies (InflightBatch *self)
{
  while (self->body_bytes > self->kept_bytes)
    {
      InflightTask *oldest = g_queue_peek_head (&self->with_body);

      inflight_batch_forget_body (self, oldest);
      inflight_task_drop_body (oldest);
    }
}

/**
 * inflight_batch_forget_body:
 * @self: a batch
 * @task: a task
 *
 * Does not count its answer any more, if it did.
 */
void
inflight_batch_forget_body (InflightBatch *self,
                            InflightTask  *task)
{
  GList *link = inflight_task_get_body_link (task);

  if (link == NULL)
    return;

  self->body_bytes -= inflight_task_get_kept_size (task);
  inflight_task_set_body_link (task, NULL);
  g_queue_delete_link (&self->with_body, link);
}

/**
 * inflight_batch_keep_body:
 * @self: a batch
 * @task: a task that has settled
 *
 * Counts its answer, body and header, among those that are kept, if it has one.
 */
void
inflight_batch_keep_body (InflightBatch *self,
                          InflightTask  *task)
{
  gsize size = inflight_task_get_kept_size (task);

  if (size == 0)
    return;

  self->body_bytes += size;
  g_queue_push_tail (&self->with_body, task);
  inflight_task_set_body_link (task, self->with_body.tail);
  inflight_batch_drop_bodies (self);
}

/* As its row shows it. What was never launched has none. */
static void
note_end (InflightBatch *self,
          InflightTask  *task)
{
  gint64 launched_us = inflight_task_get_launched_us (task);
  gint64 end_us;

  if (launched_us == 0)
    return;

  end_us = launched_us + inflight_task_get_since_launch_us (task) -
           inflight_statistics_get_run_start_us (self->statistics, launched_us);
  inflight_task_set_end_ms (task, CLAMP ((end_us + 999) / 1000, 0, G_MAXUINT));
}

/* Keeps the counts, and the completion order. */
static void
task_changed (InflightTaskObserver *observer,
              InflightTask         *task,
              InflightTaskState     old)
{
  InflightBatch *self = INFLIGHT_BATCH (observer);
  InflightTaskState state = inflight_task_get_state (task);
  InflightTaskObserver *removal = inflight_task_get_removal (task);

  inflight_statistics_task_changed (self->statistics, task, old);

  /* It keeps its place in the completion order, should it come back. */
  if (inflight_task_state_is_settled (state))
    {
      inflight_task_set_rank (task, ++self->n_settled_ever);
      note_end (self, task);
    }

  if (removal != NULL)
    {
      inflight_task_observer_changed (removal, task, old);
      if (!inflight_task_observer_is_shown (removal))
        return;
    }

  self->counts[old]--;
  self->counts[state]++;

  if (inflight_task_state_is_settled (state))
    {
      self->bytes += inflight_task_get_bytes (task);
      inflight_ends_add (&self->ends, task);
      inflight_task_model_add (self->finished, task);
      inflight_batch_keep_body (self, task);
    }

  inflight_batch_want_look (self);
}

static gboolean
is_shown (InflightTaskObserver *observer)
{
  return !INFLIGHT_BATCH (observer)->withdrawn;
}

static void
task_observer_init (InflightTaskObserverInterface *iface)
{
  iface->changed = task_changed;
  iface->is_shown = is_shown;
}

/* What is left behind by many tasks is worth a look when the last has settled. */
static void
tidy_memory (InflightBatch *self)
{
  if (self->n_settled_ever - self->n_tidied < MANY_TASKS ||
      inflight_batch_get_n_pending (self) > 0)
    return;

  self->n_tidied = self->n_settled_ever;
  inflight_memory_trim ();
}

static void
announce (InflightTickObserver *observer)
{
  InflightBatch *self = INFLIGHT_BATCH (observer);

  self->changing = FALSE;
  inflight_task_model_flush (self->finished);
  tidy_memory (self);

  self->serial++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERIAL]);
}

static void
tick_observer_init (InflightTickObserverInterface *iface)
{
  iface->announce = announce;
}

/**
 * inflight_batch_get_network:
 * @self: a batch
 *
 * Returns: (transfer none): where its tasks run
 */
InflightNetwork *
inflight_batch_get_network (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  return self->network;
}

/**
 * inflight_batch_get_tasks:
 * @self: a batch
 *
 * Returns: (transfer none): its tasks in input order
 */
GListModel *
inflight_batch_get_tasks (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  return G_LIST_MODEL (self->tasks);
}

/**
 * inflight_batch_get_finished:
 * @self: a batch
 *
 * Returns: (transfer none): the tasks that have settled, in completion order; what
 *   was retried since is not among them
 */
GListModel *
inflight_batch_get_finished (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  return G_LIST_MODEL (self->finished);
}

/**
 * inflight_batch_get_count:
 * @self: a batch
 * @state: a state
 *
 * Returns: how many of its tasks are in @state
 */
guint
inflight_batch_get_count (InflightBatch     *self,
                          InflightTaskState  state)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);
  g_return_val_if_fail (state < INFLIGHT_N_TASK_STATES, 0);

  return self->counts[state];
}

/**
 * inflight_batch_get_n_tasks:
 * @self: a batch
 *
 * Returns: how many tasks it has
 */
guint
inflight_batch_get_n_tasks (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->tasks));
}

/**
 * inflight_batch_get_n_pending:
 * @self: a batch
 *
 * Returns: how many of them have not settled, those not launched included
 */
guint
inflight_batch_get_n_pending (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return inflight_batch_get_n_tasks (self) -
         self->counts[INFLIGHT_TASK_STATE_SUCCEEDED] -
         self->counts[INFLIGHT_TASK_STATE_FAILED] -
         self->counts[INFLIGHT_TASK_STATE_CANCELLED];
}

/**
 * inflight_batch_get_bytes:
 * @self: a batch
 *
 * Returns: the sizes of all bodies that its settled tasks received, in bytes; what
 *   those received that were retried since does not count
 */
guint64
inflight_batch_get_bytes (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return self->bytes;
}

/**
 * inflight_batch_get_statistics:
 * @self: a batch
 *
 * Returns: (transfer none): how fast its tasks were answered; those among them
 *   that were retried or removed since, too
 */
const InflightStatistics *
inflight_batch_get_statistics (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  return self->statistics;
}

/**
 * inflight_batch_get_longest_end_us:
 * @self: a batch
 *
 * Returns: the longest time from the beginning of a run to the end of a task in it that
 *   was neither cancelled nor cut off by a time limit, in microseconds; 0 without one.
 *   What was retried or removed does not count, though its time may, up to twice
 *   that of the longest that is left.
 */
gint64
inflight_batch_get_longest_end_us (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return inflight_ends_get_longest_us (&self->ends, FALSE);
}

/**
 * inflight_batch_get_longest_us:
 * @self: a batch
 * @now_us: the time on the clock of its network
 *
 * Returns: the same of all its tasks, in whichever way they ended, and of those that
 *   are under way
 */
gint64
inflight_batch_get_longest_us (InflightBatch *self,
                               gint64         now_us)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return MAX (inflight_ends_get_longest_us (&self->ends, TRUE),
              inflight_statistics_get_run_us (self->statistics, now_us));
}

/**
 * inflight_batch_get_shared:
 * @self: a batch
 *
 * Returns: what the addresses of all its tasks have in common
 */
InflightShared
inflight_batch_get_shared (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), INFLIGHT_SHARED_NOTHING);

  return inflight_origins_get_shared (self->origins);
}

/**
 * inflight_batch_get_telling:
 * @self: a batch
 * @task: a task of it, or one that was retried since
 *
 * Returns: which parts of its address tell it from those of the others: a bit for
 *   each, from the lowest for scheme, host and port on, see
 *   inflight_uri_measure_part(); none if it is alone
 */
guint64
inflight_batch_get_telling (InflightBatch *self,
                            InflightTask  *task)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), 0);

  return inflight_origins_get_telling (self->origins, task);
}

/**
 * inflight_batch_get_origins:
 * @self: a batch
 *
 * Returns: (transfer none) (element-type utf8 guint): the origins of its tasks, see
 *   inflight_request_get_origin(), each with how many of them go there
 */
GHashTable *
inflight_batch_get_origins (InflightBatch *self)
{
  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  return inflight_origins_get_counts (self->origins);
}

/**
 * inflight_batch_set_kept_bytes:
 * @self: a batch
 * @kept_bytes: how much of the answers of settled tasks is kept, in bytes, all
 *   together; of each it is at most a MiB
 *
 * The oldest are let go of first, see inflight_task_is_body_dropped().
 */
void
inflight_batch_set_kept_bytes (InflightBatch *self,
                               gsize          kept_bytes)
{
  g_return_if_fail (INFLIGHT_IS_BATCH (self));

  self->kept_bytes = kept_bytes;
  inflight_batch_drop_bodies (self);
}

/**
 * inflight_batch_dup_pending:
 * @self: a batch
 *
 * Returns: (transfer full) (element-type InflightTask): its tasks that have not
 *   settled, in input order
 */
GPtrArray *
inflight_batch_dup_pending (InflightBatch *self)
{
  GPtrArray *pending = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_tasks = inflight_batch_get_n_tasks (self);

  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), NULL);

  inflight_network_finish_cancelling (self->network);
  for (guint i = 0; i < n_tasks; i++)
    {
      InflightTask *task = inflight_task_model_peek (self->tasks, i);

      if (!inflight_task_is_settled (task))
        g_ptr_array_add (pending, g_object_ref (task));
    }

  return pending;
}

/* Finds a task by the number that its list is ordered by: each number is there
 * once, and some are missing. Most often none is. */
static gboolean
find (InflightTaskModel       *model,
      InflightTask            *task,
      InflightTaskModelNumber  get_number,
      guint                   *index)
{
  guint number = get_number (task);
  guint n_tasks = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint low = 0;
  guint high = MIN (number, n_tasks);

  if (high == 0)
    return FALSE;

  *index = high - 1;
  if (inflight_task_model_peek (model, high - 1) == task)
    return TRUE;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_number (inflight_task_model_peek (model, middle)) < number)
        low = middle + 1;
      else
        high = middle;
    }

  *index = low;

  return low < n_tasks && inflight_task_model_peek (model, low) == task;
}

/**
 * inflight_batch_find:
 * @self: a batch
 * @task: a task
 * @index: (out): where it is in the list of tasks, from 0
 *
 * Positions grow along the list, but not by one where tasks were removed.
 *
 * Returns: whether @task is in the list
 */
gboolean
inflight_batch_find (InflightBatch *self,
                     InflightTask  *task,
                     guint         *index)
{
  return find (self->tasks, task, inflight_task_get_position, index);
}

/**
 * inflight_batch_find_finished:
 * @self: a batch
 * @task: a task
 * @index: (out): where it is in the completion order, from 0
 *
 * Returns: whether @task is among what has settled, and was announced
 */
gboolean
inflight_batch_find_finished (InflightBatch *self,
                              InflightTask  *task,
                              guint         *index)
{
  return find (self->finished, task, inflight_task_get_rank, index);
}

/**
 * inflight_batch_contains:
 * @self: a batch
 * @task: a task
 *
 * Returns: whether @task is in the list of tasks: neither removed nor replaced
 */
gboolean
inflight_batch_contains (InflightBatch *self,
                         InflightTask  *task)
{
  guint index;

  g_return_val_if_fail (INFLIGHT_IS_BATCH (self), FALSE);
  g_return_val_if_fail (INFLIGHT_IS_TASK (task), FALSE);

  return inflight_batch_find (self, task, &index);
}
