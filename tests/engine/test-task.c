/* test-task.c: the states of a task, and what a batch makes of them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-task-private.h"
#include "virtual-tasks.h"

/* The table of the design, as text: a line for each state, and in it a “1” where
 * a task may go on to the state of the column. */
static const char *const legal_edges[INFLIGHT_N_TASK_STATES] = {
  /*              R Q H C W R C s f c */
  [INFLIGHT_TASK_STATE_READY]      = "0100000001",
  [INFLIGHT_TASK_STATE_QUEUED]     = "0011101011",
  [INFLIGHT_TASK_STATE_HELD]       = "0100001010",
  [INFLIGHT_TASK_STATE_CONNECTING] = "0010101010",
  [INFLIGHT_TASK_STATE_WAITING]    = "0110011110",
  [INFLIGHT_TASK_STATE_RECEIVING]  = "0110001110",
  [INFLIGHT_TASK_STATE_CANCELLING] = "0000000111",
  [INFLIGHT_TASK_STATE_SUCCEEDED]  = "0000000000",
  [INFLIGHT_TASK_STATE_FAILED]     = "0000000000",
  [INFLIGHT_TASK_STATE_CANCELLED]  = "0000000000",
};

static void
test_edges (void)
{
  for (int from = 0; from < INFLIGHT_N_TASK_STATES; from++)
    for (int to = 0; to < INFLIGHT_N_TASK_STATES; to++)
      if (inflight_task_state_may_follow (from, to) != (legal_edges[from][to] == '1'))
        g_error ("%s to %s", inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, from),
                 inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, to));
}

static void
test_kinds_of_state (void)
{
  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    {
      gboolean settled = state == INFLIGHT_TASK_STATE_SUCCEEDED ||
                         state == INFLIGHT_TASK_STATE_FAILED ||
                         state == INFLIGHT_TASK_STATE_CANCELLED;
      gboolean in_flight = state == INFLIGHT_TASK_STATE_CONNECTING ||
                           state == INFLIGHT_TASK_STATE_WAITING ||
                           state == INFLIGHT_TASK_STATE_RECEIVING;

      g_assert_cmpint (inflight_task_state_is_settled (state), ==, settled);
      g_assert_cmpint (inflight_task_state_is_in_flight (state), ==, in_flight);
    }
}

static void
test_illegal_edge (void)
{
  VirtualNetwork net = { 0, };
  g_autoptr (InflightTask) task = NULL;

  if (g_test_subprocess ())
    {
      virtual_network_set_up (&net, NULL);
      task = virtual_network_fetch (&net, "ok");
      fake_run_until (&net, 10 * MS);
      inflight_task_apply (task, &(InflightEvent) { .kind = INFLIGHT_EVENT_STATE,
                                                    .state = INFLIGHT_TASK_STATE_QUEUED }, 1);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*cannot go from succeeded to queued*");
}

static void
note_state_cb (InflightTask *task,
               GParamSpec   *pspec,
               GString      *text)
{
  InflightTaskState state;

  g_object_get (task, "state", &state, NULL);
  g_assert_cmpint (state, ==, inflight_task_get_state (task));
  g_string_append_printf (text, "%s ",
                          inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, state));
}

/* The states that a task announces on its way, each of them once. */
static void
assert_way (VirtualNetwork *net,
            const char     *address,
            gint64          cancel_us,
            const char     *expected)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, address, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start_us = net->now_us;

  g_signal_connect (nth (tasks, 0), "notify::state", G_CALLBACK (note_state_cb), text);
  inflight_network_launch (net->network, tasks);
  if (cancel_us >= 0)
    {
      if (cancel_us > 0)
        fake_run_until (net, start_us + cancel_us);
      virtual_network_cancel (net, nth (tasks, 0));
    }
  fake_run_until (net, start_us + 60 * G_USEC_PER_SEC);

  g_assert_cmpstr (text->str, ==, expected);
  g_signal_handlers_disconnect_by_data (nth (tasks, 0), text);
}

