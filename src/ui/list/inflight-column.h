/* inflight-column.h: what can be shown of a task in a column
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-order.h"

G_BEGIN_DECLS

/* Those of the list of tasks come first; COMPACT is all of them on two lines. The
 * rest are of the list of what has finished: OUTCOME is state and name. */
typedef enum {
  INFLIGHT_COLUMN_NUMBER,
  INFLIGHT_COLUMN_STATE,
  INFLIGHT_COLUMN_LABEL,
  INFLIGHT_COLUMN_ADDRESS,
  INFLIGHT_COLUMN_HOST,
  INFLIGHT_COLUMN_STATUS,
  INFLIGHT_COLUMN_SIZE,
  INFLIGHT_COLUMN_TIME,
  INFLIGHT_COLUMN_WATERFALL,
  INFLIGHT_COLUMN_COMPACT,
  INFLIGHT_COLUMN_RANK,
  INFLIGHT_COLUMN_OUTCOME,
  INFLIGHT_COLUMN_SINCE_LAUNCH,
} InflightColumn;

const char      *inflight_column_get_name    (InflightColumn  column);
const char      *inflight_column_get_title   (InflightColumn  column);
InflightSortKey  inflight_column_get_key     (InflightColumn  column);
guint            inflight_column_get_n_chars (InflightColumn  column);
gboolean         inflight_column_is_numeric  (InflightColumn  column);
InflightColumn   inflight_column_find        (const char     *name);

G_END_DECLS
