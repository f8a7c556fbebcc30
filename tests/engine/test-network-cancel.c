/* test-network-cancel.c: cancelling and deadlines on real sockets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"
#include "wait-watch.h"

#define OK_HEADER "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"

static void
assert_cancelled (InflightTask *task)
{
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_no_error (inflight_task_get_error (task));
  g_assert_cmpint (inflight_task_get_cancel_reason (task), ==, INFLIGHT_CANCEL_REASON_USER);
}

/* Cancelled before it was launched, and while it was queued: the server never
 * sees a connection. */
static void
test_before_start (RealNetwork   *net,
                   gconstpointer  user_data)
{
  g_autoptr (InflightTask) ready = real_network_add (net, "/");
  g_autoptr (InflightTask) blocker = NULL;
  g_autoptr (InflightTask) queued = NULL;

  g_assert_cmpuint (real_network_cancel (net, ready), ==, 1);
  assert_cancelled (ready);

  inflight_network_set_caps (net->network, 1, 1);
  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  blocker = real_network_start (net, "/never");
  raw_server_await_requests (net->server, 1);
  queued = real_network_start (net, "/");
  g_assert_cmpuint (real_network_cancel (net, queued), ==, 1);
  real_network_await_settled (queued);
  assert_cancelled (queued);

  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
  g_assert_cmpuint (inflight_task_get_attempts (queued), ==, 0);
}

/* In the same breath: at most a connection is made, and it is closed. */
static void
test_at_once (RealNetwork   *net,
              gconstpointer  user_data)
{
  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (InflightTask) task = real_network_start (net, "/never");

      g_assert_cmpuint (real_network_cancel (net, task), ==, 1);
      g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLING);
      real_network_await_settled (task);
      assert_cancelled (task);
      g_assert_cmpuint (real_network_cancel (net, task), ==, 0);
    }
}

/* A request without a body is sent at once; all of the rest was waiting. */
static void
assert_waited (InflightTask *task)
{
  const InflightTimings *timings = &inflight_task_get_exchange (task)->timings;

  g_assert_cmpint (timings->request_start_us, >, 0);
  g_assert_cmpint (timings->request_end_us, >=, timings->request_start_us);
  g_assert_cmpint (timings->response_start_us, ==, 0);
}

static void
test_while_waiting (RealNetwork   *net,
                    gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  task = real_network_start (net, "/never");
  raw_server_await_requests (net->server, 1);
  real_network_await (task, INFLIGHT_TASK_STATE_WAITING);

  real_network_cancel (net, task);
  g_assert_cmpuint (real_network_cancel (net, task), ==, 1);
  real_network_await_settled (task);
  assert_cancelled (task);
  assert_waited (task);
  raw_server_await_gone (net->server, 1);
}

static void
test_in_header (RealNetwork   *net,
                gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/slow", RAW_TRICKLE, "HTTP/1.1 200 OK\r\nX-Long: ", "x");
  task = real_network_start (net, "/slow");
  raw_server_await_requests (net->server, 1);
  real_network_cancel (net, task);
  real_network_await_settled (task);
  assert_cancelled (task);
  raw_server_await_gone (net->server, 1);
}

/* The body trickles: what arrived is kept. */
static void
test_in_body (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/slow", RAW_TRICKLE, OK_HEADER "begin", "x");
  task = real_network_start (net, "/slow");
  real_network_await (task, INFLIGHT_TASK_STATE_RECEIVING);
  real_network_cancel (net, task);
  real_network_await_settled (task);

  assert_cancelled (task);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 200);
  g_assert_cmpuint (inflight_task_get_bytes (task), <, 1000000);
  raw_server_await_gone (net->server, 1);
}

static void
test_in_fast_body (RealNetwork   *net,
                   gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_limit_bytes (net->options, G_MAXUINT64);
  raw_server_add (net->server, "/endless", RAW_REPEAT, "HTTP/1.1 200 OK\r\n\r\n", "0123456789");
  task = real_network_start (net, "/endless");
  real_network_await (task, INFLIGHT_TASK_STATE_RECEIVING);
  real_network_cancel (net, task);
  real_network_await_settled (task);
  assert_cancelled (task);
  raw_server_await_gone (net->server, 1);
}

