/* inflight-list-files.h: lists that are read from files
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void  inflight_list_files_read_async  (GPtrArray            *files,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char *inflight_list_files_read_finish (GAsyncResult         *result,
                                       char                **complaints,
                                       GError              **error);

G_END_DECLS
