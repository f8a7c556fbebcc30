/* test-wait-vectors.c: what asyncio's wait() does, case by case
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-tasks.h"
#include "wait-watch.h"

/* Each of these was measured on asyncio of CPython 3.11; T0, T1 … are tasks. */

static void
assert_nth (GPtrArray         *tasks,
            guint              index,
            InflightTaskState  state)
{
  g_assert_cmpint (inflight_task_get_state (nth (tasks, index)), ==, state);
}

static void
vector_01 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  const char *conditions[] = { "all", "first", "first-error", "first-success", "ok:1", "done:1" };
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autoptr (GError) error = NULL;

      g_assert_true (inflight_condition_set_until (&condition, conditions[i], NULL));
      g_assert_null (inflight_wait_new (net->network, tasks, &condition, NULL, &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_NO_MEMBERS);
    }

  g_assert_false (inflight_network_advance (net->network));
}

static void
vector_02 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (inflight_condition_set_until (&condition, "last", &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION);
  g_clear_error (&error);

  condition.until = INFLIGHT_UNTIL_DONE + 1;
  g_assert_null (inflight_wait_new (net->network, tasks, &condition, NULL, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION);

  fake_run_until (net, 10 * MS);
  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
vector_03 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "ok?at=100", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first-error");

  fake_run_until (net, 99 * MS);
  wait_watch_assert_waiting (watch);
  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "");
  g_assert_cmpint (watch->returned_us, ==, 100 * MS);
}

/* T0 answers at .20, T1 is cancelled at .05. */
static WaitWatch *
wait_for_cancelled (VirtualNetwork      *net,
                    const char          *until,
                    InflightCancelledAs  cancelled_as)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=200", "never", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  WaitWatch *watch;

  g_assert_true (inflight_condition_set_until (&condition, until, NULL));
  condition.cancelled_as = cancelled_as;
  watch = wait_watch_new (net->network, tasks, &condition, NULL);

  fake_run_until (net, 50 * MS);
  wait_watch_assert_waiting (watch);
  g_assert_cmpuint (virtual_network_cancel (net, nth (tasks, 1)), ==, 1);
  fake_run_until (net, 1000 * MS);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_CANCELLED);

  return watch;
}

static void
vector_04 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (WaitWatch) watch = wait_for_cancelled (net, "first-error",
                                                    INFLIGHT_CANCELLED_AS_SETTLED);

  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "");
  g_assert_cmpint (watch->returned_us, ==, 200 * MS);
}

static void
vector_05 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (WaitWatch) watch = wait_for_cancelled (net, "first",
                                                    INFLIGHT_CANCELLED_AS_SETTLED);

  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "1", "0");
  g_assert_cmpint (watch->returned_us, ==, 50 * MS);
}

static void
vector_06 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=20", "ok?at=1000", NULL);
  g_autoptr (WaitWatch) watch =
    wait_within (net->network, tasks, "all", 100 * MS, INFLIGHT_THEN_LEAVE);

  fake_run_until (net, 500 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "0", "1");
  g_assert_cmpint (watch->returned_us, ==, 100 * MS);
  g_assert_cmpint (inflight_wait_get_elapsed_us (watch->wait, net->now_us), ==, 100 * MS);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_WAITING);

  fake_run_until (net, 2000 * MS);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_SUCCEEDED);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "0", "1");
}

static void
vector_07 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  const gint64 limits[] = { 0, -1, -5 * G_USEC_PER_SEC, G_MININT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=20", NULL);
      g_autoptr (WaitWatch) watch = wait_within (net->network, tasks, "all", limits[i],
                                                 INFLIGHT_THEN_LEAVE);
      gint64 made_us = net->now_us;

      wait_watch_assert_waiting (watch);
      fake_run_until (net, made_us);
      wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "", "0");
      g_assert_cmpint (watch->returned_us, ==, made_us);

      fake_run_until (net, made_us + 50 * MS);
      assert_nth (tasks, 0, INFLIGHT_TASK_STATE_SUCCEEDED);
    }
}

