/* wait-schedule.h: schedules of tasks and of waits for them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schedule.h"

G_BEGIN_DECLS

extern const Grammar wait_grammar;

Schedule *wait_schedule_make_plain  (GRand      *rand);
Schedule *wait_schedule_make_any    (GRand      *rand);
char     *wait_schedule_dup_answer  (const char *line);

G_END_DECLS
