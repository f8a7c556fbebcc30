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

/**
 * InflightTaskModelRun:
 * @index: where in a list
 * @n_tasks: how many tasks belong there, before the one there is
 */
typedef struct
{
  guint index;
  guint n_tasks;
} InflightTaskModelRun;

typedef guint (*InflightTaskModelNumber) (InflightTask *task);

InflightTaskModel *inflight_task_model_new      (void);
void               inflight_task_model_add      (InflightTaskModel        *self,
                                                 InflightTask             *task);
void               inflight_task_model_flush    (InflightTaskModel        *self);
void               inflight_task_model_exchange (InflightTaskModel        *self,
                                                 guint                     index,
                                                 InflightTask            **task);
void               inflight_task_model_announce_replaced
                                                (InflightTaskModel        *self,
                                                 guint                     index,
                                                 guint                     n_tasks);
InflightTask      *inflight_task_model_peek     (InflightTaskModel        *self,
                                                 guint                     index);
guint              inflight_task_model_find     (InflightTaskModel        *self,
                                                 InflightTaskModelNumber   get_number,
                                                 guint                     number,
                                                 guint                     from);
void               inflight_task_model_mark     (GByteArray               *marks,
                                                 guint                     index);
GPtrArray         *inflight_task_model_extract  (InflightTaskModel        *self,
                                                 GByteArray               *marks,
                                                 InflightTaskModelChange  *change);
void               inflight_task_model_insert   (InflightTaskModel        *self,
                                                 GPtrArray                *tasks,
                                                 GArray                   *runs,
                                                 InflightTaskModelChange  *change);
void               inflight_task_model_announce (InflightTaskModel        *self,
                                                 InflightTaskModelChange  *change);

G_END_DECLS
