/* inflight-application.h: the program, its windows and what they share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-connectivity.h"
#include "inflight-lab.h"
#include "inflight-network.h"
#include "inflight-power.h"
#include "inflight-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_APPLICATION (inflight_application_get_type ())

G_DECLARE_FINAL_TYPE (InflightApplication, inflight_application,
                      INFLIGHT, APPLICATION, AdwApplication)

InflightApplication *inflight_application_new          (void);
InflightNetwork     *inflight_application_get_network  (InflightApplication  *self);
void                 inflight_application_set_network  (InflightApplication  *self,
                                                        InflightNetwork      *network);
InflightSettings    *inflight_application_get_settings (InflightApplication  *self);
InflightLab         *inflight_application_get_lab      (InflightApplication  *self,
                                                        GError              **error);
const char          *inflight_application_peek_lab     (InflightApplication  *self);
InflightConnectivity *inflight_application_get_connectivity (InflightApplication *self);
InflightPower       *inflight_application_get_power   (InflightApplication  *self);

G_END_DECLS
