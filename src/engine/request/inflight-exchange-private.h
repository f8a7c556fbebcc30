/* inflight-exchange-private.h: recording an exchange
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-exchange.h"

G_BEGIN_DECLS

InflightExchange   *inflight_exchange_new     (InflightExchange   *previous,
                                               guint               attempt);
void                inflight_exchange_forget  (InflightExchange   *self);
InflightConnection *inflight_connection_new   (void);
InflightConnection *inflight_connection_ref   (InflightConnection *self);
void                inflight_connection_unref (InflightConnection *self);
char               *inflight_connection_bound_name (const char      *name,
                                                gssize               length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightConnection, inflight_connection_unref)

G_END_DECLS
