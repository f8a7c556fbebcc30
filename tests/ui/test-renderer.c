/* test-renderer.c: what draws the windows of these tests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-fixture.h"

/* GTK draws with cairo where it finds no OpenGL, and says nothing of that. */
static void
test_asked_for (UiFixture     *self,
                gconstpointer  user_data)
{
  const char *asked_for = g_getenv ("GSK_RENDERER");
  gboolean is_cairo;

  ui_await (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  is_cairo = GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (self->window)));

  g_assert_true (is_cairo == (g_strcmp0 (asked_for, "cairo") == 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/renderer/asked-for", test_asked_for);

  return g_test_run ();
}
