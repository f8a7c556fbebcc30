/* test-earlier.c: tasks that a person retried, and those in their place
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-removal.h"
#include "inflight-retrial.h"
#include "inflight-statistics.h"
#include "inflight-wait.h"
#include "virtual-tasks.h"

#define MIB (1 << 20)
#define N_MANY 20000
#define SECOND G_USEC_PER_SEC

static GPtrArray *
launch_many (VirtualNetwork *net,
             const char     *address,
             guint           n_tasks)
{
  GPtrArray *tasks = virtual_network_add_many (net, address, n_tasks);

  inflight_network_set_caps (net->network, 1024, 1024);
  inflight_network_launch (net->network, tasks);

  return tasks;
}

/* Retries one, and waits until it has settled.
 *
 * Returns: (transfer none): the task in its place */
static InflightTask *
try_again (VirtualNetwork *net,
           InflightTask   *task)
{
  InflightTask *again = virtual_network_retry (net, task);
  g_autoptr (GPtrArray) launched = g_ptr_array_new ();

  g_ptr_array_add (launched, again);
  inflight_network_launch (net->network, launched);
  fake_run_until (net, net->now_us + 10 * MS);
  g_assert_true (inflight_task_is_settled (again));

  return again;
}

static void
count_change_cb (GListModel *model,
                 guint       position,
                 guint       n_removed,
                 guint       n_added,
                 guint      *n_changes)
{
  *n_changes += 1;
}

/* One line a task, and one signal of each list for all of them. */
static void
test_many (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = launch_many (net, "ok?at=1&size=10", N_MANY);
  g_autoptr (GPtrArray) odd = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  GListModel *finished = finished_of (net);
  guint n_changes = 0;

  fake_run_until (net, SECOND);
  for (guint i = 1; i < tasks->len; i += 2)
    g_ptr_array_add (odd, nth (tasks, i));

  g_signal_connect (finished, "items-changed", G_CALLBACK (count_change_cb), &n_changes);
  again = inflight_batch_retry (net->batch, odd);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (again->len, ==, N_MANY / 2);
  g_assert_cmpuint (g_list_model_get_n_items (finished), ==, N_MANY / 2);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, N_MANY / 2 * 10);
  for (guint i = 0; i < N_MANY / 2; i++)
    g_assert_null (inflight_task_get_latest (at (finished, i)));

  inflight_network_launch (net->network, again);
  fake_run_until (net, 2 * SECOND);
  g_assert_cmpuint (g_list_model_get_n_items (finished), ==, N_MANY);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, N_MANY * 10);

  /* No rank is given twice: there are gaps, and the new ones come last. */
  for (guint i = 0; i < N_MANY / 2; i++)
    {
      InflightTask *task = at (finished, N_MANY / 2 + i);

      g_assert_cmpuint (inflight_task_get_rank (task), ==, N_MANY + i + 1);
      g_assert_cmpuint (inflight_task_get_earlier (task)->len, ==, 1);
      g_assert_true (inflight_task_get_latest (nth (inflight_task_get_earlier (task), 0)) == task);
    }
  for (guint i = 1; i < N_MANY; i++)
    g_assert_cmpuint (inflight_task_get_rank (at (finished, i - 1)), <,
                      inflight_task_get_rank (at (finished, i)));

  g_signal_handlers_disconnect_by_func (finished, count_change_cb, &n_changes);
}

/* What settled in the tick that has not ended can be retried, and so can nothing
 * that is not there. */
static void
test_refused (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=1", "never", NULL);
  g_autoptr (GPtrArray) twice = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint n_changes = 0;

  fake_run_until (net, 10 * MS);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (twice, nth (tasks, i % 2));
  again = inflight_batch_retry (net->batch, twice);
  g_assert_cmpuint (again->len, ==, 1);

  g_signal_connect (finished_of (net), "items-changed", G_CALLBACK (count_change_cb), &n_changes);
  none = inflight_batch_retry (net->batch, twice);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_changes, ==, 0);
  g_signal_handlers_disconnect_by_func (finished_of (net), count_change_cb, &n_changes);
}

/* However often, the last one has them all, and they go with it. */
static void
test_thousand (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (InflightTask) first = virtual_network_fetch (net, "fail?at=1");
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  InflightTask *last = first;
  InflightTask *second;

  fake_run_until (net, 10 * MS);
  for (guint i = 0; i < 1000; i++)
    last = try_again (net, last);

  g_assert_cmpuint (inflight_task_get_earlier (last)->len, ==, 1000);
  g_assert_true (nth (inflight_task_get_earlier (last), 0) == first);
  g_assert_true (inflight_task_get_latest (first) == last);
  g_assert_cmpuint (inflight_task_get_rank (last), ==, 1001);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 1);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_FAILED), ==, 1);

  second = nth (inflight_task_get_earlier (last), 1);
  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  g_object_add_weak_pointer (G_OBJECT (last), (gpointer *) &last);
  g_ptr_array_add (doomed, last);
  inflight_removal_free (inflight_batch_remove (net->batch, doomed));
  g_assert_null (last);
  g_assert_null (second);
  g_assert_null (inflight_task_get_latest (first));
}

/* Bodies of earlier results share what may be kept, the oldest go first, and what
 * is removed for good leaves room. */
