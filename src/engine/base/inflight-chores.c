/* inflight-chores.c: work that is done in turns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-chores.h"

/* A view that takes all the time for painting leaves none for what is done when there
 * is nothing else to do: after so long a turn comes first, once. */
#define LATE_MS 16

typedef struct
{
  InflightChoreFunc func;
  gpointer          data;
  GDestroyNotify    destroy;
} Chore;

/**
 * InflightChores:
 *
 * What takes longer than the main loop may be away because it is about very many
 * tasks, done some in each turn, one work after the other. As a rule it is small,
 * and done at once.
 *
 * Whoever asks for something that must come after it has it finished first, at
 * whatever cost: the order in which things are asked for is the order in which they
 * happen.
 */
struct _InflightChores
{
  GQueue   chores;
  gint64   slice_us;
  GSource *source;
  GSource *late;
  gboolean working;
  gboolean doomed;
};

static void
chore_free (gpointer data)
{
  Chore *self = data;

  self->destroy (self->data);
  g_free (self);
}

/**
 * inflight_chores_new:
 * @slice_us: how long a turn may last, in microseconds; %G_MAXINT64 has all done at
 *   once
 *
 * Returns: (transfer full): no chores, on the thread-default main context
 */
InflightChores *
inflight_chores_new (gint64 slice_us)
{
  InflightChores *self = g_new0 (InflightChores, 1);

  self->slice_us = slice_us;

  return self;
}

static void
stop (InflightChores *self)
{
  if (self->source == NULL)
    return;

  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_source_destroy (self->late);
  g_clear_pointer (&self->late, g_source_unref);
}

/**
 * inflight_chores_free:
 * @self: (transfer full): chores
 *
 * Leaves undone what is not done.
 */
void
inflight_chores_free (InflightChores *self)
{
  g_return_if_fail (self != NULL);

  stop (self);
  self->doomed = TRUE;
  if (self->working)
    return;

  g_queue_clear_full (&self->chores, chore_free);
  g_free (self);
}

/* A chore that has come to its end may ask for others, or let go of whoever has
 * the chores.
 *
 * Returns: whether there is more to do; %FALSE if they are gone */
static gboolean
work (InflightChores *self,
      gint64          end_us)
{
  Chore *chore;
  gboolean more;

  self->working = TRUE;
  while (!self->doomed &&
         (chore = g_queue_peek_head (&self->chores)) != NULL &&
         chore->func (chore->data, end_us))
    chore_free (g_queue_pop_head (&self->chores));
  self->working = FALSE;

  more = !self->doomed && !g_queue_is_empty (&self->chores);
  if (self->doomed)
    inflight_chores_free (self);
  else if (!more)
    stop (self);

  return more;
}

static gboolean
work_cb (gpointer user_data)
{
  InflightChores *self = user_data;

  /* A chore may run a loop of its own. */
  if (self->working)
    return G_SOURCE_CONTINUE;

  return work (self, g_get_monotonic_time () + self->slice_us) ? G_SOURCE_CONTINUE
                                                               : G_SOURCE_REMOVE;
}

static void
attach (InflightChores *self,
        GSource        *source)
{
  g_source_set_static_name (source, "inflight-chores");
  g_source_set_callback (source, work_cb, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
start (InflightChores *self)
{
  if (self->source != NULL)
    return;

  self->source = g_idle_source_new ();
  self->late = g_timeout_source_new (LATE_MS);
  attach (self, self->source);
  attach (self, self->late);
}

static gint64
get_end_us (InflightChores *self)
{
  return self->slice_us == G_MAXINT64 ? G_MAXINT64 : g_get_monotonic_time () + self->slice_us;
}

/**
 * inflight_chores_add:
 * @self: chores
 * @func: does some of a work
 * @data: (transfer full): passed to @func
 * @destroy: lets go of @data, when the work is done or left undone
 *
 * Does a work after those that are not done. If there are none, it begins at once.
 */
void
inflight_chores_add (InflightChores    *self,
                     InflightChoreFunc  func,
                     gpointer           data,
                     GDestroyNotify     destroy)
{
  Chore *chore;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL && destroy != NULL);

  chore = g_new (Chore, 1);
  *chore = (Chore) { .func = func, .data = data, .destroy = destroy };
  g_queue_push_tail (&self->chores, chore);

  if (!self->working && self->source == NULL && work (self, get_end_us (self)))
    start (self);
}

/**
 * inflight_chores_finish:
 * @self: chores
 *
 * Does all that is not done. Asked by a chore it does nothing: what that is about
 * to do is yet to come.
 */
void
inflight_chores_finish (InflightChores *self)
{
  g_return_if_fail (self != NULL);

  if (!self->working)
    work (self, G_MAXINT64);
}

/**
 * inflight_chores_is_empty:
 * @self: chores
 *
 * Returns: whether all is done
 */
gboolean
inflight_chores_is_empty (InflightChores *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_queue_is_empty (&self->chores);
}
