/* inflight-wire-connection-private.h: TCP that is read through a wire
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void inflight_wire_connection_install (void);

G_END_DECLS
