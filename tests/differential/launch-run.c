/* launch-run.c: carries out a schedule of launches in the engine
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "launch-schedule-private.h"

#include <stdlib.h>
#include <string.h>

/* Every millisecond is looked at up to this one, and each second after it. */
#define LAST_MS    (8 * LAUNCH_N_TICKS)
#define MAX_ROUNDS 400

/* A wire in front of the wire, that looks at what begins. */
typedef struct
{
  InflightTransport  parent;
  InflightTransport *wire;
  LaunchRun         *run;
} Watcher;

/* An exchange, so that what its end brings about is seen at once. */
typedef struct
{
  LaunchRun               *run;
  const InflightTransferEvents *events;
  InflightJob             *job;
  guint                    task;
} Watched;

static void
watched_state_cb (gpointer          user_data,
                  InflightTaskState state)
{
  Watched *self = user_data;

  self->events->state (self->job, state);
}

static void
watched_progress_cb (gpointer user_data,
                     guint64  bytes)
{
  Watched *self = user_data;

  self->events->progress (self->job, bytes);
}

static void
watched_settled_cb (gpointer        user_data,
                    InflightAnswer *answer)
{
  Watched *self = user_data;
  guint status = answer->status;

  self->events->settled (self->job, answer);

  if (self->job->state == INFLIGHT_TASK_STATE_QUEUED)
    launch_run_note_redirect (self->run, self->task);
  else if (self->job->state == INFLIGHT_TASK_STATE_HELD)
    launch_run_note_hold (self->run, self->task, status == 503);

  inflight_job_unref (self->job);
  g_free (self);
}

static const InflightTransferEvents watched_events = {
  .state = watched_state_cb,
  .progress = watched_progress_cb,
  .settled = watched_settled_cb,
};

static gpointer
watcher_start (InflightTransport            *transport,
               const InflightOrder          *order,
               const InflightTransferEvents *events,
               gpointer                      user_data)
{
  Watcher *self = (Watcher *) transport;
  LaunchRun *run = self->run;
  const char *query = strchr (inflight_uri_get_target (order->uri), '?') + 1;
  g_autoptr (GHashTable) params = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  guint task = atoi (g_hash_table_lookup (params, "n"));
  int host = atoi (inflight_uri_get_host (order->uri) + 1);
  Watched *watched = g_new0 (Watched, 1);

  launch_run_check_start (run, task, host);
  launch_run_note_start (run, task, host);

  watched->run = run;
  watched->events = events;
  watched->job = inflight_job_ref (user_data);
  watched->task = task;

  return self->wire->class->start (self->wire, order, &watched_events, watched);
}

static void
watcher_cancel (InflightTransport *transport,
                gpointer           exchange)
{
  Watcher *self = (Watcher *) transport;

  self->wire->class->cancel (self->wire, exchange);
}

static void
watcher_free (InflightTransport *transport)
{
  Watcher *self = (Watcher *) transport;

  self->wire->class->free (self->wire);
  g_free (self);
}

static const InflightTransportClass watcher_class = {
  .start = watcher_start,
  .cancel = watcher_cancel,
  .free = watcher_free,
};

static InflightTransport *
watcher_new (LaunchRun         *run,
             InflightTransport *wire)
{
  Watcher *self = g_new0 (Watcher, 1);

  self->parent.class = &watcher_class;
  self->wire = wire;
  self->run = run;

  return &self->parent;
}

/* Running it */

static void
notify_state_cb (InflightTask *task,
                 GParamSpec   *pspec,
                 LaunchRun    *run)
{
  guint index = inflight_task_get_position (task) - 1;

  if (inflight_task_is_settled (task))
    run->n_settled[index]++;
  else if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_HELD)
    run->led[index] = FALSE;
}

static const char *
get_times (const int *values)
{
  static const char *const params[] = { "", "&times=1", "&times=2", "&times=3" };

  /* A lack of descriptors is over the next time. */
  return values[TASK_ENDING] == ENDING_NOFILE ? "" : params[CLAMP (values[TASK_TIMES], 1, 3)];
}

static char *
dup_address (const int *values,
             guint      index)
{
  const char *ending = launch_endings[values[TASK_ENDING]];
  g_autofree char *answer = values[TASK_ANSWER] == SCHEDULE_NONE
                              ? g_strdup ("no")
                              : g_strdup_printf ("%d", values[TASK_ANSWER]);

  g_autofree char *after = values[TASK_AFTER] == SCHEDULE_NONE
                             ? g_strdup ("")
                             : g_strdup_printf ("&after=%d", values[TASK_AFTER]);

  return g_strdup_printf ("http://h%d/%s?n=%u&at=%d&cancel=%s%s%s%s"
                          "&to=http://h%d/ok?n=%u%%26at=%d%%26cancel=%s",
                          values[TASK_HOST], ending, index, values[TASK_AT], answer,
                          values[TASK_ENDING] == ENDING_DOWN ? "&error=refused" : "",
                          get_times (values), after,
                          values[TASK_TO], index, values[TASK_AT], answer);
}

static void
add_task (LaunchRun *run,
          const int *values)
{
  guint index = run->tasks->len;
  g_autofree char *address = dup_address (values, index);
  g_autoptr (GPtrArray) added = NULL;
  gint64 deadline_us = 0;
  InflightTask *task;

  if (values[TASK_DEADLINE] != SCHEDULE_NONE)
    deadline_us = values[TASK_DEADLINE] * MS;

  g_clear_pointer (&run->net.options, inflight_options_unref);
  run->net.options = inflight_options_new ();
  inflight_options_set_deadline_us (run->net.options, deadline_us);
  inflight_options_set_max_retries (run->net.options, values[TASK_RETRIES]);
  if (values[TASK_RUN] != SCHEDULE_NONE)
    inflight_options_set_run_deadline_us (run->net.options, values[TASK_RUN] * MS);
  added = virtual_network_add (&run->net, address, NULL);

  task = g_ptr_array_index (added, 0);

  run->values[index] = values;
  g_ptr_array_add (run->tasks, g_object_ref (task));
  g_signal_connect (task, "notify::state", G_CALLBACK (notify_state_cb), run);
}

