/* test-delivery.c: events arrive although painting takes all the time
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window.h"
#include "raw-server.h"
#include "ui-fixture.h"

#define N_TASKS 4000
#define FRAME_US (33 * G_TIME_SPAN_MILLISECOND)

/* A widget whose every frame takes longer than there is time for one. */

#define SLOW_TYPE_WIDGET (slow_widget_get_type ())

G_DECLARE_FINAL_TYPE (SlowWidget, slow_widget, SLOW, WIDGET, GtkWidget)

struct _SlowWidget
{
  GtkWidget parent_instance;
  guint     n_frames;
};

G_DEFINE_FINAL_TYPE (SlowWidget, slow_widget, GTK_TYPE_WIDGET)

static void
slow_widget_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  gint64 end_us = g_get_monotonic_time () + FRAME_US;

  while (g_get_monotonic_time () < end_us)
    ;

  SLOW_WIDGET (widget)->n_frames++;
}

static gboolean
paint_again_cb (GtkWidget     *widget,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
slow_widget_class_init (SlowWidgetClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = slow_widget_snapshot;
}

static void
slow_widget_init (SlowWidget *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), 100, 100);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), paint_again_cb, NULL, NULL);
}

/* In how many different frames something was delivered. */
typedef struct
{
  SlowWidget *slow;
  guint       n_frames;
  guint       n_frames_with_events;
} Watch;

static void
changed_cb (InflightBatch *batch,
            GParamSpec    *pspec,
            Watch         *watch)
{
  if (watch->n_frames != watch->slow->n_frames)
    {
      watch->n_frames = watch->slow->n_frames;
      watch->n_frames_with_events++;
    }
}

static GPtrArray *
make_requests (RawServer *server)
{
  g_autofree char *uri = raw_server_dup_uri (server, "/post");
  g_autoptr (InflightOptions) options = inflight_options_new ();
  GPtrArray *requests;

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  for (int i = 0; i < N_TASKS; i++)
    g_ptr_array_add (requests, inflight_request_new (uri, options, NULL));

  return requests;
}

static void
watch_deliveries (InflightWindow *window,
                  SlowWidget     *slow,
                  GPtrArray      *requests)
{
  InflightBatch *batch = inflight_window_get_batch (window);
  Watch watch = { .slow = slow };

  ui_await (slow->n_frames > 2);
  g_signal_connect (batch, "notify::serial", G_CALLBACK (changed_cb), &watch);
  inflight_window_add_requests (window, requests, TRUE);
  ui_await (inflight_batch_get_n_tasks (batch) == N_TASKS);
  ui_await (inflight_batch_get_n_pending (batch) == 0);

  /* Not all at once when painting paused, but frame by frame. */
  g_assert_cmpuint (inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_SUCCEEDED), ==, N_TASKS);
  g_assert_cmpuint (watch.n_frames_with_events, >, 1);
  g_signal_handlers_disconnect_by_data (batch, &watch);
}

static void
activate_cb (InflightApplication *app,
             RawServer           *server)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));
  g_autoptr (GPtrArray) requests = make_requests (server);
  GtkWidget *slow = g_object_new (SLOW_TYPE_WIDGET, NULL);
  GtkWidget *other = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (other), slow);
  gtk_window_present (GTK_WINDOW (other));

  watch_deliveries (INFLIGHT_WINDOW (window), SLOW_WIDGET (slow), requests);

  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_destroy (window);
}

static void
test_slow_frames (void)
{
  g_autoptr (InflightApplication) app = inflight_application_new ();
  g_autoptr (RawServer) server = raw_server_new ();

  raw_server_add (server, "/post", RAW_KEEP,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 17\r\n\r\n{\"title\":\"a b c\"}", NULL);

  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (app, "activate", G_CALLBACK (activate_cb), server);
  g_application_run (G_APPLICATION (app), 0, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/ui/delivery/slow-frames", test_slow_frames);

  return g_test_run ();
}
