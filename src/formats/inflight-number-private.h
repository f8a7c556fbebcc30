/* inflight-number-private.h: numbers as digits
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void inflight_number_append (GString *out,
                             guint64  number,
                             gsize    width);

G_END_DECLS
