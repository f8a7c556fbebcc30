/* real-network.h: a network on real sockets, and a server for it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "raw-server.h"

G_BEGIN_DECLS

#define REAL_ADD(path, func) \
  g_test_add (path, RealNetwork, NULL, real_network_set_up, func, \
              real_network_tear_down)

typedef struct
{
  InflightNetwork *network;
  InflightBatch   *batch;
  InflightOptions *options;
  RawServer       *server;
} RealNetwork;

guint         give_up_later              (void);
gboolean      real_network_is_curl       (void);
gboolean      real_network_is_newer      (void);
void          real_network_set_up        (RealNetwork       *self,
                                          gconstpointer      user_data);
void          real_network_tear_down     (RealNetwork       *self,
                                          gconstpointer      user_data);
void          real_network_renew_options (RealNetwork       *self);
InflightTask *real_network_add           (RealNetwork       *self,
                                          const char        *address);
InflightTask *real_network_start         (RealNetwork       *self,
                                          const char        *address);
InflightTask *real_network_fetch         (RealNetwork       *self,
                                          const char        *address);
guint         real_network_cancel        (RealNetwork       *self,
                                          InflightTask      *task);
void          real_network_await         (InflightTask      *task,
                                          InflightTaskState  state);
void          real_network_await_settled (InflightTask      *task);
guint         count_descriptors          (void);
void          await_descriptors          (guint              n_most);
void          assert_succeeded           (InflightTask      *task,
                                          guint              status,
                                          const char        *title);
void          assert_led_to              (InflightTask      *task,
                                          const char        *path);
void          assert_failed              (InflightTask      *task,
                                          InflightError      code);

G_END_DECLS
