/* inflight-condition-popover.h: every condition of a wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_CONDITION_POPOVER (inflight_condition_popover_get_type ())

G_DECLARE_FINAL_TYPE (InflightConditionPopover, inflight_condition_popover,
                      INFLIGHT, CONDITION_POPOVER, GtkPopover)

void inflight_condition_popover_set_members (InflightConditionPopover *self,
                                             guint                     members);
void inflight_condition_popover_set_then    (InflightConditionPopover *self,
                                             InflightThen              then);

G_END_DECLS
