/* foreign-leaks.h: what libraries leave behind is not ours to find
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void foreign_leaks_begin (void);
void foreign_leaks_end   (void);

G_END_DECLS
