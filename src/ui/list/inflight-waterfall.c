/* inflight-waterfall.c: the bar of a task in time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-waterfall.h"

#include "inflight-phases.h"
#include "inflight-words.h"

#define MIN_WIDTH     48
#define NATURAL_WIDTH 120
#define HEIGHT        16

#define TRACK_HEIGHT  2
#define BAR_HEIGHT    8
#define SLIM_HEIGHT   4
#define LEAST_WIDTH   2
#define CAP_WIDTH     3

/* What goes on beyond the axis ends in dashes, of so many pixels each. */
#define DASH     2
#define N_DASHES 4

/**
 * InflightWaterfall:
 *
 * When a task was queued, and what it went through since, along an axis that it
 * shares with others. A thin line is time in which it was queued or held; a bar
 * the phases of its exchanges, or, until it has settled, the one that it is in.
 * A bar that ends at a high cap failed; a slim bar that ends at a low one was
 * cancelled. One that does not end on the axis runs out of it in dashes.
 *
 * It is made of a few rectangles on whole pixels, which cost little to draw, and
 * a task that goes on asks to be drawn again only when its bar has grown by one.
 *
 * Whoever shows it refreshes it, and names it, see inflight_words_waterfall().
 */
struct _InflightWaterfall
{
  GtkWidget            parent_instance;

  InflightTimeAxis    *axis;
  InflightTask        *task;

  InflightPhaseColors  colors;
  gboolean             has_colors;
  InflightTaskState    drawn_state;
  int                  drawn_end;
  gboolean             drawn_cut;
};

G_DEFINE_FINAL_TYPE (InflightWaterfall, inflight_waterfall, GTK_TYPE_WIDGET)

/* Where a time is, and what can be drawn on. */
typedef struct
{
  GtkSnapshot *snapshot;
  int          width;
  int          height;
  gboolean     mirrored;
  gint64       origin_us;
  gint64       extent_us;
  gboolean     is_cut;
} Canvas;

/* When it settled, or now. */
static gint64
get_end_us (InflightWaterfall *self)
{
  if (inflight_task_is_settled (self->task))
    return inflight_task_get_launched_us (self->task) +
           inflight_task_get_since_launch_us (self->task);

  return inflight_time_axis_get_now_us (self->axis);
}

static Canvas
get_canvas (InflightWaterfall *self,
            GtkSnapshot       *snapshot)
{
  gint64 launched_us = inflight_task_get_launched_us (self->task);
  gint64 origin_us = inflight_time_axis_get_origin_us (self->axis, launched_us);
  gint64 extent_us = inflight_time_axis_get_extent_us (self->axis);

  return (Canvas) {
    .snapshot = snapshot,
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
    .origin_us = origin_us,
    .extent_us = extent_us,
    .is_cut = get_end_us (self) - origin_us > extent_us,
  };
}

static int
to_pixel (const Canvas *canvas,
          gint64        time_us)
{
  gint64 offset_us = CLAMP (time_us - canvas->origin_us, 0, canvas->extent_us);

  return (double) offset_us * canvas->width / canvas->extent_us + 0.5;
}

static void
fill_whole (const Canvas  *canvas,
            int            from,
            int            to,
            int            height,
            const GdkRGBA *color)
{
  int x = canvas->mirrored ? canvas->width - to : from;

  if (to <= from)
    return;

  height = MIN (height, canvas->height);
  gtk_snapshot_append_color (canvas->snapshot, color,
                             &GRAPHENE_RECT_INIT (x, (canvas->height - height) / 2,
                                                  to - from, height));
}

static void
fill (const Canvas  *canvas,
      int            from,
      int            to,
      int            height,
      const GdkRGBA *color)
{
  int whole = canvas->is_cut ? canvas->width - N_DASHES * DASH : canvas->width;

  fill_whole (canvas, from, MIN (to, whole), height, color);

  /* Every other one is a gap. */
  for (int x = whole + DASH; x < canvas->width; x += 2 * DASH)
    fill_whole (canvas, MAX (from, x), MIN (to, x + DASH), height, color);
}

/* At least so wide that it can be seen, and within bounds. */
static void
fill_visibly (const Canvas  *canvas,
              int            from,
              int            to,
              int            height,
              int            least_width,
              const GdkRGBA *color)
{
  from = MAX (0, MIN (from, canvas->width - least_width));
  to = MIN (canvas->width, MAX (to, from + least_width));

  fill (canvas, from, to, height, color);
}

/* Exchanges are known from the last to the first, so phases are drawn towards
 * the beginning, each up to the one drawn before it. What is narrower than a
 * pixel is left out, unless all of it is: then the longest stands for all.
 *
 * Returns whether there was a phase. */
