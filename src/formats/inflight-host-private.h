/* inflight-host-private.h: the host of an address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

gboolean inflight_host_complete     (const char       *text,
                                     const char       *start,
                                     const char       *end,
                                     char            **host,
                                     const char      **after,
                                     InflightProblem **problem);
gboolean inflight_host_is_plain     (const char       *host);
gboolean inflight_host_is_file_name (const char       *name);

G_END_DECLS
