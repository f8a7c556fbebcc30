/* inflight-help.h: a window with the help
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_HELP (inflight_help_get_type ())

G_DECLARE_FINAL_TYPE (InflightHelp, inflight_help, INFLIGHT, HELP, AdwWindow)

InflightHelp      *inflight_help_present   (GtkApplication *application);
gboolean           inflight_help_show_page (InflightHelp   *self,
                                            const char     *name);
const char        *inflight_help_get_page  (InflightHelp   *self);
const char *const *inflight_help_get_pages (void);

G_END_DECLS
