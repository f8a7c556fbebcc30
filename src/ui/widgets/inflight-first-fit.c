/* inflight-first-fit.c: the first of several forms that there is room for
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-first-fit.h"

/**
 * InflightFirstFit:
 *
 * Shows the first of its children whose natural width it has; if it has none,
 * the last, or, if it is *optional*, nothing. The children are forms of the same
 * thing, from the widest to the narrowest.
 *
 * It asks for the natural width of the first and is content with the least of
 * the last, and its height is that of what is shown at that width: what lays it
 * out needs no second turn. The keyboard focus stays in what is shown.
 */
struct _InflightFirstFit
{
  GtkWidget  parent_instance;

  /* Borrowed */
  GtkWidget *shown;

  gboolean   optional;
};

enum {
  PROP_0,
  PROP_OPTIONAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightFirstFit, inflight_first_fit, GTK_TYPE_WIDGET)

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static GtkWidget *
choose (InflightFirstFit *self,
        int               width)
{
  GtkWidget *last = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_visible (child))
        continue;
      if (get_natural_width (child) <= width)
        return child;

      last = child;
    }

  return self->optional ? NULL : last;
}

static GtkSizeRequestMode
inflight_first_fit_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* In whichever form needs least; naturally, in whichever would like most. */
static void
measure_any (InflightFirstFit *self,
             GtkOrientation    orientation,
             int              *minimum,
             int              *natural)
{
  *minimum = self->optional ? 0 : G_MAXINT;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_get_visible (child))
        continue;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MIN (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }

  *minimum = MIN (*minimum, *natural);
}

static void
inflight_first_fit_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  InflightFirstFit *self = INFLIGHT_FIRST_FIT (widget);
  GtkWidget *child;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    {
      measure_any (self, orientation, minimum, natural);
      return;
    }

  child = choose (self, for_size);
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural,
                        minimum_baseline, natural_baseline);
}

static gboolean
has_focus (GtkWidget *widget)
{
  return gtk_widget_get_focus_child (gtk_widget_get_parent (widget)) == widget;
}

static void
show (InflightFirstFit *self,
      GtkWidget        *shown)
{
  gboolean focused = self->shown != NULL && has_focus (self->shown);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_child_visible (child, child == shown);

  if (self->shown == shown)
    return;

  self->shown = shown;
  if (focused && shown != NULL)
    gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
inflight_first_fit_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  InflightFirstFit *self = INFLIGHT_FIRST_FIT (widget);

  show (self, choose (self, width));
  if (self->shown != NULL)
    gtk_widget_allocate (self->shown, width, height, baseline, NULL);
}

static void
inflight_first_fit_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InflightFirstFit *self = INFLIGHT_FIRST_FIT (object);

  switch (prop_id)
    {
    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_first_fit_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  InflightFirstFit *self = INFLIGHT_FIRST_FIT (object);

  switch (prop_id)
    {
    case PROP_OPTIONAL:
      self->optional = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_first_fit_dispose (GObject *object)
{
  InflightFirstFit *self = INFLIGHT_FIRST_FIT (object);
  GtkWidget *child;

  self->shown = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_first_fit_parent_class)->dispose (object);
}

static void
inflight_first_fit_class_init (InflightFirstFitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_first_fit_get_property;
  object_class->set_property = inflight_first_fit_set_property;
  object_class->dispose = inflight_first_fit_dispose;

  widget_class->get_request_mode = inflight_first_fit_get_request_mode;
  widget_class->measure = inflight_first_fit_measure;
  widget_class->size_allocate = inflight_first_fit_size_allocate;

  /**
   * InflightFirstFit:optional:
   *
   * Whether nothing is shown where there is no room for the last child either.
   */
  properties[PROP_OPTIONAL] =
    g_param_spec_boolean ("optional", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_first_fit_init (InflightFirstFit *self)
{
}
