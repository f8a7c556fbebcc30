/* inflight-task-model.h: a list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_MODEL (inflight_task_model_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskModel, inflight_task_model, INFLIGHT, TASK_MODEL, GObject)

InflightTaskModel *inflight_task_model_new     (void);
void               inflight_task_model_add     (InflightTaskModel *self,
                                                InflightTask      *task);
void               inflight_task_model_flush   (InflightTaskModel *self);
void               inflight_task_model_replace (InflightTaskModel *self,
                                                guint              index,
                                                InflightTask      *task);
InflightTask      *inflight_task_model_peek    (InflightTaskModel *self,
                                                guint              index);

G_END_DECLS
