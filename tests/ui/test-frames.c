/* test-frames.c: how often a window is drawn where little happens
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-fixture.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* One for each second that is shown, and some for what the toolkit does; not one
 * for each of the screen. */
#define FEW_FRAMES 10

static void
count_cb (GdkFrameClock *clock,
          guint         *n_frames)
{
  (*n_frames)++;
}

/* In a second and a half, after what had begun before. */
static guint
count_frames (UiFixture *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  guint n_frames = 0;
  gulong handler;

  for (int i = 0; i < 3; i++)
    ui_settle ();

  handler = g_signal_connect (clock, "before-paint", G_CALLBACK (count_cb), &n_frames);
  for (int i = 0; i < 3; i++)
    ui_settle ();
  g_signal_handler_disconnect (clock, handler);

  return n_frames;
}

/* What has begun takes its time where frames take theirs. */
static void
await_rest (UiFixture *self,
            guint      most_frames)
{
  guint give_up_id = ui_give_up_later ("the window to come to rest");

  while (count_frames (self) > most_frames)
    continue;
  g_source_remove (give_up_id);
}

static void
show (UiFixture  *self,
      const char *page)
{
  GtkWidget *stack = ui_find (GTK_WIDGET (self->window), ADW_TYPE_VIEW_STACK, NULL);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), page);
}

/* A task that hangs, beside others that are held, queued and done: only the seconds
 * change, and how many there are does not matter. */
static void
test_hanging (UiFixture     *self,
              gconstpointer  user_data)
{
  const char *page = user_data;

  inflight_network_set_caps (self->virtual.network, 2, 2);
  ui_add (self, TRUE, "ok?at=84", "never", "ok?at=310", "never", "never", NULL);
  ui_activate (self, "wait::all");
  ui_activate (self, "wait::first-error");
  show (self, page);
  ui_select (self, 2, 2);
  fake_run_until (&self->virtual, 20 * SECOND);

  await_rest (self, FEW_FRAMES);
}

static void
test_idle (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=84", "fail?at=10", NULL);
  ui_add (self, FALSE, "ok", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * SECOND);

  await_rest (self, 0);
}

#define FRAMES_ADD(path, page, func) \
  g_test_add (path, UiFixture, page, ui_fixture_set_up, func, ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  FRAMES_ADD ("/ui/frames/hanging/waits", "waits", test_hanging);
  FRAMES_ADD ("/ui/frames/hanging/numbers", "numbers", test_hanging);
  FRAMES_ADD ("/ui/frames/hanging/details", "details", test_hanging);
  FRAMES_ADD ("/ui/frames/idle", NULL, test_idle);

  return g_test_run ();
}
