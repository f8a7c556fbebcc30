/* inflight-gathering.h: the selected tasks of a list, collected in turns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task-list.h"

G_BEGIN_DECLS

typedef struct _InflightGathering InflightGathering;

InflightGathering *inflight_gathering_new       (InflightTaskList  *list);
void               inflight_gathering_free      (InflightGathering *self);
gboolean           inflight_gathering_work      (InflightGathering *self,
                                                 gint64             end_us);
GPtrArray         *inflight_gathering_get_tasks (InflightGathering *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightGathering, inflight_gathering_free)

G_END_DECLS
