/* inflight-cli-data.h: what is sent with each request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *inflight_cli_read_data (const char  *path,
                                GError     **error);

G_END_DECLS
