/* crowd-server.h: a server that serves a crowd from one thread
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CrowdServer CrowdServer;

CrowdServer *crowd_server_new            (gboolean     leaves);
void         crowd_server_free           (CrowdServer *self);
guint16      crowd_server_get_port       (CrowdServer *self);
guint        crowd_server_get_n_requests (CrowdServer *self);
guint        crowd_server_get_n_left     (CrowdServer *self);
guint        crowd_server_count          (CrowdServer *self,
                                          const char  *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrowdServer, crowd_server_free)

G_END_DECLS
