/* inflight-statistics-private.h: keeping statistics
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-statistics.h"
#include "inflight-task.h"

G_BEGIN_DECLS

InflightStatistics *inflight_statistics_new          (void);
void                inflight_statistics_free         (InflightStatistics *self);
void                inflight_statistics_add_launch   (InflightStatistics *self,
                                                      gint64              launched_us);
void                inflight_statistics_add_end      (InflightStatistics *self,
                                                      gint64              settled_us);
void                inflight_statistics_add_answer   (InflightStatistics *self,
                                                      gint64              settled_us,
                                                      gint64              elapsed_us);
void                inflight_statistics_task_changed (InflightStatistics *self,
                                                      InflightTask       *task,
                                                      InflightTaskState   old);
void                inflight_statistics_adopt        (InflightStatistics *self,
                                                      InflightStatistics *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightStatistics, inflight_statistics_free)

G_END_DECLS
