/* inflight-accessible.h: names that GTK forgets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void inflight_accessible_name_buttons   (GtkWidget   *widget);
void inflight_accessible_name_drop_down (GtkDropDown *drop_down,
                                         const char  *name);
void inflight_accessible_name_inner     (GtkWidget   *widget,
                                         GType        type,
                                         const char  *css_class,
                                         const char  *name);
void inflight_accessible_name_menus     (GtkWidget   *widget);

G_END_DECLS
