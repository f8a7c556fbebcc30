/* inflight-list-work.h: from a text to requests, on other threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-list.h"
#include "inflight-options.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void          inflight_list_work_read_async  (char                 *text,
                                              const char           *base,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
InflightList *inflight_list_work_read_finish (GAsyncResult         *result,
                                              GArray              **duplicates,
                                              guint                *n_duplicates);
void          inflight_list_work_make_async  (InflightList         *list,
                                              InflightOptions      *options,
                                              gboolean              unique,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray    *inflight_list_work_make_finish (GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
