/* inflight-phases.c: the colours of the phases of a request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-phases.h"

/* Of the text's colour. */
#define TRACK_ALPHA     0.3
#define CANCELLED_ALPHA 0.7

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
