/* test-scheduler.c: who may start, and when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-tasks.h"

#include <string.h>

/* What was begun, by the value of n in its address. */
static char *
dup_order (VirtualNetwork *net)
{
  GPtrArray *starts = inflight_fake_transport_get_starts (net->transport);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < starts->len; i++)
    {
      const char *n = strstr (g_ptr_array_index (starts, i), "n=");

      g_assert_nonnull (n);
      g_string_append_printf (order, "%.2s ", n + 2);
    }

  return g_string_free (order, FALSE);
}

/* Caps */

static void
test_caps (VirtualNetwork *net,
           gconstpointer   user_data)
{
  inflight_network_set_caps (net->network, 8, 3);
  virtual_network_launch_spread (net, 100, "ok?at=10", 5);
  fake_run_until (net, 9 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 8);
  fake_run_until (net, 1000 * MS);

  g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, NULL), ==, 8);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u", i);

      g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, host), <=, 3);
    }
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
}

/* What is under way goes on, and the rest when there are places again. */
static void
test_no_places (VirtualNetwork *net,
                gconstpointer   user_data)
{
  inflight_network_set_caps (net->network, 2, 2);
  virtual_network_launch_spread (net, 10, "ok?at=10", 5);
  fake_run_until (net, 0);
  inflight_network_set_caps (net->network, 0, 2);
  fake_run_until (net, 1000 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 0);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 8);

  inflight_network_set_caps (net->network, 2, 2);
  fake_run_until (net, 2000 * MS);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
}

static void
test_per_host_cap (VirtualNetwork *net,
                   gconstpointer   user_data)
{
  inflight_network_set_caps (net->network, 100, 3);
  virtual_network_launch_spread (net, 30, "ok?at=10", 2);
  fake_run_until (net, 0);

  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, "h0"), ==, 3);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, "h1"), ==, 3);
  fake_run_until (net, 1000 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, "h0"), ==, 3);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
}

/* Another port is another origin. */
static void
test_origins (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (net->network, 100, 1);
  tasks = virtual_network_launch (net, "http://h/never", "http://H:80/never", "http://h:81/never",
                                  "https://h/never", NULL);
  fake_run_until (net, 10 * MS);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_WAITING);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_QUEUED);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_WAITING);
  assert_state (nth (tasks, 3), INFLIGHT_TASK_STATE_WAITING);
}

/* Runs a while and checks that no more are in flight than the cap allows, or
 * than there were when it was lowered. */
static void
run_within (VirtualNetwork *net,
            gint64          duration_us,
            guint           max_in_flight,
            guint           per_host)
{
  guint allowed = inflight_fake_transport_get_in_flight (net->transport, NULL);
  guint allowed_host = inflight_fake_transport_get_in_flight (net->transport, "h0");

  inflight_network_set_caps (net->network, max_in_flight, per_host);
  for (gint64 end = net->now_us + duration_us; net->now_us < end;)
    {
      guint in_flight;

      fake_run_until (net, net->now_us + MS);
      in_flight = inflight_fake_transport_get_in_flight (net->transport, NULL);
      g_assert_cmpuint (in_flight, <=, MAX (allowed, max_in_flight));
      allowed = MIN (allowed, in_flight);

      in_flight = inflight_fake_transport_get_in_flight (net->transport, "h0");
      g_assert_cmpuint (in_flight, <=, MAX (allowed_host, per_host));
      allowed_host = MIN (allowed_host, in_flight);
    }

  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==,
                    MIN (max_in_flight, 4 * per_host));
}

static void
test_caps_change (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  virtual_network_launch_spread (net, 600, "ok?at=7", 4);
  run_within (net, 20 * MS, 16, 6);
  run_within (net, 20 * MS, 5, 6);
  run_within (net, 20 * MS, 40, 2);
  run_within (net, 20 * MS, 12, 12);
  run_within (net, 20 * MS, 1, 1);
  run_within (net, 20 * MS, 30, 10);
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 0);
}

/* Nothing settles meanwhile: the change alone lets them start. */
static void
test_caps_raise (VirtualNetwork *net,
                 gconstpointer   user_data)
{
  inflight_network_set_caps (net->network, 100, 1);
  virtual_network_launch_spread (net, 20, "never", 2);
  fake_run_until (net, 10 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 2);

  inflight_network_set_caps (net->network, 100, 3);
  fake_run_until (net, 10 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 6);

  inflight_network_set_caps (net->network, 100, 100);
  fake_run_until (net, 10 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 20);
}

