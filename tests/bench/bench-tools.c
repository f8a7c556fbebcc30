/* bench-tools.c: Inflight and others, measured in turn against one server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-nginx.h"
#include "bench-tool.h"

#include <unistd.h>

#define CONNECTIONS 32

/* The share of slow tools, where what counts is the rate. */
#define SLOW_SHARE 10

/* Between these lies nothing but requests. */
#define CALLGRIND_FEW  500
#define CALLGRIND_MANY 2000

#define FAILED "it failed"

static int n_runs = 5;
static int percent = 100;
static char *profiles;
static BenchPaths paths;

static const GOptionEntry entries[] = {
  { "runs", 'n', 0, G_OPTION_ARG_INT, &n_runs, "How often each is run (5)", "N" },
  { "percent", 'p', 0, G_OPTION_ARG_INT, &percent, "So much of each load (100)", "N" },
  { "callgrind", 0, 0, G_OPTION_ARG_FILENAME, &profiles,
    "Count instructions instead; profiles go there", "DIRECTORY" },
  { "cli", 0, 0, G_OPTION_ARG_FILENAME, &paths.cli, "inflight-cli", "PATH" },
  { "floor", 0, 0, G_OPTION_ARG_FILENAME, &paths.floor, "soup-floor", "PATH" },
  { "scripts", 0, 0, G_OPTION_ARG_FILENAME, &paths.scripts, "Where the scripts are", "DIRECTORY" },
  G_OPTION_ENTRY_NULL
};

/**
 * Table:
 * @name: as it is chosen
 * @title: what is asked for
 * @folder: where that is on the server
 * @count: how often
 * @delay_ms: how long the server takes for each
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *folder;
  guint       count;
  gboolean    tls;
  guint       delay_ms;
} Table;

static const Table tables[] = {
  { "small", "small JSON GETs", "posts", 20000 },
  { "tls", "small JSON GETs over TLS", "posts", 20000, .tls = TRUE },
  { "large", "bodies of 1 MiB", "large", 2000 },
  { "delayed", "requests of 100 ms", "delayed", 2000, .delay_ms = BENCH_NGINX_DELAY_MS },
};

/**
 * Row:
 * @lack: (nullable): why the tool is not measured
 * @count: how many requests it makes
 * @rates: (element-type double): requests a second, one a run
 * @cpu_us: (element-type double): processor time a request, one a run
 */
typedef struct
{
  char   *lack;
  guint   count;
  GArray *rates;
  GArray *seconds;
  GArray *cpu_us;
} Row;

typedef struct
{
  double median;
  double least;
  double most;
} Spread;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static Spread
get_spread (GArray *values)
{
  g_autoptr (GArray) sorted = g_array_copy (values);
  const double *data = (const double *) (gpointer) sorted->data;
  guint n = sorted->len;
  Spread spread;

  g_assert (n > 0);

  g_array_sort (sorted, compare_doubles);
  spread.median = (data[(n - 1) / 2] + data[n / 2]) / 2;
  spread.least = data[0];
  spread.most = data[n - 1];

  return spread;
}

/* Runs that followed each other are compared, as what else the machine does
 * changes with time. */
static Spread
get_ratio (GArray *over,
           GArray *under)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < MIN (over->len, under->len); i++)
    {
      double ratio = g_array_index (over, double, i) / g_array_index (under, double, i);

      g_array_append_val (ratios, ratio);
    }

  return get_spread (ratios);
}

/* Measuring */

