/* inflight-services.h: what the windows of the program share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-connectivity.h"
#include "inflight-lab.h"
#include "inflight-network.h"
#include "inflight-power.h"
#include "inflight-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_SERVICES (inflight_services_get_type ())

G_DECLARE_FINAL_TYPE (InflightServices, inflight_services, INFLIGHT, SERVICES, GObject)

InflightServices     *inflight_services_new              (GtkApplication    *application);
InflightNetwork      *inflight_services_get_network      (InflightServices  *self);
void                  inflight_services_set_network      (InflightServices  *self,
                                                          InflightNetwork   *network);
InflightSettings     *inflight_services_get_settings     (InflightServices  *self);
InflightConnectivity *inflight_services_get_connectivity (InflightServices  *self);
InflightPower        *inflight_services_get_power        (InflightServices  *self);
gboolean              inflight_services_start_lab        (InflightServices  *self,
                                                          GError           **error);
const char           *inflight_services_get_lab          (InflightServices  *self);

G_END_DECLS
