/* bench-engine.c: what the engine costs, without a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-engine.h"

#include "bench-nginx.h"
#include "inflight-network.h"

static int percent = 100;

static const GOptionEntry entries[] = {
  { "percent", 'p', 0, G_OPTION_ARG_INT, &percent, "So many of the tasks (100)", "N" },
  G_OPTION_ENTRY_NULL
};

typedef struct
{
  const char *name;
  void      (*func) (const BenchSetting *setting);
} Figure;

/* Memory comes first, as long as nothing was freed that could be used again. */
static const Figure figures[] = {
  { "memory", bench_engine_memory },
  { "queue", bench_engine_queue },
  { "cancel", bench_engine_cancel },
  { "wait", bench_engine_wait },
  { "aftermath", bench_engine_aftermath },
  { "loop", bench_engine_loop },
  { "cost", bench_engine_cost },
};

static const Figure *
find_figure (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (g_str_equal (figures[i].name, name))
      return &figures[i];

  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("NGINX [FIGURE]…");
  g_autoptr (BenchNginx) nginx = NULL;
  g_autoptr (GError) error = NULL;
  BenchSetting setting;

  g_option_context_set_summary (context, "Figures: memory, queue, cancel, wait, aftermath, "
                                         "loop, cost.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || percent < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "The path of nginx is missing");
      return 2;
    }

  for (int i = 2; i < argc; i++)
    if (find_figure (argv[i]) == NULL)
      {
        g_printerr ("There is no figure “%s”\n", argv[i]);
        return 2;
      }

  inflight_engine_init ();
  nginx = bench_nginx_new (argv[1]);
  setting.nginx_port = bench_nginx_get_port (nginx);
  setting.n_few = MAX (1000, 10000 / 100 * percent);
  setting.n_queued = MAX (1000, 100000 / 100 * percent);
  setting.n_many = MAX (1000, 1000000 / 100 * percent);

  if (argc == 2)
    for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
      figures[i].func (&setting);

  for (int i = 2; i < argc; i++)
    find_figure (argv[i])->func (&setting);

  return 0;
}