static void
test_ways (VirtualNetwork *net,
           gconstpointer   user_data)
{
  assert_way (net, "ok?at=9", -1, "queued connecting waiting succeeded ");
  assert_way (net, "ok?at=9&head=5", -1, "queued connecting waiting receiving succeeded ");
  assert_way (net, "ok?at=9&head=1&wait=5", -1,
              "queued connecting waiting receiving succeeded ");
  assert_way (net, "fail?at=9&wait=10", -1, "queued connecting failed ");
  assert_way (net, "ok?at=9&status=404", -1, "queued connecting waiting failed ");
  assert_way (net, "never", -1, "queued connecting waiting failed ");
  assert_way (net, "redirect?head=1&at=2&to=/ok?wait%3D1%26at%3D2", -1,
              "queued connecting waiting receiving queued connecting waiting succeeded ");
  assert_way (net, "nofile?at=1", -1,
              "queued connecting waiting held queued connecting waiting succeeded ");
}

static void
test_ways_of_cancelling (VirtualNetwork *net,
                         gconstpointer   user_data)
{
  assert_way (net, "ok", 0, "queued cancelling cancelled ");
  assert_way (net, "never?wait=9", 5 * MS, "queued connecting cancelling cancelled ");
  assert_way (net, "never", 5 * MS, "queued connecting waiting cancelling cancelled ");
  assert_way (net, "never?head=1", 5 * MS,
              "queued connecting waiting receiving cancelling cancelled ");
  assert_way (net, "ok?head=9&at=10&cancel=no", 5 * MS,
              "queued connecting waiting cancelling succeeded ");
  assert_way (net, "fail?at=10&cancel=no", 5 * MS,
              "queued connecting waiting cancelling failed ");
  assert_way (net, "nofile?at=1&wait=2", 50 * MS,
              "queued connecting held cancelling cancelled ");
  assert_way (net, "nofile?at=9&wait=20&cancel=no", 5 * MS,
              "queued connecting cancelling cancelled ");

  /* The deadline of 30 s does not make a failure of a cancel. */
  assert_way (net, "never?cancel=40000", 5 * MS,
              "queued connecting waiting cancelling cancelled ");
}

static void
test_result (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *address = NULL;

  fake_run_until (net, 5 * MS);
  task = virtual_network_fetch (net, "http://u:p@fake/ok?at=30&title=Moby&key=v");
  g_assert_cmpint (inflight_task_get_elapsed_us (task, 5 * MS), ==, 0);
  g_assert_cmpint (inflight_task_get_since_launch_us (task), ==, 0);
  fake_run_until (net, 20 * MS);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, net->now_us), ==, 15 * MS);
  g_assert_null (inflight_task_get_title (task));
  g_assert_cmpuint (inflight_task_get_status (task), ==, 0);

  fake_run_until (net, 100 * MS);
  g_assert_cmpstr (inflight_task_get_title (task), ==, "Moby");
  g_assert_cmpuint (inflight_task_get_status (task), ==, 200);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, 17);
  g_assert_cmpuint (g_bytes_get_size (inflight_task_get_body (task)), ==, 17);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, net->now_us), ==, 30 * MS);
  g_assert_cmpint (inflight_task_get_since_launch_us (task), ==, 30 * MS);
  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 1);
  g_assert_cmpint (inflight_task_get_cancel_reason (task), ==, INFLIGHT_CANCEL_REASON_NONE);
  address = inflight_task_dup_final_address (task);
  g_assert_cmpstr (address, ==, "http://fake/ok?at=30&title=Moby&key=…");
}

