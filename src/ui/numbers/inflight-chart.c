/* inflight-chart.c: columns over an axis
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-chart.h"

#define MIN_WIDTH     160
#define NATURAL_WIDTH 280
#define PLOT_HEIGHT   84

/* Between two labels, and around one. */
#define GAP         6
#define TICK_HEIGHT 3

/* Columns at least so wide are kept apart, and all of them can be seen. */
#define WIDE_COLUMN   4
#define LEAST_HEIGHT  2

/* Of the text's colour. */
#define LINE_ALPHA  0.2
#define LABEL_ALPHA 0.7

/**
 * InflightChart:
 *
 * Columns over an axis with labels, and marks across them: vertical lines with a
 * label each, in rows of their own above the columns, as what the highest column
 * stands for has. No label lies on a column. All places and heights are from 0 to
 * 1. In a right-to-left layout it is mirrored.
 *
 * It costs what its pixels cost: where many columns share a pixel, the highest is
 * drawn, and neighbours of the same height are one rectangle. Whoever fills it
 * names it and describes it in words.
 */
struct _InflightChart
{
  GtkWidget    parent_instance;

  GArray      *columns;
  GArray      *ticks;
  GArray      *marks;
  PangoLayout *top;
  gboolean     has_top;
  guint        n_rows;
};

typedef struct
{
  float from;
  float to;
  float height;
} Column;

typedef struct
{
  double       at;
  PangoLayout *layout;
  int          width;
} Label;

G_DEFINE_FINAL_TYPE (InflightChart, inflight_chart, GTK_TYPE_WIDGET)

/* Where things are. */
typedef struct
{
  GtkSnapshot *snapshot;
  int          width;
  int          top;
  int          bottom;
  int          line_height;
  gboolean     mirrored;
  GdkRGBA      text_color;
  GdkRGBA      label_color;
  GdkRGBA      line_color;
  GdkRGBA      column_color;
} Plot;

static void
label_clear (gpointer data)
{
  Label *label = data;

  g_object_unref (label->layout);
}

static int
get_line_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

/* Of labels, above the columns. */
static guint
get_n_rows (InflightChart *self)
{
  return self->n_rows + (self->has_top ? 1 : 0);
}

static Plot
get_plot (InflightChart *self,
          GtkSnapshot   *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  Plot plot = {
    .snapshot = snapshot,
    .width = gtk_widget_get_width (widget),
    .line_height = get_line_height (widget),
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  plot.top = get_n_rows (self) * plot.line_height;
  plot.bottom = gtk_widget_get_height (widget) - plot.line_height - TICK_HEIGHT;

  gtk_style_context_get_color (context, &plot.text_color);
  plot.label_color = plot.text_color;
  plot.label_color.alpha *= LABEL_ALPHA;
  plot.line_color = plot.text_color;
  plot.line_color.alpha *= LINE_ALPHA;
  if (!gtk_style_context_lookup_color (context, "accent_color", &plot.column_color))
    plot.column_color = plot.text_color;

  return plot;
}

static void
fill (const Plot    *plot,
      int            from,
      int            to,
      int            y,
      int            height,
      const GdkRGBA *color)
{
  int x = plot->mirrored ? plot->width - to : from;

  if (to > from && height > 0)
    gtk_snapshot_append_color (plot->snapshot, color,
                               &GRAPHENE_RECT_INIT (x, y, to - from, height));
}

static void
write_label (const Plot    *plot,
             PangoLayout   *layout,
             int            x,
             int            y,
             int            width,
             const GdkRGBA *color)
{
  gtk_snapshot_save (plot->snapshot);
  gtk_snapshot_translate (plot->snapshot,
                          &GRAPHENE_POINT_INIT (plot->mirrored ? plot->width - x - width : x, y));
  gtk_snapshot_append_layout (plot->snapshot, layout, color);
  gtk_snapshot_restore (plot->snapshot);
}

/* Columns */

static void
raise_pixels (const Plot   *plot,
              const Column *column,
              guint16      *heights)
{
  int from = CLAMP (column->from * plot->width + 0.5f, 0, plot->width - 1);
  int to = CLAMP (column->to * plot->width + 0.5f, from + 1, plot->width);
  int height = CLAMP (column->height, 0, 1) * (plot->bottom - plot->top) + 0.5f;

  if (column->height > 0)
    height = MAX (height, LEAST_HEIGHT);
  if (to - from >= WIDE_COLUMN)
    to--;

  for (int x = from; x < to; x++)
    heights[x] = MAX (heights[x], height);
}

static void
draw_columns (InflightChart *self,
              const Plot    *plot)
{
  g_autofree guint16 *heights = g_new0 (guint16, plot->width);
  int from = 0;

  for (guint i = 0; i < self->columns->len; i++)
    raise_pixels (plot, &g_array_index (self->columns, Column, i), heights);

  for (int x = 1; x <= plot->width; x++)
    if (x == plot->width || heights[x] != heights[from])
      {
        fill (plot, from, x, plot->bottom - heights[from], heights[from], &plot->column_color);
        from = x;
      }
}

/* Labels */

static int
get_label_x (const Plot  *plot,
             const Label *label)
{
  int x = label->at * plot->width - label->width / 2.0 + 0.5;

  return CLAMP (x, 0, MAX (0, plot->width - label->width));
}

/* Those that would run into the one before are left out. */
static void
draw_ticks (InflightChart *self,
            const Plot    *plot)
{
  int end = -GAP;

  fill (plot, 0, plot->width, plot->bottom, 1, &plot->label_color);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      const Label *label = &g_array_index (self->ticks, Label, i);
      int tick = MIN (label->at * plot->width, plot->width - 1);
      int x = get_label_x (plot, label);

      if (x < end + GAP)
        continue;

      end = x + label->width;
      fill (plot, tick, tick + 1, plot->bottom, TICK_HEIGHT, &plot->label_color);
      write_label (plot, label->layout, x, plot->bottom + TICK_HEIGHT, label->width,
                   &plot->label_color);
    }
}

