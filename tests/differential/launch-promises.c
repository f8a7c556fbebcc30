/* launch-promises.c: what the scheduler must never do, seen from outside
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "launch-schedule-private.h"

#include <stdarg.h>
#include <string.h>

/* The first is the one to be explained. */
G_GNUC_PRINTF (2, 3) static void
complain (LaunchRun  *run,
          const char *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (run->complaint != NULL)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  run->complaint = g_strdup_printf ("%d ms: %s", (int) (run->net.now_us / MS), text);
}

InflightTask *
launch_run_get_task (LaunchRun *run,
                     guint      index)
{
  return g_ptr_array_index (run->tasks, index);
}

static guint
count_in_flight (LaunchRun *run,
                 int        host)
{
  g_autofree char *name = g_strdup_printf ("h%d", host);

  return inflight_fake_transport_get_in_flight (run->net.transport, name);
}

static gboolean
is_run_over (LaunchRun *run,
             guint      task)
{
  int length = run->values[task][TASK_RUN];

  return length != SCHEDULE_NONE &&
         run->net.now_us >= run->launched_us[task] + length * MS;
}

/* Whether it is in the queue that it was launched into. */
static gboolean
is_fresh (LaunchRun *run,
          guint      task)
{
  return run->launched[task] > 0 && run->n_starts[task] == 0 && !run->asked[task] &&
         !is_run_over (run, task);
}

/* In which queue it stands, if it stands in one. */
static int
get_queue (LaunchRun *run,
           guint      task)
{
  const int *values = run->values[task];

  if (inflight_task_get_state (launch_run_get_task (run, task)) != INFLIGHT_TASK_STATE_QUEUED)
    return -1;

  return run->led[task] ? values[TASK_TO] : values[TASK_HOST];
}

/* Whether a host may start nothing, whoever wants to. */
static gboolean
is_paused (LaunchRun *run,
           int        host)
{
  return run->net.now_us < MAX (run->held_until_us[host], run->next_start_us[host]);
}

/* When something begins */

/* How often it fails in a way that passes, if nobody interferes. */
static guint
get_failures (const int *values)
{
  return values[TASK_ENDING] == ENDING_BUSY || values[TASK_ENDING] == ENDING_DOWN
           ? CLAMP (values[TASK_TIMES], 1, 3) : 0;
}

/* And how often it begins then. */
static guint
get_starts (const int *values)
{
  if (values[TASK_ENDING] == ENDING_REDIRECT || values[TASK_ENDING] == ENDING_NOFILE)
    return 2;

  return MIN (get_failures (values), (guint) values[TASK_RETRIES]) + 1;
}

/* A deadline makes an attempt fail that would not, and be made again. */
static guint
get_most_starts (const int *values)
{
  guint n_attempts = values[TASK_RETRIES] + 1;

  if (values[TASK_DEADLINE] == SCHEDULE_NONE)
    return get_starts (values);

  return values[TASK_ENDING] == ENDING_NOFILE     ? n_attempts + 1
         : values[TASK_ENDING] == ENDING_REDIRECT ? n_attempts * 2
                                                  : n_attempts;
}

static void
check_pauses (LaunchRun *run,
              guint      task,
              int        host)
{
  if (run->net.now_us < run->held_until_us[host])
    complain (run, "T%u begins while h%d is held", task, host);
  if (run->net.now_us < run->next_start_us[host])
    complain (run, "T%u begins at h%d before the interval is over", task, host);
  if (is_run_over (run, task))
    complain (run, "T%u begins after the end of its run", task);
}

static void
check_caps (LaunchRun *run,
            int        host)
{
  guint in_flight = inflight_fake_transport_get_in_flight (run->net.transport, NULL);

  if (in_flight >= run->max_in_flight)
    complain (run, "%u in flight, and one more, is above the cap", in_flight);

  if (count_in_flight (run, host) >= run->per_host)
    complain (run, "%u in flight to h%d, and one more, is above the cap",
              count_in_flight (run, host), host);
}

static void
check_once (LaunchRun *run,
            guint      task,
            int        host)
{
  const int *values = run->values[task];
  int wanted = run->led[task] ? values[TASK_TO] : values[TASK_HOST];

  if (run->launched[task] == 0 || run->n_settled[task] > 0)
    complain (run, "T%u begins, and is not under way", task);
  if (run->n_starts[task] >= get_most_starts (values))
    complain (run, "T%u begins once more", task);
  if (run->asked[task])
    complain (run, "T%u begins although it was cancelled", task);
  if (host != wanted)
    complain (run, "T%u begins with the wrong host", task);
}

