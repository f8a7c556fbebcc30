/* test-retry.c: holds, retries, pauses of hosts and the deadline of a run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-retry-private.h"
#include "virtual-tasks.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static guint
count_starts (VirtualNetwork *net)
{
  return inflight_fake_transport_get_starts (net->transport)->len;
}

static void
set_retries (VirtualNetwork *net,
             guint           max_retries)
{
  g_clear_pointer (&net->options, inflight_options_unref);
  net->options = inflight_options_new ();
  inflight_options_set_max_retries (net->options, max_retries);
}

/* What is tried again */

/* With the attempts that it takes if two retries are allowed. */
static const struct
{
  const char *address;
  guint       attempts;
} wanted[] = {
  { "down?error=refused&times=9", 3 },
  { "down?error=unreachable&times=9", 3 },
  { "down?error=name-lookup&times=9", 3 },
  { "down?error=refused&times=1", 2 },
  { "down?error=refused&times=2", 3 },
  { "busy?status=429&times=9", 3 },
  { "busy?status=502&times=9", 3 },
  { "busy?status=503&times=9", 3 },
  { "busy?status=504&times=9", 3 },
  { "busy?status=500&times=9", 1 },
  { "busy?status=501&times=9", 1 },
  { "busy?status=404&times=9", 1 },
  { "down?error=name-not-found&times=9", 1 },
  { "down?error=reset&times=9", 1 },
  { "down?error=reset&times=9&wait=5", 3 },
  { "down?error=protocol&times=9", 1 },
  { "down?error=truncated&times=9", 1 },
  { "down?error=certificate&times=9", 1 },
  { "down?error=too-large&times=9", 1 },
  { "ok", 1 },
};

static void
test_wanted (VirtualNetwork *net,
             gconstpointer   user_data)
{
  set_retries (net, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (InflightTask) task = virtual_network_fetch (net, wanted[i].address);

      g_test_message ("%s", wanted[i].address);
      fake_run_until (net, net->now_us + 1000 * SECOND);
      g_assert_true (inflight_task_is_settled (task));
      g_assert_cmpuint (inflight_task_get_attempts (task), ==, wanted[i].attempts);
      g_assert_cmpint (inflight_task_get_state (task), ==,
                       inflight_task_get_error (task) == NULL ? INFLIGHT_TASK_STATE_SUCCEEDED
                                                              : INFLIGHT_TASK_STATE_FAILED);
    }
}

static void
test_off (VirtualNetwork *net,
          gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = virtual_network_fetch (net, "busy?after=1");

  fake_run_until (net, 0);
  assert_state (task, INFLIGHT_TASK_STATE_FAILED);
  g_assert_error (inflight_task_get_error (task), INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 1);
}

/* RFC 9110, section 9.2.2. */
static void
test_methods (VirtualNetwork *net,
              gconstpointer   user_data)
{
  const struct { const char *method; guint attempts; } methods[] = {
    { "GET", 2 }, { "HEAD", 2 }, { "OPTIONS", 2 }, { "TRACE", 2 }, { "PUT", 2 }, { "DELETE", 2 },
    { "POST", 1 }, { "PATCH", 1 }, { "REPORT", 1 }, { "get", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    for (int unsafe = 0; unsafe < 2; unsafe++)
      {
        g_autofree char *address = g_strdup_printf ("busy?n=%d-%d", (int) i, unsafe);
        g_autoptr (InflightTask) task = NULL;

        set_retries (net, 1);
        g_assert_true (inflight_options_set_method (net->options, methods[i].method, NULL));
        inflight_options_set_retries_unsafe (net->options, unsafe);
        task = virtual_network_fetch (net, address);
        fake_run_until (net, net->now_us + 100 * SECOND);
        g_assert_cmpuint (inflight_task_get_attempts (task), ==,
                          unsafe ? 2 : methods[i].attempts);
      }
}

/* Every answer is one: there is nothing to try again. */
static void
test_network_policy (VirtualNetwork *net,
                     gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  set_retries (net, 3);
  inflight_options_set_error_policy (net->options, INFLIGHT_ERROR_POLICY_NETWORK);
  task = virtual_network_fetch (net, "busy?after=1");
  fake_run_until (net, 0);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 503);
}

/* When its time is over before there is a byte of an answer. */
static void
test_time_outs (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  inflight_options_set_deadline_us (net->options, 100 * MS);
  tasks = virtual_network_launch (net, "never?wait=500", "never", "never?head=50", NULL);
  fake_run_until (net, 100 * MS);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_HELD);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_HELD);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_FAILED);

  /* The deadline is the attempt's: the next one has all of it. */
  fake_run_until (net, 10 * SECOND);
  for (guint i = 0; i < 2; i++)
    {
      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_FAILED);
      g_assert_cmpuint (inflight_task_get_attempts (nth (tasks, i)), ==, 2);
      g_assert_cmpint (inflight_task_get_elapsed_us (nth (tasks, i), 0), ==, 100 * MS);
    }
}

