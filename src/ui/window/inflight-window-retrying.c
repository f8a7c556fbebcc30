/* inflight-window-retrying.c: fetching again what has settled
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-gathering.h"
#include "inflight-retrial.h"

/* So many are taken at a time. */
#define TASKS_AT_ONCE 512

typedef void (*Finish) (InflightWindow *window,
                        GPtrArray      *again);

/**
 * Retrying:
 *
 * A million tasks can be retried. What takes long is done some in each turn of the
 * main loop: making the new ones, before they are all put in their places at once,
 * and having them start.
 */
typedef struct
{
  InflightWindow    *window;        /* not held */

  /* Where the tasks are: one of them */
  InflightGathering *gathering;
  GPtrArray         *tasks;
  GListModel        *model;

  guint              n_seen;
  guint              n_tasks;
  gboolean           only_failed;

  /* The new ones */
  InflightRetrial   *retrial;
  GPtrArray         *again;
  guint              n_launched;

  /* What is to be done with them at the end, if anything is */
  Finish             finish;
  InflightCondition  condition;
  gboolean           waits;
} Retrying;

static void
retrying_free (gpointer data)
{
  Retrying *self = data;

  g_clear_pointer (&self->gathering, inflight_gathering_free);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->retrial, inflight_retrial_free);
  g_clear_pointer (&self->again, g_ptr_array_unref);
  g_free (self);
}

static Retrying *
retrying_new (InflightWindow *window)
{
  Retrying *self = g_new0 (Retrying, 1);

  inflight_window_finish_chores (window);
  inflight_window_end_adding (window);
  self->window = window;
  self->retrial = inflight_retrial_new (inflight_window_get_batch (window));

  return self;
}

/* All of the batch. */
static void
take_all (Retrying *self)
{
  self->model = g_object_ref (inflight_batch_get_tasks (inflight_window_get_batch (self->window)));
  self->n_tasks = g_list_model_get_n_items (self->model);
}

static void
take_selected (Retrying *self)
{
  self->gathering = inflight_gathering_new (inflight_window_get_task_list (self->window));
}

static InflightTask *
next_task (Retrying *self)
{
  guint i = self->n_seen++;

  if (self->model != NULL)
    return g_list_model_get_item (self->model, i);

  return g_object_ref (g_ptr_array_index (self->tasks, i));
}

static void
add_some (Retrying *self)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);
  guint end = MIN (self->n_tasks, self->n_seen + TASKS_AT_ONCE);

  while (self->n_seen < end)
    {
      g_autoptr (InflightTask) task = next_task (self);

      if (!self->only_failed || inflight_task_get_state (task) == INFLIGHT_TASK_STATE_FAILED)
        g_ptr_array_add (some, g_steal_pointer (&task));
    }

  inflight_retrial_add (self->retrial, some);
}

/* Returns whether all that were to be taken were. */
static gboolean
add_all (Retrying *self,
         gint64    end_us)
{
  if (self->gathering != NULL && self->tasks == NULL)
    {
      if (!inflight_gathering_work (self->gathering, end_us))
        return FALSE;

      self->tasks = g_ptr_array_ref (inflight_gathering_get_tasks (self->gathering));
      self->n_tasks = self->tasks->len;
    }

  while (self->n_seen < self->n_tasks && g_get_monotonic_time () <= end_us)
    add_some (self);

  return self->n_seen == self->n_tasks;
}

/* What is inspected stays so: the task that took its place is. */
static void
inspect_again (InflightWindow *self)
{
  InflightInspector *inspector = inflight_window_get_inspector (self);
  InflightTask *task = inflight_inspector_get_task (inspector);
  InflightTask *latest = task != NULL ? inflight_task_get_latest (task) : NULL;

  if (latest != NULL)
    inflight_inspector_set_task (inspector, latest);
}

static void
launch_some (Retrying *self)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  guint end = MIN (self->again->len, self->n_launched + TASKS_AT_ONCE);

  while (self->n_launched < end)
    g_ptr_array_add (some, g_ptr_array_index (self->again, self->n_launched++));

  inflight_network_launch (inflight_window_get_network (self->window), some);
}

