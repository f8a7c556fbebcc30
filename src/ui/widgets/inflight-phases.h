/* inflight-phases.h: the colours of the phases of a request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-exchange.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InflightPhaseColors:
 * @phases: of each phase
 * @track: of time in which nothing happened
 * @failed: of the end of a task that failed
 * @cancelled: of the end of one that was cancelled, or will be
 *
 * Colours of the theme.
 */
typedef struct
{
  GdkRGBA phases[INFLIGHT_N_PHASES];
  GdkRGBA track;
  GdkRGBA failed;
  GdkRGBA cancelled;
} InflightPhaseColors;

void inflight_phase_colors_load (InflightPhaseColors *self,
                                 GtkWidget           *widget);

G_END_DECLS
