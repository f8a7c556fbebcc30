/* bench-tools.c: Inflight and others, measured in turn against one server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-contest.h"

#include <locale.h>
#include <stdlib.h>

#define ROWS "small|tls|http2|flight|large|gzip|chunks|delayed|one|tasks|instructions"

static BenchContest contest = { .n_runs = 5, .percent = 100 };

static const GOptionEntry entries[] = {
  { "runs", 'n', 0, G_OPTION_ARG_INT, &contest.n_runs, "How often each is run (5)", "N" },
  { "percent", 'p', 0, G_OPTION_ARG_INT, &contest.percent, "So much of each load (100)", "N" },
  { "argument", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &contest.paths.arguments,
    "Give this to inflight-cli run, too", "ARGUMENT" },
  { "profiles", 0, 0, G_OPTION_ARG_FILENAME, &contest.profiles,
    "Where callgrind’s profiles go", "DIRECTORY" },
  { "cli", 0, 0, G_OPTION_ARG_FILENAME, &contest.paths.cli, "inflight-cli", "PATH" },
  { "floor", 0, 0, G_OPTION_ARG_FILENAME, &contest.paths.floor, "soup-floor", "PATH" },
  { "curl-floor", 0, 0, G_OPTION_ARG_FILENAME, &contest.paths.curl_floor, "curl-floor", "PATH" },
  { "scripts", 0, 0, G_OPTION_ARG_FILENAME, &contest.paths.scripts, "Where the scripts are",
    "DIRECTORY" },
  G_OPTION_ENTRY_NULL
};

/**
 * Row:
 * @name: as it is chosen
 * @make: measures and prints it
 */
typedef struct
{
  const char   *name;
  BenchRowFunc  make;
} Row;

static const Row rows[] = {
  { "small", bench_contest_table },
  { "tls", bench_contest_table },
  { "http2", bench_contest_table },
  { "flight", bench_contest_flight },
  { "large", bench_contest_table },
  { "gzip", bench_contest_table },
  { "chunks", bench_contest_table },
  { "delayed", bench_contest_table },
  { "one", bench_contest_table },
  { "tasks", bench_contest_tasks },
  { "instructions", bench_contest_instructions },
};

static gboolean
is_chosen (const Row  *row,
           char      **names)
{
  return names[0] == NULL || g_strv_contains ((const char *const *) names, row->name);
}

static gboolean
are_known (char **names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        known = known || g_str_equal (names[i], rows[j].name);

      if (!known)
        {
          g_printerr ("There is no row “%s”: there are " ROWS "\n", names[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
make_rows (char **names)
{
  gboolean complete = TRUE;
  double load = 0;

  getloadavg (&load, 1);
  g_print ("%d runs of each, in turn; s and per s are medians of whole programs.\n"
           "Load of the machine before: %.2f on %u processors.\n",
           contest.n_runs, load, g_get_num_processors ());
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_chosen (&rows[i], names))
      complete = rows[i].make (&contest, rows[i].name) && complete;

  return complete;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("NGINX [" ROWS "]…");
  g_autoptr (GError) error = NULL;
  gboolean complete;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 ||
      contest.paths.cli == NULL || contest.paths.floor == NULL || contest.paths.scripts == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "A path is missing");
      return 2;
    }

  if (contest.n_runs < 1 || contest.percent < 1 || !are_known (argv + 2))
    return 2;

  contest.nginx = bench_nginx_new (argv[1]);
  if (contest.profiles == NULL)
    contest.profiles = g_strdup (bench_nginx_get_directory (contest.nginx));
  complete = make_rows (argv + 2);
  bench_nginx_free (contest.nginx);

  return complete ? 0 : 1;
}
