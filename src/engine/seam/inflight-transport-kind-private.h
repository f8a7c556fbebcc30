/* inflight-transport-kind-private.h: what can carry out requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-transport-private.h"

G_BEGIN_DECLS

gboolean           inflight_transport_kind_load (InflightTransportKind   kind,
                                                 GError                **error);
InflightTransport *inflight_transport_new       (InflightTransportKind   kind);

G_END_DECLS
