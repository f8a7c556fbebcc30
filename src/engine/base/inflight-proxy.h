/* inflight-proxy.h: what the address of a proxy must be
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *inflight_proxy_check (const char  *text,
                            GError     **error);

G_END_DECLS
