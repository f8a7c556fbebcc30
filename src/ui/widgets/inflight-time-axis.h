/* inflight-time-axis.h: the time that waterfalls share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TIME_AXIS (inflight_time_axis_get_type ())

G_DECLARE_FINAL_TYPE (InflightTimeAxis, inflight_time_axis, INFLIGHT, TIME_AXIS, GObject)

InflightTimeAxis *inflight_time_axis_new           (void);
void              inflight_time_axis_set_batch     (InflightTimeAxis *self,
                                                    InflightBatch    *batch);
void              inflight_time_axis_update        (InflightTimeAxis *self,
                                                    gint64            now_us);
gint64            inflight_time_axis_get_now_us    (InflightTimeAxis *self);
gint64            inflight_time_axis_get_extent_us (InflightTimeAxis *self);
gint64            inflight_time_axis_get_origin_us (InflightTimeAxis *self,
                                                    gint64            launched_us);

gint64            inflight_time_axis_choose_step   (gint64            extent_us,
                                                    guint             max_steps);

G_END_DECLS
