/* inflight-phase-bar.c: a phase of a request on the axis of time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-phase-bar.h"

#define MIN_WIDTH     48
#define NATURAL_WIDTH 64
#define HEIGHT        12

/* What is shorter is seen all the same. */
#define LEAST 2

/**
 * InflightPhaseBar:
 *
 * A bar from one place of an axis to another, in the colour of its phase. What it
 * shows stands beside it in words, so that assistive technology is told nothing of
 * it.
 */
struct _InflightPhaseBar
{
  GtkWidget     parent_instance;

  InflightPhase phase;
  double        start;
  double        end;
};

G_DEFINE_FINAL_TYPE (InflightPhaseBar, inflight_phase_bar, GTK_TYPE_WIDGET)

static void
inflight_phase_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? MIN_WIDTH : HEIGHT;
  *natural = is_width ? NATURAL_WIDTH : HEIGHT;
}

static void
inflight_phase_bar_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  InflightPhaseBar *self = INFLIGHT_PHASE_BAR (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double length = MAX (LEAST, (self->end - self->start) * width);
  double x = MIN (self->start * width, MAX (0, width - length));
  graphene_rect_t rect;
  InflightPhaseColors colors;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x - length;

  inflight_phase_colors_load (&colors, widget);
  graphene_rect_init (&rect, x, 0, length, height);
  gtk_snapshot_append_color (snapshot, &colors.phases[self->phase], &rect);
}

static void
inflight_phase_bar_class_init (InflightPhaseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = inflight_phase_bar_measure;
  widget_class->snapshot = inflight_phase_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "phasebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
inflight_phase_bar_init (InflightPhaseBar *self)
{
}

/**
 * inflight_phase_bar_new:
 * @phase: what it is about
 * @start: where it begins, from 0 to 1
 * @end: where it ends
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
inflight_phase_bar_new (InflightPhase phase,
                        double        start,
                        double        end)
{
  InflightPhaseBar *self = g_object_new (INFLIGHT_TYPE_PHASE_BAR,
                                         "hexpand", TRUE,
                                         "valign", GTK_ALIGN_CENTER,
                                         NULL);

  self->phase = phase;
  self->start = CLAMP (start, 0, 1);
  self->end = CLAMP (end, self->start, 1);

  return GTK_WIDGET (self);
}
