/* inflight-verbatim.h: text that is shown as it is
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void inflight_verbatim_label  (GtkLabel      *label);
void inflight_verbatim_buffer (GtkTextBuffer *buffer);

G_END_DECLS
