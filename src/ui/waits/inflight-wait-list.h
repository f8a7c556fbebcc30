/* inflight-wait-list.h: the cards of all waits of a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-wait.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT_LIST (inflight_wait_list_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaitList, inflight_wait_list, INFLIGHT, WAIT_LIST, GtkWidget)

void          inflight_wait_list_set_waits   (InflightWaitList *self,
                                              GListModel       *waits);
void          inflight_wait_list_set_network (InflightWaitList *self,
                                              InflightNetwork  *network);
InflightWait *inflight_wait_list_get_marked  (InflightWaitList *self);
gboolean      inflight_wait_list_show_wait   (InflightWaitList *self,
                                              guint             number);

G_END_DECLS
