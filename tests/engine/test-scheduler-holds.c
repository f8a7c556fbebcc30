/* test-scheduler-holds.c: what keeps exchanges from beginning, besides caps
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-scheduler-private.h"
#include "virtual-tasks.h"

#include <string.h>

/* Descriptors */

static void
test_no_descriptor (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  fake_run_until (net, 5 * MS);
  task = virtual_network_fetch (net, "nofile?at=10&times=2");
  fake_run_until (net, 15 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 0);
  fake_run_until (net, 114 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  fake_run_until (net, 120 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_WAITING);
  fake_run_until (net, 1000 * MS);

  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 3);
  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 1);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, 0), ==, 230 * MS);
  g_assert_cmpint (inflight_task_get_queued_us (task), ==, 0);
}

/* The hold is the attempt's, and so is its deadline. */
static void
test_no_descriptor_in_time (VirtualNetwork *net,
                            gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  virtual_network_set_deadline (net, 150 * MS);
  task = virtual_network_fetch (net, "nofile?at=10&times=9");
  fake_run_until (net, 149 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  fake_run_until (net, 150 * MS);

  g_assert_error (inflight_task_get_error (task), INFLIGHT_ERROR,
                  INFLIGHT_ERROR_TIMED_OUT_CONNECTING);
  g_assert_cmpint (inflight_network_get_next_us (net->network), ==, G_MAXINT64);
}

/* What redirected was asked once, as it may not be asked twice. */
static void
test_no_descriptor_in_redirect (VirtualNetwork *net,
                                gconstpointer   user_data)
{
  GPtrArray *starts = inflight_fake_transport_get_starts (net->transport);
  g_autoptr (InflightTask) task = NULL;

  task = virtual_network_fetch (net, "redirect?at=10&to=/nofile?times=1");
  fake_run_until (net, 1000 * MS);

  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (starts->len, ==, 3);
  g_assert_true (strstr (g_ptr_array_index (starts, 0), "redirect?") != NULL);
  g_assert_true (strstr (g_ptr_array_index (starts, 1), "/nofile?") != NULL);
  g_assert_true (strstr (g_ptr_array_index (starts, 2), "/nofile?") != NULL);
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
}

/* It is no failure, then, either. */
static void
test_no_descriptor_cancelled (VirtualNetwork *net,
                              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "nofile?at=20&cancel=no", NULL);

  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, nth (tasks, 0));
  fake_run_until (net, 1000 * MS);

  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_null (inflight_task_get_error (nth (tasks, 0)));
  g_assert_cmpuint (inflight_fake_transport_get_starts (net->transport)->len, ==, 1);
}

/* Fewer at once until descriptors come free, and then more again. */
static void
test_window (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  inflight_network_set_caps (net->network, 9, 9);
  task = virtual_network_fetch (net, "nofile?at=1");
  virtual_network_launch_spread (net, 100, "ok?at=20", 1);

  fake_run_until (net, 19 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 8);
  fake_run_until (net, 20 * MS);
  g_assert_cmpuint (inflight_fake_transport_get_in_flight (net->transport, NULL), ==, 9);
  fake_run_until (net, 1000 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_fake_transport_get_peak (net->transport, NULL), ==, 9);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
}

/* Pauses */

static gint64
read_clock (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static InflightScheduler *
new_scheduler (InflightTransport *wire,
               gint64            *clock_us,
               guint              n_jobs)
{
  InflightScheduler *self = inflight_scheduler_new (wire, read_clock, clock_us);
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (GPtrArray) jobs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_job_unref);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (InflightRequest) request =
        inflight_request_new ("http://h/ok?at=10", options, NULL);

      g_ptr_array_add (jobs, inflight_job_new (request, NULL, 0));
    }

  inflight_scheduler_submit (self, jobs);

  return self;
}

/* Nothing begins while the main thread has more to take than it should; what is
 * under way goes on, and all of it counts. */
static void
test_paused (void)
{
  gint64 clock_us = 0;
  InflightTransport *wire = inflight_fake_transport_new (&clock_us);
  GPtrArray *starts = inflight_fake_transport_get_starts (wire);
  InflightScheduler *self = new_scheduler (wire, &clock_us, 3);
  InflightTick *tick;

  inflight_scheduler_set_caps (self, 2, 2);
  inflight_scheduler_run (self);
  g_assert_cmpuint (starts->len, ==, 2);

  inflight_scheduler_set_paused (self, TRUE);
  clock_us = 10 * MS;
  inflight_fake_transport_run (wire);
  inflight_scheduler_run (self);
  g_assert_cmpuint (starts->len, ==, 2);
  tick = inflight_scheduler_steal_tick (self);
  g_assert_cmpuint (inflight_tick_get_size (tick), >=, 2 * sizeof (InflightResult));
  inflight_tick_free (tick);

  inflight_scheduler_set_paused (self, FALSE);
  inflight_scheduler_run (self);
  g_assert_cmpuint (starts->len, ==, 3);

  clock_us = 20 * MS;
  inflight_fake_transport_run (wire);
  g_assert_true (inflight_scheduler_is_idle (self));
  inflight_scheduler_free (self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/scheduler-holds/paused", test_paused);
  VIRTUAL_ADD ("/engine/scheduler-holds/no-descriptor", test_no_descriptor);
  VIRTUAL_ADD ("/engine/scheduler-holds/no-descriptor/cancelled", test_no_descriptor_cancelled);
  VIRTUAL_ADD ("/engine/scheduler-holds/no-descriptor/in-time", test_no_descriptor_in_time);
  VIRTUAL_ADD ("/engine/scheduler-holds/no-descriptor/in-redirect", test_no_descriptor_in_redirect);
  VIRTUAL_ADD ("/engine/scheduler-holds/no-descriptor/window", test_window);

  return g_test_run ();
}
