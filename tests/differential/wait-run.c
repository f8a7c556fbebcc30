/* wait-run.c: what becomes of a schedule of waits in the engine
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-network.h"
#include "wait-schedule-private.h"
#include "wait-watch.h"

/* Nobody asks for anything after the first, nothing happens after the second. */
#define LAST_MS (4 * WAIT_N_TICKS)
#define END_MS  1000

typedef struct
{
  VirtualNetwork  net;
  GPtrArray      *tasks;
  gint64          settled_us[WAIT_MAX_TASKS];
  WaitWatch      *watches[WAIT_MAX_WAITS];
  char           *returned[WAIT_MAX_WAITS];
} Run;

static void
notify_state_cb (InflightTask *task,
                 GParamSpec   *pspec,
                 Run          *run)
{
  guint index = inflight_task_get_position (task) - 1;

  if (!inflight_task_is_settled (task))
    return;

  g_assert_cmpint (run->settled_us[index], ==, -1);
  run->settled_us[index] = run->net.now_us;
}

static void
add_to_run (Run             *run,
            const Statement *statement)
{
  const int *values = statement->values;
  const char *ending = wait_endings[values[TASK_ENDING]];
  g_autofree char *answer = values[TASK_ANSWER] == SCHEDULE_NONE
                              ? g_strdup ("no")
                              : g_strdup_printf ("%d", values[TASK_ANSWER]);
  g_autofree char *address = g_strdup_printf ("%s?at=%d&cancel=%s", ending,
                                              values[TASK_AT], answer);
  g_autoptr (GPtrArray) added = virtual_network_add (&run->net, address, NULL);
  InflightTask *task = g_ptr_array_index (added, 0);

  run->settled_us[run->tasks->len] = -1;
  g_ptr_array_add (run->tasks, g_object_ref (task));
  g_signal_connect (task, "notify::state", G_CALLBACK (notify_state_cb), run);
}

static void
launch (Run             *run,
        const Statement *statement,
        guint            index)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, g_ptr_array_index (run->tasks, index));
  inflight_network_launch (run->net.network, tasks);
}

/* The same words as those of asyncio-waits.py. */

static void
append_time (GString *text,
             gint64   time_us)
{
  g_string_append_printf (text, "@%" G_GINT64_FORMAT, time_us / MS);
  if (time_us % MS != 0)
    g_string_append_printf (text, "+%" G_GINT64_FORMAT "us", time_us % MS);
}

static void
append_tasks (GString    *text,
              const char *name,
              GPtrArray  *tasks)
{
  g_string_append_printf (text, " %s=", name);
  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (text, i > 0 ? ",%u" : "%u",
                            inflight_task_get_position (g_ptr_array_index (tasks, i)) - 1);
}

static void
append_task (GString *text,
             Run     *run,
             guint    index)
{
  InflightTask *task = g_ptr_array_index (run->tasks, index);
  InflightTaskState state = inflight_task_get_state (task);

  if (!inflight_task_is_settled (task))
    {
      g_string_append_printf (text, "T%u pending", index);
      return;
    }

  g_string_append_printf (text, "T%u %s", index,
                          inflight_enum_to_nick (INFLIGHT_TYPE_TASK_STATE, state));
  append_time (text, run->settled_us[index]);
  if (inflight_task_get_cancel_reason (task) != INFLIGHT_CANCEL_REASON_NONE)
    g_string_append_c (text, '!');
}

static char *
dup_wait_text (WaitWatch *watch)
{
  g_autoptr (GPtrArray) done = inflight_wait_dup_done (watch->wait);
  g_autoptr (GPtrArray) pending = inflight_wait_dup_pending (watch->wait);
  InflightOutcome outcome = inflight_wait_get_outcome (watch->wait);
  const InflightTally *tally = inflight_wait_get_tally (watch->wait);
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (inflight_tally_get_done (tally), ==, done->len);
  g_assert_cmpuint (tally->members, ==, done->len + pending->len);

  if (outcome == INFLIGHT_OUTCOME_NONE)
    return g_string_free (g_string_append (text, "waiting"), FALSE);

  g_string_append (text, inflight_enum_to_nick (INFLIGHT_TYPE_OUTCOME, outcome));
  append_time (text, watch->returned_us);
  append_tasks (text, "done", done);
  append_tasks (text, "pending", pending);

  return g_string_free (text, FALSE);
}

static void
returned (WaitWatch *watch,
          gpointer   user_data)
{
  char **text = user_data;

  g_assert_null (*text);
  *text = dup_wait_text (watch);
}

static GPtrArray *
get_members (Run *run,
             int  members)
{
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < run->tasks->len; i++)
    if ((members & (1 << i)) != 0)
      g_ptr_array_add (tasks, g_ptr_array_index (run->tasks, i));

  return tasks;
}

