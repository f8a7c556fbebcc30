/* inflight-connectivity.h: whether there is a network, and when it changes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_CONNECTIVITY (inflight_connectivity_get_type ())

G_DECLARE_FINAL_TYPE (InflightConnectivity, inflight_connectivity,
                      INFLIGHT, CONNECTIVITY, GObject)

InflightConnectivity *inflight_connectivity_new         (void);

G_END_DECLS
