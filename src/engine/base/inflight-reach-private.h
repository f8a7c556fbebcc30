/* inflight-reach-private.h: what is public and what is private
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean    inflight_inet_address_is_private (GInetAddress *address);
gboolean    inflight_host_is_public_name     (const char   *host);
gboolean    inflight_host_is_within          (const char   *host,
                                              const char   *domain);
const char *inflight_host_find_missing_zone  (const char   *host);

G_END_DECLS
