/* inflight-selection.h: tasks that are selected
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GPtrArray *inflight_selection_dup_tasks     (GtkSelectionModel *model);
gboolean   inflight_selection_may_have_held (GtkSelectionModel *model);
guint      inflight_selection_select_tasks  (GtkSelectionModel *model,
                                             GPtrArray         *tasks);

G_END_DECLS
