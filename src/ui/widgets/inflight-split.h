/* inflight-split.h: a sidebar beside, or over, what it belongs to
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_SPLIT (inflight_split_get_type ())
G_DECLARE_FINAL_TYPE (InflightSplit, inflight_split, INFLIGHT, SPLIT, GtkWidget)

void      inflight_split_set_width    (InflightSplit *self,
                                       int            width);
void      inflight_split_set_folded   (InflightSplit *self,
                                       gboolean       folded);
gboolean  inflight_split_get_folded   (InflightSplit *self);
void      inflight_split_set_revealed (InflightSplit *self,
                                       gboolean       revealed);
gboolean  inflight_split_get_revealed (InflightSplit *self);

G_END_DECLS
