/* test-network.c: the network thread at work
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"
#include "wait-watch.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"

static GPtrArray *
start_many (RealNetwork *net,
            guint        n_tasks,
            const char  *path)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_tasks; i++)
    g_ptr_array_add (tasks, real_network_start (net, path));

  return tasks;
}

static void
await_return (WaitWatch *watch)
{
  guint give_up = give_up_later ();

  while (watch->n_outcomes == 0)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

/* Requests */

static void
test_request (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *request = NULL;
  g_autofree char *host = NULL;

  inflight_options_add_header (net->options, "X-One: 1", NULL);
  task = real_network_fetch (net, "/a%20b?c=%26#fragment");
  assert_succeeded (task, 200, NULL);

  request = raw_server_dup_request (net->server, 0);
  host = g_strdup_printf ("\r\nHost: 127.0.0.1:%u\r\n", raw_server_get_port (net->server));
  g_assert_true (g_str_has_prefix (request, "GET /a%20b?c=%26 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, host));
  g_assert_nonnull (strstr (request, "\r\nX-One: 1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nUser-Agent: Inflight/"));
  g_assert_null (strstr (request, "fragment"));
}

static void
test_keep_alive (RealNetwork   *net,
                 gconstpointer  user_data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (InflightTask) task = real_network_fetch (net, "/x");

      assert_succeeded (task, 200, NULL);
    }

  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 5);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* What can have no body needs no length, and ends nothing. */
static void
test_keep_alive_empty (RealNetwork   *net,
                       gconstpointer  user_data)
{
  raw_server_add (net->server, "/204", RAW_KEEP, "HTTP/1.1 204 Empty\r\n\r\n", NULL);
  raw_server_add (net->server, "/304", RAW_KEEP, "HTTP/1.1 304 Same\r\n\r\n", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (InflightTask) empty = real_network_fetch (net, "/204");
      g_autoptr (InflightTask) same = real_network_fetch (net, "/304");

      assert_succeeded (empty, 204, NULL);
      assert_succeeded (same, 304, NULL);
    }

  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* What was answered with more or less than was promised spoils its connection. */
static void
test_fresh_connection (RealNetwork   *net,
                       gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;

  raw_server_add (net->server, "/endless", RAW_REPEAT, OK "\r\n", "hello");
  inflight_options_set_limit_bytes (net->options, 1000);
  task = real_network_fetch (net, "/endless");
  assert_failed (task, INFLIGHT_ERROR_TOO_LARGE);
  next = real_network_fetch (net, "/next");
  assert_succeeded (next, 200, NULL);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 2);
}

/* The server closes what it kept open: libsoup starts over, nobody notices. */
static void
test_stale_connection (RealNetwork   *net,
                       gconstpointer  user_data)
{
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (InflightTask) second = NULL;

  raw_server_add (net->server, "/close", RAW_CLOSE, OK "Content-Length: 0\r\n\r\n", NULL);
  first = real_network_fetch (net, "/close");
  raw_server_await_gone (net->server, 1);
  second = real_network_fetch (net, "/x");
  assert_succeeded (second, 200, NULL);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 2);
}

/* What nothing uses is closed after 30 s, though others are at work all the time. */
static void
test_idle (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *address = raw_server_dup_uri (other, "/busy");
  g_autoptr (InflightTask) busy = NULL;
  g_autoptr (InflightTask) task = NULL;

  inflight_options_set_deadline_us (net->options, 0);
  inflight_options_set_limit_bytes (net->options, G_MAXUINT64);
  raw_server_add (other, "/busy", RAW_TRICKLE, OK "\r\n", "hello");
  busy = real_network_start (net, address);
  real_network_await (busy, INFLIGHT_TASK_STATE_RECEIVING);

  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 200, NULL);
  raw_server_await_gone (net->server, 1);
  g_assert_false (inflight_task_is_settled (busy));

  real_network_cancel (net, busy);
  real_network_await_settled (busy);
}

/* Many at once */

static void
test_many (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;
  GListModel *finished = inflight_batch_get_finished (net->batch);

  inflight_network_set_caps (net->network, 64, 64);
  raw_server_add (net->server, "/post", RAW_KEEP,
                  OK "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n"
                  "{\"title\": \"Moby\"}", NULL);
  tasks = start_many (net, 500, "/post");
  watch = wait_watch_new_until (net->network, tasks, "all");
  await_return (watch);

  g_assert_cmpuint (watch->returned_tally.succeeded, ==, 500);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 500);
  g_assert_cmpuint (raw_server_get_peak (net->server), <=, 64);
  g_assert_cmpuint (g_list_model_get_n_items (finished), ==, 500);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (finished, i);

      assert_succeeded (task, 200, "Moby");
      g_assert_cmpuint (inflight_task_get_rank (task), ==, i + 1);
    }
}