/* Order */

static void
test_first_in_first_out (VirtualNetwork *net,
                         gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *order = NULL;

  inflight_network_set_caps (net->network, 10, 2);
  tasks = virtual_network_launch (net, "ok?at=30&n=a1", "ok?at=10&n=a2", "ok?at=10&n=a3",
                                  "ok?at=1&n=a4", "ok?at=10&n=a5", "ok?at=1&n=a6", NULL);
  fake_run_until (net, 1000 * MS);
  order = dup_order (net);
  g_assert_cmpstr (order, ==, "a1 a2 a3 a4 a5 a6 ");
  g_assert_cmpuint (inflight_task_get_rank (nth (tasks, 5)), ==, 6);
}

static void
test_turns (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *order = NULL;

  inflight_network_set_caps (net->network, 1, 1);
  tasks = virtual_network_launch (net, "http://a/ok?n=a1", "http://a/ok?n=a2", "http://a/ok?n=a3",
                                  "http://a/ok?n=a4", "http://b/ok?n=b1", "http://b/ok?n=b2",
                                  "http://c/ok?n=c1", NULL);
  fake_run_until (net, 10 * MS);
  order = dup_order (net);
  g_assert_cmpstr (order, ==, "a1 b1 c1 a2 b2 a3 a4 ");
}

static void
test_stuck_host (VirtualNetwork *net,
                 gconstpointer   user_data)
{
  g_autoptr (GPtrArray) stuck = NULL;
  g_autoptr (GPtrArray) others = NULL;

  inflight_network_set_caps (net->network, 4, 2);
  stuck = virtual_network_launch (net, "http://stuck/never", "http://stuck/never",
                                  "http://stuck/never", "http://stuck/never", NULL);
  others = virtual_network_launch (net, "http://a/ok?at=10", "http://a/ok?at=10",
                                   "http://b/ok?at=10", "http://b/ok?at=10", NULL);
  fake_run_until (net, 20 * MS);

  for (guint i = 0; i < others->len; i++)
    assert_state (nth (others, i), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (stuck, 1), INFLIGHT_TASK_STATE_WAITING);
  assert_state (nth (stuck, 2), INFLIGHT_TASK_STATE_QUEUED);
}

static void
test_cancelled_in_queue (VirtualNetwork *net,
                         gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *order = NULL;

  inflight_network_set_caps (net->network, 1, 1);
  tasks = virtual_network_launch (net, "ok?at=20&n=a1", "ok?n=a2", "ok?n=a3", NULL);
  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, nth (tasks, 1));
  fake_run_until (net, 100 * MS);

  order = dup_order (net);
  g_assert_cmpstr (order, ==, "a1 a3 ");
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_queued_us (nth (tasks, 1)), ==, 10 * MS);
  g_assert_cmpint (inflight_task_get_queued_us (nth (tasks, 2)), ==, 20 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 0);
}

/* Deadlines */

static void
test_deadline (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  const InflightError codes[] = {
    INFLIGHT_ERROR_TIMED_OUT_CONNECTING, INFLIGHT_ERROR_TIMED_OUT_WAITING,
    INFLIGHT_ERROR_TIMED_OUT_RECEIVING,
  };

  virtual_network_set_deadline (net, 100 * MS);
  tasks = virtual_network_launch (net, "never?wait=200", "never", "never?head=50", NULL);
  fake_run_until (net, 99 * MS);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 3);
  fake_run_until (net, 100 * MS);

  for (guint i = 0; i < tasks->len; i++)
    {
      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_FAILED);
      g_assert_error (inflight_task_get_error (nth (tasks, i)), INFLIGHT_ERROR, (int) codes[i]);
      g_assert_cmpint (inflight_task_get_elapsed_us (nth (tasks, i), 0), ==, 100 * MS);
    }
}

/* An answer that comes although the deadline passed is an answer. */
static void
test_deadline_unheeded (VirtualNetwork *net,
                        gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  virtual_network_set_deadline (net, 100 * MS);
  task = virtual_network_fetch (net, "ok?at=150&cancel=no");
  fake_run_until (net, 1000 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, 0), ==, 150 * MS);
}

static void
test_no_deadline (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  virtual_network_set_deadline (net, 0);
  task = virtual_network_fetch (net, "never");
  fake_run_until (net, G_GINT64_CONSTANT (100000) * G_USEC_PER_SEC);
  assert_state (task, INFLIGHT_TASK_STATE_WAITING);
}