static void
row_init (Row         *self,
          BenchTool    tool,
          const Table *table)
{
  gboolean slow = bench_tool_is_slow (tool) && table->delay_ms == 0;
  guint count = table->count * percent / 100 / (slow ? SLOW_SHARE : 1);

  self->lack = bench_tool_dup_lack (tool, &paths, table->tls);
  self->count = MAX (100, count / 100 * 100);
  self->rates = g_array_new (FALSE, FALSE, sizeof (double));
  self->seconds = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpu_us = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
row_clear (Row *self)
{
  g_free (self->lack);
  g_array_unref (self->rates);
  g_array_unref (self->seconds);
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
  double rate = self->count / seconds;
  double cpu_us = use->cpu_us / (double) self->count;

  g_array_append_val (self->seconds, seconds);
  g_array_append_val (self->rates, rate);
  g_array_append_val (self->cpu_us, cpu_us);
}

static void
load_init (BenchLoad   *self,
           BenchNginx  *nginx,
           const Table *table)
{
  guint16 port = table->tls ? bench_nginx_get_tls_port (nginx) : bench_nginx_get_port (nginx);

  self->base = g_strdup_printf ("%s://127.0.0.1:%u/%s/", table->tls ? "https" : "http",
                                port, table->folder);
  self->connections = CONNECTIONS;
  self->certificate = table->tls ? bench_nginx_dup_certificate (nginx) : NULL;
  self->directory = bench_nginx_get_directory (nginx);
}

static void
load_clear (BenchLoad *self)
{
  g_free ((char *) self->base);
  g_free ((char *) self->certificate);
}

static void
show_progress (const Table *table,
               int          number,
               const char  *tool)
{
  if (!isatty (STDERR_FILENO))
    return;

  g_printerr ("\r\033[K");
  if (tool != NULL)
    g_printerr ("%s, run %d of %d: %s", table->name, number, n_runs, tool);
}

/* A, B, C, A, B, C …: a machine that becomes slower does so for all. */
static void
measure (BenchNginx  *nginx,
         const Table *table,
         Row         *rows)
{
  BenchLoad load;

  load_init (&load, nginx, table);
  for (int i = 1; i <= n_runs; i++)
    for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
      {
        BenchUse use;

        if (rows[tool].lack != NULL)
          continue;

        show_progress (table, i, bench_tool_get_name (tool));
        load.count = rows[tool].count;
        if (bench_tool_run (tool, &paths, &load, &use))
          take (&rows[tool], &use);
        else
          rows[tool].lack = g_strdup (FAILED);
      }
  show_progress (table, 0, NULL);
  load_clear (&load);
}

/* Printing */

static void
print_head (const Table *table)
{
  g_print ("\n%u %s, %u connections\n", table->count * percent / 100, table->title, CONNECTIONS);
  g_print ("%-13s %9s %8s %8s %8s %8s %8s %8s %7s %7s\n", "", "requests", "s", "per s",
           "least", "most", "CPU us", "of curl", "least", "most");
}

static void
print_row (BenchTool  tool,
           const Row *row,
           const Row *curl)
{
  Spread rate;
  Spread ratio;

  if (!is_measured (row))
    {
      g_print ("%-13s %s\n", bench_tool_get_name (tool), row->lack);
      return;
    }

  rate = get_spread (row->rates);
  g_print ("%-13s %9u %8.2f %8.0f %8.0f %8.0f %8.1f", bench_tool_get_name (tool), row->count,
           get_spread (row->seconds).median, rate.median, rate.least, rate.most,
           get_spread (row->cpu_us).median);

  if (is_measured (curl))
    {
      ratio = get_ratio (row->rates, curl->rates);
      g_print (" %8.3f %7.3f %7.3f", ratio.median, ratio.least, ratio.most);
    }
  g_print ("\n");
}

static void
print_bar (Spread      ratio,
           const char *of,
           double      bar)
{
  g_print ("  %-8s inflight-cli is %.3f (%.3f to %.3f) of %s; at least %g\n",
           ratio.median >= bar ? "reached" : "missed",
           ratio.median, ratio.least, ratio.most, of, bar);
}

static void
print_tool_bar (const Row *rows,
                BenchTool  of,
                double     bar)
{
  if (is_measured (&rows[BENCH_TOOL_CLI]) && is_measured (&rows[of]))
    print_bar (get_ratio (rows[BENCH_TOOL_CLI].rates, rows[of].rates),
               bench_tool_get_name (of), bar);
}

static void
print_limit_bar (const Row   *row,
                 const Table *table)
{
  double limit = CONNECTIONS * 1000.0 / table->delay_ms;
  g_autofree char *text = g_strdup_printf ("the %.0f/s that %u connections allow",
                                           limit, CONNECTIONS);
  Spread rate;

  if (!is_measured (row))
    return;

  rate = get_spread (row->rates);
  print_bar ((Spread) { rate.median / limit, rate.least / limit, rate.most / limit }, text, 0.97);
}

static void
print_bars (const Row   *rows,
            const Table *table)
{
  if (table->delay_ms > 0)
    {
      print_limit_bar (&rows[BENCH_TOOL_CLI], table);
    }
  else if (g_str_equal (table->folder, "large"))
    {
      print_tool_bar (rows, BENCH_TOOL_CURL, 0.9);
    }
  else
    {
      print_tool_bar (rows, BENCH_TOOL_FLOOR, 0.9);
      print_tool_bar (rows, BENCH_TOOL_AIOHTTP, 3);
      print_tool_bar (rows, BENCH_TOOL_HTTPX, 15);
    }
}

static gboolean
has_failed (const Row *self)
{
  return self->lack != NULL && g_str_equal (self->lack, FAILED);
}

/* Returns whether every tool that is there did its work. */
static gboolean
make_table (BenchNginx  *nginx,
            const Table *table)
{
  Row rows[BENCH_N_TOOLS];
  gboolean complete = TRUE;

  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    row_init (&rows[tool], tool, table);

  measure (nginx, table, rows);

  print_head (table);
  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    print_row (tool, &rows[tool], &rows[BENCH_TOOL_CURL]);
  print_bars (rows, table);

  for (guint tool = 0; tool < BENCH_N_TOOLS; tool++)
    {
      complete = complete && !has_failed (&rows[tool]);
      row_clear (&rows[tool]);
    }

  return complete;
}

/* Instructions */

static guint64
count (BenchTool  tool,
       BenchLoad *load,
       guint      n_requests)
{
  g_autofree char *name = g_strdup_printf ("callgrind.%s.%u", bench_tool_get_name (tool),
                                           n_requests);
  g_autofree char *profile = g_build_filename (profiles, name, NULL);

  load->count = n_requests;

  return bench_tool_count_ir (tool, &paths, load, profile);
}

static gboolean
count_instructions (BenchNginx *nginx)
{
  static const BenchTool counted[] = { BENCH_TOOL_CLI, BENCH_TOOL_FLOOR };
  gboolean complete = TRUE;
  BenchLoad load;

  load_init (&load, nginx, &tables[0]);
  g_print ("%-13s %s\n", "", "instructions a request");
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      guint64 few = count (counted[i], &load, CALLGRIND_FEW);
      guint64 many = count (counted[i], &load, CALLGRIND_MANY);

      if (few == 0 || many == 0)
        complete = FALSE;
      else
        g_print ("%-13s %22.0f\n", bench_tool_get_name (counted[i]),
                 (many - few) / (double) (CALLGRIND_MANY - CALLGRIND_FEW));
    }
  g_print ("Profiles: %s/callgrind.*\n", profiles);
  load_clear (&load);

  return complete;
}

