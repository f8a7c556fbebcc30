/* inflight-wait.c: an observer of tasks with a condition
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait.h"

#include "inflight-base-private.h"
#include "inflight-network-private.h"
#include "inflight-task-private.h"

/**
 * InflightWait:
 *
 * asyncio's `wait()`: an observer of a set of tasks that returns once, at the
 * end of the tick in which its condition came true, its limit passed, or it
 * became clear that it cannot come true. It never owns the tasks' work: when it
 * is abandoned, or goes, they go on.
 *
 * Members tell it when they settle, so that a settled task costs the same in a
 * wait over ten and over 100,000. Its return is `notify::outcome`; while it
 * waits, `notify::tally` says at most once a tick that the count changed; after
 * that `notify::unsettled` does, as those left running settle. What a person
 * retries stays a member as it was; `notify::retried` says that it happened.
 */
struct _InflightWait
{
  GObject             parent_instance;

  InflightNetwork    *network;
  GPtrArray          *members;
  GHashTable         *member_set;
  InflightLimit      *limit;
  GCancellable       *cancellable;
  gulong              cancelled_id;

  InflightCondition   condition;
  InflightTally       tally;
  InflightTally       before;
  InflightOutcome     outcome;
  guint               number;
  guint               n_unsettled;
  guint               n_retried;
  gboolean            limit_passed;
  gboolean            look_wanted;
  gboolean            retried_changed;
  gint64              started_us;
  gint64              returned_us;
  guint64             returned_number;
};

enum {
  PROP_0,
  PROP_OUTCOME,
  PROP_TALLY,
  PROP_UNSETTLED,
  PROP_RETRIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void task_observer_init (InflightTaskObserverInterface *iface);
static void tick_observer_init (InflightTickObserverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  InflightWait, inflight_wait, G_TYPE_OBJECT,
  G_IMPLEMENT_INTERFACE (INFLIGHT_TYPE_TASK_OBSERVER, task_observer_init)
  G_IMPLEMENT_INTERFACE (INFLIGHT_TYPE_TICK_OBSERVER, tick_observer_init))

static void
count (InflightWait      *self,
       InflightTaskState  state)
{
  if (state == INFLIGHT_TASK_STATE_SUCCEEDED)
    self->tally.succeeded++;
  else if (state == INFLIGHT_TASK_STATE_FAILED)
    self->tally.failed++;
  else if (state == INFLIGHT_TASK_STATE_CANCELLED)
    self->tally.cancelled++;
}

/* Once a tick, however many members settle in it. */
static void
want_look (InflightWait *self)
{
  if (self->look_wanted)
    return;

  self->look_wanted = TRUE;
  inflight_network_look_at (self->network, INFLIGHT_TICK_OBSERVER (self));
}

/* After this nothing that happens reaches the wait any more. */
static void
stop (InflightWait *self)
{
  if (self->limit != NULL)
    inflight_network_clear_limit (self->network, self->limit);
  g_clear_pointer (&self->limit, inflight_limit_unref);

  g_clear_signal_handler (&self->cancelled_id, self->cancellable);
}

static void
inflight_wait_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InflightWait *self = INFLIGHT_WAIT (object);

