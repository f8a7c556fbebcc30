/* inflight-task-model.h: a list of tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_TASK_MODEL (inflight_task_model_get_type ())

G_DECLARE_FINAL_TYPE (InflightTaskModel, inflight_task_model, INFLIGHT, TASK_MODEL, GObject)

/**
 * InflightTaskModelChange:
 * @position: where the change begins
 * @n_removed: how many items there were from there on
 * @n_added: how many there are now
 *
 * A change that was made and is yet to be announced.
 */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} InflightTaskModelChange;

typedef gboolean (*InflightTaskModelFunc)    (InflightTask *task,
                                              gpointer      user_data);
typedef int      (*InflightTaskModelCompare) (InflightTask *one,
                                              InflightTask *other);

InflightTaskModel *inflight_task_model_new      (void);
void               inflight_task_model_add      (InflightTaskModel        *self,
                                                 InflightTask             *task);
void               inflight_task_model_flush    (InflightTaskModel        *self);
void               inflight_task_model_replace  (InflightTaskModel        *self,
                                                 guint                     index,
                                                 InflightTask             *task);
void               inflight_task_model_announce_replaced
                                                (InflightTaskModel        *self,
                                                 guint                     index,
                                                 guint                     n_tasks);
InflightTask      *inflight_task_model_peek     (InflightTaskModel        *self,
                                                 guint                     index);
GPtrArray         *inflight_task_model_extract  (InflightTaskModel        *self,
                                                 InflightTaskModelFunc     func,
                                                 gpointer                  user_data,
                                                 InflightTaskModelChange  *change);
void               inflight_task_model_remove   (InflightTaskModel        *self,
                                                 GArray                   *indices,
                                                 InflightTaskModelChange  *change);
void               inflight_task_model_merge    (InflightTaskModel        *self,
                                                 GPtrArray                *tasks,
                                                 InflightTaskModelCompare  compare,
                                                 InflightTaskModelChange  *change);
void               inflight_task_model_announce (InflightTaskModel        *self,
                                                 InflightTaskModelChange  *change);

G_END_DECLS
