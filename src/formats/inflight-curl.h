/* inflight-curl.h: requests as curl commands
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-request.h"

G_BEGIN_DECLS

char     *inflight_curl_from_request (InflightRequest *request);
gboolean  inflight_curl_has_secrets  (InflightRequest *request);

G_END_DECLS
