/* inflight-ends.c: how long tasks took, of those that are there
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-ends-private.h"

#include "inflight-task-private.h"

/* How long those took says how long somebody was patient. */
static gboolean
is_cut_off (InflightTask *task)
{
  const GError *error = inflight_task_get_error (task);

  return inflight_task_get_state (task) == INFLIGHT_TASK_STATE_CANCELLED ||
         g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_CONNECTING) ||
         g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_WAITING) ||
         g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_TIMED_OUT_RECEIVING) ||
         g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_RUN_TIMED_OUT);
}

/**
 * inflight_ends_add:
 * @self: ends
 * @task: a task that has settled; one that was never launched does not count
 */
void
inflight_ends_add (InflightEnds *self,
                   InflightTask *task)
{
  guint end_ms = inflight_task_get_end_ms (task);
  InflightEndStep *steps = is_cut_off (task) ? self->cut : self->own;
  InflightEndStep *step = &steps[end_ms > 0 ? g_bit_storage (end_ms) : 0];

  step->n_tasks++;
  step->longest_ms = MAX (step->longest_ms, end_ms);
}

static void
add_steps (InflightEndStep       *steps,
           const InflightEndStep *others)
{
  for (guint i = 0; i < INFLIGHT_N_END_STEPS; i++)
    {
      steps[i].n_tasks += others[i].n_tasks;
      steps[i].longest_ms = MAX (steps[i].longest_ms, others[i].longest_ms);
    }
}

/**
 * inflight_ends_add_all:
 * @self: ends
 * @other: those of tasks that are there from now on
 */
void
inflight_ends_add_all (InflightEnds       *self,
                       const InflightEnds *other)
{
  add_steps (self->own, other->own);
  add_steps (self->cut, other->cut);
}

static void
take_out_steps (InflightEndStep       *steps,
                const InflightEndStep *others)
{
  for (guint i = 0; i < INFLIGHT_N_END_STEPS; i++)
    {
      g_assert (steps[i].n_tasks >= others[i].n_tasks);

      steps[i].n_tasks -= others[i].n_tasks;
      if (steps[i].n_tasks == 0)
        steps[i].longest_ms = 0;
    }
}

/**
 * inflight_ends_take_out_all:
 * @self: ends
 * @other: those of tasks that were added, and are no longer there
 */
void
inflight_ends_take_out_all (InflightEnds       *self,
                            const InflightEnds *other)
{
  take_out_steps (self->own, other->own);
  take_out_steps (self->cut, other->cut);
}

static guint
get_longest_ms (const InflightEndStep *steps)
{
  for (guint i = INFLIGHT_N_END_STEPS; i > 0; i--)
    if (steps[i - 1].n_tasks > 0)
      return steps[i - 1].longest_ms;

  return 0;
}

/**
 * inflight_ends_get_longest_us:
 * @self: ends
 * @with_cut: whether those count that were cancelled, or cut off by a time limit
 *
 * Returns: the longest time from the beginning of a run to the end of a task in it, in
 *   microseconds, less than twice as long if tasks were taken out; 0 without one
 */
gint64
inflight_ends_get_longest_us (const InflightEnds *self,
                              gboolean            with_cut)
{
  guint longest_ms = get_longest_ms (self->own);

  if (with_cut)
    longest_ms = MAX (longest_ms, get_longest_ms (self->cut));

  return (gint64) longest_ms * 1000;
}
