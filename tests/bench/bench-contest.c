/* bench-contest.c: what Inflight and others are measured at
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-contest.h"

#include <unistd.h>

/**
 * bench_contest_scale:
 * @contest: a contest
 * @count: how many requests a row makes
 *
 * Returns: how many it shall make here, a multiple of 100
 */
guint
bench_contest_scale (const BenchContest *contest,
                     guint               count)
{
  return MAX (100, (guint) (count * (guint64) contest->percent / 100) / 100 * 100);
}

/* With no tool, nothing is under way any more. */
void
bench_contest_show_progress (const BenchContest *contest,
                             const char         *name,
                             int                 number,
                             const char         *tool)
{
  if (!isatty (STDERR_FILENO))
    return;

  g_printerr ("\r\033[K");
  if (tool != NULL)
    g_printerr ("%s, run %d: %s", name, number, tool);
}

void
bench_contest_print_command (const BenchContest *contest,
                             BenchTool           tool,
                             const BenchLoad    *load)
{
  g_autofree char *command = bench_tool_dup_command (tool, &contest->paths, load);

  g_print ("  $ %s\n", command);
}

/**
 * bench_contest_load_init:
 * @contest: a contest
 * @load: (out): what there is to do, except for the count
 * @scheme: `http`, `https` or, for HTTP/2 over TLS, `http2`
 * @folder: where it is on the server
 *
 * Returns: %FALSE if the server cannot speak TLS, which was then said
 */
gboolean
bench_contest_load_init (const BenchContest *contest,
                         BenchLoad          *load,
                         const char         *scheme,
                         const char         *folder)
{
  gboolean http2 = g_str_equal (scheme, "http2");
  gboolean tls = http2 || g_str_equal (scheme, "https");
  guint16 port;

  if (!tls)
    port = bench_nginx_get_port (contest->nginx);
  else if (http2)
    port = bench_nginx_get_http2_port (contest->nginx);
  else
    port = bench_nginx_get_tls_port (contest->nginx);

  *load = (BenchLoad) { .connections = BENCH_CONNECTIONS, .http2 = http2 };
  if (port == 0)
    {
      g_print ("\nNo TLS: there is no openssl to make a certificate.\n");
      return FALSE;
    }

  load->base = g_strdup_printf ("%s://127.0.0.1:%u/%s/", tls ? "https" : "http", port, folder);
  load->certificate = tls ? bench_nginx_dup_certificate (contest->nginx) : NULL;
  load->directory = bench_nginx_get_directory (contest->nginx);

  return TRUE;
}

void
bench_contest_load_clear (BenchLoad *load)
{
  g_free ((char *) load->base);
  g_free ((char *) load->certificate);
}
