/* inflight-chores.h: work that is done in turns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InflightChores InflightChores;

/**
 * InflightChoreFunc:
 * @data: what was given with the function
 * @end_us: when to stop, on the monotonic clock; %G_MAXINT64 to go on to the end
 *
 * Does some of a work.
 *
 * Returns: whether it came to its end
 */
typedef gboolean (*InflightChoreFunc) (gpointer data,
                                       gint64   end_us);

InflightChores *inflight_chores_new      (gint64             slice_us);
void            inflight_chores_free     (InflightChores    *self);
void            inflight_chores_add      (InflightChores    *self,
                                          InflightChoreFunc  func,
                                          gpointer           data,
                                          GDestroyNotify     destroy);
void            inflight_chores_finish   (InflightChores    *self);
gboolean        inflight_chores_is_empty (InflightChores    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightChores, inflight_chores_free)

G_END_DECLS
