/* launch-schedule.h: schedules of launches, cancels, caps, intervals and skips
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schedule.h"

G_BEGIN_DECLS

/* The answer to a schedule in which nothing happened that must not. */
#define LAUNCH_SCHEDULE_FINE "fine"

extern const Grammar launch_grammar;

Schedule *launch_schedule_make       (GRand      *rand);
char     *launch_schedule_dup_answer (const char *line);

G_END_DECLS
