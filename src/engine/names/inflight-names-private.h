/* inflight-names-private.h: look-ups of host names, on threads of their own
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _InflightNames InflightNames;

InflightNames *inflight_names_new     (guint          max_threads,
                                       const gint64  *clock_us);
InflightNames *inflight_names_ref     (InflightNames *self);
void           inflight_names_unref   (InflightNames *self);
void           inflight_names_look_up (InflightNames *self,
                                       const char    *name,
                                       int            family,
                                       GTask         *task);
void           inflight_names_forget  (InflightNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightNames, inflight_names_unref)

G_END_DECLS
