/* sources.h: the sources of Inflight, to be looked through
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file by its name, as “src/engine/model/inflight-task.c”, and its lines. */
typedef void (*SourcesFunc) (const char  *name,
                             char       **lines);

void  sources_visit       (const char  *folder,
                           SourcesFunc  func);
void  sources_complain    (const char  *name,
                           guint        line,
                           const char  *message);
char *sources_dup_include (const char  *line);

G_END_DECLS