/* Each attempt begins at the address of the request, and leaves its record. */
static void
test_record (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;
  const InflightExchange *exchange;
  const struct { guint attempt; guint status; gboolean failed; const char *uri; } rows[] = {
    { 2, 200, FALSE, "http://b/busy?times=1" }, { 2, 302, FALSE, NULL },
    { 1, 503, TRUE, "http://b/busy?times=1" }, { 1, 302, FALSE, NULL },
  };

  set_retries (net, 5);
  task = virtual_network_fetch (net, "http://a/redirect?to=http://b/busy%3Ftimes=1");
  fake_run_until (net, 100 * SECOND);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);

  exchange = inflight_task_get_exchange (task);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++, exchange = exchange->previous)
    {
      g_assert_nonnull (exchange);
      g_assert_cmpuint (exchange->attempt, ==, rows[i].attempt);
      g_assert_cmpuint (exchange->status, ==, rows[i].status);
      g_assert_true ((exchange->error != NULL) == rows[i].failed);
      g_assert_cmpstr (exchange->uri, ==, rows[i].uri);
    }
  g_assert_null (exchange);
}

/* Back-off */

static void
test_backoff (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  for (guint attempts = 1; attempts <= 200; attempts++)
    {
      gint64 longest_us = attempts < 7 ? SECOND << (attempts - 1) : 60 * SECOND;
      gint64 most = 0;
      gint64 least = G_MAXINT64;

      for (guint i = 0; i < 200; i++)
        {
          gint64 backoff_us = inflight_retry_get_backoff_us (attempts, dice);

          most = MAX (most, backoff_us);
          least = MIN (least, backoff_us);
        }

      /* Full jitter: all of it is used. */
      g_assert_cmpint (least, >=, 0);
      g_assert_cmpint (most, <, MIN (longest_us, 60 * SECOND));
      g_assert_cmpint (least, <, longest_us / 10);
      g_assert_cmpint (most, >, longest_us * 3 / 4);
    }
}

static void
test_countdown (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;
  gint64 until_us;

  set_retries (net, 1);
  task = virtual_network_fetch (net, "down?at=10&error=refused");
  g_assert_cmpint (inflight_task_get_held_until_us (task), ==, 0);
  fake_run_until (net, 10 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  until_us = inflight_task_get_held_until_us (task);
  g_assert_cmpint (until_us, >=, 10 * MS);
  g_assert_cmpint (until_us, <, 10 * MS + SECOND);
  g_assert_cmpint (inflight_task_get_elapsed_us (task, net->now_us), ==, 0);

  fake_run_until (net, MAX (until_us - 1, net->now_us));
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  fake_run_until (net, until_us);
  assert_state (task, INFLIGHT_TASK_STATE_WAITING);
  g_assert_cmpint (inflight_task_get_held_until_us (task), ==, 0);
  fake_run_until (net, until_us + 10 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (inflight_task_get_queued_us (task), ==, until_us - 10 * MS);
}

/* Retry-After */

static void
test_retry_after (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  set_retries (net, 1);
  task = virtual_network_fetch (net, "busy?after=7");
  fake_run_until (net, 7 * SECOND - 1);
  assert_state (task, INFLIGHT_TASK_STATE_HELD);
  g_assert_cmpint (inflight_task_get_held_until_us (task), ==, 7 * SECOND);
  fake_run_until (net, 7 * SECOND);
  assert_state (task, INFLIGHT_TASK_STATE_SUCCEEDED);
}

/* The host asked, not the task: nobody goes there meanwhile, others go on. */
static void
test_host_held (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) late = NULL;

  set_retries (net, 1);
  inflight_network_set_caps (net->network, 10, 1);
  tasks = virtual_network_launch (net, "http://a/busy?after=7", "http://a/ok", "http://a/ok",
                                  "http://b/ok", NULL);
  fake_run_until (net, SECOND);
  late = virtual_network_launch (net, "http://a/ok?late=1", "http://b/ok", NULL);
  fake_run_until (net, 7 * SECOND - 1);

  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_HELD);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_QUEUED);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_QUEUED);
  assert_state (nth (late, 0), INFLIGHT_TASK_STATE_QUEUED);
  assert_state (nth (tasks, 3), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (late, 1), INFLIGHT_TASK_STATE_SUCCEEDED);

  fake_run_until (net, 7 * SECOND);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
  /* It goes first: it has waited longest. */
  g_assert_cmpuint (inflight_task_get_rank (nth (tasks, 0)), <,
                    inflight_task_get_rank (nth (tasks, 1)));
}