static void
vector_07_same_tick (VirtualNetwork *net,
                     gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=20", "ok?at=40", NULL);
  g_autoptr (WaitWatch) watch = NULL;

  fake_run_until (net, 19 * MS);
  net->now_us = 20 * MS;
  watch = wait_within (net->network, tasks, "all", 0, INFLIGHT_THEN_LEAVE);
  fake_run_until (net, 20 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "0", "1");
}

static void
vector_08 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "fail?at=20",
                                                        "ok?at=900", NULL);
  g_autoptr (WaitWatch) watch = NULL;

  fake_run_until (net, 100 * MS);
  watch = wait_watch_new_until (net->network, tasks, "first");
  wait_watch_assert_waiting (watch);
  fake_run_until (net, 100 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "2");
  g_assert_cmpint (watch->returned_us, ==, 100 * MS);
}

static void
vector_09 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=10", "never", NULL);
  g_autoptr (WaitWatch) watch = NULL;

  fake_run_until (net, 100 * MS);
  watch = wait_watch_new_until (net->network, tasks, "first-error");
  wait_watch_assert_waiting (watch);
  fake_run_until (net, 100 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
}

static void
vector_10 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=50", "ok?at=50",
                                                        "ok?at=60", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first");

  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "2");
  g_assert_cmpint (watch->returned_us, ==, 50 * MS);
}

static void
vector_11 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=100", "fail?at=200", NULL);
  g_autoptr (WaitWatch) watch =
    wait_within (net->network, tasks, "all", 90 * MS, INFLIGHT_THEN_CANCEL);

  fake_run_until (net, 50 * MS);
  inflight_wait_abandon (watch->wait);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_ABANDONED, "", "01");
  g_assert_cmpint (watch->returned_us, ==, 50 * MS);

  fake_run_until (net, 1000 * MS);
  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_FAILED);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_ABANDONED, "", "01");
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 0);
}

static void
vector_12 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=100&cancel=no", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "all");

  fake_run_until (net, 50 * MS);
  g_assert_cmpuint (virtual_network_cancel (net, nth (tasks, 0)), ==, 1);
  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_CANCELLING);
  fake_run_until (net, 1000 * MS);

  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (inflight_task_get_cancel_reason (nth (tasks, 0)), ==,
                   INFLIGHT_CANCEL_REASON_USER);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "");
  g_assert_cmpuint (inflight_wait_get_tally (watch->wait)->succeeded, ==, 1);
  g_assert_cmpint (watch->returned_us, ==, 100 * MS);
}

static void
vector_13 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "never?cancel=200", NULL);
  g_autoptr (WaitWatch) watch =
    wait_within (net->network, tasks, "all", 50 * MS, INFLIGHT_THEN_LEAVE);

  fake_run_until (net, 0);
  virtual_network_cancel (net, nth (tasks, 0));
  fake_run_until (net, 199 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "", "0");
  g_assert_cmpint (watch->returned_us, ==, 50 * MS);
  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_CANCELLING);

  fake_run_until (net, 200 * MS);
  assert_nth (tasks, 0, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, 0)), ==, 200 * MS);
}

static void
vector_14 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok", "fail", "never", NULL);
  const InflightTaskState states[] = {
    INFLIGHT_TASK_STATE_SUCCEEDED, INFLIGHT_TASK_STATE_FAILED, INFLIGHT_TASK_STATE_CANCELLED,
  };

  fake_run_until (net, 10 * MS);
  g_assert_cmpuint (virtual_network_cancel (net, nth (tasks, 2)), ==, 1);
  fake_run_until (net, 20 * MS);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightCancelReason reason = inflight_task_get_cancel_reason (nth (tasks, i));

      g_assert_cmpuint (virtual_network_cancel (net, nth (tasks, i)), ==, 0);
      fake_run_until (net, net->now_us + 10 * MS);
      assert_nth (tasks, i, states[i]);
      g_assert_cmpint (inflight_task_get_cancel_reason (nth (tasks, i)), ==, reason);
    }
}

