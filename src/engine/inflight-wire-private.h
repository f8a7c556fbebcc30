/* inflight-wire-private.h: what comes in from a server, judged
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WIRE (inflight_wire_get_type ())

G_DECLARE_FINAL_TYPE (InflightWire, inflight_wire, INFLIGHT, WIRE, GInputStream)

InflightWire *inflight_wire_new         (GInputStream  *base);
GInputStream *inflight_wire_attach      (GIOStream     *connection,
                                         GInputStream  *base);
InflightWire *inflight_wire_find        (GIOStream     *connection);
void          inflight_wire_begin       (InflightWire  *self,
                                         gboolean       head_request);
gboolean      inflight_wire_is_complete (InflightWire  *self);

G_END_DECLS
