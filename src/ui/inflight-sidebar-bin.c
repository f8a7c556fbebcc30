/* inflight-sidebar-bin.c: a container that would like to be wider
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-sidebar-bin.h"

/**
 * InflightSidebarBin:
 *
 * Holds one child, and has a natural width of its own. A width request would be
 * the least width, too, and keep the window from getting smaller. #AdwFlap heeds
 * it as long as nothing in it expands.
 */
struct _InflightSidebarBin
{
  GtkWidget parent_instance;

  int       width;
};

static GtkBuildableIface *parent_buildable_iface;

static void
inflight_sidebar_bin_add_child (GtkBuildable *buildable,
                                GtkBuilder   *builder,
                                GObject      *child,
                                const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
inflight_sidebar_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = inflight_sidebar_bin_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InflightSidebarBin, inflight_sidebar_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      inflight_sidebar_bin_buildable_init))

static void
inflight_sidebar_bin_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size,
                      minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, INFLIGHT_SIDEBAR_BIN (widget)->width);
}

static void
inflight_sidebar_bin_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
inflight_sidebar_bin_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (inflight_sidebar_bin_parent_class)->dispose (object);
}

static void
inflight_sidebar_bin_class_init (InflightSidebarBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inflight_sidebar_bin_dispose;
  widget_class->measure = inflight_sidebar_bin_measure;
  widget_class->size_allocate = inflight_sidebar_bin_size_allocate;
}

static void
inflight_sidebar_bin_init (InflightSidebarBin *self)
{
}

/**
 * inflight_sidebar_bin_set_width:
 * @self: a container
 * @width: its natural width, in pixels
 */
void
inflight_sidebar_bin_set_width (InflightSidebarBin *self,
                                int                 width)
{
  g_return_if_fail (INFLIGHT_IS_SIDEBAR_BIN (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
