/* inflight-memory-private.h: how the allocator treats what is free
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void inflight_memory_keep (void);
void inflight_memory_trim (void);

G_END_DECLS