/* A label stands before its line, or behind it where there is no room. */
static void
draw_marks (InflightChart *self,
            const Plot    *plot)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Label *label = &g_array_index (self->marks, Label, i);
      int x = MIN (label->at * plot->width, plot->width - 1);
      int y = i * plot->line_height;
      int label_x = x - GAP / 2 - label->width;

      if (label_x < 0)
        label_x = MIN (x + GAP / 2, plot->width - label->width);

      write_label (plot, label->layout, label_x, y, label->width, &plot->text_color);
      fill (plot, x, x + 1, y, plot->bottom - y, &plot->text_color);
    }
}

static void
draw_top (InflightChart *self,
          const Plot    *plot)
{
  int width;

  fill (plot, 0, plot->width, plot->top, 1, &plot->line_color);
  if (self->top == NULL)
    return;

  pango_layout_get_pixel_size (self->top, &width, NULL);
  write_label (plot, self->top, 0, plot->top - plot->line_height, width, &plot->label_color);
}

static void
inflight_chart_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  InflightChart *self = INFLIGHT_CHART (widget);
  Plot plot = get_plot (self, snapshot);

  if (plot.width <= 0 || plot.bottom <= plot.top)
    return;

  draw_columns (self, &plot);
  draw_top (self, &plot);
  draw_ticks (self, &plot);
  draw_marks (self, &plot);
}

static void
inflight_chart_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  InflightChart *self = INFLIGHT_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = PLOT_HEIGHT + TICK_HEIGHT +
                 (get_n_rows (self) + 1) * get_line_height (widget);
      *natural = *minimum;
    }
}

static void
update_labels (GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      Label *label = &g_array_index (labels, Label, i);

      pango_layout_context_changed (label->layout);
      pango_layout_get_pixel_size (label->layout, &label->width, NULL);
    }
}

static void
inflight_chart_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  InflightChart *self = INFLIGHT_CHART (widget);

  GTK_WIDGET_CLASS (inflight_chart_parent_class)->css_changed (widget, change);

  update_labels (self->ticks);
  update_labels (self->marks);
  if (self->top != NULL)
    pango_layout_context_changed (self->top);
  gtk_widget_queue_resize (widget);
}

static void
inflight_chart_finalize (GObject *object)
{
  InflightChart *self = INFLIGHT_CHART (object);

  g_array_unref (self->columns);
  g_array_unref (self->ticks);
  g_array_unref (self->marks);
  g_clear_object (&self->top);

  G_OBJECT_CLASS (inflight_chart_parent_class)->finalize (object);
}

static void
inflight_chart_class_init (InflightChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = inflight_chart_finalize;
  widget_class->css_changed = inflight_chart_css_changed;
  widget_class->measure = inflight_chart_measure;
  widget_class->snapshot = inflight_chart_snapshot;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
inflight_chart_init (InflightChart *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->ticks = g_array_new (FALSE, FALSE, sizeof (Label));
  self->marks = g_array_new (FALSE, FALSE, sizeof (Label));
  g_array_set_clear_func (self->ticks, label_clear);
  g_array_set_clear_func (self->marks, label_clear);
}

/**
 * inflight_chart_clear:
 * @self: a chart
 *
 * Takes away everything but the room for labels.
 */
void
inflight_chart_clear (InflightChart *self)
{
  g_return_if_fail (INFLIGHT_IS_CHART (self));

  g_array_set_size (self->columns, 0);
  g_array_set_size (self->ticks, 0);
  g_array_set_size (self->marks, 0);
  g_clear_object (&self->top);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * inflight_chart_add_column:
 * @self: a chart
 * @from: where it begins
 * @to: where it ends
 * @height: how high it is
 */
void
inflight_chart_add_column (InflightChart *self,
                           double         from,
                           double         to,
                           double         height)
{
  Column column = { .from = from, .to = to, .height = height };

  g_return_if_fail (INFLIGHT_IS_CHART (self));

  g_array_append_val (self->columns, column);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_label (InflightChart *self,
           GArray        *labels,
           double         at,
           const char    *text)
{
  Label label = { .at = at };

  label.layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_get_pixel_size (label.layout, &label.width, NULL);
  g_array_append_val (labels, label);
}

/**
 * inflight_chart_add_tick:
 * @self: a chart
 * @at: a place on the axis; not before that of the tick added last
 * @text: what it stands for
 *
 * It is left out where there is no room for it.
 */
void
inflight_chart_add_tick (InflightChart *self,
                         double         at,
                         const char    *text)
{
  g_return_if_fail (INFLIGHT_IS_CHART (self));

  add_label (self, self->ticks, at, text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * inflight_chart_add_mark:
 * @self: a chart
 * @at: a place on the axis
 * @text: what is there
 */
void
inflight_chart_add_mark (InflightChart *self,
                         double         at,
                         const char    *text)
{
  g_return_if_fail (INFLIGHT_IS_CHART (self));

  add_label (self, self->marks, at, text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->marks->len <= self->n_rows)
    return;

  self->n_rows = self->marks->len;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * inflight_chart_set_top:
 * @self: a chart
 * @text: what a column of height 1 stands for
 */
void
inflight_chart_set_top (InflightChart *self,
                        const char    *text)
{
  g_return_if_fail (INFLIGHT_IS_CHART (self));

  g_clear_object (&self->top);
  self->top = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->has_top)
    return;

  self->has_top = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