static void
launch (LaunchRun *run,
        guint      index)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, launch_run_get_task (run, index));
  if (inflight_network_launch (run->net.network, tasks) == 1)
    {
      run->launched[index] = ++run->n_launched;
      run->launched_us[index] = run->net.now_us;
    }
}

static void
cancel (LaunchRun *run,
        guint      index)
{
  if (virtual_network_cancel (&run->net, launch_run_get_task (run, index)) == 1)
    run->asked[index] = TRUE;
}

static void
skip (LaunchRun *run,
      guint      index)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, launch_run_get_task (run, index));
  if (inflight_network_skip_hold (run->net.network, tasks) == 1)
    run->held_until_us[run->last_host[index]] = 0;
}

static void
set_caps (LaunchRun *run,
          int        max_in_flight,
          int        per_host)
{
  run->max_in_flight = max_in_flight;
  run->per_host = per_host;
  inflight_network_set_caps (run->net.network, max_in_flight, per_host);
}

static void
set_interval (LaunchRun *run,
              int        length)
{
  run->interval_us = length * MS;
  inflight_network_set_interval (run->net.network, run->interval_us);
}

/* What is asked for at one time: caps and intervals, launches, cancels and skips,
 * in this order. */
static void
act (LaunchRun      *run,
     const Schedule *schedule,
     int             now)
{
  memset (run->turns, 0, sizeof run->turns);

  for (guint i = 0; i < schedule_get_length (schedule); i++)
    {
      const Statement *statement = schedule_get (schedule, i);
      const int *values = statement->values;

      if (statement->form == FORM_CAPS && values[CAPS_AT] == now)
        set_caps (run, values[CAPS_MAX], values[CAPS_PER_HOST]);
      if (statement->form == FORM_INTERVAL && values[INTERVAL_AT] == now)
        set_interval (run, values[INTERVAL_LENGTH]);
    }

  for (guint i = 0; i < run->tasks->len; i++)
    if (run->values[i][TASK_LAUNCH] == now)
      launch (run, i);

  for (guint i = 0; i < schedule_get_length (schedule); i++)
    {
      const Statement *statement = schedule_get (schedule, i);

      if (statement->form == FORM_CANCEL && statement->values[CANCEL_AT] == now)
        cancel (run, statement->values[CANCEL_TASK]);
      if (statement->form == FORM_SKIP && statement->values[SKIP_AT] == now)
        skip (run, statement->values[SKIP_TASK]);
    }
}

/* The one help that a task may need: an end to what never ends. */
static gboolean
cancel_endless (LaunchRun *run)
{
  gboolean pending = FALSE;

  memset (run->turns, 0, sizeof run->turns);
  for (guint i = 0; i < run->tasks->len; i++)
    {
      if (run->launched[i] == 0 || run->n_settled[i] > 0)
        continue;

      pending = TRUE;
      if (run->values[i][TASK_ENDING] == ENDING_NEVER && run->n_starts[i] > 0)
        cancel (run, i);
    }

  return pending;
}

static void
carry_out (LaunchRun      *run,
           const Schedule *schedule)
{
  for (guint i = 0; i < schedule_get_length (schedule); i++)
    if (schedule_get (schedule, i)->form == FORM_TASK)
      add_task (run, schedule_get (schedule, i)->values);

  for (int now = 0; now <= LAST_MS; now++)
    {
      if (now > 0)
        fake_run_until (&run->net, now * MS - 1);

      run->net.now_us = now * MS;
      act (run, schedule, now);
      fake_run_until (&run->net, now * MS);
      launch_run_check_places (run);
    }

  for (guint i = 0; i < MAX_ROUNDS && cancel_endless (run); i++)
    {
      fake_run_until (&run->net, run->net.now_us + G_USEC_PER_SEC);
      launch_run_check_places (run);
    }

  for (guint i = 0; i < run->tasks->len; i++)
    launch_run_check_settled (run, i);
}

static void
set_up (LaunchRun *run)
{
  VirtualNetwork *net = &run->net;

  run->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  run->max_in_flight = run->per_host = G_MAXUINT;

  net->transport = inflight_fake_transport_new (&net->now_us);
  net->network = inflight_network_new_virtual (watcher_new (run, net->transport),
                                               &net->now_us);
  net->batch = inflight_batch_new (net->network);
  net->options = inflight_options_new ();
}

/**
 * launch_schedule_dup_answer:
 * @line: a schedule
 *
 * Returns: (transfer full): the first thing that must not be in the engine, or
 *   %LAUNCH_SCHEDULE_FINE
 */
char *
launch_schedule_dup_answer (const char *line)
{
  g_autoptr (Schedule) schedule = schedule_new_parsed (&launch_grammar, line);
  LaunchRun run = { 0 };

  set_up (&run);
  carry_out (&run, schedule);

  for (guint i = 0; i < run.tasks->len; i++)
    g_signal_handlers_disconnect_by_data (launch_run_get_task (&run, i), &run);
  g_ptr_array_unref (run.tasks);
  virtual_network_tear_down (&run.net, NULL);

  if (run.complaint != NULL)
    return run.complaint;

  return g_strdup (LAUNCH_SCHEDULE_FINE);
}
