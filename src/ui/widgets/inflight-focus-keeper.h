/* inflight-focus-keeper.h: a window whose focus is never nowhere
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void inflight_focus_keeper_attach    (GtkWindow        *window);
void inflight_focus_keeper_set_heirs (GtkWidget        *widget,
                                      GtkWidget *const *heirs);

G_END_DECLS
