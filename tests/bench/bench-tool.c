/* bench-tool.c: programs that make many requests, and how they are run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-tool.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not the first in the path: that may be one without the modules. */
#define PYTHON "/usr/bin/python3"

static const char *const names[BENCH_N_TOOLS] = {
  [BENCH_TOOL_CLI] = "inflight-cli",
  [BENCH_TOOL_CURL] = "curl -Z",
  [BENCH_TOOL_FLOOR] = "soup-floor",
  [BENCH_TOOL_AIOHTTP] = "aiohttp",
  [BENCH_TOOL_HTTPX] = "httpx",
  [BENCH_TOOL_ARIA2] = "aria2",
};

const char *
bench_tool_get_name (BenchTool tool)
{
  return names[tool];
}

/**
 * bench_tool_is_slow:
 * @tool: a tool
 *
 * Returns: whether a share of the requests must do, for the patience of whoever
 *   waits
 */
gboolean
bench_tool_is_slow (BenchTool tool)
{
  return tool == BENCH_TOOL_HTTPX || tool == BENCH_TOOL_ARIA2;
}

/* What is there */

static gboolean
can_insecure (const BenchPaths *paths)
{
  const char *argv[] = { paths->cli, "run", "--help", NULL };
  g_autofree char *output = NULL;

  return g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, NULL, NULL) &&
         strstr (output, "--insecure") != NULL;
}