  switch (prop_id)
    {
    case PROP_OUTCOME:
      g_value_set_enum (value, self->outcome);
      break;

    case PROP_TALLY:
      g_value_set_pointer (value, &self->tally);
      break;

    case PROP_UNSETTLED:
      g_value_set_uint (value, self->n_unsettled);
      break;

    case PROP_RETRIED:
      g_value_set_uint (value, self->n_retried);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_wait_dispose (GObject *object)
{
  InflightWait *self = INFLIGHT_WAIT (object);

  if (self->network != NULL)
    stop (self);

  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    inflight_task_remove_wait (g_ptr_array_index (self->members, i),
                               INFLIGHT_TASK_OBSERVER (self));

  g_clear_pointer (&self->member_set, g_hash_table_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (inflight_wait_parent_class)->dispose (object);
}

static void
inflight_wait_class_init (InflightWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_wait_get_property;
  object_class->dispose = inflight_wait_dispose;

  /**
   * InflightWait:outcome:
   *
   * Why the wait returned; %INFLIGHT_OUTCOME_NONE until it does. Announced once.
   */
  properties[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL,
                       INFLIGHT_TYPE_OUTCOME, INFLIGHT_OUTCOME_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightWait:tally: (type gpointer)
   *
   * How the members stand, an #InflightTally. It stands still once the wait has
   * returned.
   */
  properties[PROP_TALLY] =
    g_param_spec_pointer ("tally", NULL, NULL,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightWait:unsettled:
   *
   * How many members have not settled by now. It goes on after the return of the
   * wait, unlike the tally, and is announced from then on, at most once a tick.
   */
  properties[PROP_UNSETTLED] =
    g_param_spec_uint ("unsettled", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightWait:retried:
   *
   * How many members a person retried, each once it had settled. They stay what
   * they are to the wait. Announced at most once a tick.
   */
  properties[PROP_RETRIED] =
    g_param_spec_uint ("retried", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_wait_init (InflightWait *self)
{
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
  self->member_set = g_hash_table_new (NULL, NULL);
}

/* What its members tell */

static void
member_changed (InflightTaskObserver *observer,
                InflightTask         *task,
                InflightTaskState     old)
{
  InflightWait *self = INFLIGHT_WAIT (observer);
  InflightTaskState state = inflight_task_get_state (task);

  if (!inflight_task_state_is_settled (state))
    return;

  self->n_unsettled--;
  if (self->outcome == INFLIGHT_OUTCOME_NONE)
    count (self, state);

  want_look (self);
}

static void
member_retried (InflightTaskObserver *observer)
{
  InflightWait *self = INFLIGHT_WAIT (observer);

  self->n_retried++;
  self->retried_changed = TRUE;
  want_look (self);
}

static void
task_observer_init (InflightTaskObserverInterface *iface)
{
  iface->changed = member_changed;
  iface->retried = member_retried;
}

/* What the network tells */

/* What settled in the same tick still counts. */
static void
limit_passed (InflightTickObserver *observer)
{
  InflightWait *self = INFLIGHT_WAIT (observer);

  self->limit_passed = TRUE;
  want_look (self);
}

/* Fixes the outcome, if there is one. Nobody hears of it yet: all waits decide on
 * the same picture before the first of them returns and changes it. */
static gboolean
decide (InflightTickObserver *observer,
        gint64                now_us)
{
  InflightWait *self = INFLIGHT_WAIT (observer);
  InflightOutcome outcome;

  self->look_wanted = FALSE;
  if (self->retried_changed)
    {
      self->retried_changed = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRIED]);
    }

  if (self->outcome != INFLIGHT_OUTCOME_NONE)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSETTLED]);
      return FALSE;
    }

  /* A cancellable that was cancelled before the wait began has no signal. */
  if (g_cancellable_is_cancelled (self->cancellable))
    outcome = INFLIGHT_OUTCOME_ABANDONED;
  else
    outcome = inflight_condition_evaluate (&self->condition, &self->tally);

  if (outcome == INFLIGHT_OUTCOME_NONE && self->limit_passed)
    outcome = INFLIGHT_OUTCOME_TIMED_OUT;

  if (outcome == INFLIGHT_OUTCOME_NONE)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TALLY]);
      return FALSE;
    }

  inflight_debug ("Wait %u returns: %s, %u of %u done", self->number,
                  inflight_enum_to_nick (INFLIGHT_TYPE_OUTCOME, outcome),
                  inflight_tally_get_done (&self->tally), self->members->len);
  self->outcome = outcome;
  self->returned_us = MAX (now_us, self->started_us);
  self->returned_number = inflight_network_get_event_number (self->network);
  stop (self);

  return TRUE;
}