/* GLib counts the connections of a closure in eight bits. */
static void
test_many_at_once (RealNetwork   *net,
                   gconstpointer  user_data)
{
  const guint n_tasks = 300;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;

  inflight_network_set_caps (net->network, n_tasks, n_tasks);
  raw_server_add (net->server, "/hang", RAW_HANG, "", NULL);
  tasks = start_many (net, n_tasks, "/hang");
  watch = wait_watch_new_until (net->network, tasks, "all");
  raw_server_await_requests (net->server, n_tasks);
  g_assert_cmpuint (inflight_network_cancel (net->network, tasks,
                                             INFLIGHT_CANCEL_REASON_USER, 0), ==, n_tasks);
  await_return (watch);
  g_assert_cmpuint (watch->returned_tally.cancelled, ==, n_tasks);
}

static void
test_places (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (WaitWatch) watch = NULL;

  inflight_network_set_caps (net->network, 70, 70);
  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  tasks = start_many (net, 200, "/never");
  watch = wait_watch_new_until (net->network, tasks, "all");

  /* All places fill, on several sessions, and no more. */
  raw_server_await_requests (net->server, 70);
  pending = inflight_batch_dup_pending (net->batch);
  inflight_network_cancel (net->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  await_return (watch);
  g_assert_cmpuint (watch->returned_tally.cancelled, ==, 200);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 70);
}

/* Stuck ones fill the places of their host; another host goes on. */
static void
test_stuck_host (RealNetwork   *net,
                 gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *address = raw_server_dup_uri (other, "/x");
  g_autoptr (GPtrArray) stuck = NULL;
  g_autoptr (GPtrArray) pending = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  stuck = start_many (net, 50, "/never");
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (InflightTask) task = real_network_fetch (net, address);

      assert_succeeded (task, 200, NULL);
    }

  raw_server_await_requests (net->server, INFLIGHT_DEFAULT_PER_HOST);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, INFLIGHT_DEFAULT_PER_HOST);
}

/* Waits */

static void
test_first (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  tasks = start_many (net, 3, "/never");
  g_ptr_array_add (tasks, real_network_start (net, "/quick"));
  watch = wait_within (net->network, tasks, "first", INFLIGHT_NO_LIMIT, INFLIGHT_THEN_CANCEL);
  await_return (watch);

  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "3", "012");
  for (guint i = 0; i < 3; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      real_network_await_settled (task);
      g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
      g_assert_cmpint (inflight_task_get_cancel_reason (task), ==, INFLIGHT_CANCEL_REASON_WAIT);
      g_assert_cmpuint (inflight_task_get_cancel_wait (task), ==, 1);
    }
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "3", "012");
}

static void
test_first_error (RealNetwork   *net,
                  gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;
  g_autoptr (WaitWatch) again = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  raw_server_add (net->server, "/404", RAW_KEEP,
                  "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", NULL);
  tasks = start_many (net, 1, "/never");
  g_ptr_array_add (tasks, real_network_fetch (net, "/fine"));
  watch = wait_watch_new_until (net->network, tasks, "first-error");
  real_network_cancel (net, g_ptr_array_index (tasks, 0));
  g_ptr_array_add (tasks, real_network_fetch (net, "/404"));
  await_return (watch);

  /* The one that failed is no member; the cancelled one is no error. */
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01", "");

  again = wait_watch_new_until (net->network, tasks, "first-error");
  wait_watch_assert_waiting (again);
  await_return (again);
  wait_watch_assert_returned (again, INFLIGHT_OUTCOME_SATISFIED, "012", "");
}

static void
test_within (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;
  g_autoptr (WaitWatch) zero = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  tasks = start_many (net, 1, "/never");
  g_ptr_array_add (tasks, real_network_fetch (net, "/fine"));

  zero = wait_within (net->network, tasks, "all", 0, INFLIGHT_THEN_LEAVE);
  wait_watch_assert_waiting (zero);
  await_return (zero);
  wait_watch_assert_returned (zero, INFLIGHT_OUTCOME_TIMED_OUT, "1", "0");

  watch = wait_within (net->network, tasks, "all", 100000, INFLIGHT_THEN_LEAVE);
  await_return (watch);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_TIMED_OUT, "1", "0");
  g_assert_cmpint (inflight_wait_get_elapsed_us (watch->wait, 0), >=, 100000);
  g_assert_cmpint (inflight_task_get_state (g_ptr_array_index (tasks, 0)), <=,
                   INFLIGHT_TASK_STATE_WAITING);
}