static void
vector_15 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", NULL);
  g_autoptr (GPtrArray) queued = NULL;
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, ready, "all");

  g_assert_cmpuint (virtual_network_cancel (net, nth (ready, 0)), ==, 1);
  assert_nth (ready, 0, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpuint (inflight_network_launch (net->network, ready), ==, 0);

  queued = virtual_network_launch (net, "ok", NULL);
  assert_nth (queued, 0, INFLIGHT_TASK_STATE_QUEUED);
  virtual_network_cancel (net, nth (queued, 0));
  fake_run_until (net, 100 * MS);

  assert_nth (queued, 0, INFLIGHT_TASK_STATE_CANCELLED);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "");
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 0);
  g_assert_cmpuint (inflight_task_get_attempts (nth (queued, 0)), ==, 0);
}

static void
vector_16 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "ok?at=20", NULL);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) watch = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (members, nth (tasks, 0));
  g_ptr_array_add (members, nth (tasks, 0));
  g_ptr_array_add (members, nth (tasks, 1));

  watch = wait_watch_new_until (net->network, members, "done:2");
  g_assert_cmpuint (inflight_wait_get_tally (watch->wait)->members, ==, 2);
  fake_run_until (net, 15 * MS);
  wait_watch_assert_waiting (watch);
  fake_run_until (net, 20 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "02", "");

  condition.until = INFLIGHT_UNTIL_DONE;
  condition.k = 3;
  g_assert_null (inflight_wait_new (net->network, members, &condition, NULL, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_CONDITION);
}

static void
vector_17 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=50", "ok?at=100", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first-error");

  fake_run_until (net, 99 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
  g_assert_cmpint (watch->returned_us, ==, 50 * MS);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_WAITING);
  fake_run_until (net, 100 * MS);
  assert_nth (tasks, 1, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
vector_18 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=100", "ok?at=50", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "all");
  GListModel *input = inflight_batch_get_tasks (net->batch);
  GListModel *finished = inflight_batch_get_finished (net->batch);

  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (InflightTask) in = g_list_model_get_item (input, i);
      g_autoptr (InflightTask) out = g_list_model_get_item (finished, i);

      g_assert_true (in == nth (tasks, i));
      g_assert_true (out == nth (tasks, 1 - i));
      g_assert_cmpuint (inflight_task_get_rank (out), ==, i + 1);
    }
}

static void
vector_19 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=10", "fail?at=20",
                                                        "fail?at=30", "ok?at=40", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "ok:2");

  fake_run_until (net, 29 * MS);
  wait_watch_assert_waiting (watch);
  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_IMPOSSIBLE, "012", "3");
  g_assert_cmpint (watch->returned_us, ==, 30 * MS);
}

static void
vector_20 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "never", "never", "never",
                                                        "ok?at=90", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "ok:2");
  g_autoptr (WaitWatch) strict = NULL;

  for (guint i = 0; i < 3; i++)
    {
      fake_run_until (net, (i + 1) * 10 * MS);
      wait_watch_assert_waiting (watch);
      virtual_network_cancel (net, nth (tasks, i));
    }
  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_IMPOSSIBLE, "012", "3");
  g_assert_cmpint (watch->returned_us, ==, 30 * MS);

  net->now_us = 0;
  strict = wait_for_cancelled (net, "first-error", INFLIGHT_CANCELLED_AS_ERROR);
  wait_watch_assert_returned (strict, INFLIGHT_OUTCOME_SATISFIED, "1", "0");
  g_assert_cmpint (strict->returned_us, ==, 50 * MS);
}

static void
vector_21 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "never", "ok?at=90",
                                                        NULL);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  g_autoptr (WaitWatch) first = NULL;
  g_autoptr (WaitWatch) lenient = NULL;
  g_autoptr (WaitWatch) ok = NULL;

  g_ptr_array_add (left, nth (tasks, 0));
  g_ptr_array_add (left, nth (tasks, 1));
  g_ptr_array_add (right, nth (tasks, 1));
  g_ptr_array_add (right, nth (tasks, 2));

  first = wait_within (net->network, left, "first", INFLIGHT_NO_LIMIT, INFLIGHT_THEN_CANCEL);
  lenient = wait_watch_new_until (net->network, right, "first-error");
  ok = wait_watch_new_until (net->network, right, "ok:2");
  fake_run_until (net, 1000 * MS);

  wait_watch_assert_returned (first, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
  wait_watch_assert_returned (lenient, INFLIGHT_OUTCOME_SATISFIED, "01", "");
  g_assert_cmpint (lenient->returned_us, ==, 90 * MS);
  wait_watch_assert_returned (ok, INFLIGHT_OUTCOME_IMPOSSIBLE, "0", "1");
  g_assert_cmpint (ok->returned_us, ==, 10 * MS);

  g_assert_cmpint (inflight_task_get_cancel_reason (nth (tasks, 1)), ==,
                   INFLIGHT_CANCEL_REASON_WAIT);
  g_assert_cmpuint (inflight_task_get_cancel_wait (nth (tasks, 1)), ==,
                    inflight_wait_get_number (first->wait));
}

