/* inflight-ends-private.h: how long tasks took, of those that are there
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

G_BEGIN_DECLS

/* A step for each power of two of milliseconds, and one for none. */
#define INFLIGHT_N_END_STEPS 33

/**
 * InflightEndStep:
 * @n_tasks: how many took that long
 * @longest_ms: the longest that one took, of those that were ever there since there
 *   was none, in milliseconds
 */
typedef struct
{
  guint n_tasks;
  guint longest_ms;
} InflightEndStep;

/**
 * InflightEnds:
 * @own: of tasks that came to their own end
 * @cut: of those that were cancelled, or cut off by a time limit
 *
 * From the beginning of a run to the end of a task in it, for some tasks. Tasks can be
 * taken out again, and the longest is then known to a factor of two, however many there
 * are. To begin with it is all 0.
 */
typedef struct
{
  InflightEndStep own[INFLIGHT_N_END_STEPS];
  InflightEndStep cut[INFLIGHT_N_END_STEPS];
} InflightEnds;

void   inflight_ends_add            (InflightEnds       *self,
                                     InflightTask       *task);
void   inflight_ends_add_all        (InflightEnds       *self,
                                     const InflightEnds *other);
void   inflight_ends_take_out_all   (InflightEnds       *self,
                                     const InflightEnds *other);
gint64 inflight_ends_get_longest_us (const InflightEnds *self,
                                     gboolean            with_cut);

G_END_DECLS
