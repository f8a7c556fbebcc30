/* bench-contest-cost.c: what a request of Inflight's costs, more of them or fewer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-contest.h"

#include "bench-report.h"
#include "bench-spread.h"

#define FLIGHT_REQUESTS 20000
#define FLIGHT_MORE     (2 * BENCH_CONNECTIONS)

#define TASKS_FEW  1000
#define TASKS_SOME 10000
#define TASKS_MANY 1000000

/* Those of many take long, and those of few so little that it varies. */
#define TASKS_MAX_RUNS   3
#define TASKS_SHORT_RUNS 5

/* Between these lies nothing but requests. */
#define CALLGRIND_FEW  500
#define CALLGRIND_MANY 2000

/**
 * Cost:
 * @wall_us: (element-type double): time a request, one a run
 * @cpu_us: (element-type double): processor time a request, one a run
 * @peak_bytes: (element-type double): the most memory in all, one a run
 */
typedef struct
{
  GArray *wall_us;
  GArray *cpu_us;
  GArray *peak_bytes;
} Cost;

static void
cost_init (Cost *self)
{
  self->wall_us = bench_values_new ();
  self->cpu_us = bench_values_new ();
  self->peak_bytes = bench_values_new ();
}

static void
cost_clear (Cost *self)
{
  g_array_unref (self->wall_us);
  g_array_unref (self->cpu_us);
  g_array_unref (self->peak_bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cost, cost_clear)

typedef struct
{
  Cost few;
  Cost some;
  Cost many;
} Tasks;

static void
tasks_init (Tasks *self)
{
  cost_init (&self->few);
  cost_init (&self->some);
  cost_init (&self->many);
}

static void
tasks_clear (Tasks *self)
{
  cost_clear (&self->few);
  cost_clear (&self->some);
  cost_clear (&self->many);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tasks, tasks_clear)

static gboolean
measure (const BenchContest *contest,
         const BenchLoad    *load,
         Cost               *cost)
{
  BenchUse use;

  if (!bench_tool_run (BENCH_TOOL_CLI, &contest->paths, load, &use))
    return FALSE;

  bench_values_add (cost->wall_us, use.wall_us / (double) load->count);
  bench_values_add (cost->cpu_us, use.cpu_us / (double) load->count);
  bench_values_add (cost->peak_bytes, use.peak_bytes);

  return TRUE;
}

static void
print_cost (const Cost *cost,
            const char *what)
{
  g_print ("%-24s %8.1f us a request, %8.1f us of the processor, %7.1f MiB\n", what,
           bench_spread_get (cost->wall_us).median, bench_spread_get (cost->cpu_us).median,
           bench_spread_get (cost->peak_bytes).median / (1 << 20));
}

/* In flight */

static gboolean
measure_flights (const BenchContest *contest,
                 const char         *name,
                 BenchLoad          *load,
                 Cost               *fewer,
                 Cost               *more)
{
  for (int i = 1; i <= contest->n_runs; i++)
    {
      bench_contest_show_progress (contest, name, i, "inflight-cli");
      load->connections = BENCH_CONNECTIONS;
      if (!measure (contest, load, fewer))
        return FALSE;

      load->connections = FLIGHT_MORE;
      if (!measure (contest, load, more))
        return FALSE;
    }
  bench_contest_show_progress (contest, name, 0, NULL);

  return TRUE;
}

/**
 * bench_contest_flight:
 * @contest: a contest
 * @name: how this is called
 *
 * Compares what a request costs with 64 in flight and with 32.
 *
 * Returns: %FALSE if it failed, which was then said
 */
gboolean
bench_contest_flight (const BenchContest *contest,
                      const char         *name)
{
  g_auto (Cost) fewer;
  g_auto (Cost) more;
  gboolean complete;
  BenchLoad load;

  cost_init (&fewer);
  cost_init (&more);
  bench_contest_load_init (contest, &load, "http", "posts");
  load.count = bench_contest_scale (contest, FLIGHT_REQUESTS);

  complete = measure_flights (contest, name, &load, &fewer, &more);
  if (complete)
    {
      BenchSpread ratio = bench_spread_get_ratio (more.wall_us, fewer.wall_us);

      g_print ("\n%s: %u small JSON GETs, %u or %u connections\n", name, load.count,
               BENCH_CONNECTIONS, FLIGHT_MORE);
      print_cost (&fewer, G_STRINGIFY (BENCH_CONNECTIONS) " in flight");
      print_cost (&more, "twice as many");
      bench_contest_print_command (contest, BENCH_TOOL_CLI, &load);
      bench_spread_print_at_most (&ratio, "time a request, of what it is with half as many", 1.3);
    }
  bench_contest_load_clear (&load);

  return complete;
}

/* Tasks */

/* Takes the median of several runs as one. */
static gboolean
measure_often (const BenchContest *contest,
               BenchLoad          *load,
               guint               count,
               int                 n_runs,
               Cost               *cost)
{
  g_auto (Cost) each;

  cost_init (&each);
  load->count = count;
  for (int i = 0; i < n_runs; i++)
    if (!measure (contest, load, &each))
      return FALSE;

  bench_values_add (cost->wall_us, bench_spread_get (each.wall_us).median);
  bench_values_add (cost->cpu_us, bench_spread_get (each.cpu_us).median);
  bench_values_add (cost->peak_bytes, bench_spread_get (each.peak_bytes).median);

  return TRUE;
}

static gboolean
measure_tasks (const BenchContest *contest,
               const char         *name,
               BenchLoad          *load,
               guint               n_many,
               Tasks              *tasks)
{
  for (int i = 1; i <= MIN (contest->n_runs, TASKS_MAX_RUNS); i++)
    {
      bench_contest_show_progress (contest, name, i, "inflight-cli");
      if (!measure_often (contest, load, TASKS_FEW, TASKS_SHORT_RUNS, &tasks->few) ||
          !measure_often (contest, load, TASKS_SOME, TASKS_SHORT_RUNS, &tasks->some) ||
          !measure_often (contest, load, n_many, 1, &tasks->many))
        return FALSE;
    }
  bench_contest_show_progress (contest, name, 0, NULL);

  return TRUE;
}

static BenchSpread
get_bytes_each (const Tasks *tasks,
                guint        n_many)
{
  g_autoptr (GArray) bytes = bench_values_new ();

  for (guint i = 0; i < tasks->many.peak_bytes->len; i++)
    bench_values_add (bytes, (g_array_index (tasks->many.peak_bytes, double, i) -
                              g_array_index (tasks->few.peak_bytes, double, i)) /
                             (n_many - TASKS_FEW));

  return bench_spread_get (bytes);
}

static void
print_tasks (const BenchContest *contest,
             const BenchLoad    *load,
             const Tasks        *tasks,
             guint               n_many)
{
  BenchSpread ratio = bench_spread_get_ratio (tasks->many.wall_us, tasks->some.wall_us);
  BenchSpread bytes = get_bytes_each (tasks, n_many);
  g_autofree char *many = g_strdup_printf ("%u tasks", n_many);

  print_cost (&tasks->few, G_STRINGIFY (TASKS_FEW) " tasks");
  print_cost (&tasks->some, G_STRINGIFY (TASKS_SOME) " tasks");
  print_cost (&tasks->many, many);
  bench_contest_print_command (contest, BENCH_TOOL_CLI, load);
  bench_spread_print_at_most (&bytes, "bytes a finished task", 500);
  bench_spread_print_at_most (&ratio, "time each, of what it is with " G_STRINGIFY (TASKS_SOME),
                              1.1);
}

/**
 * bench_contest_tasks:
 * @contest: a contest
 * @name: how this is called
 *
 * Finds out how much memory a finished task keeps, and whether each of many takes
 * longer than each of some.
 *
 * Returns: %FALSE if it failed, which was then said
 */
gboolean
bench_contest_tasks (const BenchContest *contest,
                     const char         *name)
{
  guint n_many = MAX (2 * TASKS_SOME, bench_contest_scale (contest, TASKS_MANY));
  g_auto (Tasks) tasks;
  gboolean complete;
  BenchLoad load;

  tasks_init (&tasks);
  bench_contest_load_init (contest, &load, "http", "posts");
  load.format = "jsonl";

  complete = measure_tasks (contest, name, &load, n_many, &tasks);
  if (complete)
    {
      g_print ("\n%s: small JSON GETs as JSON Lines, %u connections\n", name, BENCH_CONNECTIONS);
      print_tasks (contest, &load, &tasks, n_many);
    }
  bench_contest_load_clear (&load);

  return complete;
}

/* Instructions */

static guint64
count (const BenchContest *contest,
       BenchTool           tool,
       BenchLoad          *load,
       guint               n_requests)
{
  g_autofree char *name = g_strdup_printf ("callgrind.%d.%u", tool, n_requests);
  g_autofree char *profile = g_build_filename (contest->profiles, name, NULL);

  load->count = n_requests;

  return bench_tool_count_ir (tool, &contest->paths, load, profile);
}

/* Returns whether it could be counted, if the tool is there. */
static gboolean
print_instructions (const BenchContest *contest,
                    BenchTool           tool,
                    BenchLoad          *load)
{
  g_autofree char *lack = bench_tool_dup_lack (tool, &contest->paths, load);
  guint64 few;
  guint64 many;
  double each;

  if (lack != NULL)
    {
      g_print ("%-13s %s\n", bench_tool_get_name (tool), lack);
      return TRUE;
    }

  few = count (contest, tool, load, CALLGRIND_FEW);
  many = count (contest, tool, load, CALLGRIND_MANY);
  if (few == 0 || many == 0)
    return FALSE;

  each = (many - few) / (double) (CALLGRIND_MANY - CALLGRIND_FEW);
  g_print ("%-13s %9.0f a request\n", bench_tool_get_name (tool), each);
  if (tool == BENCH_TOOL_CLI)
    {
      BenchSpread spread = { each, each, each };

      bench_spread_print_at_most (&spread, "instructions a request", 110000);
    }

  return TRUE;
}

/**
 * bench_contest_instructions:
 * @contest: a contest
 * @name: how this is called
 *
 * Counts the instructions that a request takes, with callgrind.
 *
 * Returns: %FALSE if it failed, which was then said
 */
gboolean
bench_contest_instructions (const BenchContest *contest,
                            const char         *name)
{
  static const BenchTool tools[] = {
    BENCH_TOOL_CLI, BENCH_TOOL_CURL, BENCH_TOOL_CURL_FLOOR, BENCH_TOOL_FLOOR,
  };
  g_autofree char *valgrind = g_find_program_in_path ("valgrind");
  gboolean complete = TRUE;
  BenchLoad load;

  g_print ("\n%s: of a small JSON GET\n", name);
  if (valgrind == NULL)
    {
      g_print ("valgrind is not installed\n");
      return TRUE;
    }

  bench_contest_load_init (contest, &load, "http", "posts");
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    complete = print_instructions (contest, tools[i], &load) && complete;
  g_print ("  $ valgrind --tool=callgrind --fair-sched=yes, with %u requests and with %u\n",
           CALLGRIND_FEW, CALLGRIND_MANY);
  bench_contest_print_command (contest, BENCH_TOOL_CLI, &load);
  g_print ("  Profiles: %s/callgrind.*\n", contest->profiles);
  bench_contest_load_clear (&load);

  return complete;
}