/* By the end of the network, at every stage: everything settles, all is freed. */
static void
test_by_dispose (RealNetwork   *net,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTask) ready = real_network_add (net, "/");
  InflightNetwork *network = net->network;
  WaitWatch *watch;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  raw_server_add (net->server, "/slow", RAW_TRICKLE, OK_HEADER, "x");
  inflight_network_set_caps (network, 4, 4);
  g_ptr_array_add (tasks, real_network_start (net, "/slow"));
  for (guint i = 0; i < 9; i++)
    g_ptr_array_add (tasks, real_network_start (net, "/never"));
  raw_server_await_requests (net->server, 4);
  real_network_await (g_ptr_array_index (tasks, 0), INFLIGHT_TASK_STATE_RECEIVING);
  watch = wait_watch_new_until (network, tasks, "all");

  g_object_run_dispose (G_OBJECT (network));
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "0123456789", "");
  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
      g_assert_cmpint (inflight_task_get_cancel_reason (task), ==, INFLIGHT_CANCEL_REASON_QUIT);
    }
  g_assert_cmpint (inflight_task_get_state (ready), ==, INFLIGHT_TASK_STATE_READY);
  raw_server_await_gone (net->server, 4);
  wait_watch_free (watch);
}

/* Many at once, from within a callback. */
static void
cancel_all_cb (InflightTask *task,
               GParamSpec   *pspec,
               RealNetwork  *net)
{
  g_autoptr (GPtrArray) pending = NULL;

  if (!inflight_task_is_settled (task))
    return;

  pending = inflight_batch_dup_pending (net->batch);
  inflight_network_cancel (net->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
}

static void
test_many (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InflightTask) first = NULL;

  inflight_network_set_caps (net->network, 16, 16);
  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (tasks, real_network_start (net, "/never"));
  raw_server_await_requests (net->server, 16);

  g_signal_connect (g_ptr_array_index (tasks, 7), "notify::state",
                    G_CALLBACK (cancel_all_cb), net);
  real_network_cancel (net, g_ptr_array_index (tasks, 7));
  for (guint i = 0; i < tasks->len; i++)
    {
      real_network_await_settled (g_ptr_array_index (tasks, i));
      assert_cancelled (g_ptr_array_index (tasks, i));
    }
}

/* Deadlines */

static void
assert_deadline (RealNetwork   *net,
                 const char    *path,
                 InflightError  code)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_deadline_us (net->options, 500000);
  task = real_network_fetch (net, path);
  assert_failed (task, code);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, 0), >=, 500000);
  raw_server_await_gone (net->server, 1);
}

static void
test_deadline_hang (RealNetwork   *net,
                    gconstpointer  user_data)
{
  raw_server_add (net->server, "/x", RAW_HANG, "", NULL);
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_WAITING);
}

static void
test_deadline_header (RealNetwork   *net,
                      gconstpointer  user_data)
{
  raw_server_add (net->server, "/x", RAW_TRICKLE, "HTTP/1.1 200 OK\r\nX-Long: ", "x");
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_WAITING);
}

static void
test_deadline_body (RealNetwork   *net,
                    gconstpointer  user_data)
{
  raw_server_add (net->server, "/x", RAW_TRICKLE, OK_HEADER, "x");
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_RECEIVING);
}

static void
test_deadline_body_hang (RealNetwork   *net,
                         gconstpointer  user_data)
{
  raw_server_add (net->server, "/x", RAW_HANG, OK_HEADER "begin", NULL);
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_RECEIVING);
}

static void
test_deadline_endless (RealNetwork   *net,
                       gconstpointer  user_data)
{
  inflight_options_set_limit_bytes (net->options, G_MAXUINT64);
  raw_server_add (net->server, "/x", RAW_REPEAT, "HTTP/1.1 200 OK\r\n\r\n", "0123456789");
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_RECEIVING);
}

static void
test_deadline_redirect (RealNetwork   *net,
                        gconstpointer  user_data)
{
  raw_server_add (net->server, "/x", RAW_KEEP,
                  "HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n", NULL);
  raw_server_add (net->server, "/y", RAW_HANG, "", NULL);
  assert_deadline (net, "/x", INFLIGHT_ERROR_TIMED_OUT_WAITING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/network/cancel/before-start", test_before_start);
  REAL_ADD ("/engine/network/cancel/at-once", test_at_once);
  REAL_ADD ("/engine/network/cancel/while-waiting", test_while_waiting);
  REAL_ADD ("/engine/network/cancel/in-header", test_in_header);
  REAL_ADD ("/engine/network/cancel/in-body", test_in_body);
  REAL_ADD ("/engine/network/cancel/in-fast-body", test_in_fast_body);
  REAL_ADD ("/engine/network/cancel/by-dispose", test_by_dispose);
  REAL_ADD ("/engine/network/cancel/many", test_many);
  REAL_ADD ("/engine/network/deadline/hang", test_deadline_hang);
  REAL_ADD ("/engine/network/deadline/header", test_deadline_header);
  REAL_ADD ("/engine/network/deadline/body", test_deadline_body);
  REAL_ADD ("/engine/network/deadline/body-hang", test_deadline_body_hang);
  REAL_ADD ("/engine/network/deadline/endless", test_deadline_endless);
  REAL_ADD ("/engine/network/deadline/redirect", test_deadline_redirect);

  return g_test_run ();
}
