/* inflight-phases.h: the phases of a request and their colours
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-exchange.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InflightPhase:
 * @INFLIGHT_PHASE_LOOKUP: the host's name is looked up
 * @INFLIGHT_PHASE_CONNECT: a connection is made
 * @INFLIGHT_PHASE_SECURE: TLS is negotiated
 * @INFLIGHT_PHASE_SEND: the request is sent
 * @INFLIGHT_PHASE_WAIT: the answer has not begun
 * @INFLIGHT_PHASE_RECEIVE: the answer arrives
 *
 * What an exchange goes through, in this order.
 */
typedef enum {
  INFLIGHT_PHASE_LOOKUP,
  INFLIGHT_PHASE_CONNECT,
  INFLIGHT_PHASE_SECURE,
  INFLIGHT_PHASE_SEND,
  INFLIGHT_PHASE_WAIT,
  INFLIGHT_PHASE_RECEIVE,
} InflightPhase;

#define INFLIGHT_N_PHASES (INFLIGHT_PHASE_RECEIVE + 1)

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

gboolean inflight_phase_get_span     (InflightPhase          phase,
                                      const InflightTimings *timings,
                                      gint64                 until_us,
                                      gint64                *start_us,
                                      gint64                *end_us);
void     inflight_phase_colors_load  (InflightPhaseColors   *self,
                                      GtkWidget             *widget);

G_END_DECLS