static void
test_status_policy (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (InflightTask) strict = virtual_network_fetch (net, "ok?status=500&title=Oops");
  g_autoptr (InflightTask) lenient = NULL;

  g_clear_pointer (&net->options, inflight_options_unref);
  net->options = inflight_options_new ();
  inflight_options_set_error_policy (net->options, INFLIGHT_ERROR_POLICY_NETWORK);
  lenient = virtual_network_fetch (net, "ok?status=500&title=Oops");
  fake_run_until (net, 10 * MS);

  g_assert_error (inflight_task_get_error (strict), INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpstr (inflight_task_get_title (strict), ==, "Oops");
  g_assert_nonnull (inflight_task_get_body (strict));
  g_assert_no_error (inflight_task_get_error (lenient));
  g_assert_cmpuint (inflight_task_get_status (lenient), ==, 500);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* Ten times a second at most, from the first piece on. */
static void
test_progress (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  guint count = 0;

  net->now_us = G_USEC_PER_SEC;
  tasks = virtual_network_launch (net, "ok?at=1000&head=0&every=10&chunk=7&size=700", NULL);
  g_signal_connect (nth (tasks, 0), "notify::bytes", G_CALLBACK (count_cb), &count);

  fake_run_until (net, G_USEC_PER_SEC + 10 * MS);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (inflight_task_get_bytes (nth (tasks, 0)), ==, 7);
  fake_run_until (net, G_USEC_PER_SEC + 999 * MS);
  g_assert_cmpuint (count, ==, 10);
  g_assert_cmpuint (inflight_task_get_bytes (nth (tasks, 0)), ==, 637);
  fake_run_until (net, G_USEC_PER_SEC + 2000 * MS);
  g_assert_cmpuint (inflight_task_get_bytes (nth (tasks, 0)), ==, 700);
}

/* Batches */

static guint
sum_counts (InflightBatch *batch)
{
  guint sum = 0;

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    sum += inflight_batch_get_count (batch, state);

  return sum;
}

static void
check_counts_cb (InflightBatch *batch,
                 GParamSpec    *pspec,
                 guint         *count)
{
  guint counts[INFLIGHT_N_TASK_STATES] = { 0, };
  GListModel *tasks = inflight_batch_get_tasks (batch);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (tasks, i);

      counts[inflight_task_get_state (task)]++;
    }

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    g_assert_cmpuint (inflight_batch_get_count (batch, state), ==, counts[state]);

  (*count)++;
}

static void
test_counts (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_add (net, "ok?at=10", "fail?at=10", "never",
                                                     "ok?at=20&head=5", NULL);
  g_autoptr (GPtrArray) ready = virtual_network_add (net, "ok", "ok", NULL);
  guint n_checks = 0;

  g_signal_connect (net->batch, "notify::serial", G_CALLBACK (check_counts_cb), &n_checks);
  g_assert_cmpuint (inflight_batch_get_n_tasks (net->batch), ==, 6);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 6);

  inflight_network_launch (net->network, tasks);
  virtual_network_cancel (net, nth (ready, 0));
  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, nth (tasks, 2));
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_CANCELLING), ==, 1);
  fake_run_until (net, 100 * MS);

  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_SUCCEEDED), ==, 2);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_FAILED), ==, 1);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_CANCELLED), ==, 2);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_READY), ==, 1);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 1);
  g_assert_cmpuint (sum_counts (net->batch), ==, 6);
  g_assert_cmpuint (n_checks, >=, 4);
  g_signal_handlers_disconnect_by_data (net->batch, &n_checks);
}

/* Once a tick, and not at all when nothing changes. */
static void
test_serial (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=10", "ok?at=10",
                                                        "ok?at=10", NULL);
  guint count = 0;

  fake_run_until (net, 9 * MS);
  g_signal_connect (net->batch, "notify::serial", G_CALLBACK (count_cb), &count);
  fake_run_until (net, 100 * MS);
  g_assert_cmpuint (count, ==, 1);
  fake_run_until (net, 1000 * MS);
  g_assert_cmpuint (count, ==, 1);
  g_signal_handlers_disconnect_by_data (net->batch, &count);
}

