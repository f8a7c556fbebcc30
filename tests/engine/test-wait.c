/* test-wait.c: what a wait promises beyond asyncio's
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-tasks.h"
#include "wait-watch.h"

/* Both in one tick: what settled up to the limit is consumed before it fires. */
static void
test_limit_in_tick (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "never", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) first = NULL;
  g_autoptr (WaitWatch) all = NULL;

  condition.within_us = 50 * MS;
  condition.until = INFLIGHT_UNTIL_FIRST;
  first = wait_watch_new (net->network, tasks, &condition, NULL);
  condition.until = INFLIGHT_UNTIL_ALL;
  all = wait_watch_new (net->network, tasks, &condition, NULL);

  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (first, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
  wait_watch_assert_returned (all, INFLIGHT_OUTCOME_TIMED_OUT, "0", "1");
  g_assert_cmpint (first->returned_us, ==, 50 * MS);
  g_assert_cmpint (all->returned_us, ==, 50 * MS);
}

static void
test_limit_beyond_time (VirtualNetwork *net,
                        gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) watch = NULL;

  net->now_us = 10 * MS;
  condition.within_us = G_MAXINT64 - 1;
  watch = wait_watch_new (net->network, tasks, &condition, NULL);

  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "");
}

/* Once a tick, however many members settle in it, and last with the outcome. */
static void
test_notify (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "fail?at=10",
                                                        "ok?at=10", "ok?at=20", "ok?at=30",
                                                        NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "done:4");
  g_autoptr (WaitWatch) other = wait_watch_new_until (net->network, tasks, "all");

  fake_run_until (net, 9 * MS);
  watch->n_tallies = other->n_tallies = 0;

  fake_run_until (net, 10 * MS);
  g_assert_cmpuint (watch->n_tallies, ==, 1);
  g_assert_cmpuint (other->n_tallies, ==, 1);
  g_assert_cmpuint (inflight_wait_get_tally (watch->wait)->succeeded, ==, 2);
  g_assert_cmpuint (inflight_wait_get_tally (watch->wait)->failed, ==, 1);

  fake_run_until (net, 1000 * MS);
  g_assert_cmpuint (watch->n_tallies, ==, 2);
  g_assert_cmpuint (other->n_tallies, ==, 3);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0123", "4");
  wait_watch_assert_returned (other, INFLIGHT_OUTCOME_SATISFIED, "01234", "");

  inflight_wait_abandon (watch->wait);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0123", "4");
}

static void
count_cb (InflightWait *wait,
          GParamSpec   *pspec,
          guint        *n_notified)
{
  *n_notified += 1;
}

/* What was left running is counted on, once a tick; the tally stands still. */
static void
test_unsettled (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "ok?at=20",
                                                        "fail?at=20", "ok?at=30", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first");
  guint n_notified = 0;

  g_signal_connect (watch->wait, "notify::unsettled", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpuint (inflight_wait_get_unsettled (watch->wait), ==, 4);

  fake_run_until (net, 10 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "123");
  g_assert_cmpuint (inflight_wait_get_unsettled (watch->wait), ==, 3);

  fake_run_until (net, 20 * MS);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (inflight_wait_get_unsettled (watch->wait), ==, 1);
  fake_run_until (net, 30 * MS);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (inflight_wait_get_unsettled (watch->wait), ==, 0);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "123");
}

/* Every wait decides on the same picture before the first aftermath. */
static void
test_decide_together (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "never", NULL);
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", NULL);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) before = NULL;
  g_autoptr (WaitWatch) cancelling = NULL;
  g_autoptr (WaitWatch) after = NULL;

  g_ptr_array_extend (members, tasks, NULL, NULL);
  g_ptr_array_add (members, nth (ready, 0));
  before = wait_watch_new_until (net->network, members, "first");
  condition.until = INFLIGHT_UNTIL_FIRST;
  condition.then = INFLIGHT_THEN_CANCEL;
  cancelling = wait_watch_new (net->network, members, &condition, NULL);
  after = wait_watch_new_until (net->network, members, "first");

  fake_run_until (net, 100 * MS);
  wait_watch_assert_returned (cancelling, INFLIGHT_OUTCOME_SATISFIED, "0", "12");
  wait_watch_assert_returned (before, INFLIGHT_OUTCOME_SATISFIED, "0", "12");
  wait_watch_assert_returned (after, INFLIGHT_OUTCOME_SATISFIED, "0", "12");
  g_assert_cmpint (inflight_task_get_state (nth (members, 1)), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_state (nth (members, 2)), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static void
test_then (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) timed_out = virtual_network_launch (net, "never", NULL);
  g_autoptr (GPtrArray) impossible = virtual_network_launch (net, "fail?at=10", "never", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) limit = NULL;
  g_autoptr (WaitWatch) never = NULL;

  condition.then = INFLIGHT_THEN_CANCEL;
  condition.within_us = 20 * MS;
  limit = wait_watch_new (net->network, timed_out, &condition, NULL);
  condition.until = INFLIGHT_UNTIL_OK;
  condition.k = 2;
  never = wait_watch_new (net->network, impossible, &condition, NULL);

  fake_run_until (net, 100 * MS);
  wait_watch_assert_returned (limit, INFLIGHT_OUTCOME_TIMED_OUT, "", "0");
  wait_watch_assert_returned (never, INFLIGHT_OUTCOME_IMPOSSIBLE, "0", "1");
  g_assert_cmpint (inflight_task_get_state (nth (timed_out, 0)), ==,
                   INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_state (nth (impossible, 1)), ==,
                   INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 2);
}

