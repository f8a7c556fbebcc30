/* inflight-file-name.h: what to call the body of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *inflight_file_name_suggest (const char *address,
                                  const char *content_type);

G_END_DECLS
