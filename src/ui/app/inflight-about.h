/* inflight-about.h: a window that says what this is and who made it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *inflight_about_new (GtkWindow *parent);

G_END_DECLS
