/* inflight-column-heading.c: what stands above a column
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-column-heading.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

/* As long in words as any. */
#define LONG_EXTENT_US (888 * G_TIME_SPAN_MILLISECOND)

/**
 * inflight_column_heading_dup_extent:
 * @extent_us: a time span, in microseconds
 *
 * Returns: (transfer full): the heading of bars that are drawn in that time
 */
char *
inflight_column_heading_dup_extent (gint64 extent_us)
{
  g_autofree char *extent = inflight_words_duration (extent_us);

  /* Translators: %s is the time from one end of the column to the other */
  return g_strdup_printf (_("Waterfall · %s"), extent);
}

/**
 * inflight_column_heading_measure:
 * @view: the widget in whose style it is
 * @column: a column
 *
 * Returns: how wide the text of the heading is, in pixels
 */
int
inflight_column_heading_measure (GtkWidget      *view,
                                 InflightColumn  column)
{
  g_autofree char *extent = inflight_column_heading_dup_extent (LONG_EXTENT_US);
  g_autoptr (GtkWidget) label = NULL;
  int width;

  label = g_object_ref_sink (gtk_label_new (column == INFLIGHT_COLUMN_WATERFALL
                                              ? extent : inflight_column_get_title (column)));
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_parent (label, view);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_unparent (label);

  return width;
}

static gboolean
is_numeric_title (const char *title)
{
  for (int column = 0; inflight_column_get_name (column) != NULL; column++)
    if (inflight_column_is_numeric (column) &&
        g_strcmp0 (title, inflight_column_get_title (column)) == 0)
      return TRUE;

  return FALSE;
}

/* Numbers are at the right, also where lines begin there; the arrow stands at their
 * other side. */
static void
align (GtkWidget *box)
{
  GtkWidget *label = gtk_widget_get_first_child (box);
  gboolean at_right = gtk_widget_get_direction (box) != GTK_TEXT_DIR_RTL;

  if (!GTK_IS_LABEL (label) || !is_numeric_title (gtk_label_get_label (GTK_LABEL (label))))
    return;

  gtk_widget_set_halign (box, at_right ? GTK_ALIGN_END : GTK_ALIGN_START);
  if (at_right)
    gtk_box_reorder_child_after (GTK_BOX (box), label, gtk_widget_get_last_child (box));
}

/**
 * inflight_column_heading_align:
 * @view: a view, whose columns may have changed
 *
 * Puts the headings of numbers above the numbers. GTK has no property for that:
 * what it makes for a heading is a box, with a label in it, in a widget of its own.
 */
void
inflight_column_heading_align (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  for (GtkWidget *title = gtk_widget_get_first_child (header);
       title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (GTK_IS_BOX (box))
        align (box);
    }
}
