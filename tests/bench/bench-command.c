/* bench-command.c: the command lines of programs that make many requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-command.h"

#include <glib/gstdio.h>
#include <string.h>

#define ARIA2_LIST "aria2.txt"
#define WGET2_LIST "wget2.txt"

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
  if (load->count == 1)
    add (argv, "%s1", load->base);
  else
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
  if (load->count > 1)
    {
      add (argv, "--max-in-flight=%u", load->connections);
      add (argv, "--per-host=%u", load->connections);
    }
  if (load->format != NULL)
    add (argv, "--format=%s", load->format);
  if (load->http2)
    add (argv, "--http=2");
  if (load->certificate != NULL)
    add (argv, "--insecure");
  for (gsize i = 0; paths->arguments != NULL && paths->arguments[i] != NULL; i++)
    add (argv, "%s", paths->arguments[i]);
  add_pattern (argv, load);
}

/* One pattern and one output: with an output for each address it is slower. */
static void
add_curl (GPtrArray       *argv,
          const BenchLoad *load,
          gboolean         to_pipe)
{
  add (argv, "curl");
  add (argv, "-q");
  if (load->count > 1)
    {
      add (argv, "--parallel");
      add (argv, "--parallel-max");
      add (argv, "%u", load->connections);
    }
  if (load->http2)
    add (argv, "--http2");
  if (load->compressed)
    add (argv, "--compressed");
  add (argv, "--no-progress-meter");
  add (argv, "--fail");
  add (argv, "--noproxy");
  add (argv, "*");
  if (!to_pipe)
    {
      add (argv, "--output");
      add (argv, "/dev/null");
    }
  if (load->certificate != NULL)
    {
      add (argv, "--cacert");
      add (argv, "%s", load->certificate);
    }
  add_pattern (argv, load);
}

/* If curl fails, jq is given what it fails of. */
static void
add_curl_jq (GPtrArray       *argv,
             const BenchLoad *load)
{
  g_autoptr (GPtrArray) curl = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  add_curl (curl, load, TRUE);
  g_ptr_array_add (curl, NULL);
  text = bench_command_dup_text (curl);
  add (argv, "sh");
  add (argv, "-c");
  add (argv, "(%s || echo ]) | jq -r .title", text);
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
add_curl_floor (GPtrArray        *argv,
                const BenchPaths *paths,
                const BenchLoad  *load)
{
  add (argv, "%s", paths->curl_floor);
  if (load->http2)
    add (argv, "--http=2");
  if (load->compressed)
    add (argv, "--compressed");
  add_base (argv, load);
}

static void
add_script (GPtrArray        *argv,
            const BenchPaths *paths,
            const BenchLoad  *load,
            const char       *interpreter,
            const char       *name)
{
  add (argv, "%s", interpreter);
  add (argv, "%s/%s", paths->scripts, name);
  add_base (argv, load);
}

static void
add_wget2 (GPtrArray       *argv,
           const BenchLoad *load)
{
  add (argv, "wget2");
  add (argv, "--no-config");
  add (argv, "--quiet");
  add (argv, "--no-proxy");
  add (argv, "--no-hsts");
  add (argv, "--max-threads=%u", load->connections);
  add (argv, "--http2=%s", load->http2 ? "on" : "off");
  if (load->certificate != NULL)
    add (argv, "--ca-certificate=%s", load->certificate);
  add (argv, "--output-document=/dev/null");
  add (argv, "--input-file=%s/" WGET2_LIST, load->directory);
}

static char *
get_downloads (const BenchLoad *load)
{
  return g_build_filename (load->directory, "aria2", NULL);
}

static void
add_aria2 (GPtrArray       *argv,
           const BenchLoad *load)
{
  g_autofree char *downloads = get_downloads (load);

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
  add (argv, "--input-file=%s/" ARIA2_LIST, load->directory);
}

/* It counts seconds and not requests, and knows one address only. */
static void
add_wrk (GPtrArray       *argv,
         const BenchLoad *load)
{
  add (argv, "wrk");
  add (argv, "--threads=1");
  add (argv, "--connections=%u", load->connections);
  add (argv, "--duration=%us", MAX (1, load->count / 10000));
  add (argv, "%s1", load->base);
}

/**
 * bench_command_new:
 * @tool: a tool
 * @paths: where what was built is
 * @load: what it has to do
 *
 * Returns: (transfer full) (element-type utf8): its command line, with %NULL at
 *   the end
 */
GPtrArray *
bench_command_new (BenchTool         tool,
                   const BenchPaths *paths,
                   const BenchLoad  *load)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func (g_free);

  switch (tool)
    {
    case BENCH_TOOL_CLI:
      add_cli (argv, paths, load);
      break;

    case BENCH_TOOL_CURL:
      add_curl (argv, load, FALSE);
      break;

    case BENCH_TOOL_CURL_JQ:
      add_curl_jq (argv, load);
      break;

    case BENCH_TOOL_CURL_FLOOR:
      add_curl_floor (argv, paths, load);
      break;

    case BENCH_TOOL_FLOOR:
      add (argv, "%s", paths->floor);
      add_base (argv, load);
      break;

    case BENCH_TOOL_WGET2:
      add_wget2 (argv, load);
      break;

    case BENCH_TOOL_UNDICI:
      add_script (argv, paths, load, BENCH_NODE, "bench-undici.js");
      break;

    case BENCH_TOOL_AIOHTTP:
      add_script (argv, paths, load, BENCH_PYTHON, "bench-aiohttp.py");
      break;

    case BENCH_TOOL_HTTPX:
      add_script (argv, paths, load, BENCH_PYTHON, "bench-httpx.py");
      break;

    case BENCH_TOOL_ARIA2:
      add_aria2 (argv, load);
      break;

    case BENCH_TOOL_WRK:
      add_wrk (argv, load);
      break;

    case BENCH_N_TOOLS:
      g_assert_not_reached ();
    }

  g_ptr_array_add (argv, NULL);

  return argv;
}

