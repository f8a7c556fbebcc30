/* inflight-finished-list.h: titles in the order in which they arrived
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_FINISHED_LIST (inflight_finished_list_get_type ())

G_DECLARE_FINAL_TYPE (InflightFinishedList, inflight_finished_list,
                      INFLIGHT, FINISHED_LIST, GtkWidget)

void     inflight_finished_list_set_batch       (InflightFinishedList *self,
                                                 InflightBatch        *batch);
void     inflight_finished_list_set_input_order (InflightFinishedList *self,
                                                 gboolean              input_order);
gboolean inflight_finished_list_add_titles      (InflightFinishedList *self,
                                                 GString              *titles,
                                                 guint                *position,
                                                 gint64                end_us);

G_END_DECLS
