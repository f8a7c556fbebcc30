/* inflight-growing-slice.c: a long list given to its view a few rows a frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-growing-slice.h"

/* A view of GTK 4 has widgets for about 200 rows, seen or not. Making them all
 * at once takes 100 to 200 ms; so many a frame take a few. */
#define FIRST_ROWS    24
#define ROWS_A_FRAME  8
#define ROWS_OF_VIEW  256

static gboolean
is_full (GtkSliceListModel *slice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (slice)) ==
         gtk_slice_list_model_get_size (slice);
}

static gboolean
grow_cb (GtkWidget     *view,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  GtkSliceListModel *slice = user_data;
  guint size = gtk_slice_list_model_get_size (slice);

  g_assert (GTK_IS_SLICE_LIST_MODEL (slice));

  if (is_full (slice))
    {
      size += ROWS_A_FRAME;
      gtk_slice_list_model_set_size (slice, size < ROWS_OF_VIEW ? size : G_MAXUINT);
      if (is_full (slice))
        return G_SOURCE_CONTINUE;
    }

  g_object_set_data (G_OBJECT (slice), "grows", NULL);

  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (GtkSliceListModel *slice,
                  guint              position,
                  guint              n_removed,
                  guint              n_added,
                  GtkWidget         *view)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (slice));

  g_assert (GTK_IS_WIDGET (view));

  /* The view drops the widgets of rows that are gone. */
  if (n_removed > n_added && n_items < ROWS_OF_VIEW)
    gtk_slice_list_model_set_size (slice, MAX (n_items, FIRST_ROWS));

  if (!is_full (slice) || g_object_get_data (G_OBJECT (slice), "grows") != NULL)
    return;

  g_object_set_data (G_OBJECT (slice), "grows", slice);
  gtk_widget_add_tick_callback (view, grow_cb, g_object_ref (slice), g_object_unref);
}

/**
 * inflight_growing_slice_new:
 * @view: the widget whose frame clock is used
 *
 * Returns: (transfer full): a slice without a model; once it has one it grows,
 *   from its beginning, until it is all of it
 */
GtkSliceListModel *
inflight_growing_slice_new (GtkWidget *view)
{
  GtkSliceListModel *slice = gtk_slice_list_model_new (NULL, 0, FIRST_ROWS);

  g_signal_connect_object (slice, "items-changed", G_CALLBACK (items_changed_cb), view, 0);

  return slice;
}

/**
 * inflight_growing_slice_finish:
 * @slice: a growing slice
 *
 * Makes it all of its model at once, for what is about every row.
 */
void
inflight_growing_slice_finish (GtkSliceListModel *slice)
{
  gtk_slice_list_model_set_size (slice, G_MAXUINT);
}
