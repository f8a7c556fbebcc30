/* bench-tool.c: programs that make many requests, and how they are run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-tool.h"

#include "bench-command.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/**
 * Tool:
 * @name: what it is called
 * @programs: which of others must be there
 * @probe: what must succeed if what it needs besides is there
 * @share: by what the requests are divided, if it is slow
 */
typedef struct
{
  const char *name;
  const char *programs[2];
  const char *probe[4];
  guint       share;
} Tool;

static const Tool tools[BENCH_N_TOOLS] = {
  [BENCH_TOOL_CLI] = { "inflight-cli" },
  [BENCH_TOOL_CURL] = { "curl -Z", { "curl" } },
  [BENCH_TOOL_CURL_JQ] = { "curl -Z | jq", { "curl", "jq" } },
  [BENCH_TOOL_CURL_FLOOR] = { "curl-floor" },
  [BENCH_TOOL_FLOOR] = { "soup-floor" },
  [BENCH_TOOL_WGET2] = { "wget2", { "wget2" } },
  [BENCH_TOOL_UNDICI] = { "undici", { BENCH_NODE }, { BENCH_NODE, "-e", "require('undici')" } },
  [BENCH_TOOL_AIOHTTP] = { "aiohttp", { BENCH_PYTHON }, { BENCH_PYTHON, "-c", "import aiohttp" } },
  [BENCH_TOOL_HTTPX] = { "httpx", { BENCH_PYTHON }, { BENCH_PYTHON, "-c", "import httpx" }, 10 },
  [BENCH_TOOL_ARIA2] = { "aria2", { "aria2c" }, .share = 100 },
  [BENCH_TOOL_WRK] = { "wrk", { "wrk" } },
};

const char *
bench_tool_get_name (BenchTool tool)
{
  return tools[tool].name;
}

/**
 * bench_tool_get_share:
 * @tool: a tool
 *
 * Returns: by what to divide the requests, for the patience of whoever waits;
 *   what counts is the rate
 */
guint
bench_tool_get_share (BenchTool tool)
{
  return tools[tool].share > 0 ? tools[tool].share : 1;
}

/* What is there */

static char *
dup_lack_of_option (const BenchPaths *paths,
                    const char       *option)
{
  const char *argv[] = { paths->cli, "run", "--help", NULL };
  g_autofree char *output = NULL;

  if (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, NULL, NULL) &&
      strstr (output, option) != NULL)
    return NULL;

  return g_strdup_printf ("it has no %s", option);
}

