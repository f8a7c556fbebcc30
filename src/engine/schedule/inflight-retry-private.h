/* inflight-retry-private.h: whether, and when, an attempt is made again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-attempt-private.h"

G_BEGIN_DECLS

/* A server that asks for more is not waited for. */
#define INFLIGHT_MAX_RETRY_AFTER_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

gboolean inflight_retry_is_wanted      (const InflightOptions *options,
                                        guint                  attempts,
                                        const InflightResult  *result,
                                        InflightTaskState      stage);
gint64   inflight_retry_get_backoff_us (guint                  attempts,
                                        GRand                 *rand);

G_END_DECLS
