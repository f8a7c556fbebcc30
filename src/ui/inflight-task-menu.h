/* inflight-task-menu.h: what can be done with the tasks of a row
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *inflight_task_menu_new   (void);
void       inflight_task_menu_popup (GtkWidget *menu,
                                     GtkWidget *at,
                                     double     x,
                                     double     y);

G_END_DECLS
