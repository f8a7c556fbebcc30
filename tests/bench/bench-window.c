/* bench-window.c: a window while as many posts arrive as can be fetched
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait.h"
#include "inflight-window-private.h"

#include "bench-nginx.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define MAX_IN_FLIGHT 64

/* How long frames are watched before and after something happens. */
#define BREAK_US (G_USEC_PER_SEC / 2)

static int n_runs = 3;
static int n_rounds = 200;
static int per_host = MAX_IN_FLIGHT;

static const GOptionEntry entries[] = {
  { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, "How often to run (3)", "N" },
  { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "Hundreds of tasks a run (200)", "N" },
  { "per-host", 0, 0, G_OPTION_ARG_INT, &per_host, "Most in flight (64)", "N" },
  G_OPTION_ENTRY_NULL
};

/* When frames began, in microseconds: by the clock, and by the time that this
 * thread has had a processor, which does not depend on what else runs. */
typedef struct
{
  GArray *times;
  GArray *cpu_times;
  guint   tick_id;
} Frames;

static gint64
get_thread_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  Frames *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 thread_us = get_thread_us ();

  g_array_append_val (self->times, now_us);
  g_array_append_val (self->cpu_times, thread_us);

  return G_SOURCE_CONTINUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Returns the intervals between times, shortest first. */
static GArray *
make_intervals (GArray *times)
{
  GArray *intervals = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert (times->len > 1);

  for (guint i = 1; i < times->len; i++)
    {
      gint64 interval = g_array_index (times, gint64, i) - g_array_index (times, gint64, i - 1);

      g_array_append_val (intervals, interval);
    }

  g_array_sort (intervals, compare_times);

  return intervals;
}

static double
get_quantile_ms (GArray *intervals,
                 double  quantile)
{
  guint index = MIN (intervals->len - 1, (guint) (quantile * intervals->len));

  return g_array_index (intervals, gint64, index) / 1000.0;
}

static double
get_mean_ms (GArray *intervals)
{
  gint64 sum = 0;

  for (guint i = 0; i < intervals->len; i++)
    sum += g_array_index (intervals, gint64, i);

  return sum / 1000.0 / intervals->len;
}

static double
get_resident_mib (void)
{
  g_autofree char *text = NULL;
  unsigned long size;
  unsigned long resident;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) ||
      sscanf (text, "%lu %lu", &size, &resident) != 2)
    return 0;

  return (double) resident * sysconf (_SC_PAGESIZE) / (1 << 20);
}

static void
run_for (gint64 duration_us)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add_once (duration_us / 1000, (GSourceOnceFunc) g_main_loop_quit, loop);
  g_main_loop_run (loop);
}

static void
add (InflightWindow *window,
     guint16         port)
{
  g_autofree char *pattern =
    g_strdup_printf ("http://127.0.0.1:%u/posts/[1-100]?round=[1-%d]", port, n_rounds);
  char *arguments[] = { pattern, NULL };

  inflight_window_add_arguments (window, arguments, NULL);
}

static void
print_head (void)
{
  g_print ("%-9s %7s %7s %7s %7s %7s %8s %8s %8s %8s\n", "", "tasks", "failed", "s", "per s",
           "frames", "mean ms", "99 % ms", "worst ms", "cpu ms");
}

/* The frame that is being shown is the first of what is watched from now on. */
static void
forget_frames (Frames *frames)
{
  g_assert (frames->times->len > 0);

  g_array_remove_range (frames->times, 0, frames->times->len - 1);
  g_array_remove_range (frames->cpu_times, 0, frames->cpu_times->len - 1);
}

static void
print_frames (Frames *frames)
{
  g_autoptr (GArray) times = make_intervals (frames->times);
  g_autoptr (GArray) cpu_times = make_intervals (frames->cpu_times);

  g_print (" %7u %8.1f %8.1f %8.1f %8.1f\n", times->len, get_mean_ms (times),
           get_quantile_ms (times, 0.99), get_quantile_ms (times, 1),
           get_quantile_ms (cpu_times, 1));
}

static void
watch_adding (InflightWindow *window,
              guint16         port,
              Frames         *frames)
{
  run_for (BREAK_US);
  forget_frames (frames);
  add (window, port);
  run_for (BREAK_US);

  g_print ("%-9s %7u %7s %7s %7s", "adding",
           inflight_batch_get_n_tasks (inflight_window_get_batch (window)), "", "", "");
  print_frames (frames);
}

static void
watch_fetching (InflightWindow *window,
                Frames         *frames)
{
  InflightBatch *batch = inflight_window_get_batch (window);
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (InflightWait) wait = NULL;
  double seconds;

  forget_frames (frames);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.wait", "s", "all");
  wait = g_list_model_get_item (inflight_window_get_waits (window), 0);
  while (inflight_wait_get_outcome (wait) == INFLIGHT_OUTCOME_NONE)
    g_main_context_iteration (NULL, TRUE);
  seconds = (g_get_monotonic_time () - begin_us) / (double) G_USEC_PER_SEC;
  run_for (BREAK_US);

  g_print ("%-9s %7u %7u %7.2f %7.0f", "fetching", inflight_batch_get_n_tasks (batch),
           inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_FAILED), seconds,
           inflight_batch_get_n_tasks (batch) / seconds);
  print_frames (frames);
}

static void
run (InflightWindow *window,
     guint16         port)
{
  Frames frames = {
    .times = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .cpu_times = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  gtk_widget_activate_action (GTK_WIDGET (window), "win.clear", NULL);
  frames.tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, &frames, NULL);
  watch_adding (window, port, &frames);
  watch_fetching (window, &frames);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), frames.tick_id);

  g_array_unref (frames.times);
  g_array_unref (frames.cpu_times);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("NGINX");
  g_autoptr (InflightApplication) application = NULL;
  g_autoptr (BenchNginx) nginx = NULL;
  g_autoptr (GError) error = NULL;
  InflightWindow *window;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "The path of nginx is missing");
      return 2;
    }

  inflight_engine_init ();
  nginx = bench_nginx_new (argv[1]);
  application = inflight_application_new ();
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  inflight_network_set_caps (inflight_application_get_network (application),
                             MAX_IN_FLIGHT, per_host);
  window = inflight_window_new (application);
  gtk_window_present (GTK_WINDOW (window));

  print_head ();
  for (int i = 0; i < n_runs; i++)
    run (window, bench_nginx_get_port (nginx));
  g_print ("resident: %.0f MiB\n", get_resident_mib ());

  gtk_window_destroy (GTK_WINDOW (window));
  run_for (BREAK_US);

  return 0;
}