static gboolean
succeeds (const char *const *argv)
{
  int status;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH |
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

static gboolean
is_installed (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  return path != NULL;
}

/**
 * bench_tool_dup_lack:
 * @tool: a tool
 * @paths: where what was built is
 * @load: what it has to do
 *
 * Returns: (transfer full) (nullable): why it cannot be measured, or %NULL
 */
char *
bench_tool_dup_lack (BenchTool         tool,
                     const BenchPaths *paths,
                     const BenchLoad  *load)
{
  const Tool *self = &tools[tool];

  if (tool == BENCH_TOOL_CLI && load->http2)
    return dup_lack_of_option (paths, "--http=");

  if (tool == BENCH_TOOL_CURL_FLOOR &&
      (paths->curl_floor == NULL || !g_file_test (paths->curl_floor, G_FILE_TEST_EXISTS)))
    return g_strdup ("libcurl’s headers were not there to build it");

  for (gsize i = 0; i < G_N_ELEMENTS (self->programs) && self->programs[i] != NULL; i++)
    if (!is_installed (self->programs[i]))
      return g_strdup_printf ("%s is not installed", self->programs[i]);

  if (self->probe[0] != NULL && !succeeds (self->probe))
    return g_strdup ("it is not installed");

  return NULL;
}

/**
 * bench_tool_dup_command:
 * @tool: a tool
 * @paths: where what was built is
 * @load: what it has to do
 *
 * Returns: (transfer full): what to type to have it done
 */
char *
bench_tool_dup_command (BenchTool         tool,
                        const BenchPaths *paths,
                        const BenchLoad  *load)
{
  g_autoptr (GPtrArray) argv = bench_command_new (tool, paths, load);

  return bench_command_dup_text (argv);
}

/* Running */

/* Between fork() and exec() there is little that one may do. */
static void G_GNUC_NORETURN
become (char **argv,
        int    input,
        int    output,
        int    log)
{
  sigset_t none;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  dup2 (input, STDIN_FILENO);
  dup2 (output, STDOUT_FILENO);
  dup2 (log, STDERR_FILENO);
  execvp (argv[0], argv);
  _exit (127);
}

static gint64
get_us (struct timeval time)
{
  return time.tv_sec * G_USEC_PER_SEC + time.tv_usec;
}

/* Returns how it ended, as waitpid() has it. */
static int
measure (char       **argv,
         const char  *log_path,
         gboolean     log_output,
         BenchUse    *use)
{
  int null = g_open ("/dev/null", O_RDWR | O_CLOEXEC, 0);
  int log = g_open (log_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gint64 begin_us = g_get_monotonic_time ();
  struct rusage usage;
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    become (argv, null, log_output ? log : null, log);

  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid)
    g_error ("%s: %s", argv[0], g_strerror (errno));

  use->wall_us = g_get_monotonic_time () - begin_us;
  use->cpu_us = get_us (usage.ru_utime) + get_us (usage.ru_stime);
  use->peak_bytes = usage.ru_maxrss * (gint64) 1024;
  close (null);
  close (log);

  return status;
}

/* Returns what it said, if it was asked to and succeeded. */
static char *
run (GPtrArray       *argv,
     const BenchLoad *load,
     gboolean         log_output,
     BenchUse        *use)
{
  g_autofree char *log_path = g_build_filename (load->directory, "tool.log", NULL);
  int status = measure ((char **) argv->pdata, log_path, log_output, use);
  g_autofree char *command = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (log_path, &log, NULL, NULL);
  if (g_spawn_check_wait_status (status, &error))
    return g_steal_pointer (&log);

  command = bench_command_dup_text (argv);
  g_printerr ("%s\n%s: %s\n", log, command, error->message);

  return NULL;
}

/* Finds “123 requests in 2.00s”. */
static guint
read_wrk (const char *output)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\d+) requests in ", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  if (!g_regex_match (regex, output, 0, &match))
    return 0;

  number = g_match_info_fetch (match, 1);

  return g_ascii_strtoull (number, NULL, 10);
}

/**
 * bench_tool_run:
 * @tool: a tool
 * @paths: where what was built is
 * @load: what it has to do
 * @use: (out): what that took
 *
 * Returns: %FALSE if it failed, which was then said
 */
gboolean
bench_tool_run (BenchTool         tool,
                const BenchPaths *paths,
                const BenchLoad  *load,
                BenchUse         *use)
{
  g_autoptr (GPtrArray) argv = bench_command_new (tool, paths, load);
  gboolean counts = tool == BENCH_TOOL_WRK;
  g_autofree char *output = NULL;

  bench_command_prepare (tool, load);
  output = run (argv, load, counts, use);
  bench_command_clean (tool, load);
  if (output == NULL)
    return FALSE;

  use->n_requests = counts ? read_wrk (output) : load->count;

  return use->n_requests > 0;
}

static guint64
read_total (const char *profile)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *total;

  if (!g_file_get_contents (profile, &text, NULL, &error))
    g_error ("%s", error->message);

  total = strstr (text, "\ntotals: ");
  if (total == NULL)
    total = strstr (text, "\nsummary: ");

  return total != NULL ? g_ascii_strtoull (strchr (total, ' '), NULL, 10) : 0;
}

/**
 * bench_tool_count_ir:
 * @tool: a tool
 * @paths: where what was built is
 * @load: what it has to do
 * @profile: the file to write callgrind's profile to
 *
 * Returns: the number of instructions that it took, 0 if it failed
 */
guint64
bench_tool_count_ir (BenchTool         tool,
                     const BenchPaths *paths,
                     const BenchLoad  *load,
                     const char       *profile)
{
  g_autoptr (GPtrArray) argv = bench_command_new (tool, paths, load);
  g_autofree char *output = NULL;
  BenchUse use;

  g_ptr_array_insert (argv, 0, g_strdup ("valgrind"));
  g_ptr_array_insert (argv, 1, g_strdup ("--tool=callgrind"));
  g_ptr_array_insert (argv, 2, g_strdup ("--fair-sched=yes"));
  g_ptr_array_insert (argv, 3, g_strdup_printf ("--callgrind-out-file=%s", profile));
  output = run (argv, load, FALSE, &use);

  return output != NULL ? read_total (profile) : 0;
}
