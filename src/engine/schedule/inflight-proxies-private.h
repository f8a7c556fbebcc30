/* inflight-proxies-private.h: which proxy an exchange goes through
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _InflightProxies InflightProxies;

/**
 * InflightProxyVerdict:
 * @INFLIGHT_PROXY_DIRECT: it goes through none
 * @INFLIGHT_PROXY_THROUGH: it goes through the one that is named
 * @INFLIGHT_PROXY_ASK: the desktop knows, see inflight_proxies_ask_async()
 * @INFLIGHT_PROXY_FAULTY: the environment names something that is no proxy; the
 *   exchange fails
 */
typedef enum
{
  INFLIGHT_PROXY_DIRECT,
  INFLIGHT_PROXY_THROUGH,
  INFLIGHT_PROXY_ASK,
  INFLIGHT_PROXY_FAULTY,
} InflightProxyVerdict;

InflightProxies      *inflight_proxies_new        (const char           *chosen,
                                                   gboolean              desktop);
void                  inflight_proxies_free       (InflightProxies      *self);
InflightProxyVerdict  inflight_proxies_find       (InflightProxies      *self,
                                                   const char           *scheme,
                                                   const char           *host,
                                                   guint                 port,
                                                   const char          **proxy,
                                                   GError              **error);
void                  inflight_proxies_ask_async  (InflightProxies      *self,
                                                   const char           *url,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
char                 *inflight_proxies_ask_finish (InflightProxies      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightProxies, inflight_proxies_free)

G_END_DECLS