static void
test_cancellable (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) watch = NULL;
  g_autoptr (WaitWatch) late = NULL;

  condition.then = INFLIGHT_THEN_CANCEL;
  watch = wait_watch_new (net->network, tasks, &condition, cancellable);
  fake_run_until (net, 10 * MS);
  g_cancellable_cancel (cancellable);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_ABANDONED, "", "0");
  g_assert_cmpint (inflight_wait_get_elapsed_us (watch->wait, 99 * MS), ==, 10 * MS);

  /* One that was cancelled before is heard of at the next tick. */
  late = wait_watch_new (net->network, tasks, &condition, cancellable);
  wait_watch_assert_waiting (late);
  fake_run_until (net, 10 * MS);
  wait_watch_assert_returned (late, INFLIGHT_OUTCOME_ABANDONED, "", "0");

  fake_run_until (net, 100 * MS);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 0)), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
test_cancellable_after_return (VirtualNetwork *net,
                               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) watch = wait_watch_new (net->network, tasks, &condition, cancellable);

  fake_run_until (net, 100 * MS);
  g_cancellable_cancel (cancellable);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "");
}

static void
abandon_cb (InflightTask *task,
            GParamSpec   *pspec,
            InflightWait *wait)
{
  if (inflight_task_is_settled (task))
    inflight_wait_abandon (wait);
}

/* What settles after the wait was abandoned is not done to it, be it in the same
 * tick, in the next, or without the network. */
static void
test_abandon_freezes (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "ok?at=10",
                                                        "ok?at=20", NULL);
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", "ok", NULL);
  g_autoptr (WaitWatch) in_tick = wait_watch_new_until (net->network, tasks, "all");
  g_autoptr (WaitWatch) between = wait_watch_new_until (net->network, ready, "all");

  g_signal_connect (nth (tasks, 0), "notify::state", G_CALLBACK (abandon_cb), in_tick->wait);
  virtual_network_cancel (net, nth (ready, 0));
  inflight_wait_abandon (between->wait);
  virtual_network_cancel (net, nth (ready, 1));

  fake_run_until (net, 100 * MS);
  wait_watch_assert_returned (in_tick, INFLIGHT_OUTCOME_ABANDONED, "0", "12");
  wait_watch_assert_returned (between, INFLIGHT_OUTCOME_ABANDONED, "0", "1");
}

/* Nobody holds a wait: it goes with its last reference, and the tasks go on. */
static void
test_dispose_pending (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "ok?at=90", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  InflightWait *wait;

  condition.within_us = 20 * MS;
  condition.then = INFLIGHT_THEN_CANCEL;
  wait = inflight_wait_new (net->network, tasks, &condition, cancellable, &error);
  g_assert_no_error (error);
  fake_run_until (net, 10 * MS);
  g_assert_finalize_object (wait);

  g_cancellable_cancel (cancellable);
  fake_run_until (net, 100 * MS);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 0)), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 1)), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
drop_wait_cb (InflightTask  *task,
              GParamSpec    *pspec,
              InflightWait **wait)
{
  if (inflight_task_is_settled (task))
    g_clear_object (wait);
}

/* It goes in the tick in which its limit passes, before that is heard of. */
static void
test_dispose_in_limit_tick (VirtualNetwork *net,
                            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) members = virtual_network_launch (net, "never", NULL);
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  gpointer pointer;
  InflightWait *wait;

  condition.within_us = 50 * MS;
  wait = inflight_wait_new (net->network, members, &condition, NULL, NULL);
  pointer = wait;
  g_object_add_weak_pointer (G_OBJECT (wait), &pointer);
  g_signal_connect (nth (tasks, 0), "notify::state", G_CALLBACK (drop_wait_cb), &wait);

  fake_run_until (net, 49 * MS);
  g_assert_nonnull (pointer);
  fake_run_until (net, 100 * MS);
  g_assert_null (pointer);
}

