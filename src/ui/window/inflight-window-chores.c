/* inflight-window-chores.c: what a window does to very many tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

/* How long a turn of the main loop lasts. */
#define SLICE_US 4000

static G_DEFINE_QUARK (inflight-window-chores, chores)

static void
chores_free (gpointer data)
{
  inflight_chores_free (data);
}

/* What is not done then is not done: nobody sees it. */
static void
destroy_cb (InflightWindow *self)
{
  g_object_set_qdata (G_OBJECT (self), chores_quark (), NULL);
}

static InflightChores *
need_chores (InflightWindow *self)
{
  InflightChores *chores = g_object_get_qdata (G_OBJECT (self), chores_quark ());

  if (chores != NULL)
    return chores;

  chores = inflight_chores_new (SLICE_US);
  g_object_set_qdata_full (G_OBJECT (self), chores_quark (), chores, chores_free);
  g_signal_connect (self, "destroy", G_CALLBACK (destroy_cb), NULL);

  return chores;
}

/**
 * inflight_window_do:
 * @self: a window
 * @func: does some of a work
 * @data: (transfer full): passed to @func
 * @destroy: lets go of @data; the window may be gone by then
 *
 * Does what a person asked for, in turns if it is about many tasks. What was asked
 * for before is finished first.
 */
void
inflight_window_do (InflightWindow    *self,
                    InflightChoreFunc  func,
                    gpointer           data,
                    GDestroyNotify     destroy)
{
  inflight_window_finish_chores (self);
  inflight_chores_add (need_chores (self), func, data, destroy);
}

/**
 * inflight_window_finish_chores:
 * @self: a window whose tasks, or whose selection, somebody is about to use
 *
 * Does the rest of what was asked for, if there is any.
 */
void
inflight_window_finish_chores (InflightWindow *self)
{
  InflightChores *chores = g_object_get_qdata (G_OBJECT (self), chores_quark ());

  inflight_window_finish_copying (self);
  if (chores != NULL)
    inflight_chores_finish (chores);
}
