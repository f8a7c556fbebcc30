/* hunt.h: many random schedules, and the smallest that fails
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "partner.h"
#include "schedule.h"

G_BEGIN_DECLS

#define HUNT_MAX_PARTNERS 2

typedef enum {
  VERDICT_GOOD,
  VERDICT_BAD,
  VERDICT_OUT,
} Verdict;

/**
 * Hunt:
 * @grammar: what schedules are made of
 * @make: makes a random one
 * @judge: says what the answers of the partners amount to: whether the schedule
 *   counts, is bad, or is kept out
 * @partners: the command lines of the partners, as far as there are any
 * @names: what each says, for the report; answers have as many parts, with a tab
 *   between them
 */
typedef struct
{
  const Grammar      *grammar;
  Schedule         *(*make)    (GRand             *rand);
  Verdict           (*judge)   (const char *const *answers);
  const char *const  *partners[HUNT_MAX_PARTNERS];
  const char *const  *names;
} Hunt;

void hunt_run      (const Hunt *self);
void hunt_set_size (guint       n_schedules);

G_END_DECLS
