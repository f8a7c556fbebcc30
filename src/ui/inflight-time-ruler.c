/* inflight-time-ruler.c: what times the bars of a waterfall show
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-time-ruler.h"

#include "inflight-words.h"

/* Between two labels, and between a tick and its label. */
#define GAP         6
#define TICK_HEIGHT 3

/* More than there can be: steps are chosen so that labels fit. */
#define MAX_TICKS 64

/**
 * InflightTimeRuler:
 *
 * Ticks of a time axis, and what times they stand for, as wide as the waterfalls
 * below it.
 */
struct _InflightTimeRuler
{
  GtkWidget         parent_instance;

  InflightTimeAxis *axis;
  GPtrArray        *labels;
  gint64            step_us;
  int               laid_out_width;
};

enum {
  PROP_0,
  PROP_AXIS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightTimeRuler, inflight_time_ruler, GTK_TYPE_WIDGET)

static PangoLayout *
new_label (InflightTimeRuler *self,
           gint64             time_us)
{
  g_autofree char *text = inflight_words_tick (time_us);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static int
get_label_width (PangoLayout *label)
{
  int width;

  pango_layout_get_pixel_size (label, &width, NULL);

  return width;
}

static int
get_tick_pixel (InflightTimeRuler *self,
                guint              tick,
                int                width)
{
  return (double) tick * self->step_us * width /
         inflight_time_axis_get_extent_us (self->axis) + 0.5;
}

/* Returns whether the labels of these steps fit beside each other. */
static gboolean
try_step (InflightTimeRuler *self,
          gint64             step_us,
          int                width)
{
  gint64 extent_us = inflight_time_axis_get_extent_us (self->axis);
  int end = G_MININT / 2;

  self->step_us = step_us;
  g_ptr_array_set_size (self->labels, 0);
  for (guint i = 0; i * step_us <= extent_us && i < MAX_TICKS; i++)
    {
      PangoLayout *label = new_label (self, i * step_us);
      int label_width = get_label_width (label);
      int x = CLAMP (get_tick_pixel (self, i, width) - label_width / 2, 0,
                     MAX (0, width - label_width));

      g_ptr_array_add (self->labels, label);
      if (x < end + GAP)
        return FALSE;
      end = x + label_width;
    }

  return TRUE;
}

/* As many as fit. */
static void
lay_out (InflightTimeRuler *self,
         int                width)
{
  if (self->labels->len > 0 && self->laid_out_width == width)
    return;

  self->laid_out_width = width;
  for (guint max_steps = 8; max_steps > 0; max_steps--)
    {
      gint64 extent_us = inflight_time_axis_get_extent_us (self->axis);

      if (try_step (self, inflight_time_axis_choose_step (extent_us, max_steps), width))
        return;
    }
}

static void
forget_labels (InflightTimeRuler *self)
{
  g_ptr_array_set_size (self->labels, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
axis_changed_cb (InflightTimeAxis  *axis,
                 GParamSpec        *pspec,
                 InflightTimeRuler *self)
{
  g_assert (INFLIGHT_IS_TIME_RULER (self));

  forget_labels (self);
}

static void
inflight_time_ruler_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  InflightTimeRuler *self = INFLIGHT_TIME_RULER (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;

  if (self->axis == NULL || width == 0)
    return;

  lay_out (self, width);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);

  for (guint i = 0; i < self->labels->len; i++)
    {
      PangoLayout *label = g_ptr_array_index (self->labels, i);
      int tick = MIN (get_tick_pixel (self, i, width), width - 1);
      int label_width = get_label_width (label);
      int x;

      if (mirrored)
        tick = width - 1 - tick;
      x = CLAMP (tick - label_width / 2, 0, MAX (0, width - label_width));

      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (tick, height - TICK_HEIGHT,
                                                      1, TICK_HEIGHT));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, 0));
      gtk_snapshot_append_layout (snapshot, label, &color);
      gtk_snapshot_restore (snapshot);
    }
}

static void
inflight_time_ruler_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 48;
      *natural = 120;
    }
  else
    {
      pango_layout_get_pixel_size (layout, NULL, minimum);
      *minimum += TICK_HEIGHT;
      *natural = *minimum;
    }
}

static void
inflight_time_ruler_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (inflight_time_ruler_parent_class)->css_changed (widget, change);

  forget_labels (INFLIGHT_TIME_RULER (widget));
}

static void
inflight_time_ruler_direction_changed (GtkWidget        *widget,
                                       GtkTextDirection  previous)
{
  GTK_WIDGET_CLASS (inflight_time_ruler_parent_class)->direction_changed (widget, previous);

  forget_labels (INFLIGHT_TIME_RULER (widget));
}

static void
inflight_time_ruler_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  InflightTimeRuler *self = INFLIGHT_TIME_RULER (object);

  switch (prop_id)
    {
    case PROP_AXIS:
      g_value_set_object (value, self->axis);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_time_ruler_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  InflightTimeRuler *self = INFLIGHT_TIME_RULER (object);

  switch (prop_id)
    {
    case PROP_AXIS:
      inflight_time_ruler_set_axis (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_time_ruler_dispose (GObject *object)
{
  InflightTimeRuler *self = INFLIGHT_TIME_RULER (object);

  g_clear_object (&self->axis);

  G_OBJECT_CLASS (inflight_time_ruler_parent_class)->dispose (object);
}

static void
inflight_time_ruler_finalize (GObject *object)
{
  InflightTimeRuler *self = INFLIGHT_TIME_RULER (object);

  g_ptr_array_unref (self->labels);

  G_OBJECT_CLASS (inflight_time_ruler_parent_class)->finalize (object);
}

static void
inflight_time_ruler_class_init (InflightTimeRulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_time_ruler_get_property;
  object_class->set_property = inflight_time_ruler_set_property;
  object_class->dispose = inflight_time_ruler_dispose;
  object_class->finalize = inflight_time_ruler_finalize;
  widget_class->css_changed = inflight_time_ruler_css_changed;
  widget_class->direction_changed = inflight_time_ruler_direction_changed;
  widget_class->measure = inflight_time_ruler_measure;
  widget_class->snapshot = inflight_time_ruler_snapshot;

  /**
   * InflightTimeRuler:axis:
   *
   * What the ticks are of.
   */
  properties[PROP_AXIS] =
    g_param_spec_object ("axis", NULL, NULL,
                         INFLIGHT_TYPE_TIME_AXIS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "timeruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
inflight_time_ruler_init (InflightTimeRuler *self)
{
  self->labels = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * inflight_time_ruler_new:
 * @axis: (nullable): an axis
 *
 * Returns: (transfer full): a ruler
 */
GtkWidget *
inflight_time_ruler_new (InflightTimeAxis *axis)
{
  return g_object_new (INFLIGHT_TYPE_TIME_RULER, "axis", axis, NULL);
}

/**
 * inflight_time_ruler_set_axis:
 * @self: a ruler
 * @axis: (nullable): what its ticks shall be of
 */
void
inflight_time_ruler_set_axis (InflightTimeRuler *self,
                              InflightTimeAxis  *axis)
{
  g_return_if_fail (INFLIGHT_IS_TIME_RULER (self));
  g_return_if_fail (axis == NULL || INFLIGHT_IS_TIME_AXIS (axis));

  if (self->axis == axis)
    return;

  if (self->axis != NULL)
    g_signal_handlers_disconnect_by_func (self->axis, axis_changed_cb, self);

  g_set_object (&self->axis, axis);
  if (axis != NULL)
    g_signal_connect_object (axis, "notify::serial", G_CALLBACK (axis_changed_cb), self, 0);

  forget_labels (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AXIS]);
}
