/* inflight-save.h: a batch as a file of JSON Lines
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void     inflight_save_async  (InflightBatch        *batch,
                               GListModel           *waits,
                               GFile                *file,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean inflight_save_finish (InflightBatch        *batch,
                               GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
