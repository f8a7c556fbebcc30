/* test-chart.c: columns over an axis
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-chart.h"

#include <adwaita.h>

#define WIDTH  200
#define HEIGHT 200

typedef struct
{
  InflightChart *chart;
  GPtrArray     *columns;
  guint          n_texts;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->chart = g_object_ref_sink (g_object_new (INFLIGHT_TYPE_CHART, NULL));
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_ptr_array_unref (self->columns);
  g_assert_finalize_object (self->chart);
}

static void
collect (Fixture       *self,
         GskRenderNode *node)
{
  GdkRGBA accent;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self->chart)),
                                  "accent_color", &accent);

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      collect (self, gsk_container_node_get_child (node, i));
  else if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    collect (self, gsk_transform_node_get_child (node));
  else if (gsk_render_node_get_node_type (node) == GSK_TEXT_NODE)
    self->n_texts++;
  else if (gdk_rgba_equal (gsk_color_node_get_color (node), &accent))
    g_ptr_array_add (self->columns, gsk_render_node_ref (node));
}

static void
draw (Fixture *self)
{
  GtkWidget *widget = GTK_WIDGET (self->chart);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) root = NULL;
  graphene_rect_t bounds;

  g_ptr_array_set_size (self->columns, 0);
  self->n_texts = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation) { 0, 0, WIDTH, HEIGHT }, -1);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  root = gtk_snapshot_free_to_node (snapshot);
  collect (self, root);

  gsk_render_node_get_bounds (root, &bounds);
  g_assert_cmpfloat (bounds.origin.x, >=, -2);
  g_assert_cmpfloat (bounds.origin.y, >=, -2);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, WIDTH + 2);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, HEIGHT + 2);
}

static void
get_column (Fixture         *self,
            guint            index,
            graphene_rect_t *bounds)
{
  g_assert_cmpuint (index, <, self->columns->len);
  gsk_render_node_get_bounds (g_ptr_array_index (self->columns, index), bounds);
}

/* Those that are wide are kept apart, each is as high as it should be. */
static void
test_columns (Fixture       *self,
              gconstpointer  user_data)
{
  graphene_rect_t half;
  graphene_rect_t full;

  inflight_chart_add_column (self->chart, 0, 0.1, 0.5);
  inflight_chart_add_column (self->chart, 0.1, 0.2, 1);
  inflight_chart_add_column (self->chart, 0.2, 0.3, 0);
  draw (self);
  g_assert_cmpuint (self->columns->len, ==, 2);
  get_column (self, 0, &half);
  get_column (self, 1, &full);
  g_assert_cmpfloat (half.origin.x, ==, 0);
  g_assert_cmpfloat (half.size.width, ==, 19);
  g_assert_cmpfloat (full.origin.x, ==, 20);
  g_assert_cmpfloat_with_epsilon (full.size.height, 2 * half.size.height, 1.5);
  g_assert_cmpfloat (full.origin.y + full.size.height, ==, half.origin.y + half.size.height);

  gtk_widget_set_direction (GTK_WIDGET (self->chart), GTK_TEXT_DIR_RTL);
  draw (self);
  get_column (self, 0, &half);
  g_assert_cmpfloat (half.origin.x + half.size.width, ==, WIDTH);
}

/* What little there is can be seen; what is at the end, too. */
static void
test_little (Fixture       *self,
             gconstpointer  user_data)
{
  graphene_rect_t bounds;

  inflight_chart_add_column (self->chart, 1, 1, 0.0001);
  draw (self);
  get_column (self, 0, &bounds);
  g_assert_cmpfloat (bounds.size.height, ==, 2);
  g_assert_cmpfloat (bounds.size.width, ==, 1);
}

/* It costs what its pixels cost. */
static void
test_many (Fixture       *self,
           gconstpointer  user_data)
{
  for (guint i = 0; i < 100000; i++)
    inflight_chart_add_column (self->chart, i / 100000.0, (i + 1) / 100000.0,
                               g_test_rand_double ());
  draw (self);
  g_assert_cmpuint (self->columns->len, <=, WIDTH);

  inflight_chart_clear (self->chart);
  for (guint i = 0; i < 100000; i++)
    inflight_chart_add_column (self->chart, i / 100000.0, (i + 1) / 100000.0, 0.5);
  draw (self);
  g_assert_cmpuint (self->columns->len, ==, 1);
}

/* Labels that would run into each other are left out; marks never are. */
static void
test_labels (Fixture       *self,
             gconstpointer  user_data)
{
  int low;
  int high;

  for (guint i = 0; i <= 100; i++)
    inflight_chart_add_tick (self->chart, i / 100.0, "tick");
  draw (self);
  g_assert_cmpuint (self->n_texts, >, 1);
  g_assert_cmpuint (self->n_texts, <, 20);

  inflight_chart_clear (self->chart);
  gtk_widget_measure (GTK_WIDGET (self->chart), GTK_ORIENTATION_VERTICAL, -1, &low, NULL,
                      NULL, NULL);
  inflight_chart_set_top (self->chart, "top");
  inflight_chart_add_mark (self->chart, 0, "this");
  inflight_chart_add_mark (self->chart, 0.01, "that");
  inflight_chart_add_mark (self->chart, 1, "and that");
  draw (self);
  g_assert_cmpuint (self->n_texts, ==, 4);
  gtk_widget_measure (GTK_WIDGET (self->chart), GTK_ORIENTATION_VERTICAL, -1, &high, NULL,
                      NULL, NULL);
  g_assert_cmpint (high, >, low);
}

/* Not on the columns. */
static void
test_top (Fixture       *self,
          gconstpointer  user_data)
{
  graphene_rect_t without;
  graphene_rect_t with;
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->chart), "2/s");
  int line_height;

  pango_layout_get_pixel_size (layout, NULL, &line_height);
  g_object_unref (layout);

  inflight_chart_add_column (self->chart, 0, 1, 1);
  draw (self);
  get_column (self, 0, &without);
  inflight_chart_set_top (self->chart, "2/s");
  draw (self);
  get_column (self, 0, &with);
  g_assert_cmpfloat (without.origin.y, ==, 0);
  g_assert_cmpfloat (with.origin.y, ==, line_height);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/chart/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/ui/chart/little", Fixture, NULL, set_up, test_little, tear_down);
  g_test_add ("/ui/chart/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/ui/chart/top", Fixture, NULL, set_up, test_top, tear_down);
  g_test_add ("/ui/chart/labels", Fixture, NULL, set_up, test_labels, tear_down);

  return g_test_run ();
}
