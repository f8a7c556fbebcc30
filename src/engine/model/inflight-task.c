/* inflight-task.c: one request being carried out
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-private.h"

#include "inflight-uri.h"

/**
 * InflightTask:
 *
 * A request being carried out: asyncio's Task. It lives on the main thread and
 * learns from the events of the network thread how it stands.
 *
 * Everything that changes with the state is announced by `notify::state` alone;
 * bytes that arrive in between by `notify::bytes`.
 */
struct _InflightTask
{
  GObject               parent_instance;

  /* Borrowed */
  InflightTaskObserver *batch;
  GSList               *waits;
  InflightTask         *latest;
  GList                *body_link;

  /* Owned */
  GPtrArray            *earlier;
  InflightRequest      *request;
  InflightJob          *job;
  InflightResult       *result;
  InflightTaskObserver *removal;

  InflightTaskState     state;
  InflightCancelReason  cancel_reason;
  guint                 cancel_wait;
  guint                 position;
  guint                 rank;
  guint                 end_ms;
  guint64               bytes;
  gint64                launched_us;
  gint64                held_until_us;
  gint64                started_us;
  gint64                settled_us;
  guint64               settled_number;
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_BYTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightTask, inflight_task, G_TYPE_OBJECT)

static void
set_state (InflightTask      *self,
           InflightTaskState  state)
{
  InflightTaskState old = self->state;

  if (!inflight_task_state_may_follow (old, state))
    g_error ("A task cannot go from %s to %s",
             inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, old),
             inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, state));

  self->state = state;

  /* Waits hear of it before anybody else does, and look at it at the tick's end. */
  for (GSList *l = self->waits; l != NULL; l = l->next)
    inflight_task_observer_changed (l->data, self, old);

  if (self->batch != NULL)
    inflight_task_observer_changed (self->batch, self, old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
settle (InflightTask      *self,
        InflightTaskState  state,
        gint64             now_us,
        guint64            number)
{
  self->settled_us = now_us;
  self->settled_number = number;
  set_state (self, state);
}

static void
inflight_task_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InflightTask *self = INFLIGHT_TASK (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_BYTES:
      g_value_set_uint64 (value, inflight_task_get_bytes (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_latest (GPtrArray    *earlier,
            InflightTask *latest)
{
  for (guint i = 0; i < earlier->len; i++)
    INFLIGHT_TASK (g_ptr_array_index (earlier, i))->latest = latest;
}

static void
inflight_task_finalize (GObject *object)
{
  InflightTask *self = INFLIGHT_TASK (object);

  /* A job under way holds its task, and a wait its members. */
  g_assert (self->job == NULL);
  g_assert (self->waits == NULL);

  if (self->earlier != NULL)
    set_latest (self->earlier, NULL);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_object (&self->removal);
  g_clear_pointer (&self->result, inflight_result_free);
  inflight_request_unref (self->request);

  G_OBJECT_CLASS (inflight_task_parent_class)->finalize (object);
}

static void
inflight_task_class_init (InflightTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inflight_task_get_property;
  object_class->finalize = inflight_task_finalize;

  /**
   * InflightTask:state:
   *
   * Where the task stands.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       INFLIGHT_TYPE_TASK_STATE, INFLIGHT_TASK_STATE_READY,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightTask:bytes:
   *
   * How many bytes of the body arrived, decoded. Announced at most ten times a
   * second while they arrive.
   */
  properties[PROP_BYTES] =
    g_param_spec_uint64 ("bytes", NULL, NULL,
                         0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_task_init (InflightTask *self)
{
}

/* The engine's side */

InflightTask *
inflight_task_new (InflightRequest      *request,
                   InflightTaskObserver *batch,
                   guint                 position)
{
  InflightTask *self = g_object_new (INFLIGHT_TYPE_TASK, NULL);

  self->request = inflight_request_ref (request);
  self->batch = batch;
  self->position = position;

  return self;
}

/* The last task of a row holds all that were there before it, so that however
 * often it is retried, none of them holds another. */
InflightTask *
inflight_task_new_again (InflightTask *task)
{
  InflightTask *self = inflight_task_new (task->request, task->batch, task->position);

  g_assert (inflight_task_is_settled (task));
  g_assert (task->latest == NULL);

  self->earlier = g_steal_pointer (&task->earlier);
  if (self->earlier == NULL)
    self->earlier = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->earlier, g_object_ref (task));
  set_latest (self->earlier, self);

  for (GSList *l = task->waits; l != NULL; l = l->next)
    inflight_task_observer_retried (l->data);
  inflight_task_leave_batch (task);

  return self;
}

void
inflight_task_leave_batch (InflightTask *self)
{
  self->batch = NULL;
}

/* A batch took in all of another, in which so many positions and ranks had been
 * given. Those that were retried are in no batch. */
void
inflight_task_join_batch (InflightTask         *self,
                          InflightTaskObserver *batch,
                          guint                 n_positions,
                          guint                 n_ranks)
{
  self->batch = batch;
  self->position += n_positions;
  if (self->rank > 0)
    self->rank += n_ranks;

  for (guint i = 0; self->earlier != NULL && i < self->earlier->len; i++)
    inflight_task_join_batch (g_ptr_array_index (self->earlier, i), NULL, n_positions, n_ranks);
}

/* That is what it was removed with, will be, or has come back from. */
void
inflight_task_set_removal (InflightTask         *self,
                           InflightTaskObserver *removal)
{
  g_set_object (&self->removal, removal);
}

InflightTaskObserver *
inflight_task_get_removal (InflightTask *self)
{
  return self->removal;
}

/* Where its batch has it among those whose answers are kept. */
void
inflight_task_set_body_link (InflightTask *self,
                             GList        *link)
{
  self->body_link = link;
}

GList *
inflight_task_get_body_link (InflightTask *self)
{
  return self->body_link;
}

/* What is not shown any more does not start, even if it was asked to. */
gboolean
inflight_task_may_launch (InflightTask *self)
{
  return self->state == INFLIGHT_TASK_STATE_READY &&
         (self->removal == NULL || inflight_task_observer_is_shown (self->removal)) &&
         (self->batch == NULL || inflight_task_observer_is_shown (self->batch));
}

gboolean
inflight_task_is_waited_for (InflightTask *self)
{
  return !inflight_task_is_settled (self) && self->waits != NULL;
}

void
inflight_task_set_rank (InflightTask *self,
                        guint         rank)
{
  self->rank = rank;
}

/* How long after the beginning of its run it settled, rounded up. */
void
inflight_task_set_end_ms (InflightTask *self,
                          guint         end_ms)
{
  self->end_ms = end_ms;
}

guint
inflight_task_get_end_ms (InflightTask *self)
{
  return self->end_ms;
}

/* Returns the job to be submitted; it holds the task until it settled. */
InflightJob *
inflight_task_launch (InflightTask *self,
                      gint64        now_us)
{
  g_assert (self->state == INFLIGHT_TASK_STATE_READY);

  self->launched_us = now_us;
  self->job = inflight_job_new (self->request, g_object_ref (self), now_us);
  set_state (self, INFLIGHT_TASK_STATE_QUEUED);

  return inflight_job_ref (self->job);
}

/* Returns whether the network thread must be asked. A task that was never
 * launched settles at once. */
gboolean
inflight_task_begin_cancel (InflightTask         *self,
                            InflightCancelReason  reason,
                            guint                 wait_number,
                            gint64                now_us,
                            guint64               number)
{
  g_assert (!inflight_task_is_settled (self));

  if (self->state == INFLIGHT_TASK_STATE_CANCELLING)
    return FALSE;

  self->cancel_reason = reason;
  self->cancel_wait = wait_number;

  if (self->state == INFLIGHT_TASK_STATE_READY)
    {
      self->launched_us = now_us;
      settle (self, INFLIGHT_TASK_STATE_CANCELLED, now_us, number);
      return FALSE;
    }

  set_state (self, INFLIGHT_TASK_STATE_CANCELLING);

  return TRUE;
}

InflightJob *
inflight_task_get_job (InflightTask *self)
{
  return self->job;
}

/* Returns: (nullable): what it came to, once it has settled. */
InflightResult *
inflight_task_peek_result (InflightTask *self)
{
  return self->result;
}

static void
apply_settled (InflightTask  *self,
               InflightEvent *event,
               guint64        number)
{
  g_autoptr (InflightTask) kept = g_object_ref (self);

  self->result = g_steal_pointer (&event->result);
  self->bytes = self->result->bytes;

  /* The job gives back its hold of the task. */
  g_object_unref (g_steal_pointer (&self->job->owner));
  g_clear_pointer (&self->job, inflight_job_unref);

  /* Only the end of the network cancels what nobody here asked it to. */
  if (event->state == INFLIGHT_TASK_STATE_CANCELLED &&
      self->state != INFLIGHT_TASK_STATE_CANCELLING)
    {
      self->cancel_reason = INFLIGHT_CANCEL_REASON_QUIT;
      set_state (self, INFLIGHT_TASK_STATE_CANCELLING);
    }

  settle (self, event->state, event->stamp_us, number);
}

void
inflight_task_apply (InflightTask  *self,
                     InflightEvent *event,
                     guint64        number)
{
  switch (event->kind)
    {
    case INFLIGHT_EVENT_STATE:
      /* It was on its way when cancel was asked for. */
      if (self->state == INFLIGHT_TASK_STATE_CANCELLING)
        return;

      /* From leaving the queue, redirects included, and per attempt. */
      self->held_until_us = event->until_us;
      if (event->state == INFLIGHT_TASK_STATE_HELD)
        self->started_us = 0;
      else if (self->state == INFLIGHT_TASK_STATE_QUEUED && self->started_us == 0)
        self->started_us = event->stamp_us;
      set_state (self, event->state);
      break;

    case INFLIGHT_EVENT_PROGRESS:
      self->bytes = event->bytes;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
      break;

    case INFLIGHT_EVENT_SETTLED:
      apply_settled (self, event, number);
      break;

    case INFLIGHT_EVENT_LIMIT:
      g_assert_not_reached ();
    }
}

guint64
inflight_task_get_settled_number (InflightTask *self)
{
  return self->settled_number;
}

/* The wait is not held: it takes itself off the list before it goes. */
void
inflight_task_add_wait (InflightTask         *self,
                        InflightTaskObserver *wait)
{
  self->waits = g_slist_prepend (self->waits, wait);
}

void
inflight_task_remove_wait (InflightTask         *self,
                           InflightTaskObserver *wait)
{
  self->waits = g_slist_remove (self->waits, wait);
}

/* Everybody's side */

/**
 * inflight_task_get_request:
 * @self: a task
 *
 * Returns: (transfer none): what is fetched
 */
InflightRequest *
inflight_task_get_request (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  return self->request;
}

/**
 * inflight_task_get_earlier:
 * @self: a task
 *
 * Returns: (transfer none) (nullable) (element-type InflightTask): the tasks in
 *   whose place it is because a person retried them, oldest first; %NULL if it is
 *   the first there, and once it was retried itself
 */
GPtrArray *
inflight_task_get_earlier (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  return self->earlier;
}

/**
 * inflight_task_get_latest:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the task that is in its place because a
 *   person retried it, however often; %NULL if nobody did, or that one is gone
 */
InflightTask *
inflight_task_get_latest (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), NULL);

  return self->latest;
}

/**
 * inflight_task_get_position:
 * @self: a task
 *
 * Returns: its place in the input order, from 1
 */
guint
inflight_task_get_position (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->position;
}

/**
 * inflight_task_get_rank:
 * @self: a task
 *
 * Returns: its place in the completion order of its batch, from 1; 0 as long as
 *   it has not settled
 */
guint
inflight_task_get_rank (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->rank;
}

/**
 * inflight_task_get_state:
 * @self: a task
 *
 * Returns: where it stands
 */
InflightTaskState
inflight_task_get_state (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), INFLIGHT_TASK_STATE_READY);

  return self->state;
}

/**
 * inflight_task_is_settled:
 * @self: a task
 *
 * Returns: whether its state is final
 */
gboolean
inflight_task_is_settled (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), FALSE);

  return inflight_task_state_is_settled (self->state);
}

