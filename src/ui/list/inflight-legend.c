/* inflight-legend.c: what the bars of a waterfall stand for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-legend.h"

#include "inflight-phases.h"
#include "inflight-words.h"
#include "inflight-wrap-layout.h"

#include <glib/gi18n.h>

#define SWATCH_WIDTH  14
#define SWATCH_HEIGHT 8
#define LINE_HEIGHT   2
#define DASH          2

/* The mark at an end is as wide, and as high, as in the bars. */
#define FAILED_WIDTH     3
#define FAILED_HEIGHT    16
#define CANCELLED_HEIGHT 4
#define CANCELLED_WIDTH  2

/**
 * InflightLegend:
 *
 * A piece of a bar and a word for each thing that a waterfall shows, in the order in
 * which a task comes to them, and for the marks of how it ended.
 */
struct _InflightLegend
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (InflightLegend, inflight_legend, GTK_TYPE_WIDGET)

/* Phases have numbers of their own. */
enum {
  KIND_QUEUE = INFLIGHT_N_PHASES,
  KIND_GOES_ON,
  KIND_FAILED,
  KIND_CANCELLED,
};

#define SWATCH_TYPE (swatch_get_type ())

G_DECLARE_FINAL_TYPE (Swatch, swatch, INFLIGHT, SWATCH, GtkWidget)

struct _Swatch
{
  GtkWidget parent_instance;

  int       kind;
};

G_DEFINE_FINAL_TYPE (Swatch, swatch, GTK_TYPE_WIDGET)

static void
swatch_measure (GtkWidget      *widget,
                GtkOrientation  orientation,
                int             for_size,
                int            *minimum,
                int            *natural,
                int            *minimum_baseline,
                int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? SWATCH_WIDTH : FAILED_HEIGHT;
  *natural = *minimum;
}

static void
fill (GtkWidget     *widget,
      GtkSnapshot   *snapshot,
      int            from,
      int            to,
      int            height,
      const GdkRGBA *color)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = mirrored ? SWATCH_WIDTH - to : from;
  int y = (gtk_widget_get_height (widget) - height) / 2;

  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, to - from, height));
}

static void
swatch_snapshot (GtkWidget   *widget,
                 GtkSnapshot *snapshot)
{
  Swatch *self = INFLIGHT_SWATCH (widget);
  InflightPhaseColors colors;

  inflight_phase_colors_load (&colors, widget);

  if (self->kind == KIND_QUEUE)
    {
      fill (widget, snapshot, 0, SWATCH_WIDTH, LINE_HEIGHT, &colors.track);
    }
  else if (self->kind == KIND_GOES_ON)
    {
      fill (widget, snapshot, 0, 3 * DASH, SWATCH_HEIGHT, &colors.cancelled);
      for (int x = 4 * DASH; x < SWATCH_WIDTH; x += 2 * DASH)
        fill (widget, snapshot, x, x + DASH, SWATCH_HEIGHT, &colors.cancelled);
    }
  else if (self->kind == KIND_FAILED)
    {
      fill (widget, snapshot, 0, SWATCH_WIDTH, SWATCH_HEIGHT, &colors.track);
      fill (widget, snapshot, SWATCH_WIDTH - FAILED_WIDTH, SWATCH_WIDTH, FAILED_HEIGHT,
            &colors.failed);
    }
  else if (self->kind == KIND_CANCELLED)
    {
      fill (widget, snapshot, 0, SWATCH_WIDTH, CANCELLED_HEIGHT, &colors.track);
      fill (widget, snapshot, SWATCH_WIDTH - CANCELLED_WIDTH, SWATCH_WIDTH, SWATCH_HEIGHT,
            &colors.cancelled);
    }
  else
    {
      fill (widget, snapshot, 0, SWATCH_WIDTH, SWATCH_HEIGHT, &colors.phases[self->kind]);
    }
}

static void
swatch_class_init (SwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = swatch_measure;
  widget_class->snapshot = swatch_snapshot;

  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
swatch_init (Swatch *self)
{
}

static void
add (InflightLegend *self,
     int             kind,
     const char     *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Swatch *swatch = g_object_new (SWATCH_TYPE, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *label = gtk_label_new (name);

  swatch->kind = kind;
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (swatch));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
inflight_legend_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_legend_parent_class)->dispose (object);
}

static void
inflight_legend_class_init (InflightLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inflight_legend_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, INFLIGHT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "legend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
inflight_legend_init (InflightLegend *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Legend of the Waterfall"), -1);

  /* Translators: what a thin line stands for in the time of a task */
  add (self, KIND_QUEUE, _("Queued or held"));
  for (int phase = 0; phase < INFLIGHT_N_PHASES; phase++)
    add (self, phase, inflight_words_phase (phase));

  /* Translators: what a bar stands for that ends in dashes: the task took longer than
   * there is room for */
  add (self, KIND_GOES_ON, _("Goes on"));

  add (self, KIND_FAILED, inflight_words_state (INFLIGHT_TASK_STATE_FAILED));
  add (self, KIND_CANCELLED, inflight_words_state (INFLIGHT_TASK_STATE_CANCELLED));
}
