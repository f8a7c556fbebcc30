/* wait-schedule.c: schedules of tasks and of waits for them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "wait-schedule-private.h"

const char *const wait_endings[] = { "ok", "fail", "never", NULL };

const char *const wait_untils[] = {
  [UNTIL_ALL] = "all",
  [UNTIL_FIRST] = "first",
  [UNTIL_FIRST_ERROR] = "first-error",
  [UNTIL_FIRST_SUCCESS] = "first-success",
  [UNTIL_OK] = "ok",
  [UNTIL_DONE] = "done",
  [N_UNTILS] = NULL,
};

static const char *const thens[] = { "leave", "cancel", NULL };
static const char *const cancelled_as[] = { "settled", "error", NULL };

/* A task is launched at a time or never, settles so long after it, and answers a
 * cancel after a while or not at all. A wait is made, and abandoned, at a time. */
static const Form forms[] = {
  [FORM_TASK] = { "task", {
    { "launch", FIELD_NUMBER, 0 },
    { "at", FIELD_NUMBER, 1 },
    { "ending", FIELD_WORD, 0, wait_endings },
    { "answer", FIELD_NUMBER, 0 },
  } },
  [FORM_CANCEL] = { "cancel", {
    { "at", FIELD_NUMBER, 0 },
    { "task", FIELD_TASK },
  } },
  [FORM_WAIT] = { "wait", {
    { "made", FIELD_NUMBER, 0 },
    { "of", FIELD_TASKS },
    { "until", FIELD_WORD, 0, wait_untils },
    { "k", FIELD_NUMBER, 1 },
    { "within", FIELD_NUMBER, SCHEDULE_NONE },
    { "then", FIELD_WORD, 0, thens },
    { "cancelled", FIELD_WORD, 0, cancelled_as },
    { "abandoned", FIELD_NUMBER, SCHEDULE_NONE },
  } },
  { NULL }
};

static void
fix (Statement *statement)
{
  int *values = statement->values;

  if (statement->form != FORM_WAIT)
    return;

  values[WAIT_K] = MIN (values[WAIT_K], __builtin_popcount (values[WAIT_OF]));
  values[WAIT_ABANDONED] = MAX (values[WAIT_ABANDONED], values[WAIT_MADE]);
}

const Grammar wait_grammar = { forms, fix };

/* Random ones */

static gboolean
one_in (GRand *rand,
        int    n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static void
add_task (Schedule *schedule,
          GRand    *rand,
          int       unit)
{
  int launch = one_in (rand, 4) ? unit * g_rand_int_range (rand, 0, WAIT_N_TICKS / 2) : 0;
  int at = unit * g_rand_int_range (rand, 1, WAIT_N_TICKS);
  int ending = one_in (rand, 8) ? 2 : g_rand_int_range (rand, 0, 2);
  int answer = one_in (rand, 3) ? unit * g_rand_int_range (rand, 1, WAIT_N_TICKS / 2) : 0;

  if (one_in (rand, 16))
    launch = SCHEDULE_NONE;
  if (one_in (rand, 5))
    answer = SCHEDULE_NONE;

  schedule_add (schedule, FORM_TASK, launch, at, ending, answer);
}

/* A plain one has only what asyncio has, and its limit is between two ticks. */
static void
add_wait (Schedule *schedule,
          GRand    *rand,
          int       unit,
          int       n_tasks,
          gboolean  plain)
{
  int made = one_in (rand, 3) ? unit * g_rand_int_range (rand, 0, WAIT_N_TICKS) : 0;
  int of = g_rand_int_range (rand, 1, 1 << n_tasks);
  int until = g_rand_int_range (rand, 0, plain ? UNTIL_FIRST_SUCCESS : N_UNTILS);
  int within = SCHEDULE_NONE;
  int abandoned = SCHEDULE_NONE;

  if (one_in (rand, 2))
    of |= g_rand_int_range (rand, 1, 1 << n_tasks);
  if (one_in (rand, 12))
    within = g_rand_int_range (rand, -1, 1) * 5;
  else if (one_in (rand, 2))
    within = unit * g_rand_int_range (rand, 0, WAIT_N_TICKS) + (plain ? 1 : 0);
  if (one_in (rand, 5))
    abandoned = made + unit * g_rand_int_range (rand, 0, WAIT_N_TICKS);

  schedule_add (schedule, FORM_WAIT, made, of, until,
                g_rand_int_range (rand, 1, n_tasks + 1), within,
                g_rand_int_range (rand, 0, 2), !plain && one_in (rand, 2), abandoned);
}

static Schedule *
make (GRand    *rand,
      int       unit,
      gboolean  plain)
{
  Schedule *self = schedule_new (&wait_grammar);
  int n_tasks = g_rand_int_range (rand, 2, WAIT_MAX_TASKS + 1);
  int n_cancels = g_rand_int_range (rand, 0, 4);
  int n_waits = g_rand_int_range (rand, 1, WAIT_MAX_WAITS + 1);

  for (int i = 0; i < n_tasks; i++)
    add_task (self, rand, unit);
  for (int i = 0; i < n_cancels; i++)
    schedule_add (self, FORM_CANCEL, unit * g_rand_int_range (rand, 0, WAIT_N_TICKS),
                  g_rand_int_range (rand, 0, n_tasks));
  for (int i = 0; i < n_waits; i++)
    add_wait (self, rand, unit, n_tasks, plain);

  return self;
}

/**
 * wait_schedule_make_plain:
 * @rand: a source of random numbers
 *
 * Returns: (transfer full): a schedule with nothing that asyncio does not have
 */
Schedule *
wait_schedule_make_plain (GRand *rand)
{
  return make (rand, 2, TRUE);
}

/**
 * wait_schedule_make_any:
 * @rand: a source of random numbers
 *
 * Returns: (transfer full): a schedule with every condition, and limits at any
 *   instant
 */
Schedule *
wait_schedule_make_any (GRand *rand)
{
  return make (rand, 1, FALSE);
}
