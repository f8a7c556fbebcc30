/* bench-window-run.c: one run of the window, or of the engine without it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-application.h"
#include "inflight-input.h"
#include "inflight-wait.h"
#include "inflight-window-private.h"

#include "bench-latency.h"
#include "bench-person.h"
#include "bench-report.h"
#include "bench-run.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

#define MAX_IN_FLIGHT 64
#define TASKS_A_ROUND 100

/* How long a window that has just come or has just finished is left alone. */
#define BREAK_US G_USEC_PER_SEC

static int port;
static int n_tasks = 100000;
static int seconds;
static int n_rounds = 1;
static gboolean with_input;
static char *only;

static const GOptionEntry entries[] = {
  { "port", 0, 0, G_OPTION_ARG_INT, &port, "The server's port", "N" },
  { "tasks", 0, 0, G_OPTION_ARG_INT, &n_tasks, "How many (100000)", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "End after so many (never)", "N" },
  { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "How often to do everything (1)", "N" },
  { "input", 0, 0, G_OPTION_ARG_NONE, &with_input, "Have bench-input at standard input", NULL },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Do only this: rest, scroll, sort…", "ACT" },
  G_OPTION_ENTRY_NULL
};

/* For who started this. */
static void
print_figure (const char *name,
              double      value)
{
  g_print ("=%s %f\n", name, value);
}

static char *
make_pattern (const char *folder)
{
  return g_strdup_printf ("http://127.0.0.1:%d/%s/[1-%d]?round=[1-%d]", port, folder,
                          TASKS_A_ROUND, n_tasks / TASKS_A_ROUND);
}

/* Until all have settled, or time is up. */
static double
await_all (InflightBatch *batch,
           gint64         begin_us)
{
  gint64 end_us = seconds > 0 ? begin_us + seconds * G_USEC_PER_SEC : G_MAXINT64;
  gint64 now_us = begin_us;

  while (inflight_batch_get_n_pending (batch) > 0 && now_us < end_us)
    {
      g_main_context_iteration (NULL, TRUE);
      now_us = g_get_monotonic_time ();
    }

  return (now_us - begin_us) / (double) G_USEC_PER_SEC;
}

static void
print_rate (InflightBatch *batch,
            double         duration_s)
{
  guint n_settled = inflight_batch_get_n_tasks (batch) - inflight_batch_get_n_pending (batch);
  guint n_failed = inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_FAILED);

  g_print ("%u of %u tasks settled in %.2f s, %.0f a second; %u failed\n", n_settled,
           inflight_batch_get_n_tasks (batch), duration_s, n_settled / duration_s, n_failed);
  print_figure ("rate", n_settled / duration_s);
  print_figure ("failed", n_failed);
}

/* Addresses and what is kept of bodies, which are as long as they are. */
static gsize
get_content_bytes (InflightBatch *batch)
{
  GListModel *tasks = inflight_batch_get_tasks (batch);
  guint n = g_list_model_get_n_items (tasks);
  gsize bytes = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (tasks, i);
      InflightRequest *request = inflight_task_get_request (task);

      bytes += strlen (inflight_request_get_uri (request)) + 1 + inflight_task_get_body_size (task);
    }

  return bytes;
}

/* What malloc keeps for later counts: the system sees it as used. */
static void
print_memory (InflightBatch *batch,
              double         before)
{
  double after = bench_get_resident_bytes ();
  double mb = 1000 * 1000;

  print_figure ("each", (after - before - get_content_bytes (batch)) /
                        MAX (1, inflight_batch_get_n_tasks (batch)));
  malloc_trim (0);
  g_print ("Resident: %.1f MB empty, %.1f MB at the end, %.1f MB of these once malloc gives "
           "back what is free\n", before / mb, after / mb, bench_get_resident_bytes () / mb);
  print_figure ("resident", (after - before) / mb);
}

/* The engine alone: what the window would do is left out, and no more. */
static void
run_engine (const char *folder)
{
  g_auto (BenchRun) run = { NULL };
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightInput) input = inflight_input_new (TRUE, NULL);
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autofree char *pattern = make_pattern (folder);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  double empty_bytes = bench_get_resident_bytes ();
  gint64 begin_us;

  if (!inflight_input_add_argument (input, pattern, NULL, &error))
    g_error ("%s", error->message);
  requests = inflight_input_make_requests (inflight_input_get_addresses (input), options, NULL);

  bench_run_init (&run, MAX_IN_FLIGHT);
  bench_run_append (&run, requests);
  bench_pass (BREAK_US);

  begin_us = g_get_monotonic_time ();
  bench_run_wait (&run, &condition);
  inflight_network_launch (run.network, run.tasks);
  print_rate (run.batch, await_all (run.batch, begin_us));
  bench_pass (BREAK_US);
  print_memory (run.batch, empty_bytes);
}

