/* inflight-launches-private.h: tasks on their way to the network thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InflightLaunches InflightLaunches;

InflightLaunches *inflight_launches_new      (void);
void              inflight_launches_free     (InflightLaunches *self);
guint             inflight_launches_add      (InflightLaunches *self,
                                              GPtrArray        *tasks,
                                              gint64            now_us);
GPtrArray        *inflight_launches_take     (InflightLaunches *self,
                                              gint64            end_us);
gboolean          inflight_launches_is_empty (InflightLaunches *self);

G_END_DECLS
