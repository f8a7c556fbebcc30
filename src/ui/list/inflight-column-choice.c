/* inflight-column-choice.c: which columns there is room for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-column-choice.h"

#include <string.h>

/* What goes first where there is too little room. */
static const InflightColumn dispensable[INFLIGHT_N_DISPENSABLE] = {
  INFLIGHT_COLUMN_HOST, INFLIGHT_COLUMN_ADDRESS, INFLIGHT_COLUMN_SIZE,
  INFLIGHT_COLUMN_NUMBER, INFLIGHT_COLUMN_WATERFALL, INFLIGHT_COLUMN_STATUS,
  INFLIGHT_COLUMN_TIME,
};

/**
 * inflight_column_choice_init:
 * @self: (out caller-allocates): the choice of somebody who has not chosen yet: all
 *   but the hosts, which addresses have where they differ
 */
void
inflight_column_choice_init (InflightColumnChoice *self)
{
  for (int column = 0; column < INFLIGHT_N_COLUMNS; column++)
    self->wanted[column] = column != INFLIGHT_COLUMN_HOST;

  memset (self->asked_for, 0, sizeof self->asked_for);
  memcpy (self->leaving, dispensable, sizeof dispensable);
}

/**
 * inflight_column_choice_set:
 * @self: a choice
 * @column: a column
 * @wanted: whether it is wanted
 *
 * One that is wanted goes last from now on: it makes room for itself.
 */
void
inflight_column_choice_set (InflightColumnChoice *self,
                            InflightColumn        column,
                            gboolean              wanted)
{
  gsize n_others = 0;

  self->wanted[column] = wanted;
  self->asked_for[column] = wanted;
  if (!wanted)
    return;

  for (gsize i = 0; i < INFLIGHT_N_DISPENSABLE; i++)
    if (self->leaving[i] != column)
      self->leaving[n_others++] = self->leaving[i];

  if (n_others < INFLIGHT_N_DISPENSABLE)
    self->leaving[n_others] = column;
}

/* The last of those that are wanted never goes. */
static gsize
count_leaving (const InflightColumnChoice *self)
{
  gsize n_leaving = INFLIGHT_N_DISPENSABLE;

  while (n_leaving > 0 && !self->wanted[self->leaving[n_leaving - 1]])
    n_leaving--;

  return n_leaving > 0 ? n_leaving - 1 : 0;
}

/* A wide one that had to go may have left room for narrow ones that went before. */
static void
give_back (const InflightColumnChoice *self,
           const int                  *widths,
           int                         spare,
           gboolean                   *crowded_out)
{
  for (gsize i = INFLIGHT_N_DISPENSABLE; i-- > 0;)
    {
      InflightColumn column = self->leaving[i];

      if (crowded_out[column] && widths[column] <= spare)
        {
          crowded_out[column] = FALSE;
          spare -= widths[column];
        }
    }
}

/**
 * inflight_column_choice_compute:
 * @self: a choice
 * @widths: (array): how wide each column is at least, in pixels
 * @room: how much room there is, in pixels
 * @crowded_out: (array) (out caller-allocates): for each column, whether it is
 *   wanted, but there is no room for it
 */
void
inflight_column_choice_compute (const InflightColumnChoice *self,
                                const int                  *widths,
                                int                         room,
                                gboolean                   *crowded_out)
{
  gsize n_leaving = count_leaving (self);
  int needed = 0;

  for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
    if (self->wanted[column])
      needed += widths[column];

  for (gsize i = 0; i < n_leaving && needed > room; i++)
    {
      InflightColumn column = self->leaving[i];

      crowded_out[column] = self->wanted[column];
      if (crowded_out[column])
        needed -= widths[column];
    }

  give_back (self, widths, room - needed, crowded_out);
}