/* Returns whether they all were. What a wait is to be about starts with the wait. */
static gboolean
launch_all (Retrying *self,
            gint64    end_us)
{
  while (!self->waits && self->n_launched < self->again->len &&
         g_get_monotonic_time () <= end_us)
    launch_some (self);

  return self->waits || self->n_launched == self->again->len;
}

/* Before any task is replaced: what cannot be waited for is not fetched. */
static gboolean
is_refused (Retrying *self)
{
  return self->waits &&
         !inflight_window_may_wait (self->window, &self->condition,
                                    inflight_retrial_get_n_tasks (self->retrial));
}

static gboolean
retry (gpointer data,
       gint64   end_us)
{
  Retrying *self = data;

  if (self->again == NULL)
    {
      if (!add_all (self, end_us))
        return FALSE;
      if (is_refused (self))
        return TRUE;

      self->again = inflight_retrial_carry_out (g_steal_pointer (&self->retrial));
      inspect_again (self->window);
    }

  if (!launch_all (self, end_us))
    return FALSE;

  if (self->waits)
    inflight_window_wait (self->window, self->again, &self->condition, NULL);
  if (self->finish != NULL)
    self->finish (self->window, self->again);

  return TRUE;
}

/* What *Run Again* is about: the selected tasks if there are two or more, else all. */
static Retrying *
retrying_new_for_scope (InflightWindow *window)
{
  Retrying *self = retrying_new (window);

  if (inflight_window_is_narrowed (window))
    take_selected (self);
  else
    take_all (self);

  return self;
}

/**
 * inflight_window_retry:
 * @self: a window
 * @tasks: (element-type InflightTask): tasks; those that have not settled are
 *   passed over
 *
 * Fetches them again.
 */
void
inflight_window_retry (InflightWindow *self,
                       GPtrArray      *tasks)
{
  Retrying *retrying = retrying_new (self);

  retrying->tasks = g_ptr_array_ref (tasks);
  retrying->n_tasks = tasks->len;
  inflight_window_do (self, retry, retrying, retrying_free);
}

/**
 * inflight_window_retry_and_wait:
 * @self: a window whose tasks have all settled
 * @condition: what to wait for
 *
 * Does what *Run Again* would, and makes a wait over it, which can miss nothing. If
 * there can be no such wait, says why, and fetches nothing.
 */
void
inflight_window_retry_and_wait (InflightWindow          *self,
                                const InflightCondition *condition)
{
  Retrying *retrying = retrying_new_for_scope (self);

  retrying->waits = TRUE;
  retrying->condition = *condition;
  inflight_window_do (self, retry, retrying, retrying_free);
}

static void
run_again_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  inflight_window_do (INFLIGHT_WINDOW (user_data), retry,
                      retrying_new_for_scope (INFLIGHT_WINDOW (user_data)), retrying_free);
}

static void
select_again (InflightWindow *window,
              GPtrArray      *again)
{
  inflight_task_list_select (inflight_window_get_task_list (window), again);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  Retrying *retrying = retrying_new (INFLIGHT_WINDOW (user_data));

  take_selected (retrying);
  retrying->finish = select_again;
  inflight_window_do (INFLIGHT_WINDOW (user_data), retry, retrying, retrying_free);
}

static void
select_none (InflightWindow *window,
             GPtrArray      *again)
{
  inflight_task_list_select_none (inflight_window_get_task_list (window));
}

static void
retry_failed_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  Retrying *retrying = retrying_new (INFLIGHT_WINDOW (user_data));

  take_all (retrying);
  retrying->only_failed = TRUE;
  retrying->finish = select_none;
  inflight_window_do (INFLIGHT_WINDOW (user_data), retry, retrying, retrying_free);
}

/**
 * inflight_window_add_retry_actions:
 * @self: a window that is being made
 */
void
inflight_window_add_retry_actions (InflightWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "retry", .activate = retry_cb },
    { .name = "run-again", .activate = run_again_cb },
    { .name = "retry-failed", .activate = retry_failed_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
