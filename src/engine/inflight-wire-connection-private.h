/* inflight-wire-connection-private.h: a TCP connection that is read through a wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WIRE_CONNECTION (inflight_wire_connection_get_type ())

G_DECLARE_FINAL_TYPE (InflightWireConnection, inflight_wire_connection,
                      INFLIGHT, WIRE_CONNECTION, GTcpConnection)

void inflight_wire_connection_register (void);

G_END_DECLS
