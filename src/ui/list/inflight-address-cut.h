/* inflight-address-cut.h: what of an address is worth most
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *inflight_address_cut (PangoLayout *layout,
                            guint64      telling,
                            int          room,
                            gboolean    *in_middle);

G_END_DECLS
