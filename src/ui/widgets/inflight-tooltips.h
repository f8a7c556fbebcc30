/* inflight-tooltips.h: tooltips that make room for what is opened
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void inflight_tooltips_init (void);

G_END_DECLS
