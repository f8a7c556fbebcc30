/* inflight-resolver-private.h: host names without GIO's shared threads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-names-private.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_RESOLVER (inflight_resolver_get_type ())

G_DECLARE_FINAL_TYPE (InflightResolver, inflight_resolver, INFLIGHT, RESOLVER, GResolver)

InflightResolver *inflight_resolver_new     (InflightNames    *names);
void              inflight_resolver_install (void);
void              inflight_resolver_forget  (InflightResolver *self);

G_END_DECLS
