/* wait-watch.c: a wait, and what it said
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "wait-watch.h"

static void
notify_outcome_cb (InflightWait *wait,
                   GParamSpec   *pspec,
                   WaitWatch    *self)
{
  InflightOutcome outcome;

  g_assert_true (INFLIGHT_IS_WAIT (wait));

  g_object_get (wait, "outcome", &outcome, NULL);
  g_assert_cmpint (outcome, !=, INFLIGHT_OUTCOME_NONE);
  g_assert_cmpint (outcome, ==, inflight_wait_get_outcome (wait));

  self->n_outcomes++;
  self->returned_us = inflight_network_get_now_us (self->network);
  self->returned_tally = *inflight_wait_get_tally (wait);

  if (self->func != NULL)
    self->func (self, self->user_data);
}

static void
notify_tally_cb (InflightWait *wait,
                 GParamSpec   *pspec,
                 WaitWatch    *self)
{
  const InflightTally *tally;

  g_assert_true (INFLIGHT_IS_WAIT (wait));

  g_object_get (wait, "tally", &tally, NULL);
  g_assert_true (tally == inflight_wait_get_tally (wait));

  self->n_tallies++;
}

/**
 * wait_watch_new:
 * @network: where the tasks run
 * @tasks: the members
 * @condition: the condition
 * @cancellable: (nullable): abandons the wait
 *
 * Returns: (transfer full): a new wait and its watch
 */
WaitWatch *
wait_watch_new (InflightNetwork         *network,
                GPtrArray               *tasks,
                const InflightCondition *condition,
                GCancellable            *cancellable)
{
  WaitWatch *self = g_new0 (WaitWatch, 1);
  g_autoptr (GError) error = NULL;

  self->network = network;
  self->tasks = g_ptr_array_ref (tasks);
  self->wait = inflight_wait_new (network, tasks, condition, cancellable, &error);
  g_assert_no_error (error);
  g_assert_true (INFLIGHT_IS_WAIT (self->wait));

  g_signal_connect (self->wait, "notify::outcome", G_CALLBACK (notify_outcome_cb), self);
  g_signal_connect (self->wait, "notify::tally", G_CALLBACK (notify_tally_cb), self);

  return self;
}

/**
 * wait_watch_new_until:
 * @network: where the tasks run
 * @tasks: the members
 * @until: as for inflight_condition_set_until()
 *
 * Returns: (transfer full): a new wait without a limit, and its watch
 */
WaitWatch *
wait_watch_new_until (InflightNetwork *network,
                      GPtrArray       *tasks,
                      const char      *until)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GError) error = NULL;

  inflight_condition_set_until (&condition, until, &error);
  g_assert_no_error (error);

  return wait_watch_new (network, tasks, &condition, NULL);
}

/* The same, for a time only, and with an aftermath. */
WaitWatch *
wait_within (InflightNetwork *network,
             GPtrArray       *tasks,
             const char      *until,
             gint64           within_us,
             InflightThen     then)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  g_assert_true (inflight_condition_set_until (&condition, until, NULL));
  condition.within_us = within_us;
  condition.then = then;

  return wait_watch_new (network, tasks, &condition, NULL);
}

/* The wait must go with it, unless it is due to be looked at. */
void
wait_watch_free (WaitWatch *self)
{
  if (self->wait != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->wait, self);
      g_object_unref (self->wait);
    }

  g_ptr_array_unref (self->tasks);
  g_free (self);
}

/* The places of @members among the tasks, as text: “02” is the first and the
 * third. */
static char *
name_members (WaitWatch *self,
              GPtrArray *members)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < members->len; i++)
    {
      guint index;

      g_assert_true (g_ptr_array_find (self->tasks, g_ptr_array_index (members, i), &index));
      g_string_append_c (text, '0' + index);
    }

  return g_string_free (text, FALSE);
}

void
wait_watch_assert_waiting (WaitWatch *self)
{
  g_assert_cmpint (inflight_wait_get_outcome (self->wait), ==, INFLIGHT_OUTCOME_NONE);
  g_assert_cmpuint (self->n_outcomes, ==, 0);
}

/**
 * wait_watch_assert_returned:
 * @self: a watch
 * @outcome: the outcome that it must have announced, once
 * @done: the members that must be done, each as its place from 0
 * @pending: the members that must be pending
 *
 * May be asked at any time after the return: the answer stands.
 */
void
wait_watch_assert_returned (WaitWatch       *self,
                            InflightOutcome  outcome,
                            const char      *done,
                            const char      *pending)
{
  g_autoptr (GPtrArray) done_tasks = inflight_wait_dup_done (self->wait);
  g_autoptr (GPtrArray) pending_tasks = inflight_wait_dup_pending (self->wait);
  g_autofree char *done_names = name_members (self, done_tasks);
  g_autofree char *pending_names = name_members (self, pending_tasks);
  const InflightTally *tally = inflight_wait_get_tally (self->wait);

  g_assert_cmpint (inflight_wait_get_outcome (self->wait), ==, outcome);
  g_assert_cmpuint (self->n_outcomes, ==, 1);
  g_assert_cmpstr (done_names, ==, done);
  g_assert_cmpstr (pending_names, ==, pending);

  g_assert_cmpmem (tally, sizeof *tally, &self->returned_tally, sizeof *tally);
  g_assert_cmpuint (inflight_tally_get_done (tally), ==, done_tasks->len);
  g_assert_cmpuint (tally->members, ==, done_tasks->len + pending_tasks->len);
}
