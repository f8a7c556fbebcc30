/* inflight-text.h: text from outside, made fit to be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INFLIGHT_TEXT_MAX_CHARS 512

gunichar  inflight_text_make_visible (gunichar    c);
char     *inflight_text_clean        (const char *text,
                                      gssize      length);
char     *inflight_text_reveal       (const char *text);
char     *inflight_text_isolate      (const char *text);

G_END_DECLS