static void
test_impossible (RealNetwork   *net,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;

  raw_server_add (net->server, "/never", RAW_HANG, "", NULL);
  raw_server_add (net->server, "/reset", RAW_RESET, "", NULL);
  tasks = start_many (net, 3, "/reset");
  g_ptr_array_add (tasks, real_network_start (net, "/never"));
  watch = wait_within (net->network, tasks, "ok:2", INFLIGHT_NO_LIMIT, INFLIGHT_THEN_CANCEL);
  await_return (watch);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_IMPOSSIBLE, "012", "3");
}

static void
test_all_last_fails (RealNetwork   *net,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = start_many (net, 4, "/fine");
  g_autoptr (WaitWatch) watch = NULL;

  raw_server_add (net->server, "/slow", RAW_TRICKLE, OK "Content-Length: 1000000\r\n\r\n", "x");
  real_network_renew_options (net);
  inflight_options_set_deadline_us (net->options, 100000);
  g_ptr_array_add (tasks, real_network_start (net, "/slow"));
  watch = wait_watch_new_until (net->network, tasks, "all");
  await_return (watch);
  wait_watch_assert_returned (watch, INFLIGHT_OUTCOME_SATISFIED, "01234", "");
  g_assert_cmpuint (watch->returned_tally.failed, ==, 1);
}

static gboolean
set_flag_cb (gpointer user_data)
{
  gboolean *flag = user_data;

  *flag = TRUE;

  return G_SOURCE_REMOVE;
}

/* Long enough for a turn to be late, and for the next ticks to be there. */
static void
nested_loop (WaitWatch *watch,
             gpointer   user_data)
{
  InflightBatch *batch = user_data;
  guint n_pending = inflight_batch_get_n_pending (batch);
  gboolean over = FALSE;

  g_timeout_add (20, set_flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (inflight_batch_get_n_pending (batch), ==, n_pending);
}

/* A loop within a callback hears nothing of the network, and comes back. */
static void
test_nested_loop (RealNetwork   *net,
                  gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = start_many (net, 30, "/fine");
  g_autoptr (WaitWatch) first = wait_watch_new_until (net->network, tasks, "first");
  g_autoptr (WaitWatch) all = wait_watch_new_until (net->network, tasks, "all");

  first->func = nested_loop;
  first->user_data = net->batch;
  await_return (all);
  g_assert_cmpuint (first->n_outcomes, ==, 1);
  g_assert_cmpuint (all->returned_tally.succeeded, ==, 30);
}

static gboolean
busy_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Something of a higher priority is always ready, as painting may be: events
 * come in all the same. */
static void
test_starved (RealNetwork   *net,
              gconstpointer  user_data)
{
  guint busy = g_idle_add_full (G_PRIORITY_DEFAULT, busy_cb, net, NULL);
  g_autoptr (GPtrArray) tasks = start_many (net, 100, "/fine");
  g_autoptr (WaitWatch) watch = wait_watch_new_until (net->network, tasks, "all");

  await_return (watch);
  g_source_remove (busy);
  g_assert_cmpuint (watch->returned_tally.succeeded, ==, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/network/request", test_request);
  REAL_ADD ("/engine/network/connection/keep-alive", test_keep_alive);
  REAL_ADD ("/engine/network/connection/keep-alive/empty", test_keep_alive_empty);
  REAL_ADD ("/engine/network/connection/fresh", test_fresh_connection);
  REAL_ADD ("/engine/network/connection/stale", test_stale_connection);
  if (g_test_slow ())
    REAL_ADD ("/engine/network/connection/idle", test_idle);
  REAL_ADD ("/engine/network/many", test_many);
  REAL_ADD ("/engine/network/many/at-once", test_many_at_once);
  REAL_ADD ("/engine/network/many/places", test_places);
  REAL_ADD ("/engine/network/many/stuck-host", test_stuck_host);
  REAL_ADD ("/engine/network/wait/first", test_first);
  REAL_ADD ("/engine/network/wait/first-error", test_first_error);
  REAL_ADD ("/engine/network/wait/within", test_within);
  REAL_ADD ("/engine/network/wait/impossible", test_impossible);
  REAL_ADD ("/engine/network/wait/last-fails", test_all_last_fails);
  REAL_ADD ("/engine/network/wait/nested-loop", test_nested_loop);
  REAL_ADD ("/engine/network/wait/starved", test_starved);

  return g_test_run ();
}
