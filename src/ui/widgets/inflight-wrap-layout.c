/* inflight-wrap-layout.c: widgets side by side, in as many lines as it takes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wrap-layout.h"

#define SPACING 6

/**
 * InflightWrapLayout:
 *
 * Puts widgets of their natural width beside each other, and goes on in the next
 * line where there is no room: buttons with words stay whole in a narrow window,
 * with large text and in every language.
 */
struct _InflightWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (InflightWrapLayout, inflight_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
inflight_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                       GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
place (GtkWidget     *widget,
       GtkWidget     *child,
       GtkAllocation *place,
       int            width)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place->x = width - place->x - place->width;

  gtk_widget_size_allocate (child, place, -1);
}

/* Returns the height that it takes. */
static int
lay_out (GtkWidget *widget,
         int        width,
         gboolean   allocate)
{
  int line_height = 0;
  int x = 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation box = { 0 };

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box.width, NULL, NULL);
      box.width = MIN (box.width, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height,
                          NULL, NULL);

      if (x > 0 && x + box.width > width)
        {
          x = 0;
          y += line_height + SPACING;
          line_height = 0;
        }

      box.x = x;
      box.y = y;
      x += box.width + SPACING;
      line_height = MAX (line_height, box.height);
      if (allocate)
        place (widget, child, &box, width);
    }

  return y + line_height;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static void
inflight_wrap_layout_measure (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              GtkOrientation    orientation,
                              int               for_size,
                              int              *minimum,
                              int              *natural,
                              int              *minimum_baseline,
                              int              *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = lay_out (widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
inflight_wrap_layout_allocate (GtkLayoutManager *manager,
                               GtkWidget        *widget,
                               int               width,
                               int               height,
                               int               baseline)
{
  lay_out (widget, width, TRUE);
}

static void
inflight_wrap_layout_class_init (InflightWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = inflight_wrap_layout_get_request_mode;
  layout_class->measure = inflight_wrap_layout_measure;
  layout_class->allocate = inflight_wrap_layout_allocate;
}

static void
inflight_wrap_layout_init (InflightWrapLayout *self)
{
}