static void
check_order (LaunchRun *run,
             guint      task,
             int        host)
{
  if (run->n_starts[task] > 0)
    return;

  for (guint i = 0; i < run->tasks->len; i++)
    if (is_fresh (run, i) && run->values[i][TASK_HOST] == host &&
        run->launched[i] < run->launched[task])
      complain (run, "T%u begins before T%u, which came first", task, i);
}

/* A host that could begin something all the time lets each of the others have
 * one turn at the most. */
static void
check_turns (LaunchRun *run,
             int        host)
{
  for (int other = 0; other < LAUNCH_N_HOSTS; other++)
    {
      gboolean ready = FALSE;

      for (guint i = 0; i < run->tasks->len; i++)
        ready |= is_fresh (run, i) && run->values[i][TASK_HOST] == other;

      if (other == host || !ready || is_paused (run, other) ||
          count_in_flight (run, other) >= run->per_host)
        memset (run->turns[other], 0, sizeof run->turns[other]);
      else if (++run->turns[other][host] > 1)
        complain (run, "h%d has a turn more than h%d, which is ready", host, other);
    }
}

/**
 * launch_run_check_start:
 * @run: a run
 * @task: a task that is about to begin, or to go on
 * @host: with which host
 */
void
launch_run_check_start (LaunchRun *run,
                        guint      task,
                        int        host)
{
  check_caps (run, host);
  check_once (run, task, host);
  check_pauses (run, task, host);
  check_order (run, task, host);
  check_turns (run, host);
}

/**
 * launch_run_note_start:
 * @run: a run
 * @task: a task that begins, or goes on
 * @host: with which host
 */
void
launch_run_note_start (LaunchRun *run,
                       guint      task,
                       int        host)
{
  run->n_starts[task]++;
  run->last_host[task] = host;
  run->led[task] = FALSE;
  run->next_start_us[host] = run->net.now_us + run->interval_us;
  run->files_ran_out |= run->values[task][TASK_ENDING] == ENDING_NOFILE;
}

/**
 * launch_run_note_redirect:
 * @run: a run
 * @task: a task that was sent elsewhere
 */
void
launch_run_note_redirect (LaunchRun *run,
                          guint      task)
{
  run->last_host[task] = run->values[task][TASK_TO];
  run->led[task] = TRUE;
}

/**
 * launch_run_note_hold:
 * @run: a run
 * @task: a task that will be tried again
 * @busy: whether because its host said so
 */
void
launch_run_note_hold (LaunchRun *run,
                      guint      task,
                      gboolean   busy)
{
  const int *values = run->values[task];
  int host = values[TASK_HOST];

  if (!busy || values[TASK_AFTER] == SCHEDULE_NONE)
    return;

  run->held_until_us[host] = MAX (run->held_until_us[host],
                                  run->net.now_us + values[TASK_AFTER] * G_USEC_PER_SEC);
  /* It had its reason not to take its turn. */
  memset (run->turns[host], 0, sizeof run->turns[host]);
}

/* When nothing is left to do at an instant */

/* A queue and a free place at one time: somebody is kept waiting by somebody
 * else's stuck host, or forgotten. Without descriptors there are fewer places
 * for a while, but never none. */
void
launch_run_check_places (LaunchRun *run)
{
  guint in_flight = inflight_fake_transport_get_in_flight (run->net.transport, NULL);

  if (in_flight >= (run->files_ran_out ? 1 : run->max_in_flight))
    return;

  for (guint i = 0; i < run->tasks->len; i++)
    {
      int host = get_queue (run, i);

      if (host >= 0 && !is_paused (run, host) && count_in_flight (run, host) < run->per_host)
        complain (run, "T%u waits for h%d, which has a free place", i, host);
    }
}

/* When all is over */