static void
wait_again (WaitWatch *watch,
            gpointer   user_data)
{
  WaitWatch **second = user_data;

  *second = wait_watch_new_until (watch->network, watch->tasks, "first");
  wait_watch_assert_waiting (*second);
}

static void
vector_22 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "never", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "first");
  g_autoptr (WaitWatch) second = NULL;

  watch->func = wait_again;
  watch->user_data = &second;
  fake_run_until (net, 9 * MS);
  net->now_us = 10 * MS;
  inflight_fake_transport_run (net->transport);

  g_assert_true (inflight_network_advance (net->network));
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
  g_assert_nonnull (second);
  wait_watch_assert_waiting (second);

  g_assert_true (inflight_network_advance (net->network));
  wait_watch_assert_returned (second, INFLIGHT_OUTCOME_SATISFIED, "0", "1");
}

static void
vector_23 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "ok?at=20",
                                                        "fail?at=30", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "all");

  fake_run_until (net, 1000 * MS);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "012", "");
  g_assert_cmpint (watch->returned_us, ==, 30 * MS);
}

static void
cancel_pending_cb (InflightTask   *task,
                   GParamSpec     *pspec,
                   VirtualNetwork *net)
{
  g_autoptr (GPtrArray) pending = NULL;

  if (!inflight_task_is_settled (task))
    return;

  pending = inflight_batch_dup_pending (net->batch);
  g_assert_cmpuint (inflight_network_cancel (net->network, pending,
                                             INFLIGHT_CANCEL_REASON_USER, 0), ==, 4);
}

static void
vector_24 (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "never", "never",
                                                        "ok?at=900", NULL);
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", NULL);
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "all");

  g_signal_connect (nth (tasks, 0), "notify::state", G_CALLBACK (cancel_pending_cb), net);
  fake_run_until (net, 1000 * MS);

  for (guint i = 1; i < tasks->len; i++)
    assert_nth (tasks, i, INFLIGHT_TASK_STATE_CANCELLED);
  assert_nth (ready, 0, INFLIGHT_TASK_STATE_CANCELLED);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0123", "");
  g_assert_cmpint (watch->returned_us, ==, 10 * MS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

#define ADD(number, name) VIRTUAL_ADD ("/engine/wait/vector-" #number "-" name, vector_ ## number)
  ADD (01, "no-members");
  ADD (02, "unknown-condition");
  ADD (03, "first-error-without-error");
  ADD (04, "cancelled-is-no-error");
  ADD (05, "cancelled-is-first");
  ADD (06, "limit");
  ADD (07, "limit-of-nothing");
  VIRTUAL_ADD ("/engine/wait/vector-07-limit-of-nothing/same-tick", vector_07_same_tick);
  ADD (08, "settled-before");
  ADD (09, "failed-before");
  ADD (10, "one-tick");
  ADD (11, "abandoned");
  ADD (12, "answers-although-cancelled");
  ADD (13, "slow-cancel");
  ADD (14, "cancel-settled");
  ADD (15, "cancel-before-launch");
  ADD (16, "same-task-twice");
  ADD (17, "fail-fast");
  ADD (18, "two-orders");
  ADD (19, "impossible");
  ADD (20, "cancelled-cannot-succeed");
  ADD (21, "overlapping");
  ADD (22, "wait-in-callback");
  ADD (23, "last-fails");
  ADD (24, "cancel-in-completion");
#undef ADD

  return g_test_run ();
}