/**
 * inflight_task_get_bytes:
 * @self: a task
 *
 * Returns: the size of the body in bytes, decoded, as far as it arrived
 */
guint64
inflight_task_get_bytes (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->bytes;
}

/**
 * inflight_task_get_held_until_us:
 * @self: a task
 *
 * Returns: until when it is held, on the clock of inflight_network_get_now_us(),
 *   in microseconds; 0 if it is not
 */
gint64
inflight_task_get_held_until_us (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->state == INFLIGHT_TASK_STATE_HELD ? self->held_until_us : 0;
}

/**
 * inflight_task_get_launched_us:
 * @self: a task
 *
 * Returns: when it was launched, on the clock of inflight_network_get_now_us(),
 *   in microseconds; 0 before
 */
gint64
inflight_task_get_launched_us (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->launched_us;
}

/**
 * inflight_task_get_started_us:
 * @self: a task
 *
 * Returns: when it left the queue, in its last attempt, on the clock of
 *   inflight_network_get_now_us(), in microseconds; 0 before, while it is held,
 *   and if it was queued or held when it settled
 */
gint64
inflight_task_get_started_us (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  /* Nothing is heard of what was cancelled meanwhile. */
  if (self->result != NULL)
    return self->result->elapsed_us > 0 ? self->settled_us - self->result->elapsed_us : 0;

  return self->started_us;
}

