/* bench-tool.h: programs that make many requests, and how they are run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchLoad:
 * @base: what the addresses begin with; behind it stand 1 to 100
 * @count: how many requests, a multiple of 100
 * @connections: how many at once
 * @certificate: (nullable): the certificate to trust, for TLS
 * @directory: where files can be put
 */
typedef struct
{
  const char *base;
  guint       count;
  guint       connections;
  const char *certificate;
  const char *directory;
} BenchLoad;

/**
 * BenchPaths:
 * @cli: inflight-cli
 * @floor: soup-floor
 * @scripts: the directory of the scripts
 */
typedef struct
{
  char *cli;
  char *floor;
  char *scripts;
} BenchPaths;

/**
 * BenchUse:
 * @wall_us: from its start to its end
 * @cpu_us: what it used of all processors meanwhile
 *
 * What a run of a program took.
 */
typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} BenchUse;

typedef enum {
  BENCH_TOOL_CLI,
  BENCH_TOOL_CURL,
  BENCH_TOOL_FLOOR,
  BENCH_TOOL_AIOHTTP,
  BENCH_TOOL_HTTPX,
  BENCH_TOOL_ARIA2,
  BENCH_N_TOOLS
} BenchTool;

const char *bench_tool_get_name   (BenchTool         tool);
gboolean    bench_tool_is_slow    (BenchTool         tool);
char       *bench_tool_dup_lack   (BenchTool         tool,
                                   const BenchPaths *paths,
                                   gboolean          tls);
gboolean    bench_tool_run        (BenchTool         tool,
                                   const BenchPaths *paths,
                                   const BenchLoad  *load,
                                   BenchUse         *use);
guint64     bench_tool_count_ir   (BenchTool         tool,
                                   const BenchPaths *paths,
                                   const BenchLoad  *load,
                                   const char       *profile);

G_END_DECLS