/* Time in the queue does not count. */
static void
test_deadline_after_queue (VirtualNetwork *net,
                           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (net->network, 1, 1);
  virtual_network_set_deadline (net, 100 * MS);
  tasks = virtual_network_launch (net, "ok?at=90", "ok?at=90", "never", NULL);
  fake_run_until (net, 1000 * MS);

  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_FAILED);
  g_assert_cmpint (inflight_task_get_queued_us (nth (tasks, 2)), ==, 180 * MS);
  g_assert_cmpint (inflight_task_get_elapsed_us (nth (tasks, 2), 0), ==, 100 * MS);
  g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, 2)), ==, 280 * MS);
}

/* Redirects */

static void
test_redirect_keeps_deadline (VirtualNetwork *net,
                              gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  virtual_network_set_deadline (net, 100 * MS);
  task = virtual_network_fetch (net, "redirect?at=60&to=/never");
  fake_run_until (net, 99 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_WAITING);
  fake_run_until (net, 100 * MS);
  g_assert_error (inflight_task_get_error (task), INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_WAITING);
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 1);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, 0), ==, 100 * MS);
}

/* It has a place no more, and does not get one before its time is over. */
static void
test_redirect_queued_deadline (VirtualNetwork *net,
                               gconstpointer   user_data)
{
  g_autoptr (InflightTask) blocker = NULL;
  g_autoptr (InflightTask) task = NULL;

  inflight_network_set_caps (net->network, 10, 1);
  virtual_network_set_deadline (net, 0);
  blocker = virtual_network_fetch (net, "http://busy/never");
  virtual_network_set_deadline (net, 100 * MS);
  task = virtual_network_fetch (net, "http://a/redirect?at=20&to=http://busy/ok");

  fake_run_until (net, 99 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_QUEUED);
  fake_run_until (net, 100 * MS);
  g_assert_error (inflight_task_get_error (task), INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_WAITING);
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 2);

  /* Nothing of it is left in the queue. */
  virtual_network_cancel (net, blocker);
  fake_run_until (net, 200 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 2);
}

static void
test_redirect_queued_cancel (VirtualNetwork *net,
                             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (net->network, 10, 1);
  tasks = virtual_network_launch (net, "http://busy/never",
                                  "http://a/redirect?at=20&to=http://busy/ok", NULL);
  fake_run_until (net, 50 * MS);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_QUEUED);
  virtual_network_cancel (net, nth (tasks, 1));
  fake_run_until (net, 50 * MS);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 0);
}

/* Its time is running: it goes before those whose time is not. */
static void
test_redirect_goes_first (VirtualNetwork *net,
                          gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *order = NULL;

  inflight_network_set_caps (net->network, 1, 1);
  tasks = virtual_network_launch (net, "redirect?n=a1&to=/ok?n=a2", "ok?n=b1", "ok?n=b2", NULL);
  fake_run_until (net, 100 * MS);
  order = dup_order (net);
  g_assert_cmpstr (order, ==, "a1 a2 b1 b2 ");
}

/* It has the answer of none but the transfer that was left, which is no answer. */
static void
test_redirect_unheeded (VirtualNetwork *net,
                        gconstpointer   user_data)
{
  g_autoptr (GPtrArray) cancelled = NULL;
  g_autoptr (InflightTask) late = NULL;

  cancelled = virtual_network_launch (net, "redirect?at=20&to=/ok&cancel=no", NULL);
  virtual_network_set_deadline (net, 10 * MS);
  late = virtual_network_fetch (net, "redirect?at=20&to=/ok&cancel=no");
  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, nth (cancelled, 0));
  fake_run_until (net, 100 * MS);

  assert_state (nth (cancelled, 0), INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_null (inflight_task_get_error (nth (cancelled, 0)));
  g_assert_error (inflight_task_get_error (late), INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_WAITING);
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 2);
}

/* Random schedules */

static char *
random_address (void)
{
  const char *forms[] = {
    "ok?at=%d", "ok?at=%d&head=3", "fail?at=%d", "never", "never?cancel=%d",
    "redirect?at=%d&to=http://h1/ok", "redirect?at=%d&to=/never", "nofile?at=%d&times=2",
    "redirect?at=%d&to=ftp://h1/", "ok?at=%d&cancel=no", "ok?at=%d&cancel=15",
  };
  GString *address = g_string_new (NULL);

  g_string_printf (address, "http://h%d/", g_test_rand_int_range (0, 4));
  g_string_append (address, forms[g_test_rand_int_range (0, G_N_ELEMENTS (forms))]);
  g_string_replace (address, "%d", g_test_rand_bit () ? "5" : "20", 0);

  return g_string_free (address, FALSE);
}