static gboolean
draw_phases (InflightWaterfall *self,
             const Canvas      *canvas,
             int                height)
{
  const InflightExchange *exchange = inflight_task_get_exchange (self->task);
  gint64 longest_us = -1;
  InflightPhase longest = INFLIGHT_PHASE_WAIT;
  int end = canvas->width;
  int last = 0;
  int limit = canvas->width;

  for (; exchange != NULL; exchange = exchange->previous)
    {
      InflightPhaseSpan spans[INFLIGHT_N_PHASES];

      inflight_exchange_get_phases (exchange, spans);
      for (int phase = INFLIGHT_N_PHASES - 1; phase >= 0; phase--)
        {
          gint64 start_us = spans[phase].start_us;
          gint64 end_us = spans[phase].end_us;

          if (start_us == 0)
            continue;

          if (longest_us < 0)
            last = to_pixel (canvas, end_us);
          if (end_us - start_us > longest_us)
            {
              longest_us = end_us - start_us;
              longest = phase;
            }

          end = MIN (to_pixel (canvas, end_us), limit);
          limit = MIN (to_pixel (canvas, start_us), limit);
          fill (canvas, limit, end, height, &self->colors.phases[phase]);
        }
    }

  if (longest_us < 0)
    return FALSE;

  if (last - limit < LEAST_WIDTH)
    fill_visibly (canvas, limit, last, height, LEAST_WIDTH, &self->colors.phases[longest]);

  return TRUE;
}

/* Returns: (nullable): what is drawn for the state of a task that is under way. */
static const GdkRGBA *
get_state_color (InflightWaterfall *self)
{
  switch (inflight_task_get_state (self->task))
    {
    case INFLIGHT_TASK_STATE_CONNECTING:
      return &self->colors.phases[INFLIGHT_PHASE_CONNECT];

    case INFLIGHT_TASK_STATE_WAITING:
    case INFLIGHT_TASK_STATE_SUCCEEDED:
    case INFLIGHT_TASK_STATE_FAILED:
      return &self->colors.phases[INFLIGHT_PHASE_WAIT];

    case INFLIGHT_TASK_STATE_RECEIVING:
      return &self->colors.phases[INFLIGHT_PHASE_RECEIVE];

    case INFLIGHT_TASK_STATE_CANCELLING:
    case INFLIGHT_TASK_STATE_CANCELLED:
      return &self->colors.cancelled;

    case INFLIGHT_TASK_STATE_READY:
    case INFLIGHT_TASK_STATE_QUEUED:
    case INFLIGHT_TASK_STATE_HELD:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static void
draw_bar (InflightWaterfall *self,
          const Canvas      *canvas,
          gint64             end_us,
          int                height)
{
  gint64 started_us = inflight_task_get_started_us (self->task);
  const GdkRGBA *color = get_state_color (self);

  if (inflight_task_is_settled (self->task) && draw_phases (self, canvas, height))
    return;

  if (started_us != 0 && color != NULL)
    fill_visibly (canvas, to_pixel (canvas, started_us), to_pixel (canvas, end_us), height,
                  LEAST_WIDTH, color);
}

static void
draw_cap (InflightWaterfall *self,
          const Canvas      *canvas,
          gint64             end_us)
{
  InflightTaskState state = inflight_task_get_state (self->task);
  int end = to_pixel (canvas, end_us);

  if (state == INFLIGHT_TASK_STATE_FAILED)
    fill_visibly (canvas, end - CAP_WIDTH, end, HEIGHT, CAP_WIDTH, &self->colors.failed);
  else if (state == INFLIGHT_TASK_STATE_CANCELLED)
    fill_visibly (canvas, end - LEAST_WIDTH, end, BAR_HEIGHT, LEAST_WIDTH,
                  &self->colors.cancelled);
}

static void
inflight_waterfall_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  InflightWaterfall *self = INFLIGHT_WATERFALL (widget);
  InflightTaskState state;
  gint64 launched_us;
  gint64 end_us;
  Canvas canvas;
  int height = BAR_HEIGHT;

  if (self->task == NULL ||
      inflight_task_get_state (self->task) == INFLIGHT_TASK_STATE_READY)
    return;

  if (!self->has_colors)
    inflight_phase_colors_load (&self->colors, widget);
  self->has_colors = TRUE;

  state = inflight_task_get_state (self->task);
  if (state == INFLIGHT_TASK_STATE_CANCELLING || state == INFLIGHT_TASK_STATE_CANCELLED)
    height = SLIM_HEIGHT;

  canvas = get_canvas (self, snapshot);
  launched_us = inflight_task_get_launched_us (self->task);
  end_us = get_end_us (self);
  self->drawn_state = state;
  self->drawn_end = to_pixel (&canvas, end_us);
  self->drawn_cut = canvas.is_cut;

  fill_visibly (&canvas, to_pixel (&canvas, launched_us), self->drawn_end, TRACK_HEIGHT,
                LEAST_WIDTH, &self->colors.track);
  draw_bar (self, &canvas, end_us, height);
  draw_cap (self, &canvas, end_us);
}

static void
inflight_waterfall_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
inflight_waterfall_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (inflight_waterfall_parent_class)->css_changed (widget, change);

  INFLIGHT_WATERFALL (widget)->has_colors = FALSE;
  gtk_widget_queue_draw (widget);
}

