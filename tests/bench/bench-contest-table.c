/* bench-contest-table.c: Inflight and others at the same load, in turn
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-contest.h"

#include "bench-report.h"
#include "bench-spread.h"

/* A single request is over so soon that it takes many to know how soon. */
#define SINGLE_RUNS 8

#define FAILED "it failed"

#define BIT(TOOL) (1u << BENCH_TOOL_##TOOL)
#define NEAR      (BIT (CLI) | BIT (CURL) | BIT (CURL_FLOOR))
#define EVERY     ((1u << BENCH_N_TOOLS) - 1)

typedef struct
{
  BenchTool of;
  double    least;
} Bar;

/**
 * Table:
 * @name: as it is chosen
 * @title: what is asked for
 * @scheme: as for bench_contest_load_init()
 * @folder: where that is on the server
 * @count: how often, in each run
 * @tools: who is measured, as bits
 * @compressed: whether it is compressed
 * @delay_ms: how long the server takes for each
 * @bars: of whose rate the rate must be how much
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *scheme;
  const char *folder;
  guint       count;
  guint       tools;
  gboolean    compressed;
  guint       delay_ms;
  Bar         bars[4];
} Table;

static const Table tables[] = {
  { "small", "small JSON GETs", "http", "posts", 20000, EVERY,
    .bars = { { BENCH_TOOL_CURL, 1.15 }, { BENCH_TOOL_CURL_FLOOR, 0.8 },
              { BENCH_TOOL_UNDICI, 1.8 }, { BENCH_TOOL_HTTPX, 40 } } },
  { "tls", "small JSON GETs over TLS", "https", "posts", 20000, EVERY & ~BIT (ARIA2),
    .bars = { { BENCH_TOOL_CURL, 1.2 } } },
  { "http2", "small JSON GETs with HTTP/2", "http2", "posts", 20000, NEAR | BIT (WGET2),
    .bars = { { BENCH_TOOL_CURL, 1 } } },
  { "large", "bodies of 1 MiB", "http", "large", 2000,
    NEAR | BIT (FLOOR) | BIT (WGET2) | BIT (UNDICI) | BIT (AIOHTTP) | BIT (HTTPX),
    .bars = { { BENCH_TOOL_CURL, 0.95 } } },
  { "gzip", "JSON bodies of 64 KiB, with gzip", "http", "gzip", 10000, NEAR, .compressed = TRUE,
    .bars = { { BENCH_TOOL_CURL, 1 } } },
  { "chunks", "JSON bodies of 64 KiB, in chunks", "http", "chunks", 10000, NEAR,
    .compressed = TRUE, .bars = { { BENCH_TOOL_CURL, 1 } } },
  { "delayed", "requests of 100 ms", "http", "delayed", 1600,
    NEAR | BIT (FLOOR) | BIT (WGET2) | BIT (UNDICI) | BIT (AIOHTTP) | BIT (HTTPX),
    .delay_ms = BENCH_NGINX_DELAY_MS },
  { "one", "address, from start to end", "http", "posts", 1, NEAR | BIT (WGET2) },
};

/**
 * Row:
 * @lack: (nullable): why the tool is not measured
 * @count: how many requests it is given
 * @n_done: how many it made in its last run
 * @seconds: (element-type double): how long it took, one a run
 * @rates: (element-type double): requests a second, one a run
 * @cpu_us: (element-type double): processor time a request, one a run
 */
typedef struct
{
  char   *lack;
  guint   count;
  guint   n_done;
  GArray *seconds;
  GArray *rates;
  GArray *cpu_us;
} Row;

static gboolean
takes_part (const Table *table,
            BenchTool    tool)
{
  return (table->tools & (1u << tool)) != 0;
}

static guint
get_count (const BenchContest *contest,
           const Table        *table,
           BenchTool           tool)
{
  guint share = table->delay_ms == 0 ? bench_tool_get_share (tool) : 1;

  return table->count == 1 ? 1 : bench_contest_scale (contest, table->count / share);
}

static void
row_init (Row                *self,
          const BenchContest *contest,
          const Table        *table,
          BenchTool           tool,
          const BenchLoad    *load)
{
  self->lack = bench_tool_dup_lack (tool, &contest->paths, load);
  self->count = get_count (contest, table, tool);
  self->n_done = 0;
  self->seconds = bench_values_new ();
  self->rates = bench_values_new ();
  self->cpu_us = bench_values_new ();
}

static void
row_clear (Row *self)
{
  g_free (self->lack);
  g_array_unref (self->seconds);
  g_array_unref (self->rates);
  g_array_unref (self->cpu_us);
}

static gboolean
is_measured (const Row *self)
{
  return self->lack == NULL && self->rates->len > 0;
}

static void
take (Row            *self,
      const BenchUse *use)
{
  double seconds = use->wall_us / (double) G_USEC_PER_SEC;

  self->n_done = use->n_requests;
  bench_values_add (self->seconds, seconds);
  bench_values_add (self->rates, use->n_requests / seconds);
  bench_values_add (self->cpu_us, use->cpu_us / (double) use->n_requests);
}

/* A, B, C, A, B, C …: a machine that becomes slower does so for all. */
static void
measure (const BenchContest *contest,
         const Table        *table,
         BenchLoad          *load,
         Row                *rows)
{
  int n_runs = contest->n_runs * (table->count == 1 ? SINGLE_RUNS : 1);

  for (int i = 1; i <= n_runs; i++)
    for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
      {
        BenchUse use;

        if (!takes_part (table, tool) || rows[tool].lack != NULL)
          continue;

        bench_contest_show_progress (contest, table->name, i, bench_tool_get_name (tool));
        load->count = rows[tool].count;
        if (bench_tool_run (tool, &contest->paths, load, &use))
          take (&rows[tool], &use);
        else
          rows[tool].lack = g_strdup (FAILED);
      }
  bench_contest_show_progress (contest, table->name, 0, NULL);
}

