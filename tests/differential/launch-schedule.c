/* launch-schedule.c: schedules of launches, cancels, caps, intervals and skips
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "launch-schedule-private.h"

const char *const launch_endings[] = {
  [ENDING_OK] = "ok",
  [ENDING_FAIL] = "fail",
  [ENDING_NEVER] = "never",
  [ENDING_REDIRECT] = "redirect",
  [ENDING_BUSY] = "busy",
  [ENDING_DOWN] = "down",
  [ENDING_NOFILE] = "nofile",
  [N_ENDINGS] = NULL,
};

/* A redirect leads to another host and takes as long again there; what has no
 * descriptor has one the next time; what is busy or down is so several times, and
 * may ask for a pause of some seconds. The caps begin without a bound. */
static const Form forms[] = {
  [FORM_TASK] = { "task", {
    { "launch", FIELD_NUMBER, 0 },
    { "host", FIELD_NUMBER, 0 },
    { "ending", FIELD_WORD, 0, launch_endings },
    { "at", FIELD_NUMBER, 0 },
    { "to", FIELD_NUMBER, 0 },
    { "deadline", FIELD_NUMBER, SCHEDULE_NONE },
    { "answer", FIELD_NUMBER, 0 },
    { "run", FIELD_NUMBER, SCHEDULE_NONE },
    { "retries", FIELD_NUMBER, 0 },
    { "times", FIELD_NUMBER, 1 },
    { "after", FIELD_NUMBER, SCHEDULE_NONE },
  } },
  [FORM_CANCEL] = { "cancel", {
    { "at", FIELD_NUMBER, 0 },
    { "task", FIELD_TASK },
  } },
  [FORM_CAPS] = { "caps", {
    { "at", FIELD_NUMBER, 0 },
    { "max", FIELD_NUMBER, 1 },
    { "per-host", FIELD_NUMBER, 1 },
  } },
  [FORM_INTERVAL] = { "interval", {
    { "at", FIELD_NUMBER, 0 },
    { "length", FIELD_NUMBER, 0 },
  } },
  [FORM_SKIP] = { "skip", {
    { "at", FIELD_NUMBER, 0 },
    { "task", FIELD_TASK },
  } },
  { NULL }
};

/* A wire must report sooner or later. */
static void
fix (Statement *statement)
{
  int *values = statement->values;

  if (statement->form != FORM_TASK)
    return;

  if (values[TASK_ENDING] == ENDING_NEVER && values[TASK_ANSWER] == SCHEDULE_NONE)
    values[TASK_ANSWER] = 0;
  if (values[TASK_DEADLINE] == 0)
    values[TASK_DEADLINE] = 1;
  if (values[TASK_RUN] == 0)
    values[TASK_RUN] = 1;
}

const Grammar launch_grammar = { forms, fix };

static gboolean
one_in (GRand *rand,
        int    n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static void
add_task (Schedule *schedule,
          GRand    *rand,
          gboolean  crowd,
          gboolean  files)
{
  int launch = crowd ? 0 : g_rand_int_range (rand, 0, LAUNCH_N_TICKS);
  int ending = one_in (rand, 2) ? ENDING_OK
                                : g_rand_int_range (rand, 0, files ? N_ENDINGS : ENDING_NOFILE);
  int run = one_in (rand, 6) ? g_rand_int_range (rand, 1, 2 * LAUNCH_N_TICKS) : SCHEDULE_NONE;
  int deadline = one_in (rand, 3) ? g_rand_int_range (rand, 1, 2 * LAUNCH_N_TICKS)
                                  : SCHEDULE_NONE;
  int answer = one_in (rand, 3) ? g_rand_int_range (rand, 0, LAUNCH_N_TICKS) : 0;

  if (one_in (rand, 16))
    run = g_rand_int_range (rand, 1, 3000);
  if (one_in (rand, 16))
    launch = SCHEDULE_NONE;
  if (one_in (rand, 6))
    answer = SCHEDULE_NONE;

  schedule_add (schedule, FORM_TASK, launch,
                g_rand_int_range (rand, 0, LAUNCH_N_HOSTS) * !one_in (rand, 3), ending,
                g_rand_int_range (rand, 0, LAUNCH_N_TICKS),
                g_rand_int_range (rand, 0, LAUNCH_N_HOSTS), deadline, answer, run,
                one_in (rand, 2) ? g_rand_int_range (rand, 1, 4) : 0,
                g_rand_int_range (rand, 1, 4),
                one_in (rand, 2) ? g_rand_int_range (rand, 0, 3) : SCHEDULE_NONE);
}

static void
add_caps (Schedule *schedule,
          GRand    *rand,
          int       at)
{
  schedule_add (schedule, FORM_CAPS, at, g_rand_int_range (rand, 1, 9),
                g_rand_int_range (rand, 1, 4));
}

/**
 * launch_schedule_make:
 * @rand: a source of random numbers
 *
 * Returns: (transfer full): a schedule
 */
Schedule *
launch_schedule_make (GRand *rand)
{
  Schedule *self = schedule_new (&launch_grammar);
  int n_tasks = g_rand_int_range (rand, 2, LAUNCH_MAX_TASKS + 1);
  int n_cancels = g_rand_int_range (rand, 0, 5);
  int n_changes = g_rand_int_range (rand, 0, 5);
  gboolean crowd = one_in (rand, 2);
  int n_intervals = one_in (rand, 2) ? g_rand_int_range (rand, 1, 3) : 0;
  int n_skips = one_in (rand, 2) ? g_rand_int_range (rand, 1, 6) : 0;
  gboolean files = one_in (rand, 3);

  for (int i = 0; i < n_tasks; i++)
    add_task (self, rand, crowd, files);
  for (int i = 0; i < n_cancels; i++)
    schedule_add (self, FORM_CANCEL, g_rand_int_range (rand, 0, 2 * LAUNCH_N_TICKS),
                  g_rand_int_range (rand, 0, n_tasks));

  add_caps (self, rand, 0);
  for (int i = 0; i < n_changes; i++)
    add_caps (self, rand, g_rand_int_range (rand, 0, 2 * LAUNCH_N_TICKS));

  for (int i = 0; i < n_intervals; i++)
    schedule_add (self, FORM_INTERVAL, g_rand_int_range (rand, 0, 2 * LAUNCH_N_TICKS),
                  g_rand_int_range (rand, 0, LAUNCH_N_TICKS));
  for (int i = 0; i < n_skips; i++)
    schedule_add (self, FORM_SKIP, g_rand_int_range (rand, 0, 4 * LAUNCH_N_TICKS),
                  g_rand_int_range (rand, 0, n_tasks));

  return self;
}