/* How long each phase took, for whoever points at the bar. */
static gboolean
inflight_waterfall_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    keyboard_tooltip,
                                  GtkTooltip *tooltip)
{
  InflightWaterfall *self = INFLIGHT_WATERFALL (widget);
  g_autofree char *text = NULL;

  if (self->task == NULL)
    return FALSE;

  text = inflight_words_phases (self->task);
  if (text == NULL)
    text = inflight_words_waterfall (self->task, inflight_time_axis_get_now_us (self->axis));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
axis_changed_cb (InflightTimeAxis  *axis,
                 GParamSpec        *pspec,
                 InflightWaterfall *self)
{
  g_assert (INFLIGHT_IS_WATERFALL (self));

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
inflight_waterfall_dispose (GObject *object)
{
  InflightWaterfall *self = INFLIGHT_WATERFALL (object);

  g_clear_object (&self->task);
  g_clear_object (&self->axis);

  G_OBJECT_CLASS (inflight_waterfall_parent_class)->dispose (object);
}

static void
inflight_waterfall_class_init (InflightWaterfallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_waterfall_dispose;
  widget_class->css_changed = inflight_waterfall_css_changed;
  widget_class->measure = inflight_waterfall_measure;
  widget_class->query_tooltip = inflight_waterfall_query_tooltip;
  widget_class->snapshot = inflight_waterfall_snapshot;

  gtk_widget_class_set_css_name (widget_class, "waterfall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
inflight_waterfall_init (InflightWaterfall *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * inflight_waterfall_new:
 * @axis: what it is drawn along
 *
 * Returns: (transfer full): a waterfall without a task
 */
GtkWidget *
inflight_waterfall_new (InflightTimeAxis *axis)
{
  InflightWaterfall *self;

  g_return_val_if_fail (INFLIGHT_IS_TIME_AXIS (axis), NULL);

  self = g_object_new (INFLIGHT_TYPE_WATERFALL, NULL);
  self->axis = g_object_ref (axis);
  g_signal_connect_object (axis, "notify::serial", G_CALLBACK (axis_changed_cb), self, 0);

  return GTK_WIDGET (self);
}

/**
 * inflight_waterfall_set_task:
 * @self: a waterfall
 * @task: (nullable): a task of the axis' batch
 */
void
inflight_waterfall_set_task (InflightWaterfall *self,
                             InflightTask      *task)
{
  g_return_if_fail (INFLIGHT_IS_WATERFALL (self));

  if (g_set_object (&self->task, task))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * inflight_waterfall_refresh:
 * @self: a waterfall
 *
 * Has it drawn anew if it would look different now. To be called when the state
 * of its task has changed, and from time to time while the task is under way.
 */
void
inflight_waterfall_refresh (InflightWaterfall *self)
{
  Canvas canvas;

  g_return_if_fail (INFLIGHT_IS_WATERFALL (self));

  if (self->task == NULL)
    return;

  inflight_time_axis_update (self->axis, inflight_time_axis_get_now_us (self->axis));
  canvas = get_canvas (self, NULL);
  if (inflight_task_get_state (self->task) != self->drawn_state ||
      to_pixel (&canvas, get_end_us (self)) != self->drawn_end ||
      canvas.is_cut != self->drawn_cut)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * inflight_waterfall_get_lasts_us:
 * @self: a waterfall
 *
 * Returns: for how long it looks the same if nothing happens, in microseconds; 0 if
 *   that is for ever
 */
gint64
inflight_waterfall_get_lasts_us (InflightWaterfall *self)
{
  Canvas canvas;

  g_return_val_if_fail (INFLIGHT_IS_WATERFALL (self), 0);

  if (self->task == NULL || inflight_task_is_settled (self->task) ||
      inflight_task_get_state (self->task) == INFLIGHT_TASK_STATE_READY)
    return 0;

  /* Whoever makes the axis longer has it drawn anew. */
  canvas = get_canvas (self, NULL);
  if (canvas.is_cut)
    return 0;

  return MAX (1, canvas.extent_us / MAX (1, canvas.width));
}
