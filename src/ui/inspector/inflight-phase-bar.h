/* inflight-phase-bar.h: a phase of a request on the axis of time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-phases.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_PHASE_BAR (inflight_phase_bar_get_type ())

G_DECLARE_FINAL_TYPE (InflightPhaseBar, inflight_phase_bar, INFLIGHT, PHASE_BAR, GtkWidget)

GtkWidget *inflight_phase_bar_new (InflightPhase phase,
                                   double        start,
                                   double        end);

G_END_DECLS
