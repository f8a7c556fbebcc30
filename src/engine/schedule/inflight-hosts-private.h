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
void           inflight_hosts_set_interval (InflightHosts *self,
                                            gint64         interval_us);
void           inflight_hosts_push         (InflightHosts *self,
                                            InflightJob   *job,
                                            char          *origin,
                                            gboolean       first);
void           inflight_hosts_remove       (InflightHosts *self,
                                            InflightJob   *job);
void           inflight_hosts_end_pauses   (InflightHosts *self,
                                            gint64         now_us);
InflightJob   *inflight_hosts_admit        (InflightHosts *self,
                                            gint64         now_us);
void           inflight_hosts_release      (InflightHosts *self,
                                            InflightJob   *job);
void           inflight_hosts_hold         (InflightHosts *self,
                                            InflightJob   *job,
                                            char          *origin,
                                            gint64         until_us);
void           inflight_hosts_unhold       (InflightHosts *self,
                                            InflightJob   *job);
void           inflight_hosts_skip         (InflightHosts *self,
                                            InflightHost  *host);
gint64         inflight_hosts_get_next_us  (InflightHosts *self);
GPtrArray     *inflight_host_dup_held      (InflightHost  *host);
gboolean       inflight_host_is_public     (InflightHost  *host);

G_END_DECLS
