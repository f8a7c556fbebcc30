/* inflight-list-preview.h: what a list becomes, line by line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a line about something that was not understood begins with. */
#define INFLIGHT_LIST_PREVIEW_WARNING "⚠ "

#define INFLIGHT_TYPE_LIST_PREVIEW (inflight_list_preview_get_type ())

G_DECLARE_FINAL_TYPE (InflightListPreview, inflight_list_preview, INFLIGHT, LIST_PREVIEW, GObject)

InflightListPreview *inflight_list_preview_new      (InflightList        *list,
                                                     GArray              *duplicates);
guint                inflight_list_preview_get_line (InflightListPreview *self,
                                                     guint                index);

G_END_DECLS
