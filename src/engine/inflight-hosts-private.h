/* inflight-hosts-private.h: the pending queue, one lane an origin
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-job-private.h"

G_BEGIN_DECLS

typedef struct _InflightHosts InflightHosts;

InflightHosts *inflight_hosts_new          (void);
void           inflight_hosts_free         (InflightHosts *self);
void           inflight_hosts_set_per_host (InflightHosts *self,
                                            guint          per_host);
void           inflight_hosts_push         (InflightHosts *self,
                                            InflightJob   *job,
                                            GUri          *uri,
                                            gboolean       first);
void           inflight_hosts_remove       (InflightHosts *self,
                                            InflightJob   *job);
InflightJob   *inflight_hosts_admit        (InflightHosts *self);
void           inflight_hosts_release      (InflightHosts *self,
                                            InflightJob   *job);

G_END_DECLS
