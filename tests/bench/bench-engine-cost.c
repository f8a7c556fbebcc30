/* bench-engine-cost.c: what a task costs, and what the main loop feels of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-engine.h"

#include "bench-nginx.h"
#include "bench-probe.h"
#include "bench-report.h"
#include "bench-run.h"

#define MAX_IN_FLIGHT 32
#define N_REPEATS     3
#define BAR_RATIO     1.1

typedef struct
{
  GArray *wall_us;
  GArray *cpu_us;
} Costs;

static void
costs_init (Costs *self)
{
  self->wall_us = bench_values_new ();
  self->cpu_us = bench_values_new ();
}

static void
costs_clear (Costs *self)
{
  g_array_unref (self->wall_us);
  g_array_unref (self->cpu_us);
}

/* From the addresses to the last answer. */
static void
measure (const BenchSetting *setting,
         guint               n_tasks,
         Costs              *costs)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GPtrArray) requests = NULL;
  g_auto (BenchRun) run;
  gint64 begin_us;
  double begin_cpu_us;

  bench_run_init (&run, MAX_IN_FLIGHT);

  begin_us = g_get_monotonic_time ();
  begin_cpu_us = bench_get_cpu_us ();
  requests = bench_requests_new (setting->nginx_port, "posts", BENCH_NGINX_N_POSTS, n_tasks);
  bench_run_append (&run, requests);
  bench_run_wait (&run, &condition);
  inflight_network_launch (run.network, run.tasks);
  bench_run_until_done (&run);
  bench_values_add (costs->wall_us, (g_get_monotonic_time () - begin_us) / (double) n_tasks);
  bench_values_add (costs->cpu_us, (bench_get_cpu_us () - begin_cpu_us) / n_tasks);

  if (inflight_batch_get_count (run.batch, INFLIGHT_TASK_STATE_SUCCEEDED) != n_tasks)
    g_error ("Not every task succeeded");
}

static void
report (const char *what,
        guint       n_tasks,
        GArray     *values)
{
  g_autofree char *text = g_strdup_printf ("%s a task of %u", what, n_tasks);

  bench_report (text, bench_values_get (values, 0.5), "us");
}

static void
report_ratio (const char *what,
              GArray     *many,
              GArray     *few)
{
  bench_report_at_most (what, bench_values_get (many, 0.5) / bench_values_get (few, 0.5), "",
                        BAR_RATIO);
}

/* Few before, many, few after: what else the machine does changes with time. */
void
bench_engine_cost (const BenchSetting *setting)
{
  Costs few;
  Costs many;

  costs_init (&few);
  costs_init (&many);

  for (int i = 0; i < N_REPEATS; i++)
    measure (setting, setting->n_few, &few);
  measure (setting, setting->n_many, &many);
  for (int i = 0; i < N_REPEATS; i++)
    measure (setting, setting->n_few, &few);

  report ("wall time", setting->n_few, few.wall_us);
  report ("wall time", setting->n_many, many.wall_us);
  report_ratio ("their ratio", many.wall_us, few.wall_us);
  report ("processor time", setting->n_few, few.cpu_us);
  report ("processor time", setting->n_many, many.cpu_us);
  report_ratio ("their ratio", many.cpu_us, few.cpu_us);

  costs_clear (&few);
  costs_clear (&many);
}

void
bench_engine_loop (const BenchSetting *setting)
{
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (BenchProbe) probe = NULL;
  g_autofree char *text = NULL;
  g_auto (BenchRun) run;
  guint n_tasks = setting->n_few * 2;

  bench_run_init (&run, MAX_IN_FLIGHT);
  requests = bench_requests_new (setting->nginx_port, "posts", BENCH_NGINX_N_POSTS, n_tasks);
  bench_run_append (&run, requests);
  bench_run_wait (&run, &condition);

  probe = bench_probe_new ();
  inflight_network_launch (run.network, run.tasks);
  bench_run_until_done (&run);

  text = g_strdup_printf ("while %u responses arrive", n_tasks);
  bench_probe_report (probe, text);
}
