/* inflight-timers.c: what is due when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-timers-private.h"

typedef struct
{
  gint64             at_us;
  InflightTimerKind  kind;
  gpointer           owner;
} Entry;

/**
 * InflightTimers:
 *
 * Times at which something is due, soonest first. Nobody is called: who owns it
 * asks. Adding and removing cost the logarithm of their number.
 */
struct _InflightTimers
{
  GSequence *entries;
};

InflightTimers *
inflight_timers_new (void)
{
  InflightTimers *self = g_new0 (InflightTimers, 1);

  self->entries = g_sequence_new (g_free);

  return self;
}

void
inflight_timers_free (InflightTimers *self)
{
  g_sequence_free (self->entries);
  g_free (self);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Entry *entry_a = a;
  const Entry *entry_b = b;

  if (entry_a->at_us != entry_b->at_us)
    return entry_a->at_us < entry_b->at_us ? -1 : 1;

  return (int) entry_a->kind - (int) entry_b->kind;
}

/**
 * inflight_timers_add:
 * @self: timers
 * @at_us: when it is due, in microseconds
 * @kind: what is due then
 * @owner: (transfer none): whose it is
 *
 * Returns: (transfer none): a handle, valid until it was removed or taken
 */
InflightTimer *
inflight_timers_add (InflightTimers    *self,
                     gint64             at_us,
                     InflightTimerKind  kind,
                     gpointer           owner)
{
  Entry *entry = g_new (Entry, 1);

  entry->at_us = at_us;
  entry->kind = kind;
  entry->owner = owner;

  return g_sequence_insert_sorted (self->entries, entry, compare_entries, NULL);
}

void
inflight_timers_remove (InflightTimer *timer)
{
  g_sequence_remove (timer);
}

/**
 * inflight_timers_get_next_us:
 * @self: timers
 *
 * Returns: when the next one is due, %G_MAXINT64 if there is none
 */
gint64
inflight_timers_get_next_us (InflightTimers *self)
{
  const Entry *first;

  if (g_sequence_is_empty (self->entries))
    return G_MAXINT64;

  first = g_sequence_get (g_sequence_get_begin_iter (self->entries));

  return first->at_us;
}

/**
 * inflight_timers_take_due:
 * @self: timers
 * @now_us: the time
 * @kind: (out): what is due
 * @owner: (out) (transfer none): whose it is
 *
 * Takes the first one out if it is due.
 *
 * Returns: whether it is
 */
gboolean
inflight_timers_take_due (InflightTimers     *self,
                          gint64              now_us,
                          InflightTimerKind  *kind,
                          gpointer           *owner)
{
  GSequenceIter *first;
  const Entry *entry;

  if (inflight_timers_get_next_us (self) > now_us)
    return FALSE;

  first = g_sequence_get_begin_iter (self->entries);
  entry = g_sequence_get (first);
  *kind = entry->kind;
  *owner = entry->owner;
  g_sequence_remove (first);

  return TRUE;
}