/* Two batches whose tasks settle in turns. */
static void
test_serial_of_two (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  InflightBatch *batch = net->batch;
  g_autoptr (InflightBatch) other = inflight_batch_new (net->network);
  g_autoptr (GPtrArray) launched = g_ptr_array_new_with_free_func (g_object_unref);
  guint count = 0;

  for (guint i = 0; i < 6; i++)
    {
      net->batch = i % 2 == 0 ? batch : other;
      g_ptr_array_add (launched, virtual_network_fetch (net, "ok?at=10"));
    }
  net->batch = batch;

  fake_run_until (net, 9 * MS);
  g_signal_connect (other, "notify::serial", G_CALLBACK (count_cb), &count);
  fake_run_until (net, 100 * MS);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (inflight_batch_get_count (other, INFLIGHT_TASK_STATE_SUCCEEDED), ==, 3);
  g_signal_handlers_disconnect_by_data (other, &count);
}

static void
test_ranks (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=30", "fail?at=10",
                                                        "ok?at=20", "never", NULL);
  const guint ranks[] = { 4, 1, 3, 2 };
  GListModel *finished = inflight_batch_get_finished (net->batch);

  for (guint i = 0; i < tasks->len; i++)
    {
      g_assert_cmpuint (inflight_task_get_position (nth (tasks, i)), ==, i + 1);
      g_assert_cmpuint (inflight_task_get_rank (nth (tasks, i)), ==, 0);
    }

  fake_run_until (net, 15 * MS);
  virtual_network_cancel (net, nth (tasks, 3));
  fake_run_until (net, 100 * MS);

  g_assert_cmpuint (g_list_model_get_n_items (finished), ==, 4);
  for (guint i = 0; i < tasks->len; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (finished, ranks[i] - 1);

      g_assert_cmpuint (inflight_task_get_rank (nth (tasks, i)), ==, ranks[i]);
      g_assert_true (task == nth (tasks, i));
    }
}

static void
test_retry (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "ok?at=5", "fail?at=10", NULL);
  g_autoptr (GPtrArray) again = g_ptr_array_new ();
  g_autoptr (InflightTask) item = NULL;
  InflightTask *task;

  g_assert_null (virtual_network_retry (net, nth (tasks, 1)));
  fake_run_until (net, 100 * MS);

  task = virtual_network_retry (net, nth (tasks, 1));
  g_assert_nonnull (task);
  g_assert_true (task != nth (tasks, 1));
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_READY);
  g_assert_cmpuint (inflight_task_get_position (task), ==, 2);
  g_assert_true (inflight_task_get_request (task) == inflight_task_get_request (nth (tasks, 1)));
  item = g_list_model_get_item (inflight_batch_get_tasks (net->batch), 1);
  g_assert_true (item == task);

  g_assert_null (virtual_network_retry (net, nth (tasks, 1)));
  g_assert_null (virtual_network_retry (net, task));
  g_assert_cmpint (inflight_task_get_state (nth (tasks, 1)), ==, INFLIGHT_TASK_STATE_FAILED);
  g_assert_cmpuint (inflight_batch_get_n_tasks (net->batch), ==, 2);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_FAILED), ==, 0);

  g_ptr_array_add (again, task);
  inflight_network_launch (net->network, again);
  fake_run_until (net, 200 * MS);
  g_assert_cmpuint (inflight_task_get_rank (task), ==, 3);
  g_assert_cmpuint (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_FAILED), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (inflight_batch_get_finished (net->batch)), ==, 2);
}

/* A MiB of a body is kept, and of all as much as is allowed: the oldest go, and
 * say so. */
