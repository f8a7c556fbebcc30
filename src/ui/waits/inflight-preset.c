/* inflight-preset.c: conditions by the names that people know
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-preset.h"

#include <glib/gi18n.h>

#define LEAVE_UNTIL(until_, as_)                       \
  {                                                    \
    .until = INFLIGHT_UNTIL_##until_,                  \
    .k = 1,                                            \
    .within_us = INFLIGHT_NO_LIMIT,                    \
    .then = INFLIGHT_THEN_LEAVE,                       \
    .cancelled_as = INFLIGHT_CANCELLED_AS_##as_,       \
  }

/* None of them cancels anything: that is why people are surprised by them. */
static const InflightPreset presets[] = {
  {
    .name = "asyncio.wait · ALL_COMPLETED",
    .meaning = N_("Returns when every task is done, however it ended."),
    .condition = LEAVE_UNTIL (ALL, SETTLED),
  },
  {
    .name = "asyncio.wait · FIRST_COMPLETED",
    .meaning = N_("Returns when any task is done, be it failed or cancelled. Two that are "
                  "done at once are both done."),
    .condition = LEAVE_UNTIL (FIRST, SETTLED),
  },
  {
    .name = "asyncio.wait · FIRST_EXCEPTION",
    .meaning = N_("Returns when a task fails, or all are done. A cancelled task is no "
                  "exception."),
    .condition = LEAVE_UNTIL (FIRST_ERROR, SETTLED),
  },
  {
    .name = "asyncio.gather",
    .meaning = N_("The first error ends it, a cancelled task too; the others run on. The "
                  "results are those of Finished in input order."),
    .condition = LEAVE_UNTIL (FIRST_ERROR, ERROR),
  },
  {
    .name = "asyncio.gather · return_exceptions",
    .meaning = N_("Waits for every task; errors are results like others. They are those of "
                  "Finished in input order."),
    .condition = LEAVE_UNTIL (ALL, SETTLED),
  },
  {
    .name = "Promise.all",
    .meaning = N_("The first error ends it; the others run on. Promises cannot be cancelled: "
                  "a cancelled task counts as an error."),
    .condition = LEAVE_UNTIL (FIRST_ERROR, ERROR),
  },
  {
    .name = "Promise.any",
    .meaning = N_("The first success ends it. If none can come any more it is impossible, "
                  "which is the AggregateError."),
    .condition = LEAVE_UNTIL (FIRST_SUCCESS, SETTLED),
  },
  {
    .name = "Promise.race",
    .meaning = N_("Whatever is done first ends it, be it an error. Unlike a promise it names "
                  "no winner: all that are done by then are done."),
    .condition = LEAVE_UNTIL (FIRST, SETTLED),
  },
  {
    .name = "Promise.allSettled",
    .meaning = N_("Waits for every task, however it ends. It never fails."),
    .condition = LEAVE_UNTIL (ALL, SETTLED),
  },
};

/**
 * inflight_preset_get:
 * @index: which, from 0
 *
 * Returns: (nullable): a preset; %NULL beyond the last
 */
const InflightPreset *
inflight_preset_get (guint index)
{
  return index < G_N_ELEMENTS (presets) ? &presets[index] : NULL;
}