static void
count_settled_cb (InflightTask *task,
                  GParamSpec   *pspec,
                  guint        *count)
{
  if (inflight_task_is_settled (task))
    (*count)++;
}

static void
test_random (VirtualNetwork *net,
             gconstpointer   user_data)
{
  guint n_settled = 0;
  guint n_tasks = 0;

  virtual_network_set_deadline (net, 60 * MS);
  inflight_network_set_caps (net->network, 12, 4);

  for (guint step = 0; step < 2000; step++)
    {
      g_autoptr (GPtrArray) pending = inflight_batch_dup_pending (net->batch);
      g_autofree char *address = random_address ();
      g_autoptr (GPtrArray) tasks = virtual_network_add (net, address, NULL);

      n_tasks++;
      g_signal_connect (nth (tasks, 0), "notify::state", G_CALLBACK (count_settled_cb),
                        &n_settled);
      if (!g_test_rand_bit () || !g_test_rand_bit ())
        inflight_network_launch (net->network, tasks);
      if (pending->len > 0 && g_test_rand_bit ())
        virtual_network_cancel (net, nth (pending, g_test_rand_int_range (0, pending->len)));
      if (step % 50 == 0)
        inflight_network_set_caps (net->network, g_test_rand_int_range (1, 13),
                                   g_test_rand_int_range (1, 5));

      fake_run_until (net, net->now_us + g_test_rand_int_range (0, 5) * MS);
      g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), <=, 12);
    }

  while (inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_READY) <
         inflight_batch_get_n_pending (net->batch))
    fake_run_until (net, net->now_us + G_USEC_PER_SEC);

  g_assert_cmpuint (n_settled, ==,
                    n_tasks - inflight_batch_get_count (net->batch, INFLIGHT_TASK_STATE_READY));
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 0);
  g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, NULL), <=, 12);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u", i);

      g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, host), <=, 4);
    }

  virtual_network_tear_down (net, NULL);
  g_assert_cmpuint (n_settled, ==, n_tasks);
  virtual_network_set_up (net, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/engine/scheduler/caps", test_caps);
  VIRTUAL_ADD ("/engine/scheduler/no-places", test_no_places);
  VIRTUAL_ADD ("/engine/scheduler/caps/per-host", test_per_host_cap);
  VIRTUAL_ADD ("/engine/scheduler/caps/origins", test_origins);
  VIRTUAL_ADD ("/engine/scheduler/caps/change", test_caps_change);
  VIRTUAL_ADD ("/engine/scheduler/caps/raise", test_caps_raise);
  VIRTUAL_ADD ("/engine/scheduler/order/first-in-first-out", test_first_in_first_out);
  VIRTUAL_ADD ("/engine/scheduler/order/turns", test_turns);
  VIRTUAL_ADD ("/engine/scheduler/order/stuck-host", test_stuck_host);
  VIRTUAL_ADD ("/engine/scheduler/order/cancelled", test_cancelled_in_queue);
  VIRTUAL_ADD ("/engine/scheduler/deadline", test_deadline);
  VIRTUAL_ADD ("/engine/scheduler/deadline/unheeded", test_deadline_unheeded);
  VIRTUAL_ADD ("/engine/scheduler/deadline/none", test_no_deadline);
  VIRTUAL_ADD ("/engine/scheduler/deadline/after-queue", test_deadline_after_queue);
  VIRTUAL_ADD ("/engine/scheduler/redirect/keeps-deadline", test_redirect_keeps_deadline);
  VIRTUAL_ADD ("/engine/scheduler/redirect/queued-deadline", test_redirect_queued_deadline);
  VIRTUAL_ADD ("/engine/scheduler/redirect/queued-cancel", test_redirect_queued_cancel);
  VIRTUAL_ADD ("/engine/scheduler/redirect/goes-first", test_redirect_goes_first);
  VIRTUAL_ADD ("/engine/scheduler/redirect/unheeded", test_redirect_unheeded);
  VIRTUAL_ADD ("/engine/scheduler/random", test_random);

  return g_test_run ();
}
