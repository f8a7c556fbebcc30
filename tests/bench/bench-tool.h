/* bench-tool.h: programs that make many requests, and how they are run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Not the first in the path: that may be one without the modules. */
#define BENCH_PYTHON "/usr/bin/python3"
#define BENCH_NODE   "node"

/**
 * BenchLoad:
 * @base: what the addresses begin with; behind it stand 1 to 100
 * @count: how many requests, a multiple of 100 or 1
 * @connections: how many at once
 * @certificate: (nullable): the certificate to trust, for TLS
 * @http2: whether HTTP/2 shall be spoken, over TLS
 * @compressed: whether gzip shall be asked for, by those who need to be told
 * @format: (nullable): how inflight-cli shall print, if not as it does
 * @directory: where files can be put
 */
typedef struct
{
  const char *base;
  guint       count;
  guint       connections;
  const char *certificate;
  gboolean    http2;
  gboolean    compressed;
  const char *format;
  const char *directory;
} BenchLoad;

/**
 * BenchPaths:
 * @cli: inflight-cli
 * @arguments: (nullable): further arguments of its
 * @floor: soup-floor
 * @curl_floor: (nullable): curl-floor, if it was built
 * @scripts: the directory of the scripts
 */
typedef struct
{
  char  *cli;
  char **arguments;
  char  *floor;
  char  *curl_floor;
  char  *scripts;
} BenchPaths;

/**
 * BenchUse:
 * @wall_us: from its start to its end
 * @cpu_us: what it used of all processors meanwhile
 * @peak_bytes: the most memory that was resident
 * @n_requests: how many requests it made
 *
 * What a run of a program took.
 */
typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
  gint64 peak_bytes;
  guint  n_requests;
} BenchUse;

typedef enum {
  BENCH_TOOL_CLI,
  BENCH_TOOL_CURL,
  BENCH_TOOL_CURL_JQ,
  BENCH_TOOL_CURL_FLOOR,
  BENCH_TOOL_FLOOR,
  BENCH_TOOL_WGET2,
  BENCH_TOOL_UNDICI,
  BENCH_TOOL_AIOHTTP,
  BENCH_TOOL_HTTPX,
  BENCH_TOOL_ARIA2,
  BENCH_TOOL_WRK,
  BENCH_N_TOOLS
} BenchTool;

const char *bench_tool_get_name    (BenchTool         tool);
guint       bench_tool_get_share   (BenchTool         tool);
char       *bench_tool_dup_lack    (BenchTool         tool,
                                    const BenchPaths *paths,
                                    const BenchLoad  *load);
char       *bench_tool_dup_command (BenchTool         tool,
                                    const BenchPaths *paths,
                                    const BenchLoad  *load);
gboolean    bench_tool_run         (BenchTool         tool,
                                    const BenchPaths *paths,
                                    const BenchLoad  *load,
                                    BenchUse         *use);
guint64     bench_tool_count_ir    (BenchTool         tool,
                                    const BenchPaths *paths,
                                    const BenchLoad  *load,
                                    const char       *profile);

G_END_DECLS
