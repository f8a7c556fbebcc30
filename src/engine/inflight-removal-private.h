/* inflight-removal-private.h: what tasks that were removed tell of
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-removal.h"

G_BEGIN_DECLS

InflightRemoval *inflight_removal_ref       (InflightRemoval   *self);
void             inflight_removal_unref     (InflightRemoval   *self);
gboolean         inflight_removal_is_out    (InflightRemoval   *self);
gboolean         inflight_removal_take_note (InflightRemoval   *self,
                                             InflightTask      *task,
                                             InflightTaskState  old);

G_END_DECLS