static gboolean
can_import (const char *module)
{
  g_autofree char *statement = g_strconcat ("import ", module, NULL);
  const char *argv[] = { PYTHON, "-c", statement, NULL };
  int status;

  return g_spawn_sync (NULL, (char **) argv, NULL,
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
 * @tls: whether it shall speak TLS to a server with a certificate of its own
 *
 * Returns: (transfer full) (nullable): why it cannot be measured, or %NULL
 */
char *
bench_tool_dup_lack (BenchTool         tool,
                     const BenchPaths *paths,
                     gboolean          tls)
{
  gboolean there = TRUE;

  switch (tool)
    {
    case BENCH_TOOL_CLI:
      if (tls && !can_insecure (paths))
        return g_strdup ("it has no --insecure");
      break;

    case BENCH_TOOL_CURL:
      there = is_installed ("curl");
      break;

    case BENCH_TOOL_AIOHTTP:
      there = can_import ("aiohttp");
      break;

    case BENCH_TOOL_HTTPX:
      there = can_import ("httpx");
      break;

    case BENCH_TOOL_ARIA2:
      there = is_installed ("aria2c");
      break;

    case BENCH_TOOL_FLOOR:
    case BENCH_N_TOOLS:
      break;
    }

  return there ? NULL : g_strdup ("it is not installed");
}

/* Command lines */

static void add (GPtrArray  *argv,
                 const char *format,
                 ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray  *argv,
     const char *format,
     ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (argv, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
add_pattern (GPtrArray       *argv,
             const BenchLoad *load)
{
  add (argv, "%s[1-100]?round=[1-%u]", load->base, load->count / 100);
}

static void
add_cli (GPtrArray        *argv,
         const BenchPaths *paths,
         const BenchLoad  *load)
{
  add (argv, "%s", paths->cli);
  add (argv, "run");
  add (argv, "--quiet");
  add (argv, "--max-in-flight=%u", load->connections);
  add (argv, "--per-host=%u", load->connections);
  if (load->certificate != NULL)
    add (argv, "--insecure");
  add_pattern (argv, load);
}

/* One pattern and one output: with an output for each address it is slower. */
static void
add_curl (GPtrArray       *argv,
          const BenchLoad *load)
{
  add (argv, "curl");
  add (argv, "-q");
  add (argv, "--parallel");
  add (argv, "--parallel-max");
  add (argv, "%u", load->connections);
  add (argv, "--no-progress-meter");
  add (argv, "--fail");
  add (argv, "--noproxy");
  add (argv, "*");
  add (argv, "--output");
  add (argv, "/dev/null");
  if (load->certificate != NULL)
    {
      add (argv, "--cacert");
      add (argv, "%s", load->certificate);
    }
  add_pattern (argv, load);
}

static void
add_base (GPtrArray       *argv,
          const BenchLoad *load)
{
  add (argv, "--connections=%u", load->connections);
  if (load->certificate != NULL)
    add (argv, "--ca=%s", load->certificate);
  add (argv, "%s", load->base);
  add (argv, "%u", load->count);
}

static void
add_script (GPtrArray        *argv,
            const BenchPaths *paths,
            const char       *name)
{
  add (argv, PYTHON);
  add (argv, "%s/%s", paths->scripts, name);
}

static char *
get_list (const BenchLoad *load)
{
  return g_build_filename (load->directory, "aria2.txt", NULL);
}

static char *
get_downloads (const BenchLoad *load)
{
  return g_build_filename (load->directory, "aria2", NULL);
}

/* It keeps what it gets: each answer needs a name of its own. */
static void
write_list (const BenchLoad *load)
{
  g_autofree char *path = get_list (load);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < load->count; i++)
    g_string_append_printf (text, "%s%u\n  out=%u\n", load->base, i % 100 + 1, i);

  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_error ("%s", error->message);
}

static void
remove_downloads (const BenchLoad *load)
{
  g_autofree char *path = get_downloads (load);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
}

static void
add_aria2 (GPtrArray       *argv,
           const BenchLoad *load)
{
  g_autofree char *list = get_list (load);
  g_autofree char *downloads = get_downloads (load);

  write_list (load);
  add (argv, "aria2c");
  add (argv, "--no-conf");
  add (argv, "--quiet");
  add (argv, "--max-concurrent-downloads=%u", load->connections);
  add (argv, "--max-connection-per-server=1");
  add (argv, "--file-allocation=none");
  add (argv, "--allow-overwrite=true");
  add (argv, "--disable-ipv6=true");
  add (argv, "--no-proxy=*");
  if (load->certificate != NULL)
    add (argv, "--ca-certificate=%s", load->certificate);
  add (argv, "--dir=%s", downloads);
  add (argv, "--input-file=%s", list);
}

static void
add_tool (GPtrArray        *argv,
          BenchTool         tool,
          const BenchPaths *paths,
          const BenchLoad  *load)
{
  switch (tool)
    {
    case BENCH_TOOL_CLI:
      add_cli (argv, paths, load);
      break;

    case BENCH_TOOL_CURL:
      add_curl (argv, load);
      break;

    case BENCH_TOOL_FLOOR:
      add (argv, "%s", paths->floor);
      add_base (argv, load);
      break;

    case BENCH_TOOL_AIOHTTP:
      add_script (argv, paths, "bench-aiohttp.py");
      add_base (argv, load);
      break;

    case BENCH_TOOL_HTTPX:
      add_script (argv, paths, "bench-httpx.py");
      add_base (argv, load);
      break;

    case BENCH_TOOL_ARIA2:
      add_aria2 (argv, load);
      break;

    case BENCH_N_TOOLS:
      g_assert_not_reached ();
    }

  g_ptr_array_add (argv, NULL);
}

/* Running */

/* Between fork() and exec() there is little that one may do. */
static void G_GNUC_NORETURN
become (char **argv,
        int    null,
        int    log)
{
  sigset_t none;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  dup2 (null, STDIN_FILENO);
  dup2 (null, STDOUT_FILENO);
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
         BenchUse    *use)
{
  int null = g_open ("/dev/null", O_RDWR | O_CLOEXEC, 0);
  int log = g_open (log_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gint64 begin_us = g_get_monotonic_time ();
  struct rusage usage;
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    become (argv, null, log);

  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid)
    g_error ("%s: %s", argv[0], g_strerror (errno));

  use->wall_us = g_get_monotonic_time () - begin_us;
  use->cpu_us = get_us (usage.ru_utime) + get_us (usage.ru_stime);
  close (null);
  close (log);

  return status;
}

static gboolean
run (GPtrArray       *argv,
     const BenchLoad *load,
     BenchUse        *use)
{
  g_autofree char *log_path = g_build_filename (load->directory, "tool.log", NULL);
  int status = measure ((char **) argv->pdata, log_path, use);
  g_autofree char *command = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  if (g_spawn_check_wait_status (status, &error))
    return TRUE;

  command = g_strjoinv (" ", (char **) argv->pdata);
  g_file_get_contents (log_path, &log, NULL, NULL);
  g_printerr ("%s\n%s: %s\n", log, command, error->message);

  return FALSE;
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
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  gboolean succeeded;

  add_tool (argv, tool, paths, load);
  succeeded = run (argv, load, use);
  if (tool == BENCH_TOOL_ARIA2)
    remove_downloads (load);

  return succeeded;
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
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  BenchUse use;

  add (argv, "valgrind");
  add (argv, "--tool=callgrind");
  add (argv, "--fair-sched=yes");
  add (argv, "--callgrind-out-file=%s", profile);
  add_tool (argv, tool, paths, load);

  return run (argv, load, &use) ? read_total (profile) : 0;
}