/* A back-off of our own is the task's alone. */
static void
test_host_not_held (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  inflight_network_set_caps (net->network, 10, 1);
  tasks = virtual_network_launch (net, "http://a/busy", "http://a/ok", NULL);
  fake_run_until (net, 0);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_HELD);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
test_retry_later (VirtualNetwork *net,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  tasks = virtual_network_launch (net, "http://a/busy?after=3600", "http://b/busy?after=3601",
                                  NULL);
  fake_run_until (net, 0);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_HELD);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_FAILED);
  g_assert_error (inflight_task_get_error (nth (tasks, 1)), INFLIGHT_ERROR,
                  INFLIGHT_ERROR_RETRY_LATER);
  g_assert_cmpint (inflight_task_get_exchange (nth (tasks, 1))->retry_after_us, ==, 3601 * SECOND);
}

/* Skipping, cancelling */

static void
test_skip (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  set_retries (net, 1);
  tasks = virtual_network_launch (net, "http://a/busy?after=70&n=1", "http://a/busy?after=70&n=2",
                                  "http://b/busy?after=70", NULL);
  fake_run_until (net, SECOND);
  g_ptr_array_add (one, nth (tasks, 0));
  g_assert_cmpuint (inflight_network_skip_hold (net->network, one), ==, 1);
  fake_run_until (net, SECOND);

  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_HELD);
  g_assert_cmpuint (inflight_network_skip_hold (net->network, one), ==, 0);
}

/* The pause ends that the host asked for; the interval is ours. */
static void
test_skip_interval (VirtualNetwork *net,
                    gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  inflight_network_set_interval (net->network, SECOND);
  tasks = virtual_network_launch (net, "busy?after=70&at=500", "ok", NULL);
  fake_run_until (net, 500 * MS);
  g_assert_cmpuint (inflight_network_skip_hold (net->network, tasks), ==, 1);
  fake_run_until (net, 10 * SECOND);

  for (guint i = 0; i < tasks->len; i++)
    {
      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_SUCCEEDED);
      g_assert_cmpint (inflight_task_get_exchange (nth (tasks, i))->timings.fetch_start_us, ==,
                       (i + 1) * SECOND);
    }
}

/* In the order in which they were held. */
static void
test_skip_many (VirtualNetwork *net,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  inflight_network_set_caps (net->network, 10, 1);
  tasks = virtual_network_launch (net, "down?error=refused&n=1", "down?error=refused&n=2",
                                  "down?error=refused&n=3", "down?error=refused&n=4",
                                  "busy?after=70&n=5", "ok?n=6", NULL);
  fake_run_until (net, 0);
  g_assert_cmpuint (count_starts (net), ==, 5);
  g_assert_cmpuint (inflight_network_skip_hold (net->network, tasks), ==, 5);
  fake_run_until (net, 0);

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *n = g_strdup_printf ("n=%u", i + 1);
      const char *start = g_ptr_array_index (
        inflight_fake_transport_get_starts (net->transport), 5 + i);

      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_SUCCEEDED);
      g_assert_nonnull (strstr (start, n));
    }
}

static void
test_cancel (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 1);
  tasks = virtual_network_launch (net, "http://a/busy?after=7", "http://a/ok?n=2", NULL);
  inflight_network_set_caps (net->network, 10, 1);
  fake_run_until (net, SECOND);
  virtual_network_cancel (net, nth (tasks, 0));
  fake_run_until (net, SECOND);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpuint (inflight_fake_transport_get_n_cancels (net->transport), ==, 0);
  g_assert_cmpuint (inflight_task_get_attempts (nth (tasks, 0)), ==, 1);
  g_assert_cmpint (inflight_task_get_queued_us (nth (tasks, 0)), ==, SECOND);

  /* The host is still held. */
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_QUEUED);
  fake_run_until (net, 8 * SECOND);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (count_starts (net), ==, 2);
}

