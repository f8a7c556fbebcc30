/* inflight-state-chips.h: counts of tasks by state, to be filtered by
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  INFLIGHT_STATE_GROUP_ALL,
  INFLIGHT_STATE_GROUP_IN_FLIGHT,
  INFLIGHT_STATE_GROUP_QUEUED,
  INFLIGHT_STATE_GROUP_SUCCEEDED,
  INFLIGHT_STATE_GROUP_FAILED,
  INFLIGHT_STATE_GROUP_CANCELLED,
} InflightStateGroup;

#define INFLIGHT_N_STATE_GROUPS (INFLIGHT_STATE_GROUP_CANCELLED + 1)

#define INFLIGHT_TYPE_STATE_CHIPS (inflight_state_chips_get_type ())

G_DECLARE_FINAL_TYPE (InflightStateChips, inflight_state_chips, INFLIGHT, STATE_CHIPS, GtkWidget)

InflightStateGroup inflight_state_group_of        (InflightTaskState   state);
InflightStateGroup inflight_state_chips_get_group (InflightStateChips *self);
const char        *inflight_state_chips_get_name  (InflightStateChips *self);
void               inflight_state_chips_set_group (InflightStateChips *self,
                                                   InflightStateGroup  group);
void               inflight_state_chips_update    (InflightStateChips *self,
                                                   InflightBatch      *batch);

G_END_DECLS
