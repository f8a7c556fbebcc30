/* virtual-network.h: a network, a fake wire and the clock of both
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-fake-transport.h"
#include "inflight-network-private.h"

G_BEGIN_DECLS

#define MS (G_GINT64_CONSTANT (1000))

#define VIRTUAL_ADD(path, func) \
  g_test_add (path, VirtualNetwork, NULL, virtual_network_set_up, func, \
              virtual_network_tear_down)

/**
 * VirtualNetwork:
 * @now_us: the clock; set by fake_run_until()
 * @transport: (transfer none): of @network; gone when that is disposed of
 *
 * A fixture in which time passes only when a test says so.
 */
typedef struct
{
  gint64             now_us;
  InflightTransport *transport;
  InflightNetwork   *network;
  InflightBatch     *batch;
  InflightOptions   *options;
} VirtualNetwork;

void          virtual_network_set_up    (VirtualNetwork       *self,
                                         gconstpointer         user_data);
void          virtual_network_tear_down (VirtualNetwork       *self,
                                         gconstpointer         user_data);
GPtrArray    *virtual_network_add       (VirtualNetwork       *self,
                                         const char           *address,
                                         ...) G_GNUC_NULL_TERMINATED;
GPtrArray    *virtual_network_launch    (VirtualNetwork       *self,
                                         const char           *address,
                                         ...) G_GNUC_NULL_TERMINATED;
InflightTask *virtual_network_fetch     (VirtualNetwork       *self,
                                         const char           *address);
guint         virtual_network_cancel    (VirtualNetwork       *self,
                                         InflightTask         *task);
void          fake_run_until            (VirtualNetwork       *self,
                                         gint64                until_us);

InflightTask *virtual_network_retry (VirtualNetwork *self,
                                     InflightTask   *task);

G_END_DECLS
