/* inflight-choices.h: the rows of a drop-down that must not make a window wide
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void inflight_choices_cut (GtkDropDown *drop_down,
                           int          max_chars);

G_END_DECLS