static void
make_wait (Run             *run,
           const Statement *statement,
           guint            index)
{
  const int *values = statement->values;
  const char *until = wait_untils[values[WAIT_UNTIL]];
  g_autofree char *with_k = g_strdup_printf ("%s:%d", until, values[WAIT_K]);
  g_autoptr (GPtrArray) members = get_members (run, values[WAIT_OF]);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;

  g_assert_true (inflight_condition_set_until (&condition,
                                               values[WAIT_UNTIL] < UNTIL_OK ? until : with_k,
                                               NULL));
  if (values[WAIT_WITHIN] != SCHEDULE_NONE)
    condition.within_us = values[WAIT_WITHIN] * MS;
  condition.then = values[WAIT_THEN];
  condition.cancelled_as = values[WAIT_CANCELLED];

  run->watches[index] = wait_watch_new (run->net.network, members, &condition, NULL);
  run->watches[index]->func = returned;
  run->watches[index]->user_data = &run->returned[index];
}

typedef void (*ActFunc) (Run             *run,
                         const Statement *statement,
                         guint            index);

/* Does what the statements of a form with this value at this place say. */
static void
act (Run            *run,
     const Schedule *schedule,
     guint           form,
     guint           place,
     int             now,
     ActFunc         func)
{
  guint index = 0;

  for (guint i = 0; i < schedule_get_length (schedule); i++)
    {
      const Statement *statement = schedule_get (schedule, i);

      if (statement->form != form)
        continue;

      if (statement->values[place] == now)
        func (run, statement, index);
      index++;
    }
}

static void
cancel (Run             *run,
        const Statement *statement,
        guint            index)
{
  guint task = statement->values[CANCEL_TASK];

  virtual_network_cancel (&run->net, g_ptr_array_index (run->tasks, task));
}

static void
abandon (Run             *run,
         const Statement *statement,
         guint            index)
{
  inflight_wait_abandon (run->watches[index]->wait);
}

static void
carry_out (Run            *run,
           const Schedule *schedule)
{
  for (guint i = 0; i < schedule_get_length (schedule); i++)
    if (schedule_get (schedule, i)->form == FORM_TASK)
      add_to_run (run, schedule_get (schedule, i));

  for (int now = 0; now <= LAST_MS; now++)
    {
      if (now > 0)
        fake_run_until (&run->net, now * MS - 1);

      run->net.now_us = now * MS;
      act (run, schedule, FORM_TASK, TASK_LAUNCH, now, launch);
      act (run, schedule, FORM_CANCEL, CANCEL_AT, now, cancel);
      act (run, schedule, FORM_WAIT, WAIT_MADE, now, make_wait);
      act (run, schedule, FORM_WAIT, WAIT_ABANDONED, now, abandon);
      fake_run_until (&run->net, now * MS);
    }

  fake_run_until (&run->net, END_MS * MS);
}

/* What a wait said when it returned must stand. */
static void
append_wait (GString *text,
             Run     *run,
             guint    index)
{
  WaitWatch *watch = run->watches[index];
  g_autofree char *now = dup_wait_text (watch);

  if (run->returned[index] != NULL)
    g_assert_cmpstr (now, ==, run->returned[index]);
  else
    wait_watch_assert_waiting (watch);

  g_string_append_printf (text, "W%u %s", index, now);
}

static char *
dup_run_text (Run *run)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < run->tasks->len; i++)
    {
      g_string_append (text, i > 0 ? "; " : "");
      append_task (text, run, i);
    }

  for (guint i = 0; i < WAIT_MAX_WAITS && run->watches[i] != NULL; i++)
    {
      g_string_append (text, "; ");
      append_wait (text, run, i);
    }

  return g_string_free (text, FALSE);
}

/**
 * wait_schedule_dup_answer:
 * @line: a schedule
 *
 * Returns: (transfer full): what became of its tasks and waits in the engine
 */
char *
wait_schedule_dup_answer (const char *line)
{
  g_autoptr (Schedule) schedule = schedule_new_parsed (&wait_grammar, line);
  Run run = { 0 };
  char *text;

  run.tasks = g_ptr_array_new_with_free_func (g_object_unref);
  virtual_network_set_up (&run.net, NULL);
  inflight_options_set_deadline_us (run.net.options, 0);

  carry_out (&run, schedule);
  text = dup_run_text (&run);

  for (guint i = 0; i < run.tasks->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (run.tasks, i), &run);
  for (guint i = 0; i < WAIT_MAX_WAITS; i++)
    {
      g_clear_pointer (&run.watches[i], wait_watch_free);
      g_free (run.returned[i]);
    }
  g_ptr_array_unref (run.tasks);
  virtual_network_tear_down (&run.net, NULL);

  return text;
}
