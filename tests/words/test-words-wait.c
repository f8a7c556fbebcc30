/* test-words-wait.c: conditions and outcomes as sentences
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-words.h"
#include "virtual-network.h"
#include "wait-watch.h"

#define MAX_TASKS 4

/**
 * Case:
 * @until: the condition
 * @addresses: the members
 * @within_ms: the limit, or 0
 * @stop_ms: when somebody stops waiting, or 0
 * @outcome: what it must come to
 * @sentence: the sentence as far as it is the same for each aftermath
 * @n_pending: how many members are left to it
 */
typedef struct
{
  const char      *until;
  const char      *addresses[MAX_TASKS + 1];
  guint            within_ms;
  guint            stop_ms;
  InflightOutcome  outcome;
  const char      *sentence;
  guint            n_pending;
} Case;

#define OK    "ok?at=50"
#define LATE  "ok?at=100"
#define FAIL  "fail?at=50"
#define NEVER "never"

static const Case cases[] = {
  { "all", { OK, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 100 ms: all 2 done" },
  { "all", { OK }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 done" },
  { "all", { OK, FAIL, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 100 ms: all 3 done, 1 failed" },
  { "all", { FAIL }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 done, 1 failed" },
  { "all", { OK, NEVER, NEVER }, .within_ms = 1320, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 1.32 s: 1 of 3 done", .n_pending = 2 },
  { "all", { OK, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 1 of 2 done", .n_pending = 1 },

  { "first", { OK, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 of 2 done", .n_pending = 1 },
  { "first", { OK, FAIL, NEVER }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 2 of 3 done", .n_pending = 1 },
  { "first", { OK, FAIL }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: all 2 done, 1 failed" },
  { "first", { NEVER }, .within_ms = 100, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 100 ms: 0 of 1 done", .n_pending = 1 },
  { "first", { NEVER, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 0 of 2 done", .n_pending = 2 },

  { "first-error", { FAIL, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 of 2 failed", .n_pending = 1 },
  { "first-error", { OK, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 100 ms: all 2 done, without an error" },
  { "first-error", { OK }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 done, without an error" },
  { "first-error", { OK, NEVER }, .within_ms = 100, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 100 ms: 1 of 2 done", .n_pending = 1 },
  { "first-error", { OK, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 1 of 2 done", .n_pending = 1 },

  { "first-success", { OK, FAIL, LATE }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 1 of 3 succeeded", .n_pending = 1 },
  { "first-success", { FAIL, FAIL }, .outcome = INFLIGHT_OUTCOME_IMPOSSIBLE,
    .sentence = "Impossible after 50 ms: only 0 of 2 succeeded" },
  { "first-success", { FAIL, NEVER }, .within_ms = 100, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 100 ms: 0 of 2 succeeded", .n_pending = 1 },
  { "first-success", { FAIL, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 0 of 2 succeeded", .n_pending = 1 },

  { "ok:2", { OK, FAIL, LATE, NEVER }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 100 ms: 2 of 4 succeeded", .n_pending = 1 },
  { "ok:2", { FAIL, FAIL, NEVER }, .outcome = INFLIGHT_OUTCOME_IMPOSSIBLE,
    .sentence = "Impossible after 50 ms: only 0 of 3 succeeded", .n_pending = 1 },
  { "ok:2", { OK, NEVER }, .within_ms = 100, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 100 ms: 1 of 2 succeeded", .n_pending = 1 },
  { "ok:2", { OK, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 1 of 2 succeeded", .n_pending = 1 },

  { "done:2", { OK, FAIL, NEVER }, .outcome = INFLIGHT_OUTCOME_SATISFIED,
    .sentence = "Returned after 50 ms: 2 of 3 done", .n_pending = 1 },
  { "done:2", { OK, NEVER }, .within_ms = 100, .outcome = INFLIGHT_OUTCOME_TIMED_OUT,
    .sentence = "Timed out after 100 ms: 1 of 2 done", .n_pending = 1 },
  { "done:2", { OK, NEVER }, .stop_ms = 70, .outcome = INFLIGHT_OUTCOME_ABANDONED,
    .sentence = "Stopped waiting after 70 ms: 1 of 2 done", .n_pending = 1 },
};

static char *
expect (const Case   *row,
        InflightThen  then)
{
  gboolean cancels = then == INFLIGHT_THEN_CANCEL &&
                     row->outcome != INFLIGHT_OUTCOME_ABANDONED;

  if (row->n_pending == 0)
    return g_strdup_printf ("%s.", row->sentence);

  return g_strdup_printf ("%s; %u %s.", row->sentence, row->n_pending,
                          cancels ? "cancelled" : "left running");
}

static void
check_case (VirtualNetwork *net,
            const Case     *row,
            InflightThen    then)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WaitWatch) watch = NULL;
  g_autofree char *expected = expect (row, then);
  g_autofree char *sentence = NULL;

  g_assert_true (inflight_condition_set_until (&condition, row->until, NULL));
  condition.then = then;
  if (row->within_ms > 0)
    condition.within_us = row->within_ms * MS;

  for (guint i = 0; row->addresses[i] != NULL; i++)
    g_ptr_array_add (tasks, virtual_network_fetch (net, row->addresses[i]));

  watch = wait_watch_new (net->network, tasks, &condition, NULL);
  g_assert_null (inflight_words_outcome (watch->wait));
  if (row->stop_ms > 0)
    {
      fake_run_until (net, net->now_us + row->stop_ms * MS);
      inflight_wait_abandon (watch->wait);
    }

  fake_run_until (net, net->now_us + 2000 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (watch->wait), ==, row->outcome);

  sentence = inflight_words_outcome (watch->wait);
  g_assert_cmpstr (sentence, ==, expected);
}

/* Done is also what was cancelled, which is said, and as one number. */
static void
test_cancelled (VirtualNetwork *net,
                gconstpointer   user_data)
{
  static const struct {
    guint         n_cancelled;
    gboolean      stops;
    InflightThen  then;
    const char   *sentence;
  } rows[] = {
    { 3, FALSE, INFLIGHT_THEN_LEAVE, "Returned after 20 ms: all 3 done; 3 cancelled." },
    { 1, TRUE, INFLIGHT_THEN_LEAVE,
      "Stopped waiting after 20 ms: 1 of 3 done; 1 cancelled; 2 left running." },
    { 1, FALSE, INFLIGHT_THEN_CANCEL, "Timed out after 30 ms: 1 of 3 done; 3 cancelled." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (WaitWatch) watch = NULL;
      g_autofree char *progress = NULL;
      g_autofree char *sentence = NULL;

      for (guint n = 0; n < 3; n++)
        g_ptr_array_add (tasks, virtual_network_fetch (net, NEVER));
      for (guint n = 0; n < rows[i].n_cancelled; n++)
        g_ptr_array_add (some, g_ptr_array_index (tasks, n));

      condition.then = rows[i].then;
      condition.within_us = 30 * MS;
      watch = wait_watch_new (net->network, tasks, &condition, NULL);
      fake_run_until (net, net->now_us + 20 * MS);
      inflight_network_cancel (net->network, some, INFLIGHT_CANCEL_REASON_USER, 0);
      fake_run_until (net, net->now_us);
      if (rows[i].n_cancelled < 3)
        {
          progress = inflight_words_progress (watch->wait);
          g_assert_cmpstr (progress, ==, "1 of 3 done; 1 cancelled");
        }
      if (rows[i].stops)
        inflight_wait_abandon (watch->wait);

      fake_run_until (net, net->now_us + 20 * MS);
      sentence = inflight_words_outcome (watch->wait);
      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

static void
test_outcomes (VirtualNetwork *net,
               gconstpointer   user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("Case %zu: %s, %s", i, cases[i].until, cases[i].sentence);
      check_case (net, &cases[i], INFLIGHT_THEN_LEAVE);
      check_case (net, &cases[i], INFLIGHT_THEN_CANCEL);
    }
}

/* A member that was cancelled is an error only for those who want it. */
static void
test_cancelled_as (VirtualNetwork *net,
                   gconstpointer   user_data)
{
  static const struct {
    InflightCancelledAs  cancelled_as;
    const char          *sentence;
  } rows[] = {
    { INFLIGHT_CANCELLED_AS_SETTLED,
      "Returned after 100 ms: all 2 done, without an error; 1 cancelled." },
    { INFLIGHT_CANCELLED_AS_ERROR, "Returned after 0 ms: 1 of 2 failed; 1 left running." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autoptr (GPtrArray) tasks = virtual_network_launch (net, NEVER, LATE, NULL);
      g_autoptr (WaitWatch) watch = NULL;
      g_autofree char *sentence = NULL;

      condition.until = INFLIGHT_UNTIL_FIRST_ERROR;
      condition.cancelled_as = rows[i].cancelled_as;
      watch = wait_watch_new (net->network, tasks, &condition, NULL);
      virtual_network_cancel (net, g_ptr_array_index (tasks, 0));
      fake_run_until (net, net->now_us + 200 * MS);

      sentence = inflight_words_outcome (watch->wait);
      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

/* What had settled before is said of members, and of those that were left out. */
static void
test_before (VirtualNetwork *net,
             gconstpointer   user_data)
{
  static const struct {
    const char    *until;
    InflightTally  others;
    const char    *sentence;
  } rows[] = {
    { "all", { 0 }, "Returned after 50 ms: all 3 done, 1 failed; 1 had failed before." },
    { "all", { 2, 2, 0, 0 },
      "Returned after 50 ms: all 3 done, 1 failed; 3 were done before, 1 of them failed." },
    { "first", { 7, 0, 6, 1 },
      "Returned after 0 ms: 1 of 3 done; 8 were done before, 7 of them failed; "
      "2 left running." },
    { "first-error", { 22, 16, 5, 1 },
      "Returned after 0 ms: 1 of 3 failed; 6 had failed before; 2 left running." },
    { "ok:2", { 5, 0, 5, 0 },
      "Returned after 50 ms: 2 of 3 succeeded; 6 had failed before." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=10", LATE, LATE, NULL);
      g_autoptr (WaitWatch) watch = NULL;
      g_autofree char *sentence = NULL;

      fake_run_until (net, net->now_us + 50 * MS);
      watch = wait_watch_new_until (net->network, tasks, rows[i].until);
      inflight_wait_add_before (watch->wait, &rows[i].others);
      fake_run_until (net, net->now_us + 100 * MS);

      sentence = inflight_words_outcome (watch->wait);
      g_assert_cmpstr (sentence, ==, rows[i].sentence);
      g_assert_cmpint (inflight_wait_found_error (watch->wait), ==,
                       !g_str_equal (rows[i].until, "ok:2"));
    }
}

static void
test_before_good (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, OK, LATE, NULL);
  g_autoptr (WaitWatch) watch = NULL;
  g_autofree char *progress = NULL;

  fake_run_until (net, 60 * MS);
  watch = wait_watch_new_until (net->network, tasks, "all");
  progress = inflight_words_progress (watch->wait);
  g_assert_cmpstr (progress, ==, "1 of 2 done; 1 was done before");
  g_assert_false (inflight_wait_found_error (watch->wait));
}

static void
test_conditions (void)
{
  const char *rows[][2] = {
    { "all", "All" }, { "first", "First" }, { "first-error", "First Error" },
    { "first-success", "First Success" }, { "ok:1", "1 Succeeded" }, { "ok:3", "3 Succeeded" },
    { "done:1", "1 Done" }, { "done:20", "20 Done" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autofree char *words = NULL;

      g_assert_true (inflight_condition_set_until (&condition, rows[i][0], NULL));
      words = inflight_words_condition (&condition);
      g_assert_cmpstr (words, ==, rows[i][1]);
    }
}

static void
assert_progress (WaitWatch  *watch,
                 const char *expected)
{
  g_autofree char *progress = inflight_words_progress (watch->wait);

  g_assert_cmpstr (progress, ==, expected);
}

static void
test_progress (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, OK, FAIL, NEVER, NULL);
  g_autoptr (WaitWatch) all = wait_watch_new_until (net->network, tasks, "all");
  g_autoptr (WaitWatch) ok = wait_watch_new_until (net->network, tasks, "ok:2");

  assert_progress (all, "0 of 3 done");
  assert_progress (ok, "0 of 3 succeeded");
  fake_run_until (net, 60 * MS);
  assert_progress (all, "2 of 3 done");
  assert_progress (ok, "1 of 3 succeeded");
}

/* What it would do, in whole sentences; only what is true of it. */
static void
test_plan (void)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autofree char *all = inflight_words_plan (&condition);
  g_autofree char *error = NULL;
  g_autofree char *done = NULL;

  g_assert_cmpstr (all, ==, "Waits until all are done. Pending tasks are left running.");

  condition.until = INFLIGHT_UNTIL_FIRST_ERROR;
  condition.cancelled_as = INFLIGHT_CANCELLED_AS_ERROR;
  error = inflight_words_plan (&condition);
  g_assert_cmpstr (error, ==, "Waits until the first fails, or all are done. A cancelled task "
                              "counts as an error. Pending tasks are left running.");

  /* Only the first error reads that. */
  condition.until = INFLIGHT_UNTIL_DONE;
  condition.k = 1;
  condition.within_us = 3 * G_USEC_PER_SEC;
  condition.then = INFLIGHT_THEN_CANCEL;
  done = inflight_words_plan (&condition);
  g_assert_cmpstr (done, ==, "Waits until 1 is done. Gives up after 3.00 s. Pending tasks are "
                             "cancelled then.");
}

static void
test_plans (void)
{
  const char *const plans[][2] = {
    { "all", "Waits until all are done." },
    { "first", "Waits until the first is done." },
    { "first-error", "Waits until the first fails, or all are done." },
    { "first-success", "Waits until the first succeeds." },
    { "ok:2", "Waits until 2 succeeded." },
    { "done:2", "Waits until 2 are done." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autofree char *expected = g_strconcat (plans[i][1], " Pending tasks are left running.",
                                               NULL);
      g_autofree char *plan = NULL;

      g_assert_true (inflight_condition_set_until (&condition, plans[i][0], NULL));
      plan = inflight_words_plan (&condition);
      g_assert_cmpstr (plan, ==, expected);
    }
}

/* A wait keeps what its members came to, and says that it is not the last word. */
static void
test_retried (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=50", "fail?at=50", "never",
                                                        NULL);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (WaitWatch) all = wait_watch_new (net->network, tasks, &condition, NULL);
  g_autoptr (WaitWatch) first = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *outcome = NULL;

  g_assert_true (inflight_condition_set_until (&condition, "first", NULL));
  first = wait_watch_new (net->network, tasks, &condition, NULL);
  fake_run_until (net, 100 * MS);
  virtual_network_retry (net, g_ptr_array_index (tasks, 1));

  progress = inflight_words_progress (all->wait);
  g_assert_cmpstr (progress, ==, "2 of 3 done; 1 later retried");
  outcome = inflight_words_outcome (first->wait);
  g_assert_cmpstr (outcome, ==,
                   "Returned after 50 ms: 2 of 3 done; 1 left running; 1 later retried.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/words/outcome", test_outcomes);
  VIRTUAL_ADD ("/words/outcome/cancelled-as", test_cancelled_as);
  VIRTUAL_ADD ("/words/outcome/cancelled", test_cancelled);
  VIRTUAL_ADD ("/words/outcome/before", test_before);
  VIRTUAL_ADD ("/words/outcome/before-good", test_before_good);
  g_test_add_func ("/words/condition", test_conditions);
  VIRTUAL_ADD ("/words/outcome/retried", test_retried);
  VIRTUAL_ADD ("/words/progress", test_progress);
  g_test_add_func ("/words/wait/plan", test_plan);
  g_test_add_func ("/words/wait/plans", test_plans);

  return g_test_run ();
}
