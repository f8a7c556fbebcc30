/* bench-latency.c: how long keys take to arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-latency.h"

#include "bench-input.h"

#include <glib-unix.h>
#include <unistd.h>

struct _BenchLatency
{
  GtkEventController *controller;
  BenchFrames        *frames;
  int                 descriptor;
  guint               n_lost;
};

/* Returns when the key was sent that has just arrived. Of each key it was said
 * before it was sent, so nothing is waited for; what was said of keys that did not
 * arrive is passed over. */
static gint64
read_sent_us (BenchLatency *self,
              gboolean      odd)
{
  BenchInput input;

  while (read (self->descriptor, &input, sizeof input) == sizeof input)
    {
      if ((input.number % 2 == 1) == odd)
        return input.sent_us;

      self->n_lost++;
    }

  return 0;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                BenchLatency          *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 sent_us;

  if (keyval != GDK_KEY_F7 && keyval != GDK_KEY_F9)
    return GDK_EVENT_PROPAGATE;

  sent_us = read_sent_us (self, keyval == GDK_KEY_F9);
  if (sent_us != 0)
    bench_frames_add_input (self->frames, now_us - sent_us);

  return GDK_EVENT_STOP;
}

/**
 * bench_latency_new:
 * @window: a window that has not been shown yet
 * @frames: what to tell; it outlives this
 * @descriptor: what bench-input writes to
 *
 * Returns: (transfer full): who receives the keys of bench-input
 */
BenchLatency *
bench_latency_new (GtkWidget   *window,
                   BenchFrames *frames,
                   int          descriptor)
{
  BenchLatency *self = g_new0 (BenchLatency, 1);

  self->frames = frames;
  self->descriptor = descriptor;
  g_unix_set_fd_nonblocking (descriptor, TRUE, NULL);
  self->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect (self->controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (window, g_object_ref (self->controller));

  return self;
}

void
bench_latency_free (BenchLatency *self)
{
  g_signal_handlers_disconnect_by_data (self->controller, self);
  g_object_unref (self->controller);
  g_free (self);
}

guint
bench_latency_get_n_lost (BenchLatency *self)
{
  return self->n_lost;
}