/* Lets the aftermath happen and tells the world. */
static void
act (InflightTickObserver *observer)
{
  InflightWait *self = INFLIGHT_WAIT (observer);

  if (self->condition.then == INFLIGHT_THEN_CANCEL &&
      self->outcome != INFLIGHT_OUTCOME_ABANDONED)
    {
      inflight_network_cancel (self->network, self->members,
                               INFLIGHT_CANCEL_REASON_WAIT, self->number);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TALLY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

static void
tick_observer_init (InflightTickObserverInterface *iface)
{
  iface->decide = decide;
  iface->act = act;
  iface->limit_passed = limit_passed;
}

/* Everybody's side */

static void
cancelled_cb (GCancellable *cancellable,
              InflightWait *self)
{
  g_assert (INFLIGHT_IS_WAIT (self));

  inflight_wait_abandon (self);
}

static void
add_members (InflightWait *self,
             GPtrArray    *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      if (!g_hash_table_add (self->member_set, task))
        continue;

      g_ptr_array_add (self->members, g_object_ref (task));
      if (inflight_task_is_settled (task))
        count (self, inflight_task_get_state (task));
      inflight_task_add_wait (task, INFLIGHT_TASK_OBSERVER (self));
    }

  self->tally.members = self->members->len;
  self->before = self->tally;
  self->before.members = inflight_tally_get_done (&self->tally);
  self->n_unsettled = self->members->len - inflight_tally_get_done (&self->tally);
}

/**
 * inflight_wait_new:
 * @network: where the tasks run
 * @tasks: (element-type InflightTask): the members; repetitions collapse
 * @condition: when to return, within what time, and what happens then
 * @cancellable: (nullable): abandons the wait; to be cancelled on the main thread
 * @error: return location for an error
 *
 * Begins to wait, as asyncio's `wait()` does. It starts no task. It does not
 * return before the next tick, even if its condition is true already.
 *
 * Returns: (transfer full): a wait, or %NULL with the errors of
 *   inflight_condition_check()
 */
InflightWait *
inflight_wait_new (InflightNetwork          *network,
                   GPtrArray                *tasks,
                   const InflightCondition  *condition,
                   GCancellable             *cancellable,
                   GError                  **error)
{
  g_autoptr (InflightWait) self = NULL;
  gint64 now_us;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (network), NULL);
  g_return_val_if_fail (tasks != NULL, NULL);
  g_return_val_if_fail (condition != NULL, NULL);

  self = g_object_new (INFLIGHT_TYPE_WAIT, NULL);
  self->network = g_object_ref (network);
  self->condition = *condition;
  inflight_network_finish_cancelling (network);
  add_members (self, tasks);

  if (!inflight_condition_check (condition, self->members->len, error))
    return NULL;

  now_us = inflight_network_get_now_us (network);
  self->started_us = now_us;
  self->number = inflight_network_number_wait (network);
  inflight_debug ("Wait %u begins: %u of %u done", self->number,
                  inflight_tally_get_done (&self->tally), self->members->len);
  want_look (self);

  if (condition->within_us != INFLIGHT_NO_LIMIT)
    {
      gint64 within_us = CLAMP (condition->within_us, 0, G_MAXINT64 - now_us);

      self->limit = inflight_limit_new (self, now_us + within_us);
      inflight_network_set_limit (network, self->limit);
    }

  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled_id = g_signal_connect (cancellable, "cancelled",
                                             G_CALLBACK (cancelled_cb), self);
    }

  return g_steal_pointer (&self);
}

/**
 * inflight_wait_abandon:
 * @self: a wait
 *
 * Stops waiting. The tasks go on untouched, whatever the aftermath says. On a
 * wait that has returned this does nothing.
 */
void
inflight_wait_abandon (InflightWait *self)
{
  g_return_if_fail (INFLIGHT_IS_WAIT (self));

  if (self->outcome != INFLIGHT_OUTCOME_NONE)
    return;

  self->outcome = INFLIGHT_OUTCOME_ABANDONED;
  self->returned_us = inflight_network_get_now_us (self->network);
  self->returned_number = inflight_network_get_event_number (self->network);
  stop (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

/**
 * inflight_wait_cancel:
 * @self: a wait
 *
 * Asks for an end of those of its members that have not settled, for a person.
 */
void
inflight_wait_cancel (InflightWait *self)
{
  g_return_if_fail (INFLIGHT_IS_WAIT (self));

  inflight_network_cancel (self->network, self->members, INFLIGHT_CANCEL_REASON_USER, 0);
}

/**
 * inflight_wait_get_number:
 * @self: a wait
 *
 * Returns: its number among the waits of its network, from 1
 */
guint
inflight_wait_get_number (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), 0);

  return self->number;
}

/**
 * inflight_wait_get_condition:
 * @self: a wait
 *
 * Returns: (transfer none): what it waits for
 */
const InflightCondition *
inflight_wait_get_condition (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), NULL);

  return &self->condition;
}

/**
 * inflight_wait_get_outcome:
 * @self: a wait
 *
 * Returns: why it returned, %INFLIGHT_OUTCOME_NONE if it has not
 */
InflightOutcome
inflight_wait_get_outcome (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), INFLIGHT_OUTCOME_NONE);

  return self->outcome;
}

