/* inflight-utf16.h: lists as Windows writes them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *inflight_utf16_decode (const char *bytes,
                             gsize       length,
                             gsize      *n_bytes);

G_END_DECLS
