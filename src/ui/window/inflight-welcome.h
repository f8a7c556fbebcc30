/* inflight-welcome.h: the page of the first start
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WELCOME (inflight_welcome_get_type ())

G_DECLARE_FINAL_TYPE (InflightWelcome, inflight_welcome, INFLIGHT, WELCOME, GtkWidget)

G_END_DECLS
