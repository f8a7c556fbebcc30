/* bench-first-frame.c: when a program has drawn its first window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-first-frame.h"

#include <stdlib.h>

/* The end of a program costs what is not asked here. */
static void
after_paint_cb (GdkFrameClock *frame_clock,
                GtkWidget     *window)
{
  if (!gtk_widget_get_mapped (window) || gtk_widget_get_width (window) == 0)
    return;

  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  exit (EXIT_SUCCESS);
}

static void
realize_cb (GtkWidget *window,
            gpointer   user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), window);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWidget      *window,
                 gpointer        user_data)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
}

/**
 * bench_first_frame:
 * @application: an application that shows a window when it is activated
 * @argc: the number of arguments
 * @argv: arguments
 *
 * Runs it until the first frame of its window is drawn, and prints when that was,
 * by the monotonic clock in microseconds.
 *
 * Returns: an exit status; only if there is no such frame
 */
int
bench_first_frame (GApplication *application,
                   int           argc,
                   char         *argv[])
{
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_application_run (application, argc, argv);

  return EXIT_FAILURE;
}
