/* wait-schedule-private.h: the fields of schedules of waits
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wait-schedule.h"

G_BEGIN_DECLS

#define WAIT_MAX_TASKS 12
#define WAIT_MAX_WAITS 4

/* Few instants, so that much coincides. */
#define WAIT_N_TICKS   12

enum { FORM_TASK, FORM_CANCEL, FORM_WAIT };
enum { TASK_LAUNCH, TASK_AT, TASK_ENDING, TASK_ANSWER };
enum { CANCEL_AT, CANCEL_TASK };
enum {
  WAIT_MADE, WAIT_OF, WAIT_UNTIL, WAIT_K, WAIT_WITHIN, WAIT_THEN, WAIT_CANCELLED,
  WAIT_ABANDONED,
};

/* asyncio has the first three conditions. */
enum {
  UNTIL_ALL, UNTIL_FIRST, UNTIL_FIRST_ERROR, UNTIL_FIRST_SUCCESS, UNTIL_OK, UNTIL_DONE,
  N_UNTILS,
};

extern const char *const wait_endings[];
extern const char *const wait_untils[];

G_END_DECLS
