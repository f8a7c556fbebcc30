/* inflight-arguments.h: from the arguments of a launch to requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"
#include "inflight-options.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void       inflight_arguments_read_async  (char                **arguments,
                                           const char           *directory,
                                           const char           *base,
                                           InflightOptions      *options,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *inflight_arguments_read_finish (GAsyncResult         *result,
                                           char                **complaints);

gboolean   inflight_arguments_wait        (GVariantDict         *options);
gboolean   inflight_arguments_read_wait   (GVariantDict         *options,
                                           InflightCondition    *condition,
                                           GError              **error);

G_END_DECLS
