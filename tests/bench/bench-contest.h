/* bench-contest.h: what Inflight and others are measured at
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-nginx.h"
#include "bench-tool.h"

G_BEGIN_DECLS

/* How many are in flight at once, where nothing else is said. */
#define BENCH_CONNECTIONS 32

/**
 * BenchContest:
 * @nginx: whom they ask
 * @paths: where what was built is
 * @n_runs: how often each is run
 * @percent: so much of each load
 * @profiles: the directory for callgrind's profiles
 */
typedef struct
{
  BenchNginx *nginx;
  BenchPaths  paths;
  int         n_runs;
  int         percent;
  char       *profiles;
} BenchContest;

/* Each returns whether every tool that is there did its work. */
typedef gboolean (*BenchRowFunc) (const BenchContest *contest,
                                  const char         *name);

gboolean bench_contest_table        (const BenchContest *contest,
                                     const char         *name);
gboolean bench_contest_flight       (const BenchContest *contest,
                                     const char         *name);
gboolean bench_contest_tasks        (const BenchContest *contest,
                                     const char         *name);
gboolean bench_contest_instructions (const BenchContest *contest,
                                     const char         *name);

guint    bench_contest_scale         (const BenchContest *contest,
                                      guint               count);
void     bench_contest_show_progress (const BenchContest *contest,
                                      const char         *name,
                                      int                 number,
                                      const char         *tool);
void     bench_contest_print_command (const BenchContest *contest,
                                      BenchTool           tool,
                                      const BenchLoad    *load);
gboolean bench_contest_load_init     (const BenchContest *contest,
                                      BenchLoad          *load,
                                      const char         *scheme,
                                      const char         *folder);
void     bench_contest_load_clear    (BenchLoad          *load);

G_END_DECLS
