/* inflight-column-choice.h: which columns there is room for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-column.h"

G_BEGIN_DECLS

/* The last is the one of narrow lists. */
#define INFLIGHT_N_COLUMNS (INFLIGHT_COLUMN_COMPACT + 1)

#define INFLIGHT_N_DISPENSABLE 7

/**
 * InflightColumnChoice:
 * @wanted: those that a person wants to see
 * @asked_for: those that somebody asked to see
 * @leaving: those that can be done without, in the order in which they go where
 *   there is too little room
 *
 * Which columns are to be shown.
 */
typedef struct
{
  gboolean       wanted[INFLIGHT_N_COLUMNS];
  gboolean       asked_for[INFLIGHT_N_COLUMNS];
  InflightColumn leaving[INFLIGHT_N_DISPENSABLE];
} InflightColumnChoice;

void inflight_column_choice_init    (InflightColumnChoice       *self);
void inflight_column_choice_set     (InflightColumnChoice       *self,
                                     InflightColumn              column,
                                     gboolean                    wanted);
void inflight_column_choice_compute (const InflightColumnChoice *self,
                                     const int                  *widths,
                                     int                         room,
                                     gboolean                   *crowded_out);

G_END_DECLS
