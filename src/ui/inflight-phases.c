/* inflight-phases.c: the phases of a request and their colours
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-phases.h"

/* Of the text's colour. */
#define TRACK_ALPHA     0.3
#define CANCELLED_ALPHA 0.7

/**
 * inflight_phase_get_span:
 * @phase: a phase
 * @timings: of an exchange
 * @until_us: when the exchange ended; a phase that did not finish lasted until
 *   then
 * @start_us: (out): when the phase began
 * @end_us: (out): when it ended
 *
 * Returns: whether there was such a phase
 */
gboolean
inflight_phase_get_span (InflightPhase          phase,
                         const InflightTimings *timings,
                         gint64                 until_us,
                         gint64                *start_us,
                         gint64                *end_us)
{
  gint64 secure_us = timings->secure_connection_start_us;

  switch (phase)
    {
    case INFLIGHT_PHASE_LOOKUP:
      *start_us = timings->domain_lookup_start_us;
      *end_us = timings->domain_lookup_end_us;
      break;

    case INFLIGHT_PHASE_CONNECT:
      *start_us = timings->connect_start_us;
      *end_us = secure_us != 0 ? secure_us : timings->connect_end_us;
      break;

    case INFLIGHT_PHASE_SECURE:
      *start_us = secure_us;
      *end_us = timings->connect_end_us;
      break;

    case INFLIGHT_PHASE_SEND:
      *start_us = timings->request_start_us;
      *end_us = timings->request_end_us;
      break;

    case INFLIGHT_PHASE_WAIT:
      *start_us = timings->request_end_us;
      *end_us = timings->response_start_us;
      break;

    case INFLIGHT_PHASE_RECEIVE:
      *start_us = timings->response_start_us;
      *end_us = timings->response_end_us;
      break;
    }

  if (*start_us == 0)
    return FALSE;

  if (*end_us == 0)
    *end_us = MAX (*start_us, until_us);

  return *end_us >= *start_us;
}

/* Named colours of libadwaita; a theme that lacks one gets the text's. */
static void
look_up (GtkWidget  *widget,
         const char *name,
         GdkRGBA    *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

/**
 * inflight_phase_colors_load:
 * @self: (out caller-allocates): colours
 * @widget: what is drawn on
 *
 * Looks the colours up in the style of @widget. They are good until that
 * changes.
 */
void
inflight_phase_colors_load (InflightPhaseColors *self,
                            GtkWidget           *widget)
{
  static const char *const names[INFLIGHT_N_PHASES] = {
    [INFLIGHT_PHASE_LOOKUP] = "brown_3",
    [INFLIGHT_PHASE_CONNECT] = "orange_4",
    [INFLIGHT_PHASE_SECURE] = "purple_2",
    [INFLIGHT_PHASE_SEND] = "warning_color",
    [INFLIGHT_PHASE_WAIT] = "success_color",
    [INFLIGHT_PHASE_RECEIVE] = "accent_color",
  };

  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    look_up (widget, names[phase], &self->phases[phase]);

  look_up (widget, "error_color", &self->failed);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &self->track);
  self->cancelled = self->track;
  self->track.alpha *= TRACK_ALPHA;
  self->cancelled.alpha *= CANCELLED_ALPHA;
}
