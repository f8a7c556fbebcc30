/* peer-folder.h: what a server has to give away
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *peer_folder_make   (void);
void  peer_folder_write  (const char *folder,
                          const char *name,
                          const char *text,
                          gssize      size);
void  peer_folder_remove (const char *folder);

G_END_DECLS
