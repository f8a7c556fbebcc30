/* inflight-tooltips.c: tooltips that make room for what is opened
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-tooltips.h"

/*
 * The pointer stays where it opened a menu, and with the next move of it GTK shows
 * the tooltip of what is there, over the first lines of the menu. So what a popover
 * was opened from has no tooltip as long as it is open: what it belongs to, and
 * what it points to.
 */

static void
restore_cb (GtkWidget *popover,
            GtkWidget *widget)
{
  g_assert (GTK_IS_WIDGET (widget));

  g_signal_handlers_disconnect_by_func (popover, restore_cb, widget);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

static void
hush (GtkWidget *popover,
      GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (!gtk_widget_get_has_tooltip (widget))
        continue;

      gtk_widget_set_has_tooltip (widget, FALSE);
      gtk_widget_trigger_tooltip_query (widget);
      g_signal_connect_object (popover, "unmap", G_CALLBACK (restore_cb), widget, 0);
    }
}

/* Returns: (nullable): what is where it points to, which need not be its parent */
static GtkWidget *
find_target (GtkWidget *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);
  GdkRectangle place;

  if (parent == NULL || !gtk_popover_get_pointing_to (GTK_POPOVER (popover), &place))
    return NULL;

  return gtk_widget_pick (parent, place.x, place.y, GTK_PICK_INSENSITIVE);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_POPOVER (widget))
    {
      hush (widget, find_target (widget));
      hush (widget, gtk_widget_get_parent (widget));
    }

  return G_SOURCE_CONTINUE;
}

/**
 * inflight_tooltips_init:
 *
 * From now on tooltips give way to popovers, whoever opens them.
 */
void
inflight_tooltips_init (void)
{
  static gboolean done;
  GTypeClass *klass;

  if (done)
    return;

  /* The signals of a class are there when it is. */
  done = TRUE;
  klass = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
  g_type_class_unref (klass);
}