/* It fails although cancel was asked for: that is no reason to try again. */
static void
test_cancelling (VirtualNetwork *net,
                 gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;

  set_retries (net, 5);
  task = virtual_network_fetch (net, "busy?at=20&cancel=no");
  fake_run_until (net, 10 * MS);
  virtual_network_cancel (net, task);
  fake_run_until (net, 20 * MS);
  assert_state (task, INFLIGHT_TASK_STATE_FAILED);
  g_assert_cmpuint (count_starts (net), ==, 1);
}

static void
test_outcome_unknown (VirtualNetwork *net,
                      gconstpointer   user_data)
{
  const char *methods[] = { "GET", "POST", "DELETE" };

  inflight_network_set_caps (net->network, 1, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GPtrArray) tasks = NULL;

      set_retries (net, 0);
      g_assert_true (inflight_options_set_method (net->options, methods[i], NULL));
      tasks = virtual_network_launch (net, "never", "ok", NULL);
      fake_run_until (net, net->now_us + 10 * MS);
      g_assert_false (inflight_task_is_outcome_unknown (nth (tasks, 0)));
      inflight_network_cancel (net->network, tasks, INFLIGHT_CANCEL_REASON_USER, 0);
      fake_run_until (net, net->now_us + 10 * MS);

      g_assert_true (inflight_task_is_outcome_unknown (nth (tasks, 0)) == (i > 0));
      g_assert_false (inflight_task_is_outcome_unknown (nth (tasks, 1)));
    }
}

/* The least interval */

static void
test_interval (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  const gint64 ends_ms[] = { 0, 100, 200, 300 };

  inflight_network_set_interval (net->network, 100 * MS);
  tasks = virtual_network_launch (net, "http://a/ok", "http://a/ok", "http://a/ok", "http://a/ok",
                                  "http://b/ok", NULL);
  fake_run_until (net, 250 * MS);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_SUCCEEDED);
  assert_state (nth (tasks, 3), INFLIGHT_TASK_STATE_QUEUED);
  fake_run_until (net, 1000 * MS);

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, i)), ==, ends_ms[i] * MS);
  g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, 4)), ==, 0);
}

/* It holds from the next request on, and what is under way counts. */
static void
test_interval_changes (VirtualNetwork *net,
                       gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_interval (net->network, 100 * MS);
  tasks = virtual_network_launch (net, "ok", "ok", "ok", "ok", NULL);
  fake_run_until (net, 100 * MS);
  inflight_network_set_interval (net->network, 0);
  fake_run_until (net, 200 * MS);
  g_assert_cmpuint (inflight_batch_get_n_pending (net->batch), ==, 0);
  g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, 3)), ==, 200 * MS);
}

/* An interval that ends while there is no place is over; nobody is woken for it
 * again and again. */
static void
test_interval_without_place (VirtualNetwork *net,
                             gconstpointer   user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;

  set_retries (net, 0);
  inflight_options_set_deadline_us (net->options, 0);
  inflight_network_set_caps (net->network, 1, 1);
  inflight_network_set_interval (net->network, 100 * MS);
  task = virtual_network_fetch (net, "never");
  next = virtual_network_fetch (net, "http://b/ok");
  fake_run_until (net, 50 * MS);
  g_assert_cmpint (inflight_network_get_next_us (net->network), ==, 100 * MS);
  net->now_us = 100 * MS;
  inflight_network_advance (net->network);
  g_assert_cmpint (inflight_network_get_next_us (net->network), ==, G_MAXINT64);
}

/* The deadline of the run */

static void
test_run_deadline (VirtualNetwork *net,
                   gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 3);
  inflight_options_set_run_deadline_us (net->options, 10 * SECOND);
  inflight_network_set_caps (net->network, 10, 1);
  tasks = virtual_network_launch (net, "http://a/ok?at=50", "http://b/never", "http://b/ok",
                                  "http://c/busy?after=60", NULL);
  fake_run_until (net, 10 * SECOND - 1);
  assert_state (nth (tasks, 1), INFLIGHT_TASK_STATE_WAITING);
  assert_state (nth (tasks, 2), INFLIGHT_TASK_STATE_QUEUED);
  assert_state (nth (tasks, 3), INFLIGHT_TASK_STATE_HELD);

  fake_run_until (net, 10 * SECOND);
  assert_state (nth (tasks, 0), INFLIGHT_TASK_STATE_SUCCEEDED);
  for (guint i = 1; i < 4; i++)
    {
      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_FAILED);
      g_assert_error (inflight_task_get_error (nth (tasks, i)), INFLIGHT_ERROR,
                      INFLIGHT_ERROR_RUN_TIMED_OUT);
      g_assert_cmpint (inflight_task_get_since_launch_us (nth (tasks, i)), ==, 10 * SECOND);
    }
  g_assert_cmpuint (count_starts (net), ==, 3);
}

