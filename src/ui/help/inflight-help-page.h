/* inflight-help-page.h: a page of the help as widgets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*InflightHelpLinkFunc) (GtkLabel   *label,
                                          const char *target,
                                          gpointer    user_data);

void inflight_help_page_fill (GtkBox               *box,
                              const char           *text,
                              InflightHelpLinkFunc  func,
                              gpointer              user_data);

G_END_DECLS
