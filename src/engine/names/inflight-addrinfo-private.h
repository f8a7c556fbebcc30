/* inflight-addrinfo-private.h: what getaddrinfo() says, in GIO's terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GList *inflight_addrinfo_get (const char  *name,
                              int          family,
                              GError     **error);

G_END_DECLS