/* The window */

static void
add (InflightWindow *window,
     const char     *folder)
{
  g_autofree char *pattern = make_pattern (folder);
  char *arguments[] = { pattern, NULL };
  guint n_wanted = n_tasks / TASKS_A_ROUND * TASKS_A_ROUND;

  inflight_window_add_arguments (window, arguments, NULL);
  while (inflight_batch_get_n_tasks (inflight_window_get_batch (window)) < n_wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
watch_adding (InflightWindow *window,
              const char     *folder,
              BenchFrames    *frames)
{
  bench_frames_set_phase (frames, "empty");
  bench_frames_start (frames);
  bench_pass (BREAK_US);
  bench_frames_set_phase (frames, "adding");
  bench_frames_note (frames, "add");
  add (window, folder);
  bench_pass (BREAK_US);
  bench_frames_stop (frames);

  g_print ("Before, adding %u tasks:\n",
           inflight_batch_get_n_tasks (inflight_window_get_batch (window)));
  bench_frames_print (frames);
  print_figure ("adding-worst", bench_frames_get (frames, 1));
  bench_frames_clear (frames);
}

static void
print_input (BenchFrames  *frames,
             BenchLatency *latency)
{
  double worst_ms;
  double most_ms;

  if (!bench_frames_get_input (frames, 1, &worst_ms) ||
      !bench_frames_get_input (frames, 0.99, &most_ms))
    return;

  print_figure ("input-99", most_ms);
  print_figure ("input-worst", worst_ms);
  if (bench_latency_get_n_lost (latency) > 0)
    g_print ("%u keys got lost\n", bench_latency_get_n_lost (latency));
}

/* Fetches all of them while the person is at it. */
static void
fetch (InflightWindow *window,
       BenchFrames    *frames,
       BenchPerson    *person)
{
  gint64 begin_us = g_get_monotonic_time ();
  InflightBatch *batch = inflight_window_get_batch (window);
  double duration_s;

  bench_frames_start (frames);
  bench_person_start (person);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.wait", "s", "all");
  duration_s = await_all (batch, begin_us);
  bench_person_stop (person);
  bench_frames_stop (frames);

  print_rate (batch, duration_s);
}

static void
print_fetching (BenchFrames *frames,
                BenchPerson *person)
{
  g_print ("Everything was done %.1f times meanwhile:\n", bench_person_get_rounds (person));
  bench_frames_print (frames);
  g_print ("The slowest:\n");
  bench_frames_print_worst (frames);
  bench_person_print_notes (person);
  print_figure ("mean", bench_frames_get_mean (frames));
  print_figure ("99", bench_frames_get (frames, 0.99));
  print_figure ("worst", bench_frames_get (frames, 1));
}

/* As many times as the person needs to do everything while something is fetched. */
static void
watch (InflightWindow *window,
       const char     *folder,
       BenchFrames    *frames)
{
  g_autoptr (BenchPerson) person = bench_person_new (GTK_WIDGET (window), frames, only);
  double empty_bytes = bench_get_resident_bytes ();

  watch_adding (window, folder, frames);
  fetch (window, frames, person);
  bench_pass (BREAK_US);
  print_memory (inflight_window_get_batch (window), empty_bytes);

  while (bench_person_get_rounds (person) < n_rounds)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.clear", NULL);
      add (window, folder);
      bench_pass (BREAK_US);
      fetch (window, frames, person);
    }

  print_fetching (frames, person);
}

static void
run_window (const char *folder)
{
  g_autoptr (InflightApplication) application = inflight_application_new ();
  g_autoptr (BenchFrames) frames = NULL;
  g_autoptr (BenchLatency) latency = NULL;
  g_autoptr (GError) error = NULL;
  InflightServices *services;
  InflightWindow *window;

  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  services = inflight_application_get_services (application);
  inflight_network_set_caps (inflight_services_get_network (services),
                             MAX_IN_FLIGHT, MAX_IN_FLIGHT);
  window = inflight_application_make_window (application);
  frames = bench_frames_new (GTK_WIDGET (window));
  latency = bench_latency_new (GTK_WIDGET (window), frames,
                               with_input ? STDIN_FILENO : -1);
  gtk_window_present (GTK_WINDOW (window));
  bench_pass (BREAK_US);

  watch (window, folder, frames);
  print_input (frames, latency);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("full | limited | engine");
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "The server is “bench-window --serve NGINX”.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || port == 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "The mode or the port is missing");
      return 2;
    }

  inflight_engine_init ();
  if (g_str_equal (argv[1], "engine"))
    run_engine ("posts");
  else
    run_window (g_str_equal (argv[1], "limited") ? "limited" : "posts");

  return 0;
}
