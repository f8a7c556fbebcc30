/* inflight-body-notes.h: what there is to say about a body
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-body-text.h"

G_BEGIN_DECLS

char *inflight_body_notes_describe (const InflightBodyText *text);
char *inflight_body_notes_word     (const InflightBodyText *text,
                                    guint64                 n_bytes,
                                    gboolean                is_whole,
                                    gboolean                is_coloured);

G_END_DECLS
