/* virtual-tasks.h: tasks of a virtual network, many of them, and what became of one
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "virtual-network.h"

G_BEGIN_DECLS

InflightTask *nth                           (GPtrArray         *tasks,
                                             guint              index);
InflightTask *at                            (GListModel        *model,
                                             guint              index);
void          assert_state                  (InflightTask      *task,
                                             InflightTaskState  state);
GListModel   *finished_of                   (VirtualNetwork    *self);
void          virtual_network_set_deadline  (VirtualNetwork    *self,
                                             gint64             deadline_us);
GPtrArray    *virtual_network_add_many      (VirtualNetwork    *self,
                                             const char        *address,
                                             guint              n_tasks);
void          virtual_network_launch_spread (VirtualNetwork    *self,
                                             guint              n_tasks,
                                             const char        *path,
                                             guint              n_hosts);

G_END_DECLS
