/* inflight-request-text.h: the header of a request, as far as it is known
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-request.h"

G_BEGIN_DECLS

char *inflight_request_text_dup_headers (InflightRequest *request);
char *inflight_request_text_dup_field   (const char      *headers,
                                         const char      *name);

G_END_DECLS
