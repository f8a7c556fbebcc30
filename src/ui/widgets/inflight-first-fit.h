/* inflight-first-fit.h: the first of several forms that there is room for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_FIRST_FIT (inflight_first_fit_get_type ())
G_DECLARE_FINAL_TYPE (InflightFirstFit, inflight_first_fit, INFLIGHT, FIRST_FIT, GtkWidget)

G_END_DECLS
