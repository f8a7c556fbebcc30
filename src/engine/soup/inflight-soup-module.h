/* inflight-soup-module.h: libsoup in a program that loads it when it needs it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gconstpointer inflight_soup_module_find (const char  *symbol,
                                         GError     **error);

G_END_DECLS
