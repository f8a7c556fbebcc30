/* ui-language.h: speaks a language in a test
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  ui_speak                (const char *language,
                               const char *directory);
char *ui_dup_compiled_domains (void);

G_END_DECLS
