/* inflight-statistics-tasks.c: what becomes of a task, for the statistics
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-statistics-private.h"

static gboolean
is_answered (InflightTask *task)
{
  const GError *error = inflight_task_get_error (task);

  if (inflight_task_get_state (task) == INFLIGHT_TASK_STATE_SUCCEEDED)
    return TRUE;

  return g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_HTTP_STATUS) ||
         g_error_matches (error, INFLIGHT_ERROR, INFLIGHT_ERROR_RETRY_LATER);
}

/**
 * inflight_statistics_task_changed:
 * @self: statistics
 * @task: a task
 * @old: the state in which it was
 *
 * Takes note of a launch, or of an end. What was cancelled before it was
 * launched is neither.
 */
void
inflight_statistics_task_changed (InflightStatistics *self,
                                  InflightTask       *task,
                                  InflightTaskState   old)
{
  gint64 launched_us = inflight_task_get_launched_us (task);
  gint64 settled_us;

  if (!inflight_task_is_settled (task))
    {
      if (old == INFLIGHT_TASK_STATE_READY)
        inflight_statistics_add_launch (self, launched_us);
      return;
    }

  if (old == INFLIGHT_TASK_STATE_READY)
    return;

  settled_us = launched_us + inflight_task_get_since_launch_us (task);
  inflight_statistics_add_end (self, settled_us);
  if (is_answered (task))
    inflight_statistics_add_answer (self, settled_us,
                                    inflight_task_get_elapsed_us (task, settled_us));
}
