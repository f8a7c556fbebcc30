/* cost-watch.h: what something costs in time, memory and attention
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CostWatch CostWatch;

CostWatch *cost_watch_new              (void);
void       cost_watch_free             (CostWatch *self);
gint64     cost_watch_get_elapsed_us   (CostWatch *self);
gint64     cost_watch_get_late_us      (CostWatch *self);
gint64     cost_watch_get_busy_us      (CostWatch *self);
gint64     cost_watch_get_growth_bytes (CostWatch *self);
gboolean   cost_watch_is_slowed        (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CostWatch, cost_watch_free)

G_END_DECLS
