/* inflight-split.c: a sidebar beside, or over, what it belongs to
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-split.h"

/* What lies under the sidebar. */
#define SHADE 0.25

/**
 * InflightSplit:
 *
 * Has a content and, at its end, a sidebar that can be hidden. Where there is
 * room for both they stand beside each other. Folded, the sidebar lies over the
 * content, which it covers if it is as wide; a press beside it, or Escape, takes
 * it away. Whoever has one says when it folds; it never needs more room than the
 * wider of the two.
 */
struct _InflightSplit
{
  GtkWidget  parent_instance;

  /* Borrowed */
  GtkWidget *content;
  GtkWidget *separator;
  GtkWidget *sidebar;
  GtkWidget *before;            /* what in the content the sidebar took the focus from */

  int        width;
  gboolean   folded;
  gboolean   revealed;
};

typedef struct
{
  gboolean beside;
  int      content;
  int      separator;
  int      sidebar;
} Widths;

enum {
  PROP_0,
  PROP_CONTENT,
  PROP_SIDEBAR,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InflightSplit, inflight_split, GTK_TYPE_WIDGET)

static int
get_minimum (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* A sidebar that has not been folded yet is treated as if, where there is too
 * little room. */
static void
divide (InflightSplit *self,
        int            width,
        Widths        *widths)
{
  int content = get_minimum (self->content);
  int sidebar = get_minimum (self->sidebar);
  int separator = get_minimum (self->separator);

  widths->separator = separator;
  widths->content = width;
  widths->sidebar = MIN (MAX (self->width, sidebar), width);
  widths->beside = !self->folded && content + separator + sidebar <= width;

  if (widths->beside)
    widths->sidebar = MIN (widths->sidebar, width - separator - content);
  if (widths->beside && self->revealed)
    widths->content = width - separator - widths->sidebar;
}

/* Layout */

static GtkSizeRequestMode
inflight_split_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (InflightSplit *self,
               int           *minimum,
               int           *natural)
{
  int sidebar;
  int natural_sidebar;

  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1,
                      minimum, natural, NULL, NULL);
  gtk_widget_measure (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1,
                      &sidebar, &natural_sidebar, NULL, NULL);

  *minimum = MAX (*minimum, sidebar);
  *natural = MAX (*natural, *minimum);
  if (!self->folded && self->revealed)
    *natural += get_minimum (self->separator) +
                MAX (sidebar, MIN (self->width, natural_sidebar));
}

static void
inflight_split_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  InflightSplit *self = INFLIGHT_SPLIT (widget);
  Widths widths = { .content = -1, .sidebar = -1 };
  int sidebar_minimum;
  int sidebar_natural;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  if (for_size >= 0)
    divide (self, for_size, &widths);

  gtk_widget_measure (self->content, orientation, widths.content,
                      minimum, natural, NULL, NULL);
  gtk_widget_measure (self->sidebar, orientation, widths.sidebar,
                      &sidebar_minimum, &sidebar_natural, NULL, NULL);
  *minimum = MAX (*minimum, sidebar_minimum);
  *natural = MAX (*natural, sidebar_natural);
}

static void
place (InflightSplit *self,
       GtkWidget     *child,
       int            x,
       int            child_width,
       int            width,
       int            height)
{
  GtkAllocation box = { .x = x, .width = child_width, .height = height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    box.x = width - x - child_width;

  gtk_widget_size_allocate (child, &box, -1);
}

static gboolean
has_focus (GtkWidget *child)
{
  return gtk_widget_get_focus_child (gtk_widget_get_parent (child)) == child;
}

static void
remember_focus (InflightSplit *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->content))
    g_set_weak_pointer (&self->before, focus);
}

static void
give_back_focus (InflightSplit *self)
{
  gboolean there = self->before != NULL && gtk_widget_get_mapped (self->before) &&
                   gtk_widget_is_ancestor (self->before, self->content);

  if (!there || !gtk_widget_grab_focus (self->before))
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->before);
}

/* The focus is never in what cannot be seen, nor in what lies in the shade. */
static void
show (InflightSplit *self,
      gboolean       content,
      gboolean       sidebar,
      gboolean       over)
{
  gboolean content_lost = over && has_focus (self->content);
  gboolean sidebar_lost = !sidebar && has_focus (self->sidebar);

  if (content_lost)
    remember_focus (self);

  gtk_widget_set_can_focus (self->content, !over);
  gtk_widget_set_child_visible (self->content, content);
  gtk_widget_set_child_visible (self->separator, sidebar);
  gtk_widget_set_child_visible (self->sidebar, sidebar);

  if (content_lost)
    gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
  else if (sidebar_lost)
    give_back_focus (self);
}

static void
inflight_split_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  InflightSplit *self = INFLIGHT_SPLIT (widget);
  gboolean over;
  gboolean covered;
  Widths widths;
  int x;

  divide (self, width, &widths);
  over = self->revealed && !widths.beside;
  covered = over && widths.sidebar == width;
  show (self, !covered, self->revealed, over);

  x = width - widths.sidebar;
  if (!covered)
    place (self, self->content, 0, widths.content, width, height);
  if (self->revealed)
    {
      place (self, self->separator, MAX (0, x - widths.separator), widths.separator, width, height);
      place (self, self->sidebar, x, widths.sidebar, width, height);
    }
}

