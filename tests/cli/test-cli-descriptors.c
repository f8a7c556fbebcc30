/* test-cli-descriptors.c: inflight-cli with few descriptors, and with many in flight
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "crowd-server.h"
#include "hostile-row.h"

#define PIPES (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE)

/**
 * Load:
 * @name: its name
 * @transport: what carries it
 * @n_descriptors: how many the program may open; 0 for as many as this one
 * @in_flight: how many requests it may have under way
 * @hosts: a pattern of hosts
 * @paths: a pattern of paths
 * @n_tasks: how many addresses that makes
 */
typedef struct
{
  const char *name;
  const char *transport;
  guint       n_descriptors;
  guint       in_flight;
  const char *hosts;
  const char *paths;
  guint       n_tasks;
} Load;

/* More origins than descriptors, of which none may keep its own; and more in flight
 * than is usual. */
#define ORIGINS "127.0.[0-9].[1-250]"
#define ONE_ORIGIN "127.0.0.1"
#define LOADS(transport) \
  { transport "/1024-descriptors", "--transport=" transport, 1024, 1024, ORIGINS, "x", 2500 }, \
  { transport "/64-descriptors", "--transport=" transport, 64, 64, ORIGINS, "x", 2500 }, \
  { transport "/64-descriptors/one-origin", "--transport=" transport, 64, 1024, ONE_ORIGIN, \
    "[1-200]", 200 }, \
  { transport "/in-flight/128", "--transport=" transport, 0, 128, ONE_ORIGIN, "[1-600]", 600 }, \
  { transport "/in-flight/300", "--transport=" transport, 0, 300, ONE_ORIGIN, "[1-900]", 900 }, \
  { transport "/in-flight/1024", "--transport=" transport, 0, 1024, ONE_ORIGIN, "[1-2500]", 2500 }

static const Load loads[] = {
#ifdef HAVE_LIBCURL
  LOADS ("libcurl"),
#endif
  LOADS ("libsoup"),
};

/* Returns: (transfer full): a run that has no more descriptors than that. */
static CliRun *
run_limited (guint              n_descriptors,
             const char *const *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  CliRun *run;

  cli_limit_descriptors (n_descriptors);
  process = cli_spawn (PIPES, arguments);
  cli_limit_descriptors (0);

  run = cli_run_finish (process, NULL);
  cli_run_parse_lines (run);

  return run;
}

/* All succeeded, and there was nothing else to say. */
static void
assert_all (CliRun *run,
            guint   n_tasks)
{
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, n_tasks);
  cli_run_assert_wait (run, "satisfied", n_tasks, 0);
}

static void
test_load (gconstpointer user_data)
{
  const Load *load = user_data;
  g_autoptr (CrowdServer) crowd = crowd_server_new (FALSE);
  g_autofree char *in_flight = g_strdup_printf ("--max-in-flight=%u", load->in_flight);
  g_autofree char *per_host = g_strdup_printf ("--per-host=%u", load->in_flight);
  g_autofree char *addresses = g_strdup_printf ("http://%s:%u/%s", load->hosts,
                                                crowd_server_get_port (crowd), load->paths);
  const char *const arguments[] = {
    "run", "--quiet", "--format=jsonl", load->transport, in_flight, per_host, addresses, NULL
  };
  g_autoptr (CliRun) run = run_limited (load->n_descriptors, arguments);

  assert_all (run, load->n_tasks);
  g_assert_cmpuint (crowd_server_get_n_requests (crowd), ==, load->n_tasks);
}

/* TLS takes descriptors too, and has nobody to complain to if there is none. */
static void
test_tls (gconstpointer user_data)
{
  const guint n_tasks = 200;
  g_autoptr (RawServer) server = raw_server_new ();
  g_autofree char *addresses = g_strdup_printf ("https://127.0.0.1:%u/[1-%u]",
                                                raw_server_get_port (server), n_tasks);
  const char *const arguments[] = {
    "run", "--quiet", "--format=jsonl", "--insecure", "--max-in-flight=64", "--per-host=64",
    user_data, addresses, NULL
  };
  g_autoptr (CliRun) run = NULL;

  raw_server_set_certificate (server, hostile_get_certificate ("good"));
  run = run_limited (64, arguments);
  assert_all (run, n_tasks);
  g_assert_cmpuint (raw_server_get_peak (server), <=, 64);
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/descriptors/", loads[i].name, NULL);

      g_test_add_data_func (path, &loads[i], test_load);
    }
#ifdef HAVE_LIBCURL
  g_test_add_data_func ("/cli/descriptors/libcurl/tls", "--transport=libcurl", test_tls);
#endif
  g_test_add_data_func ("/cli/descriptors/libsoup/tls", "--transport=libsoup", test_tls);

  return g_test_run ();
}
