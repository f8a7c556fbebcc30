/* turn-watch.h: how long a loop is kept from its next iteration
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   turn_watch_begin          (GMainContext *context);
gint64 turn_watch_get_longest_us (void);

G_END_DECLS
