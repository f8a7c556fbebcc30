/* inflight-undo.h: what can be undone, the last first
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INFLIGHT_UNDO_MAX_STEPS 20
#define INFLIGHT_UNDO_MAX_BYTES ((gsize) 256 << 20)

typedef struct _InflightUndo InflightUndo;

/**
 * InflightUndoFunc:
 * @data: (transfer full): what is known of the step
 * @user_data: who undoes it
 *
 * Undoes a step.
 */
typedef void (*InflightUndoFunc) (gpointer data,
                                  gpointer user_data);

InflightUndo *inflight_undo_new         (void);
void          inflight_undo_free        (InflightUndo     *self);
void          inflight_undo_push        (InflightUndo     *self,
                                         const char       *label,
                                         InflightUndoFunc  func,
                                         gpointer          data,
                                         GDestroyNotify    destroy,
                                         gsize             n_bytes);
void          inflight_undo_drop        (InflightUndo     *self,
                                         InflightUndoFunc  func);
gboolean      inflight_undo_pop         (InflightUndo     *self,
                                         gpointer          user_data);
guint         inflight_undo_get_n_steps (InflightUndo     *self);
const char   *inflight_undo_get_label   (InflightUndo     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightUndo, inflight_undo_free)

G_END_DECLS