/**
 * inflight_wait_get_tally:
 * @self: a wait
 *
 * Returns: (transfer none): how its members stand, or stood when it returned
 */
const InflightTally *
inflight_wait_get_tally (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), NULL);

  return &self->tally;
}

/**
 * inflight_wait_get_before:
 * @self: a wait
 *
 * Returns: (transfer none): what had settled before the wait was made: its members
 *   that had, and the others that inflight_wait_add_before() told it of
 */
const InflightTally *
inflight_wait_get_before (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), NULL);

  return &self->before;
}

/**
 * inflight_wait_add_before:
 * @self: a wait that was just made
 * @others: tasks that are no members because they had settled
 *
 * Has the wait know what it came too late for. The condition does not look at it.
 */
void
inflight_wait_add_before (InflightWait        *self,
                          const InflightTally *others)
{
  g_return_if_fail (INFLIGHT_IS_WAIT (self));
  g_return_if_fail (others != NULL);

  self->before.members += others->members;
  self->before.succeeded += others->succeeded;
  self->before.failed += others->failed;
  self->before.cancelled += others->cancelled;
}

/**
 * inflight_wait_found_error:
 * @self: a wait
 *
 * Satisfied is not the same as good: a wait for the first error is satisfied by it.
 *
 * Returns: whether there is an error among the members that are done, or among what
 *   had settled before the wait was made, and the condition is not about successes
 *   alone
 */
gboolean
inflight_wait_found_error (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), FALSE);

  return inflight_condition_minds_errors (&self->condition) &&
         (inflight_condition_get_errors (&self->condition, &self->tally) > 0 ||
          inflight_condition_get_errors (&self->condition, &self->before) > 0);
}

/**
 * inflight_wait_get_elapsed_us:
 * @self: a wait
 * @now_us: the monotonic time, see inflight_network_get_now_us()
 *
 * Returns: how long it has waited, or did wait, in microseconds
 */
gint64
inflight_wait_get_elapsed_us (InflightWait *self,
                              gint64        now_us)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), 0);

  if (self->outcome != INFLIGHT_OUTCOME_NONE)
    now_us = self->returned_us;

  return MAX (0, now_us - self->started_us);
}

/**
 * inflight_wait_get_unsettled:
 * @self: a wait
 *
 * Returns: how many of its members have not settled by now, be it before or
 *   after its return
 */
guint
inflight_wait_get_unsettled (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), 0);

  return self->n_unsettled;
}

/**
 * inflight_wait_get_retried:
 * @self: a wait
 *
 * Returns: how many of its members a person retried, be it before or after its
 *   return
 */
guint
inflight_wait_get_retried (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), 0);

  return self->n_retried;
}

/**
 * inflight_wait_is_member:
 * @self: a wait
 * @task: a task
 *
 * Returns: whether @task is among the members
 */
gboolean
inflight_wait_is_member (InflightWait *self,
                         InflightTask *task)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), FALSE);

  return g_hash_table_contains (self->member_set, task);
}

/* Done is what had settled when the wait returned, be it at the end of a tick or,
 * abandoned, in the middle of one. */
static GPtrArray *
dup_members (InflightWait *self,
             gboolean      done)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->members->len; i++)
    {
      InflightTask *task = g_ptr_array_index (self->members, i);
      gboolean is_done = inflight_task_is_settled (task);

      if (is_done && self->outcome != INFLIGHT_OUTCOME_NONE)
        is_done = inflight_task_get_settled_number (task) <= self->returned_number;

      if (is_done == done)
        g_ptr_array_add (found, g_object_ref (task));
    }

  return found;
}

/**
 * inflight_wait_dup_done:
 * @self: a wait
 *
 * Returns: (transfer full) (element-type InflightTask): the members that had
 *   settled when it returned, or have by now; asyncio's “done”, in input order
 */
GPtrArray *
inflight_wait_dup_done (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), NULL);

  return dup_members (self, TRUE);
}

/**
 * inflight_wait_dup_pending:
 * @self: a wait
 *
 * Returns: (transfer full) (element-type InflightTask): the members that had not
 *   settled when it returned, or have not by now; asyncio's “pending”
 */
GPtrArray *
inflight_wait_dup_pending (InflightWait *self)
{
  g_return_val_if_fail (INFLIGHT_IS_WAIT (self), NULL);

  return dup_members (self, FALSE);
}
