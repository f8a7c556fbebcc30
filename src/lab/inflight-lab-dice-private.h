/* inflight-lab-dice-private.h: chance that can be had again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InflightLabDice InflightLabDice;

InflightLabDice *inflight_lab_dice_new   (void);
void             inflight_lab_dice_free  (InflightLabDice *self);
void             inflight_lab_dice_throw (InflightLabDice *self,
                                          gint64           seed,
                                          const char      *path,
                                          double          *first,
                                          double          *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightLabDice, inflight_lab_dice_free)

G_END_DECLS
