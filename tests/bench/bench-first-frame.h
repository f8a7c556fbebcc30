/* bench-first-frame.h: when a program has drawn its first window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int bench_first_frame (GApplication *application,
                       int           argc,
                       char         *argv[]);

G_END_DECLS