/* Printing */

static void
print_head (const BenchContest *contest,
            const Table        *table)
{
  if (table->count == 1)
    g_print ("\n%s: 1 %s\n", table->name, table->title);
  else
    g_print ("\n%s: %u %s, %u connections\n", table->name,
             bench_contest_scale (contest, table->count), table->title, BENCH_CONNECTIONS);
  g_print ("%-13s %9s %8s %8s %8s %8s %8s %8s %7s %7s\n", "", "requests", "s", "per s",
           "least", "most", "CPU us", "of curl", "least", "most");
}

static const char *
get_name (const Table *table,
          BenchTool    tool)
{
  return tool == BENCH_TOOL_CURL && table->count == 1 ? "curl" : bench_tool_get_name (tool);
}

static void
print_row (const Table *table,
           BenchTool    tool,
           const Row   *row,
           const Row   *curl)
{
  const char *name = get_name (table, tool);
  BenchSpread rate;
  BenchSpread ratio;

  if (!is_measured (row))
    {
      g_print ("%-13s %s\n", name, row->lack);
      return;
    }

  rate = bench_spread_get (row->rates);
  g_print ("%-13s %9u %8.3f %8.0f %8.0f %8.0f %8.1f", name, row->n_done,
           bench_spread_get (row->seconds).median, rate.median, rate.least, rate.most,
           bench_spread_get (row->cpu_us).median);

  if (is_measured (curl))
    {
      ratio = bench_spread_get_ratio (row->rates, curl->rates);
      g_print (" %8.3f %7.3f %7.3f", ratio.median, ratio.least, ratio.most);
    }
  g_print ("\n");
}

static void
print_bar (const Row *rows,
           const Bar *bar)
{
  const Row *cli = &rows[BENCH_TOOL_CLI];
  const Row *other = &rows[bar->of];
  g_autofree char *what = NULL;
  BenchSpread ratio;

  if (!is_measured (cli) || !is_measured (other))
    return;

  what = g_strdup_printf ("inflight-cli’s rate, of %s’s", bench_tool_get_name (bar->of));
  ratio = bench_spread_get_ratio (cli->rates, other->rates);
  bench_spread_print_at_least (&ratio, what, bar->least);
}

/* All of them take as long as the last that has to wait for those before it. */
static void
print_delay_bar (const Row   *row,
                 const Table *table)
{
  guint n_rounds = (row->count + BENCH_CONNECTIONS - 1) / BENCH_CONNECTIONS;
  double seconds = n_rounds * table->delay_ms / 1000.0;
  g_autofree char *what = g_strdup_printf ("the %.1f s that %u connections take, of "
                                           "inflight-cli’s time",
                                           seconds, BENCH_CONNECTIONS);
  g_autoptr (GArray) arithmetic = bench_values_new ();
  BenchSpread ratio;

  for (guint i = 0; i < row->seconds->len; i++)
    bench_values_add (arithmetic, seconds);

  ratio = bench_spread_get_ratio (arithmetic, row->seconds);
  bench_spread_print_at_least (&ratio, what, 0.97);
}

static void
print_single_bar (const Row *cli,
                  const Row *curl)
{
  BenchSpread ratio;

  if (!is_measured (curl))
    return;

  ratio = bench_spread_get_ratio (cli->seconds, curl->seconds);
  bench_spread_print_at_most (&ratio, "inflight-cli’s time, of curl’s", 1.1);
}

static void
print_bars (const Row   *rows,
            const Table *table)
{
  const Row *cli = &rows[BENCH_TOOL_CLI];

  for (gsize i = 0; i < G_N_ELEMENTS (table->bars) && table->bars[i].least > 0; i++)
    print_bar (rows, &table->bars[i]);

  if (is_measured (cli) && table->delay_ms > 0)
    print_delay_bar (cli, table);
  if (is_measured (cli) && table->count == 1)
    print_single_bar (cli, &rows[BENCH_TOOL_CURL]);
}

static void
print_table (const BenchContest *contest,
             const Table        *table,
             BenchLoad          *load,
             const Row          *rows)
{
  print_head (contest, table);
  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    if (takes_part (table, tool))
      print_row (table, tool, &rows[tool], &rows[BENCH_TOOL_CURL]);

  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    if (takes_part (table, tool) && is_measured (&rows[tool]))
      {
        load->count = rows[tool].count;
        bench_contest_print_command (contest, tool, load);
      }

  print_bars (rows, table);
}

static const Table *
find_table (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name))
      return &tables[i];

  g_assert_not_reached ();
}

/**
 * bench_contest_table:
 * @contest: a contest
 * @name: which of the tables
 *
 * Has every tool do the same, in turn.
 *
 * Returns: whether every tool that is there did its work
 */
gboolean
bench_contest_table (const BenchContest *contest,
                     const char         *name)
{
  const Table *table = find_table (name);
  Row rows[BENCH_N_TOOLS];
  gboolean complete = TRUE;
  BenchLoad load;

  if (!bench_contest_load_init (contest, &load, table->scheme, table->folder))
    return TRUE;

  load.compressed = table->compressed;
  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    row_init (&rows[tool], contest, table, tool, &load);

  measure (contest, table, &load, rows);
  print_table (contest, table, &load, rows);

  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    {
      complete = complete && g_strcmp0 (rows[tool].lack, FAILED) != 0;
      row_clear (&rows[tool]);
    }
  bench_contest_load_clear (&load);

  return complete;
}
