/* inflight-no-proxy-private.h: the hosts that NO_PROXY keeps from the proxy
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InflightNoProxy InflightNoProxy;

InflightNoProxy *inflight_no_proxy_new        (const char            *text);
void             inflight_no_proxy_free       (InflightNoProxy       *self);
gboolean         inflight_no_proxy_covers     (const InflightNoProxy *self,
                                               const char            *host,
                                               guint                  port);
gboolean         inflight_host_is_ip_literal  (const char            *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightNoProxy, inflight_no_proxy_free)

G_END_DECLS