/* Both pass at once: the one of the task says more. */
static void
test_both_deadlines (VirtualNetwork *net,
                     gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 0);
  inflight_options_set_deadline_us (net->options, SECOND);
  inflight_options_set_run_deadline_us (net->options, SECOND);
  tasks = virtual_network_launch (net, "never", "never?cancel=50", NULL);
  fake_run_until (net, 10 * SECOND);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_error (inflight_task_get_error (nth (tasks, i)), INFLIGHT_ERROR,
                    INFLIGHT_ERROR_TIMED_OUT_WAITING);
}

/* An answer that comes although the run is over is the last one. */
static void
test_run_over (VirtualNetwork *net,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;

  set_retries (net, 3);
  inflight_options_set_run_deadline_us (net->options, 10 * SECOND);
  inflight_options_set_deadline_us (net->options, 5 * SECOND);
  tasks = virtual_network_launch (net, "busy?after=1&times=1&at=11000&cancel=no",
                                  "down?error=refused&times=1&at=11000&cancel=no", NULL);
  fake_run_until (net, 11 * SECOND);
  for (guint i = 0; i < tasks->len; i++)
    {
      assert_state (nth (tasks, i), INFLIGHT_TASK_STATE_FAILED);
      g_assert_cmpuint (inflight_task_get_attempts (nth (tasks, i)), ==, 1);
    }
}

/* A launch of its own has a deadline of its own; one that is over leaves nothing. */
static void
test_runs (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (InflightTask) quick = NULL;

  set_retries (net, 0);
  inflight_options_set_run_deadline_us (net->options, 10 * SECOND);
  first = virtual_network_launch (net, "never", NULL);
  fake_run_until (net, 5 * SECOND);
  second = virtual_network_launch (net, "never", NULL);
  quick = virtual_network_fetch (net, "http://b/ok");
  fake_run_until (net, 10 * SECOND);
  assert_state (nth (first, 0), INFLIGHT_TASK_STATE_FAILED);
  assert_state (nth (second, 0), INFLIGHT_TASK_STATE_WAITING);
  assert_state (quick, INFLIGHT_TASK_STATE_SUCCEEDED);

  virtual_network_cancel (net, nth (second, 0));
  fake_run_until (net, 10 * SECOND);
  g_assert_cmpint (inflight_network_get_next_us (net->network), ==, G_MAXINT64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VIRTUAL_ADD ("/engine/retry/wanted", test_wanted);
  VIRTUAL_ADD ("/engine/retry/off", test_off);
  VIRTUAL_ADD ("/engine/retry/methods", test_methods);
  VIRTUAL_ADD ("/engine/retry/network-policy", test_network_policy);
  VIRTUAL_ADD ("/engine/retry/time-outs", test_time_outs);
  VIRTUAL_ADD ("/engine/retry/record", test_record);
  g_test_add_func ("/engine/retry/backoff", test_backoff);
  VIRTUAL_ADD ("/engine/retry/countdown", test_countdown);
  VIRTUAL_ADD ("/engine/retry/after", test_retry_after);
  VIRTUAL_ADD ("/engine/retry/host-held", test_host_held);
  VIRTUAL_ADD ("/engine/retry/host-not-held", test_host_not_held);
  VIRTUAL_ADD ("/engine/retry/later", test_retry_later);
  VIRTUAL_ADD ("/engine/retry/skip", test_skip);
  VIRTUAL_ADD ("/engine/retry/skip/interval", test_skip_interval);
  VIRTUAL_ADD ("/engine/retry/skip/many", test_skip_many);
  VIRTUAL_ADD ("/engine/retry/cancel", test_cancel);
  VIRTUAL_ADD ("/engine/retry/cancelling", test_cancelling);
  VIRTUAL_ADD ("/engine/retry/outcome-unknown", test_outcome_unknown);
  VIRTUAL_ADD ("/engine/interval/kept", test_interval);
  VIRTUAL_ADD ("/engine/interval/changes", test_interval_changes);
  VIRTUAL_ADD ("/engine/interval/without-place", test_interval_without_place);
  VIRTUAL_ADD ("/engine/run/deadline", test_run_deadline);
  VIRTUAL_ADD ("/engine/run/both-deadlines", test_both_deadlines);
  VIRTUAL_ADD ("/engine/run/over", test_run_over);
  VIRTUAL_ADD ("/engine/run/several", test_runs);

  return g_test_run ();
}
