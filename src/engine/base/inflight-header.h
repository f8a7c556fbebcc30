/* inflight-header.h: what the name of a header field says
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean inflight_header_is_secret (const char *name);

G_END_DECLS