static gboolean
is_over (InflightSplit *self)
{
  Widths widths;

  divide (self, gtk_widget_get_width (GTK_WIDGET (self)), &widths);

  return self->revealed && !widths.beside;
}

static void
inflight_split_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  InflightSplit *self = INFLIGHT_SPLIT (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                            gtk_widget_get_height (widget));
  GdkRGBA shade = { .alpha = SHADE };

  gtk_widget_snapshot_child (widget, self->content, snapshot);
  if (is_over (self) && gtk_widget_get_child_visible (self->content))
    gtk_snapshot_append_color (snapshot, &shade, &all);

  gtk_widget_snapshot_child (widget, self->separator, snapshot);
  gtk_widget_snapshot_child (widget, self->sidebar, snapshot);
}

/* What takes it away */

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            InflightSplit   *self)
{
  graphene_rect_t bounds;

  g_assert (INFLIGHT_IS_SPLIT (self));

  if (!is_over (self) ||
      !gtk_widget_compute_bounds (self->sidebar, GTK_WIDGET (self), &bounds) ||
      graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  inflight_split_set_revealed (self, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  InflightSplit *self = INFLIGHT_SPLIT (widget);

  if (!is_over (self))
    return FALSE;

  inflight_split_set_revealed (self, FALSE);

  return TRUE;
}

/* GObject */

static void
set_child (InflightSplit  *self,
           GtkWidget     **place_of_child,
           GtkWidget      *child)
{
  g_assert (*place_of_child == NULL);

  *place_of_child = child;
  if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self),
                              place_of_child == &self->content ? self->separator : NULL);
}

static void
inflight_split_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  InflightSplit *self = INFLIGHT_SPLIT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;

    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;

    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_split_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  InflightSplit *self = INFLIGHT_SPLIT (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;

    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value));
      break;

    case PROP_REVEALED:
      inflight_split_set_revealed (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
inflight_split_dispose (GObject *object)
{
  InflightSplit *self = INFLIGHT_SPLIT (object);

  g_clear_weak_pointer (&self->before);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->separator, gtk_widget_unparent);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);

  G_OBJECT_CLASS (inflight_split_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * InflightSplit:content:
   *
   * What takes all the room that the sidebar leaves. Set once.
   */
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightSplit:sidebar:
   *
   * What stands at the end. Set once.
   */
  properties[PROP_SIDEBAR] =
    g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * InflightSplit:revealed:
   *
   * Whether the sidebar is shown.
   */
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inflight_split_class_init (InflightSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inflight_split_get_property;
  object_class->set_property = inflight_split_set_property;
  object_class->dispose = inflight_split_dispose;

  widget_class->get_request_mode = inflight_split_get_request_mode;
  widget_class->measure = inflight_split_measure;
  widget_class->size_allocate = inflight_split_size_allocate;
  widget_class->snapshot = inflight_split_snapshot;

  install_properties (object_class);
}

/* In the whole window, for what shows the sidebar is elsewhere and keeps the focus. */
static void
add_escape (InflightSplit *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
inflight_split_init (InflightSplit *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->revealed = TRUE;
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  add_escape (self);
}

/**
 * inflight_split_set_width:
 * @self: a split
 * @width: how wide the sidebar would like to be, in pixels; it is narrower where
 *   there is less room, so that %G_MAXINT leaves the content with its least, and
 *   covers it when folded
 */
void
inflight_split_set_width (InflightSplit *self,
                          int            width)
{
  g_return_if_fail (INFLIGHT_IS_SPLIT (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * inflight_split_set_folded:
 * @self: a split
 * @folded: whether the sidebar lies over the content
 */
void
inflight_split_set_folded (InflightSplit *self,
                           gboolean       folded)
{
  g_return_if_fail (INFLIGHT_IS_SPLIT (self));

  if (self->folded == folded)
    return;

  self->folded = folded;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * inflight_split_get_folded:
 * @self: a split
 *
 * Returns: whether the sidebar lies over the content
 */
gboolean
inflight_split_get_folded (InflightSplit *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SPLIT (self), FALSE);

  return self->folded;
}

/**
 * inflight_split_set_revealed:
 * @self: a split
 * @revealed: whether the sidebar is shown
 */
void
inflight_split_set_revealed (InflightSplit *self,
                             gboolean       revealed)
{
  g_return_if_fail (INFLIGHT_IS_SPLIT (self));

  if (self->revealed == revealed)
    return;

  /* What is shown may be given the focus at once. */
  self->revealed = revealed;
  if (revealed)
    remember_focus (self);
  else
    gtk_widget_set_can_focus (self->content, TRUE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

/**
 * inflight_split_get_revealed:
 * @self: a split
 *
 * Returns: whether the sidebar is shown
 */
gboolean
inflight_split_get_revealed (InflightSplit *self)
{
  g_return_val_if_fail (INFLIGHT_IS_SPLIT (self), FALSE);

  return self->revealed;
}
