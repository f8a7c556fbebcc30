/* inflight-header-list.h: the fields of a header
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_HEADER_LIST (inflight_header_list_get_type ())

G_DECLARE_FINAL_TYPE (InflightHeaderList, inflight_header_list, INFLIGHT, HEADER_LIST, GtkWidget)

void  inflight_header_list_set_text  (InflightHeaderList *self,
                                      const char         *text);
char *inflight_header_list_dup_clean (const char         *text,
                                      gsize               length);

G_END_DECLS