/**
 * inflight_task_get_elapsed_us:
 * @self: a task
 * @now_us: the monotonic time, see g_get_monotonic_time()
 *
 * Returns: the time since it left the queue, in microseconds; it stands still
 *   once the task has settled, and is 0 if it never left
 */
gint64
inflight_task_get_elapsed_us (InflightTask *self,
                              gint64        now_us)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  if (self->result != NULL)
    return self->result->elapsed_us;

  if (self->started_us == 0 || self->settled_us != 0)
    return 0;

  return MAX (0, now_us - self->started_us);
}

/**
 * inflight_task_get_since_launch_us:
 * @self: a task
 *
 * Returns: the time from launch to settling, in microseconds; 0 before
 */
gint64
inflight_task_get_since_launch_us (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->settled_us != 0 ? MAX (0, self->settled_us - self->launched_us) : 0;
}

/**
 * inflight_task_get_cancel_reason:
 * @self: a task
 *
 * Returns: who asked for a cancel first. A task that succeeded or failed can
 *   have one: it finished although cancelled.
 */
InflightCancelReason
inflight_task_get_cancel_reason (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), INFLIGHT_CANCEL_REASON_NONE);

  return self->cancel_reason;
}

/**
 * inflight_task_get_cancel_wait:
 * @self: a task
 *
 * Returns: the number of the wait whose aftermath cancelled it, or 0
 */
guint
inflight_task_get_cancel_wait (InflightTask *self)
{
  g_return_val_if_fail (INFLIGHT_IS_TASK (self), 0);

  return self->cancel_wait;
}

/**
 * inflight_task_drop_answer:
 * @self: a task that has settled; the options of its request keep no answers, see
 *   inflight_options_set_keeps_answer()
 *
 * Lets go of what it came to, once that was looked at: status, title, error, times
 * and exchanges. State, rank and size stay.
 */
void
inflight_task_drop_answer (InflightTask *self)
{
  g_return_if_fail (INFLIGHT_IS_TASK (self));
  g_return_if_fail (inflight_task_is_settled (self));
  g_return_if_fail (!inflight_options_get_keeps_answer (
    inflight_request_get_options (self->request)));

  g_clear_pointer (&self->result, inflight_result_free);
}