static void
test_body_budget (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  inflight_batch_set_kept_bytes (net->batch, 6 << 20);
  g_ptr_array_add (tasks, virtual_network_fetch (net, "ok"));
  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (tasks, virtual_network_fetch (net, "ok?size=2000000"));
  fake_run_until (net, 10 * MS);

  g_assert_cmpuint (inflight_batch_get_bytes (net->batch), ==, 8 * 2000000);
  for (guint i = 1; i < tasks->len; i++)
    {
      GBytes *body = inflight_task_get_body (nth (tasks, i));
      gboolean dropped = i <= 2;

      g_assert_true (inflight_task_is_body_dropped (nth (tasks, i)) == dropped);
      g_assert_true ((body == NULL) == dropped);
      if (body != NULL)
        g_assert_cmpuint (g_bytes_get_size (body), ==, 1 << 20);
    }
  g_assert_false (inflight_task_is_body_dropped (nth (tasks, 0)));
  g_assert_cmpuint (inflight_task_get_bytes (nth (tasks, 1)), ==, 2000000);

  inflight_batch_set_kept_bytes (net->batch, 0);
  g_assert_null (inflight_task_get_body (nth (tasks, 8)));
  g_assert_true (inflight_task_is_body_dropped (nth (tasks, 8)));
}

/* What nobody will look at is not there, and what was looked at goes. */
static void
test_answer_not_kept (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_keeps_answer (net->options, FALSE);
  task = virtual_network_fetch (net, "ok?title=One");
  fake_run_until (net, 10 * MS);

  g_assert_cmpstr (inflight_task_get_title (task), ==, "One");
  g_assert_cmpuint (inflight_task_get_status (task), ==, 200);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, strlen ("{\"title\": \"One\"}"));
  g_assert_null (inflight_task_get_headers (task));
  g_assert_null (inflight_task_get_body (task));
  g_assert_false (inflight_task_is_body_dropped (task));

  inflight_task_drop_answer (task);
  g_assert_null (inflight_task_get_title (task));
  g_assert_null (inflight_task_get_exchange (task));
  g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_task_get_rank (task), ==, 1);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, strlen ("{\"title\": \"One\"}"));

  inflight_batch_set_kept_bytes (net->batch, 0);
  inflight_task_drop_answer (task);
}

/* The batch goes while its tasks are in flight: they go on for who holds them. */
static void
test_batch_goes (VirtualNetwork *net,
                 gconstpointer   user_data)
{
  InflightBatch *batch = net->batch;
  g_autoptr (InflightTask) task = NULL;

  net->batch = inflight_batch_new (net->network);
  task = virtual_network_fetch (net, "ok?at=10");
  fake_run_until (net, 5 * MS);
  g_assert_finalize_object (net->batch);
  net->batch = batch;

  fake_run_until (net, 100 * MS);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_task_get_rank (task), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/engine/task/edges", test_edges);
  g_test_add_func ("/engine/task/edges/illegal", test_illegal_edge);
  g_test_add_func ("/engine/task/kinds-of-state", test_kinds_of_state);
  VIRTUAL_ADD ("/engine/task/ways", test_ways);
  VIRTUAL_ADD ("/engine/task/ways/cancelling", test_ways_of_cancelling);
  VIRTUAL_ADD ("/engine/task/result", test_result);
  VIRTUAL_ADD ("/engine/task/status-policy", test_status_policy);
  VIRTUAL_ADD ("/engine/task/progress", test_progress);
  VIRTUAL_ADD ("/engine/task/answer-not-kept", test_answer_not_kept);
  VIRTUAL_ADD ("/engine/batch/counts", test_counts);
  VIRTUAL_ADD ("/engine/batch/serial", test_serial);
  VIRTUAL_ADD ("/engine/batch/serial/of-two", test_serial_of_two);
  VIRTUAL_ADD ("/engine/batch/ranks", test_ranks);
  VIRTUAL_ADD ("/engine/batch/retry", test_retry);
  VIRTUAL_ADD ("/engine/batch/body-budget", test_body_budget);
  VIRTUAL_ADD ("/engine/batch/goes", test_batch_goes);

  return g_test_run ();
}
