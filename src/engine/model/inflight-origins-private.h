/* inflight-origins-private.h: how many tasks of a batch go where
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-task.h"

G_BEGIN_DECLS

typedef struct _InflightOrigins InflightOrigins;

InflightOrigins *inflight_origins_new         (void);
void             inflight_origins_free        (InflightOrigins *self);
void             inflight_origins_add         (InflightOrigins *self,
                                               InflightTask    *task);
void             inflight_origins_remove      (InflightOrigins *self,
                                               InflightTask    *task);
void             inflight_origins_add_all     (InflightOrigins *self,
                                               InflightOrigins *others,
                                               int              by);
InflightShared   inflight_origins_get_shared  (InflightOrigins *self);
guint64          inflight_origins_get_telling (InflightOrigins *self,
                                               InflightTask    *task);
GHashTable      *inflight_origins_get_counts  (InflightOrigins *self);

G_END_DECLS