/* Returns whether a shell takes it as it stands. */
static gboolean
is_plain (const char *argument)
{
  for (; *argument != '\0'; argument++)
    if (!g_ascii_isalnum (*argument) && strchr ("-_./:=,+%@", *argument) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * bench_command_dup_text:
 * @self: a command line
 *
 * Returns: (transfer full): what to type for it
 */
char *
bench_command_dup_text (GPtrArray *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; g_ptr_array_index (self, i) != NULL; i++)
    {
      const char *argument = g_ptr_array_index (self, i);
      g_autofree char *quoted = is_plain (argument) ? g_strdup (argument)
                                                    : g_shell_quote (argument);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, quoted);
    }

  return g_string_free (text, FALSE);
}

/* Files beside them */

static void
write_list (const BenchLoad *load,
            const char      *name,
            const GString   *text)
{
  g_autofree char *path = g_build_filename (load->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_error ("%s", error->message);
}

/* It keeps what it gets: each answer needs a name of its own. */
static void
write_aria2_list (const BenchLoad *load)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < load->count; i++)
    g_string_append_printf (text, "%s%u\n  out=%u\n", load->base, i % 100 + 1, i);

  write_list (load, ARIA2_LIST, text);
}

/* It asks for no address twice: each needs a query of its own. */
static void
write_wget2_list (const BenchLoad *load)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < load->count; i++)
    g_string_append_printf (text, "%s%u?round=%u\n", load->base, i % 100 + 1, i / 100 + 1);

  write_list (load, WGET2_LIST, text);
}

/**
 * bench_command_prepare:
 * @tool: a tool
 * @load: what it has to do
 *
 * Writes what its command line names.
 */
void
bench_command_prepare (BenchTool        tool,
                       const BenchLoad *load)
{
  if (tool == BENCH_TOOL_ARIA2)
    write_aria2_list (load);
  else if (tool == BENCH_TOOL_WGET2)
    write_wget2_list (load);
}

/**
 * bench_command_clean:
 * @tool: a tool
 * @load: what it had to do
 *
 * Removes what it left behind.
 */
void
bench_command_clean (BenchTool        tool,
                     const BenchLoad *load)
{
  g_autofree char *path = NULL;
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (tool != BENCH_TOOL_ARIA2)
    return;

  path = get_downloads (load);
  directory = g_dir_open (path, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
}