static gboolean
is_chosen (const Table  *table,
           char        **names)
{
  return names[0] == NULL || g_strv_contains ((const char *const *) names, table->name);
}

static gboolean
are_known (char **names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (tables); j++)
        known = known || g_str_equal (names[i], tables[j].name);

      if (!known)
        {
          g_printerr ("There is no table “%s”: there are small, tls, large and delayed\n",
                      names[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
make_tables (BenchNginx  *nginx,
             char       **names)
{
  gboolean complete = TRUE;

  g_print ("%d runs of each, in turn; s and per s are medians of whole programs.\n", n_runs);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!is_chosen (&tables[i], names))
        continue;

      if (tables[i].tls && bench_nginx_get_tls_port (nginx) == 0)
        g_print ("\nNo TLS: there is no openssl to make a certificate.\n");
      else
        complete = make_table (nginx, &tables[i]) && complete;
    }

  return complete;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("NGINX [small|tls|large|delayed]…");
  g_autoptr (BenchNginx) nginx = NULL;
  g_autoptr (GError) error = NULL;
  gboolean complete;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 ||
      paths.cli == NULL || paths.floor == NULL || paths.scripts == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "A path is missing");
      return 2;
    }

  if (n_runs < 1 || percent < 1 || !are_known (argv + 2))
    return 2;

  nginx = bench_nginx_new (argv[1]);
  complete = profiles != NULL ? count_instructions (nginx) : make_tables (nginx, argv + 2);

  return complete ? 0 : 1;
}