static void
unref_wait (WaitWatch *watch,
            gpointer   user_data)
{
  g_clear_object (&watch->wait);
}

static void
test_unref_in_callback (VirtualNetwork *net,
                        gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "ok?at=90", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first");
  gpointer pointer = watch->wait;

  watch->func = unref_wait;
  g_object_add_weak_pointer (G_OBJECT (pointer), &pointer);
  fake_run_until (net, 100 * MS);

  g_assert_cmpuint (watch->n_outcomes, ==, 1);
  g_assert_null (pointer);
}

/* The network goes first: its waits and tasks outlive it, in peace. */
static void
test_dispose_network (void)
{
  VirtualNetwork net = { 0, };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) ready = NULL;
  WaitWatch *watch;
  WaitWatch *unlaunched;
  InflightWait *wait;

  virtual_network_set_up (&net, NULL);
  tasks = virtual_network_launch (&net, "ok?at=50", "ok?at=90", NULL);
  ready = virtual_network_add (&net, "ok", NULL);
  watch = wait_watch_new_until (net.network, tasks, "all");
  unlaunched = wait_watch_new_until (net.network, ready, "all");

  /* They are queued: nothing has been started before the first tick. */
  g_object_run_dispose (G_OBJECT (net.network));
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "");
  g_assert_cmpuint (watch->returned_tally.cancelled, ==, 2);
  g_assert_cmpint (inflight_task_get_cancel_reason (nth (tasks, 0)), ==,
                   INFLIGHT_CANCEL_REASON_QUIT);

  wait_watch_assert_waiting (unlaunched);
  inflight_wait_abandon (unlaunched->wait);
  wait_watch_assert_returned (unlaunched, INFLIGHT_OUTCOME_ABANDONED, "", "0");

  g_signal_handlers_disconnect_by_data (unlaunched->wait, unlaunched);
  wait = g_steal_pointer (&unlaunched->wait);
  wait_watch_free (unlaunched);
  g_assert_finalize_object (wait);
  wait_watch_free (watch);

  g_clear_pointer (&net.options, inflight_options_unref);
  g_assert_finalize_object (net.batch);
  g_assert_finalize_object (net.network);
}

static void
test_numbers (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", NULL);
  g_autoptr (GPtrArray) others = virtual_network_launch (net, "ok?at=50", NULL);
  g_autoptr (WaitWatch) first = wait_watch_new_until (net->network, tasks, "all");
  g_autoptr (WaitWatch) second = wait_watch_new_until (net->network, tasks, "ok:1");

  g_assert_cmpuint (inflight_wait_get_number (first->wait), ==, 1);
  g_assert_cmpuint (inflight_wait_get_number (second->wait), ==, 2);
  g_assert_cmpint (inflight_wait_get_condition (second->wait)->until, ==, INFLIGHT_UNTIL_OK);
  g_assert_cmpuint (inflight_wait_get_condition (second->wait)->k, ==, 1);
  g_assert_true (inflight_wait_is_member (first->wait, nth (tasks, 0)));
  g_assert_false (inflight_wait_is_member (first->wait, nth (others, 0)));

  fake_run_until (net, 20 * MS);
  g_assert_cmpint (inflight_wait_get_elapsed_us (first->wait, net->now_us), ==, 20 * MS);
  fake_run_until (net, 90 * MS);
  g_assert_cmpint (inflight_wait_get_elapsed_us (first->wait, net->now_us), ==, 50 * MS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/engine/wait/limit/in-tick", test_limit_in_tick);
  VIRTUAL_ADD ("/engine/wait/limit/beyond-time", test_limit_beyond_time);
  VIRTUAL_ADD ("/engine/wait/notify", test_notify);
  VIRTUAL_ADD ("/engine/wait/unsettled", test_unsettled);
  VIRTUAL_ADD ("/engine/wait/decide-together", test_decide_together);
  VIRTUAL_ADD ("/engine/wait/then", test_then);
  VIRTUAL_ADD ("/engine/wait/cancellable", test_cancellable);
  VIRTUAL_ADD ("/engine/wait/cancellable/after-return", test_cancellable_after_return);
  VIRTUAL_ADD ("/engine/wait/abandon-freezes", test_abandon_freezes);
  VIRTUAL_ADD ("/engine/wait/dispose/pending", test_dispose_pending);
  VIRTUAL_ADD ("/engine/wait/dispose/in-limit-tick", test_dispose_in_limit_tick);
  VIRTUAL_ADD ("/engine/wait/dispose/in-callback", test_unref_in_callback);
  g_test_add_func ("/engine/wait/dispose/network", test_dispose_network);
  VIRTUAL_ADD ("/engine/wait/numbers", test_numbers);

  return g_test_run ();
}