static void
check_error (LaunchRun *run,
             guint      task)
{
  const int *values = run->values[task];
  const GError *error = inflight_task_get_error (launch_run_get_task (run, task));
  gint64 elapsed_us = inflight_task_get_elapsed_us (launch_run_get_task (run, task), 0);
  gint64 late_us = elapsed_us - values[TASK_DEADLINE] * MS;

  if (error->domain != INFLIGHT_ERROR)
    complain (run, "T%u failed with an error of another domain: %s", task, error->message);

  if ((error->code == INFLIGHT_ERROR_RESET && values[TASK_ENDING] == ENDING_FAIL) ||
      (error->code == INFLIGHT_ERROR_HTTP_STATUS && values[TASK_ENDING] == ENDING_BUSY) ||
      (error->code == INFLIGHT_ERROR_REFUSED && values[TASK_ENDING] == ENDING_DOWN))
    return;

  if (error->code == INFLIGHT_ERROR_RUN_TIMED_OUT && values[TASK_RUN] != SCHEDULE_NONE)
    return;

  if (error->code != INFLIGHT_ERROR_TIMED_OUT_CONNECTING &&
      error->code != INFLIGHT_ERROR_TIMED_OUT_WAITING)
    complain (run, "T%u failed for no reason: %s", task, error->message);
  else if (late_us < 0)
    complain (run, "T%u timed out before its deadline", task);
  else if (values[TASK_ANSWER] != SCHEDULE_NONE && late_us > values[TASK_ANSWER] * MS)
    complain (run, "T%u timed out long after its deadline", task);
}

/* Whether it ended in the time of its run, or soon enough after it. */
static void
check_run (LaunchRun *run,
           guint      task)
{
  const int *values = run->values[task];
  const GError *error = inflight_task_get_error (launch_run_get_task (run, task));
  gint64 late_us = inflight_task_get_since_launch_us (launch_run_get_task (run, task)) -
                   values[TASK_RUN] * MS;
  int most = values[TASK_ANSWER];

  /* The wire need not heed it, and goes on to the end of what it does. */
  if (most == SCHEDULE_NONE || values[TASK_AT] < most)
    most = values[TASK_ENDING] == ENDING_NEVER ? values[TASK_ANSWER] : values[TASK_AT];

  if (late_us > most * MS)
    complain (run, "T%u ends long after its run", task);
  if (late_us < 0 &&
      g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_RUN_TIMED_OUT))
    complain (run, "T%u ends before its run", task);
}

/* Whether it got as far as an answer that is one. */
static void
check_success (LaunchRun *run,
               guint      task)
{
  const int *values = run->values[task];
  int ending = values[TASK_ENDING];

  if (ending == ENDING_FAIL || ending == ENDING_NEVER ||
      get_failures (values) > (guint) values[TASK_RETRIES] ||
      run->n_starts[task] < get_starts (values) ||
      run->n_starts[task] > get_most_starts (values))
    complain (run, "T%u succeeded without an answer", task);
}

/* A redirect leads to a second exchange of the same attempt, and so does a lack of
 * descriptors, which may keep it waiting. */
static gboolean
goes_twice (const int *values)
{
  return values[TASK_ENDING] == ENDING_REDIRECT || values[TASK_ENDING] == ENDING_NOFILE;
}

/* How long it took, if nobody interfered. */
static void
check_undisturbed (LaunchRun         *run,
                   guint              task,
                   InflightTaskState  state)
{
  const int *values = run->values[task];
  gint64 elapsed_us = inflight_task_get_elapsed_us (launch_run_get_task (run, task), 0);

  if (run->asked[task] || values[TASK_DEADLINE] != SCHEDULE_NONE ||
      values[TASK_RUN] != SCHEDULE_NONE)
    return;

  if ((state == INFLIGHT_TASK_STATE_FAILED) !=
      (values[TASK_ENDING] == ENDING_FAIL ||
       get_failures (values) > (guint) values[TASK_RETRIES]))
    complain (run, "T%u came to the wrong end", task);
  if (run->n_starts[task] != get_starts (values))
    complain (run, "T%u began %u times", task, run->n_starts[task]);
  if (goes_twice (values) ? elapsed_us < 2 * values[TASK_AT] * MS
                          : elapsed_us != values[TASK_AT] * MS)
    complain (run, "T%u took another time", task);
}

void
launch_run_check_settled (LaunchRun *run,
                          guint      task)
{
  InflightTaskState state = inflight_task_get_state (launch_run_get_task (run, task));

  if (run->launched[task] == 0)
    return;

  if (run->n_settled[task] != 1)
    {
      complain (run, "T%u settled %u times", task, run->n_settled[task]);
      return;
    }

  if (state == INFLIGHT_TASK_STATE_CANCELLED && !run->asked[task])
    complain (run, "T%u was cancelled by nobody", task);
  if (state == INFLIGHT_TASK_STATE_FAILED)
    check_error (run, task);
  if (state == INFLIGHT_TASK_STATE_SUCCEEDED)
    check_success (run, task);

  if (run->values[task][TASK_RUN] != SCHEDULE_NONE)
    check_run (run, task);
  check_undisturbed (run, task, state);
}