static void
test_bodies (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autofree char *address = g_strdup_printf ("ok?at=1&size=%d", MIB);
  g_autoptr (GPtrArray) tasks = launch_many (net, address, 2);
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  InflightTask *last;
  GPtrArray *earlier;

  fake_run_until (net, 10 * MS);
  last = try_again (net, try_again (net, try_again (net, nth (tasks, 0))));
  earlier = inflight_task_get_earlier (last);
  g_assert_nonnull (inflight_task_get_body (nth (earlier, 0)));

  /* Five answers, of a MiB each. */
  inflight_batch_set_kept_bytes (net->batch, 3 * MIB);
  g_assert_true (inflight_task_is_body_dropped (nth (earlier, 0)));
  g_assert_true (inflight_task_is_body_dropped (nth (tasks, 1)));
  g_assert_nonnull (inflight_task_get_body (nth (earlier, 1)));

  inflight_removal_undo (inflight_batch_remove (net->batch, tasks));
  g_assert_nonnull (inflight_task_get_body (nth (earlier, 1)));

  g_ptr_array_add (doomed, last);
  inflight_removal_free (inflight_batch_remove (net->batch, doomed));
  more = launch_many (net, address, 3);
  fake_run_until (net, net->now_us + 10 * MS);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (inflight_task_get_body (nth (more, i)));
}

/* What was retried comes back with what is in its place. */
static void
test_removed (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=1", "ok?at=2&size=5",
                                                        NULL);
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  InflightRemoval *removal;
  InflightTask *last;

  fake_run_until (net, 10 * MS);
  last = try_again (net, nth (tasks, 1));
  g_assert_cmpuint (inflight_task_get_rank (last), ==, 3);
  g_ptr_array_add (doomed, last);
  removal = inflight_batch_remove (net->batch, doomed);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 1);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 0);

  try_again (net, nth (tasks, 0));
  inflight_removal_undo (removal);
  g_assert_cmpuint (g_list_model_get_n_items (finished_of (net)), ==, 2);
  g_assert_true (at (finished_of (net), 0) == last);
  g_assert_cmpuint (inflight_task_get_rank (at (finished_of (net), 1)), ==, 4);
  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 5);
  g_assert_true (nth (inflight_task_get_earlier (last), 0) == nth (tasks, 1));

  /* It was answered all the same. */
  g_assert_cmpuint (inflight_statistics_get_n_answers (inflight_batch_get_statistics (net->batch)),
                    ==, 2);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  *count += 1;
}

/* A member stays what it is, whether the wait has returned or goes on. */
static void
test_waits (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=1", "fail?at=2", "never",
                                                        NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightWait) all = NULL;
  g_autoptr (InflightWait) returned = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GPtrArray) again = NULL;
  guint n_told = 0;

  all = inflight_wait_new (net->network, tasks, &condition, NULL, NULL);
  condition.until = INFLIGHT_UNTIL_FIRST;
  returned = inflight_wait_new (net->network, tasks, &condition, NULL, NULL);
  fake_run_until (net, 10 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (returned), ==, INFLIGHT_OUTCOME_SATISFIED);
  g_assert_cmpint (inflight_wait_get_outcome (all), ==, INFLIGHT_OUTCOME_NONE);

  g_signal_connect (all, "notify::retried", G_CALLBACK (count_cb), &n_told);
  g_signal_connect (returned, "notify::retried", G_CALLBACK (count_cb), &n_told);
  again = inflight_batch_retry (net->batch, tasks);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpuint (n_told, ==, 0);
  inflight_network_launch (net->network, again);
  fake_run_until (net, 20 * MS);

  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpuint (inflight_wait_get_retried (all), ==, 2);
  g_assert_cmpuint (inflight_wait_get_retried (returned), ==, 2);
  g_assert_cmpuint (inflight_wait_get_tally (all)->failed, ==, 2);
  g_assert_cmpuint (inflight_wait_get_unsettled (all), ==, 1);
  g_assert_false (inflight_wait_is_member (all, nth (again, 0)));

  done = inflight_wait_dup_done (returned);
  g_assert_cmpuint (done->len, ==, 1);
  g_assert_true (nth (done, 0) == nth (tasks, 0));
  g_assert_true (inflight_task_get_latest (nth (done, 0)) == nth (again, 0));

  virtual_network_cancel (net, nth (tasks, 2));
  fake_run_until (net, 30 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (all), ==, INFLIGHT_OUTCOME_SATISFIED);
  g_assert_cmpuint (inflight_wait_get_tally (all)->members, ==, 3);
  g_assert_cmpuint (n_told, ==, 2);

  g_signal_handlers_disconnect_by_func (all, count_cb, &n_told);
  g_signal_handlers_disconnect_by_func (returned, count_cb, &n_told);
}

/* A wait may go before its members, and a task is retried without it. */
static void
test_wait_gone (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=1", NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  InflightWait *wait = inflight_wait_new (net->network, tasks, &condition, NULL, NULL);

  fake_run_until (net, 10 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (wait), ==, INFLIGHT_OUTCOME_SATISFIED);
  g_assert_finalize_object (wait);
  try_again (net, nth (tasks, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/engine/earlier/many", test_many);
  VIRTUAL_ADD ("/engine/earlier/refused", test_refused);
  VIRTUAL_ADD ("/engine/earlier/thousand", test_thousand);
  VIRTUAL_ADD ("/engine/earlier/bodies", test_bodies);
  VIRTUAL_ADD ("/engine/earlier/removed", test_removed);
  VIRTUAL_ADD ("/engine/earlier/waits", test_waits);
  VIRTUAL_ADD ("/engine/earlier/wait-gone", test_wait_gone);

  return g_test_run ();
}
