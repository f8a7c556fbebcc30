/* inflight-task-menu.h: what can be done with the tasks of a row
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InflightTaskMenuFunc:
 * @widget: where a menu is asked for
 * @x: where in @widget, in pixels
 * @y: where in @widget, in pixels
 *
 * Shows a menu there.
 */
typedef void (*InflightTaskMenuFunc) (GtkWidget *widget,
                                      double     x,
                                      double     y);

GtkWidget *inflight_task_menu_new    (void);
void       inflight_task_menu_listen (GtkWidget            *widget,
                                      InflightTaskMenuFunc  func);
void       inflight_task_menu_popup  (GtkWidget            *menu,
                                      GtkWidget            *at,
                                      double                x,
                                      double                y);
GtkWidget *inflight_task_menu_get_at (GtkWidget            *menu);

G_END_DECLS
