/* test-refresher.c: how often cells are refreshed
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-refresher.h"
#include "ui-fixture.h"

#define COUNT(cell) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), "count"))

/* The cells need not be anywhere: they only count. */
typedef struct
{
  GtkWidget         *window;
  GtkWidget         *view;
  GtkWidget         *cells[3];
  InflightRefresher *refresher;
} Fixture;

static void
count_cb (GtkWidget *cell)
{
  g_object_set_data (G_OBJECT (cell), "count", GINT_TO_POINTER (COUNT (cell) + 1));
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->window = gtk_window_new ();
  self->view = gtk_label_new (NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), self->view);
  for (gsize i = 0; i < G_N_ELEMENTS (self->cells); i++)
    self->cells[i] = g_object_ref_sink (gtk_label_new (NULL));
  self->refresher = inflight_refresher_new (self->view, count_cb);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->refresher);
  for (gsize i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_assert_finalize_object (self->cells[i]);
}

#define REFRESHER_ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static void
test_once_a_frame (Fixture       *self,
                   gconstpointer  user_data)
{
  for (int i = 0; i < 3; i++)
    inflight_refresher_queue (self->refresher, self->cells[0]);
  inflight_refresher_queue (self->refresher, self->cells[1]);
  inflight_refresher_forget (self->refresher, self->cells[1]);
  inflight_refresher_queue_in (self->refresher, self->cells[2], 1);

  ui_await (COUNT (self->cells[2]) == 1);
  g_assert_cmpint (COUNT (self->cells[0]), ==, 1);
  g_assert_cmpint (COUNT (self->cells[1]), ==, 0);
}

/* A nearer time is not slept over, and each comes once. */
static void
test_due (Fixture       *self,
          gconstpointer  user_data)
{
  gint64 begin_us = g_get_monotonic_time ();

  inflight_refresher_queue_in (self->refresher, self->cells[0], 3600 * (gint64) G_USEC_PER_SEC);
  inflight_refresher_queue (self->refresher, self->cells[1]);
  ui_await (COUNT (self->cells[1]) == 1);

  inflight_refresher_queue_in (self->refresher, self->cells[2], G_USEC_PER_SEC / 2);
  inflight_refresher_queue_in (self->refresher, self->cells[1], G_USEC_PER_SEC / 4);
  ui_await (COUNT (self->cells[2]) == 1);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, G_USEC_PER_SEC / 2);
  g_assert_cmpint (COUNT (self->cells[1]), ==, 2);
  g_assert_cmpint (COUNT (self->cells[0]), ==, 0);
}

/* Often is not more often than anybody could read. */
static void
test_soon (Fixture       *self,
           gconstpointer  user_data)
{
  for (int i = 0; i < 3; i++)
    inflight_refresher_queue_soon (self->refresher, self->cells[0]);
  inflight_refresher_queue_in (self->refresher, self->cells[0], 3600 * (gint64) G_USEC_PER_SEC);

  ui_await (COUNT (self->cells[0]) == 1);
  inflight_refresher_queue_in (self->refresher, self->cells[1], G_USEC_PER_SEC / 4);
  ui_await (COUNT (self->cells[1]) == 1);
  g_assert_cmpint (COUNT (self->cells[0]), ==, 1);
}

/* Where nothing is seen nobody wakes up; what had changed is shown later. */
static void
test_unmapped (Fixture       *self,
               gconstpointer  user_data)
{
  ui_await (gtk_widget_get_mapped (self->view));
  inflight_refresher_queue_in (self->refresher, self->cells[0], G_USEC_PER_SEC / 10);
  gtk_widget_set_visible (self->view, FALSE);
  inflight_refresher_queue_soon (self->refresher, self->cells[1]);
  inflight_refresher_queue (self->refresher, self->cells[2]);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, self->refresher));
  ui_settle ();
  g_assert_cmpint (COUNT (self->cells[0]) + COUNT (self->cells[1]), ==, 0);
  g_assert_cmpint (COUNT (self->cells[2]), ==, 0);

  gtk_widget_set_visible (self->view, TRUE);
  ui_await (COUNT (self->cells[0]) == 1 && COUNT (self->cells[1]) == 1 &&
            COUNT (self->cells[2]) == 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  REFRESHER_ADD ("/ui/refresher/once-a-frame", test_once_a_frame);
  REFRESHER_ADD ("/ui/refresher/due", test_due);
  REFRESHER_ADD ("/ui/refresher/soon", test_soon);
  REFRESHER_ADD ("/ui/refresher/unmapped", test_unmapped);

  return g_test_run ();
}
