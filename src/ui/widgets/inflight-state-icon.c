/* inflight-state-icon.c: the icon of a state
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-state-icon.h"

#define ICON_SIZE 16

/**
 * InflightStateIcon:
 *
 * The icon of a state in its colour. A #GtkImage would do, but has the window laid
 * out anew with each other icon, and in a list there are some in every frame.
 */
struct _InflightStateIcon
{
  GtkWidget          parent_instance;

  GtkIconPaintable  *icon;
  const char        *style;
  InflightTaskState  state;
};

G_DEFINE_FINAL_TYPE (InflightStateIcon, inflight_state_icon, GTK_TYPE_WIDGET)

/**
 * inflight_state_get_icon:
 * @state: a state
 *
 * Returns: the name of the icon for @state
 */
const char *
inflight_state_get_icon (InflightTaskState state)
{
  static const char *const names[INFLIGHT_N_TASK_STATES] = {
    [INFLIGHT_TASK_STATE_READY] = "inflight-ready-symbolic",
    [INFLIGHT_TASK_STATE_QUEUED] = "inflight-queued-symbolic",
    [INFLIGHT_TASK_STATE_HELD] = "inflight-held-symbolic",
    [INFLIGHT_TASK_STATE_CONNECTING] = "inflight-connecting-symbolic",
    [INFLIGHT_TASK_STATE_WAITING] = "inflight-waiting-symbolic",
    [INFLIGHT_TASK_STATE_RECEIVING] = "inflight-receiving-symbolic",
    [INFLIGHT_TASK_STATE_CANCELLING] = "inflight-cancelling-symbolic",
    [INFLIGHT_TASK_STATE_SUCCEEDED] = "inflight-succeeded-symbolic",
    [INFLIGHT_TASK_STATE_FAILED] = "inflight-failed-symbolic",
    [INFLIGHT_TASK_STATE_CANCELLED] = "inflight-cancelled-symbolic",
  };

  return names[state];
}

static const char *
get_style (InflightTaskState state)
{
  switch (state)
    {
    case INFLIGHT_TASK_STATE_SUCCEEDED:
      return "success";

    case INFLIGHT_TASK_STATE_FAILED:
      return "error";

    case INFLIGHT_TASK_STATE_READY:
    case INFLIGHT_TASK_STATE_QUEUED:
    case INFLIGHT_TASK_STATE_CANCELLED:
      return "dim-label";

    case INFLIGHT_TASK_STATE_CANCELLING:
    case INFLIGHT_TASK_STATE_HELD:
      return "warning";

    case INFLIGHT_TASK_STATE_CONNECTING:
    case INFLIGHT_TASK_STATE_WAITING:
    case INFLIGHT_TASK_STATE_RECEIVING:
      return "accent";
    }

  g_return_val_if_reached (NULL);
}

static void
look_up (InflightStateIcon *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  g_clear_object (&self->icon);
  self->icon = gtk_icon_theme_lookup_icon (theme, inflight_state_get_icon (self->state), NULL,
                                           ICON_SIZE, gtk_widget_get_scale_factor (widget),
                                           gtk_widget_get_direction (widget), 0);
  gtk_widget_queue_draw (widget);
}

static void
inflight_state_icon_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = ICON_SIZE;
  *natural = ICON_SIZE;
}

static void
inflight_state_icon_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  InflightStateIcon *self = INFLIGHT_STATE_ICON (widget);
  GdkRGBA color;

  if (self->icon == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - ICON_SIZE) / 2,
                                                (gtk_widget_get_height (widget) - ICON_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot,
                                            ICON_SIZE, ICON_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
scale_changed_cb (GtkWidget  *widget,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  InflightStateIcon *self = INFLIGHT_STATE_ICON (widget);

  if (self->icon != NULL)
    look_up (self);
}

static void
inflight_state_icon_dispose (GObject *object)
{
  InflightStateIcon *self = INFLIGHT_STATE_ICON (object);

  g_clear_object (&self->icon);

  G_OBJECT_CLASS (inflight_state_icon_parent_class)->dispose (object);
}

static void
inflight_state_icon_class_init (InflightStateIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_state_icon_dispose;
  widget_class->measure = inflight_state_icon_measure;
  widget_class->snapshot = inflight_state_icon_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
inflight_state_icon_init (InflightStateIcon *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
}

/**
 * inflight_state_icon_new:
 *
 * Returns: (transfer floating): an icon that shows nothing yet; what it shows is
 *   in words beside it
 */
GtkWidget *
inflight_state_icon_new (void)
{
  return g_object_new (INFLIGHT_TYPE_STATE_ICON, NULL);
}

/**
 * inflight_state_icon_set_state:
 * @self: an icon
 * @state: the state to show
 */
void
inflight_state_icon_set_state (InflightStateIcon *self,
                               InflightTaskState  state)
{
  const char *style = get_style (state);

  g_return_if_fail (INFLIGHT_IS_STATE_ICON (self));

  if (self->icon != NULL && self->state == state)
    return;

  self->state = state;
  look_up (self);

  if (self->style == style)
    return;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  self->style = style;
}

/**
 * inflight_state_icon_clear:
 * @self: an icon
 *
 * Has it show nothing.
 */
void
inflight_state_icon_clear (InflightStateIcon *self)
{
  g_return_if_fail (INFLIGHT_IS_STATE_ICON (self));

  g_clear_object (&self->icon);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
