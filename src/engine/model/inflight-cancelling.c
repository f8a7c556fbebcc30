/* inflight-cancelling.c: asking for the end of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-network-private.h"

#include "inflight-base-private.h"
#include "inflight-batch-private.h"
#include "inflight-task-private.h"

/* How long a turn may be. */
#define SLICE_US 4000

/* So many are cancelled between two looks at the clock. */
#define TASKS_AT_ONCE 256

static G_DEFINE_QUARK (inflight-network-cancelling, cancelling)

/**
 * Cancelling:
 *
 * A million tasks can be cancelled, some in each turn of the main loop, in their
 * order. Until its turn comes a task is what it was, and may settle as it would
 * have; but none begins meanwhile. Whoever asks for something else has it finished
 * first.
 */
typedef struct
{
  InflightNetwork      *network;        /* not held: it has the chores */
  GPtrArray            *tasks;          /* or those that a batch has now */
  InflightBatch        *batch;
  guint                 n_seen;
  guint                 n_tasks;

  InflightTaskIs        is;
  InflightCancelReason  reason;
  guint                 wait_number;
  gint64                now_us;
  guint                 n_pending;
  gboolean              pauses;
} Cancelling;

static void
cancelling_clear (gpointer data)
{
  Cancelling *self = data;

  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->batch);
}

static void
cancelling_unref (gpointer data)
{
  g_rc_box_release_full (data, cancelling_clear);
}

static void
end (gpointer data)
{
  Cancelling *self = data;

  if (self->pauses)
    inflight_network_set_paused (self->network, FALSE);
  cancelling_unref (self);
}

static InflightTask *
peek_task (Cancelling *self,
           guint       index)
{
  return self->tasks != NULL ? g_ptr_array_index (self->tasks, index)
                             : inflight_task_model_peek (self->batch->tasks, index);
}

static void
cancel_some (Cancelling *self,
             GPtrArray  *jobs)
{
  guint last = MIN (self->n_tasks, self->n_seen + TASKS_AT_ONCE);

  while (self->n_seen < last)
    {
      InflightTask *task = peek_task (self, self->n_seen++);

      if (inflight_task_is_settled (task) || (self->is != NULL && !self->is (task)))
        continue;

      self->n_pending++;
      if (inflight_task_begin_cancel (task, self->reason, self->wait_number, self->now_us,
                                      inflight_network_next_event_number (self->network)))
        g_ptr_array_add (jobs, inflight_job_ref (inflight_task_get_job (task)));
    }
}

static gboolean
cancel (gpointer data,
        gint64   end_us)
{
  Cancelling *self = data;
  g_autoptr (GPtrArray) jobs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_job_unref);
  guint n_before = self->n_pending;

  while (self->n_seen < self->n_tasks)
    {
      cancel_some (self, jobs);
      if (g_get_monotonic_time () > end_us)
        break;
    }

  /* Before what is cancelled leaves room for others. */
  if (self->n_seen < self->n_tasks && !self->pauses)
    {
      self->pauses = TRUE;
      inflight_network_set_paused (self->network, TRUE);
    }

  if (self->n_pending > n_before)
    inflight_debug ("Cancel of %u tasks, %u of them not at once", self->n_pending - n_before,
                    jobs->len);
  inflight_network_post_jobs (self->network, INFLIGHT_MESSAGE_CANCEL, jobs);

  return self->n_seen == self->n_tasks;
}

static Cancelling *
cancelling_new (InflightNetwork      *network,
                InflightCancelReason  reason,
                guint                 wait_number)
{
  Cancelling *self = g_rc_box_new0 (Cancelling);

  self->network = network;
  self->reason = reason;
  self->wait_number = wait_number;
  self->now_us = inflight_network_get_now_us (network);

  return self;
}

static void
chores_free (gpointer data)
{
  inflight_chores_free (data);
}

/* A virtual network, whose time stands still, does it all at once. */
static InflightChores *
need_chores (InflightNetwork *network)
{
  InflightChores *chores = g_object_get_qdata (G_OBJECT (network), cancelling_quark ());

  if (chores == NULL)
    {
      chores = inflight_chores_new (inflight_network_is_virtual (network) ? G_MAXINT64
                                                                          : SLICE_US);
      g_object_set_qdata_full (G_OBJECT (network), cancelling_quark (), chores, chores_free);
    }

  return chores;
}

/* Takes it. Returns how many were pending of those that were seen. */
static guint
begin (Cancelling *self)
{
  guint n_pending;

  inflight_chores_add (need_chores (self->network), cancel, g_rc_box_acquire (self), end);
  n_pending = self->n_pending;
  cancelling_unref (self);

  return n_pending;
}

/**
 * inflight_network_cancel:
 * @self: a network
 * @tasks: (element-type InflightTask): tasks, a list that nobody edits from now on;
 *   those settled are passed over
 * @reason: who asks
 * @wait_number: the wait that asks, if one does, otherwise 0
 *
 * Asks for an end of tasks, as asyncio's `Task.cancel()`. A task that was not
 * launched is cancelled at once; one that was is cancelling until the network
 * thread has answered, and can still succeed or fail. Of a great many the first are
 * asked at once, and the others while the main loop goes on, see
 * inflight_network_finish_cancelling().
 *
 * Returns: how many had not settled, of those that were asked at once
 */
guint
inflight_network_cancel (InflightNetwork      *self,
                         GPtrArray            *tasks,
                         InflightCancelReason  reason,
                         guint                 wait_number)
{
  Cancelling *cancelling;

  g_return_val_if_fail (INFLIGHT_IS_NETWORK (self), 0);
  g_return_val_if_fail (tasks != NULL, 0);

  cancelling = cancelling_new (self, reason, wait_number);
  cancelling->tasks = g_ptr_array_ref (tasks);
  cancelling->n_tasks = tasks->len;

  return begin (cancelling);
}

/**
 * inflight_batch_cancel:
 * @self: a batch
 * @is: (nullable) (scope forever): which of its tasks are to be cancelled; %NULL for
 *   all
 * @reason: who asks
 *
 * Cancels the tasks that it has now, as inflight_network_cancel() does.
 */
void
inflight_batch_cancel (InflightBatch        *self,
                       InflightTaskIs        is,
                       InflightCancelReason  reason)
{
  Cancelling *cancelling;

  g_return_if_fail (INFLIGHT_IS_BATCH (self));

  cancelling = cancelling_new (self->network, reason, 0);
  cancelling->batch = g_object_ref (self);
  cancelling->n_tasks = inflight_batch_get_n_tasks (self);
  cancelling->is = is;
  begin (cancelling);
}

/**
 * inflight_network_finish_cancelling:
 * @self: a network
 *
 * Has every task be asked to end for which that was wanted. To be called before
 * anything else is wanted of tasks, or made to depend on how they stand.
 */
void
inflight_network_finish_cancelling (InflightNetwork *self)
{
  InflightChores *chores = g_object_get_qdata (G_OBJECT (self), cancelling_quark ());

  if (chores != NULL)
    inflight_chores_finish (chores);
}
