/* inflight-address-set-private.h: which addresses there were
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *inflight_address_set_new (void);

G_END_DECLS
