/* hostile-tables.h: the tables of what servers do to us
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hostile-row.h"

G_BEGIN_DECLS

/* What a server gets rid of although nobody reads it: buffers of the kernel. */
#define HOSTILE_BUFFERS (8 << 20)

extern const HostileTable hostile_framing;
extern const HostileTable hostile_tls;

G_END_DECLS
