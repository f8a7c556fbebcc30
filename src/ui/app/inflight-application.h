/* inflight-application.h: the program, from its arguments to its windows
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-services.h"
#include "inflight-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_APPLICATION (inflight_application_get_type ())

G_DECLARE_FINAL_TYPE (InflightApplication, inflight_application,
                      INFLIGHT, APPLICATION, AdwApplication)

InflightApplication *inflight_application_new          (void);
int                  inflight_application_run          (InflightApplication  *self,
                                                        int                   argc,
                                                        char                **argv);
InflightServices    *inflight_application_get_services (InflightApplication *self);
InflightWindow      *inflight_application_make_window  (InflightApplication *self);

G_END_DECLS
