/* bench-window.c: the window while a hundred thousand answers arrive
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-nginx.h"
#include "bench-report.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

/* The limited run ends after this time, when a quarter has been answered. */
#define LIMITED_S 30

#define N_STARTS 15

static int n_runs = 2;
static int percent = 100;
static gboolean serve;
static char *wrap;
static char *only;

static const GOptionEntry entries[] = {
  { "runs", 'n', 0, G_OPTION_ARG_INT, &n_runs, "How often at the full rate (2)", "N" },
  { "percent", 'p', 0, G_OPTION_ARG_INT, &percent, "So many of the tasks (100)", "N" },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Do only this: rest, scroll, sort…", "ACT" },
  { "wrap", 0, 0, G_OPTION_ARG_STRING, &wrap, "Run the window under this", "COMMAND" },
  { "serve", 0, 0, G_OPTION_ARG_NONE, &serve, "Only run the server", NULL },
  G_OPTION_ENTRY_NULL
};

/**
 * Bench:
 * @nginx: the server
 * @directory: where the other programs are
 * @figures: (element-type utf8 GArray): what the runs said, by mode and name
 * @failed: whether something could not be measured
 */
typedef struct
{
  BenchNginx *nginx;
  char       *directory;
  GHashTable *figures;
  gboolean    failed;
} Bench;

/* Programs */

/* The server's owner waits for signals on a thread; others want them. */
static void
child_setup_cb (gpointer user_data)
{
  sigset_t none;

  sigemptyset (&none);
  pthread_sigmask (SIG_SETMASK, &none, NULL);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocessLauncher *
new_launcher (GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);

  return launcher;
}

static GSubprocess *
spawn (GSubprocessLauncher *launcher,
       GPtrArray           *arguments)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata,
                                          &error);
  if (process == NULL)
    g_printerr ("%s\n", error->message);

  return process;
}

static void
add_program (Bench      *self,
             GPtrArray  *arguments,
             const char *name)
{
  g_ptr_array_add (arguments, g_build_filename (self->directory, name, NULL));
}

static void
add_option (GPtrArray  *arguments,
            const char *name,
            int         value)
{
  g_ptr_array_add (arguments, g_strdup_printf ("--%s=%d", name, value));
}

/* Figures */

static void
add_figure (Bench      *self,
            const char *mode,
            const char *name,
            double      value)
{
  g_autofree char *key = g_strdup_printf ("%s %s", mode, name);
  GArray *values = g_hash_table_lookup (self->figures, key);

  if (values == NULL)
    {
      values = bench_values_new ();
      g_hash_table_insert (self->figures, g_steal_pointer (&key), values);
    }

  bench_values_add (values, value);
}

static gboolean
get_figure (Bench      *self,
            const char *mode,
            const char *name,
            double      quantile,
            double     *value)
{
  g_autofree char *key = g_strdup_printf ("%s %s", mode, name);
  GArray *values = g_hash_table_lookup (self->figures, key);

  if (values == NULL)
    return FALSE;

  *value = bench_values_get (values, quantile);

  return TRUE;
}

static void
read_output (Bench       *self,
             const char  *mode,
             GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  char *text;

  while ((text = g_data_input_stream_read_line (stream, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *line = text;
      g_auto (GStrv) words = g_strsplit (line, " ", 2);

      if (*line == '=' && words[1] != NULL)
        add_figure (self, mode, words[0] + 1, g_ascii_strtod (words[1], NULL));
      else
        g_print ("%s\n", line);
    }
}

/* Runs */

/* Returns who sends keys, and in @descriptor where it says so. */
static GSubprocess *
spawn_input (Bench *self,
             int   *descriptor)
{
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, &error))
    {
      g_printerr ("%s\n", error->message);
      return NULL;
    }

  add_program (self, arguments, "bench-input");
  g_subprocess_launcher_take_stdout_fd (launcher, ends[1]);
  *descriptor = ends[0];

  return spawn (launcher, arguments);
}

static void
add_wrap (GPtrArray *arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  if (wrap == NULL)
    return;

  if (!g_shell_parse_argv (wrap, NULL, &words, &error))
    g_error ("%s", error->message);

  for (int i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, g_strdup (words[i]));
}

static void
run (Bench      *self,
     const char *mode,
     int         seconds)
{
  gboolean with_window = !g_str_equal (mode, "engine");
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) input = NULL;
  g_autoptr (GSubprocess) process = NULL;
  int descriptor = -1;
  double value;

  g_print ("\n%s\n", mode);
  if (with_window)
    add_wrap (arguments);
  add_program (self, arguments, "bench-window-run");
  g_ptr_array_add (arguments, g_strdup (mode));
  add_option (arguments, "port", bench_nginx_get_port (self->nginx));
  add_option (arguments, "tasks", 1000 * percent);
  add_option (arguments, "seconds", seconds);
  if (only != NULL)
    g_ptr_array_add (arguments, g_strdup_printf ("--only=%s", only));

  if (with_window)
    input = spawn_input (self, &descriptor);
  if (input != NULL)
    {
      g_ptr_array_add (arguments, g_strdup ("--input"));
      g_subprocess_launcher_take_stdin_fd (launcher, descriptor);
    }

  process = spawn (launcher, arguments);
  if (process != NULL)
    read_output (self, mode, process);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    self->failed = TRUE;
  if (with_window && !get_figure (self, mode, "input-worst", 1, &value))
    {
      g_print ("How long keys take was not measured\n");
      self->failed = TRUE;
    }

  if (input != NULL)
    {
      g_subprocess_force_exit (input);
      g_subprocess_wait (input, NULL, NULL);
    }
}

static void
measure_full (Bench *self)
{
  run (self, "full", 0);
}

static void
measure_engine (Bench *self)
{
  run (self, "engine", 0);
}

static void
measure_limited (Bench *self)
{
  run (self, "limited", LIMITED_S);
}

static void
start (Bench      *self,
       const char *program)
{
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  gint64 begin_us;

  add_program (self, arguments, program);
  begin_us = g_get_monotonic_time ();
  process = spawn (launcher, arguments);

  if (process != NULL &&
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL) &&
      g_subprocess_get_successful (process))
    add_figure (self, "start", program,
                (g_ascii_strtoll (output, NULL, 10) - begin_us) / 1000.0);
  else
    self->failed = TRUE;
}

/* The first of each finds out what is in the way of a first start, such as caches
 * of fonts and icons. */
static void
measure_start (Bench *self)
{
  g_print ("\nstart\n");
  start (self, "bench-start");
  start (self, "empty-window");
  g_hash_table_remove (self->figures, "start bench-start");
  g_hash_table_remove (self->figures, "start empty-window");

  for (int i = 0; i < N_STARTS; i++)
    {
      start (self, "bench-start");
      start (self, "empty-window");
    }
}

/* Bars */

typedef struct
{
  const char *mode;
  const char *name;
  const char *what;
  const char *unit;
  double      quantile;
  double      bar;
} Bar;

/* Of several runs the median, but the worst of all. */
static const Bar bars[] = {
  { "full", "mean", "full rate: mean frame", "ms", 0.5, 34 },
  { "full", "99", "full rate: frame, 99 %", "ms", 0.5, 0 },
  { "full", "worst", "full rate: worst frame", "ms", 1, 80 },
  { "full", "input-99", "full rate: input latency, 99 %", "ms", 0.5, 0 },
  { "full", "input-worst", "full rate: input latency, worst", "ms", 1, 0 },
  { "full", "adding-worst", "worst frame while adding", "ms", 1, 0 },
  { "full", "failed", "full rate: tasks that failed", "", 1, 0 },
  { "full", "rate", "full rate: responses a second", "/s", 0.5, 0 },
  { "engine", "rate", "the same without a window", "/s", 0.5, 0 },
  { "limited", "rate", "limited by the server: responses a second", "/s", 0.5, 0 },
  { "limited", "mean", "limited: mean frame", "ms", 0.5, 17.5 },
  { "limited", "99", "limited: frame, 99 %", "ms", 0.5, 25 },
  { "limited", "worst", "limited: worst frame", "ms", 1, 0 },
  { "limited", "input-99", "limited: input latency, 99 %", "ms", 0.5, 0 },
  { "limited", "input-worst", "limited: input latency, worst", "ms", 1, 0 },
  { "limited", "failed", "limited: tasks that failed", "", 1, 0 },
  { "full", "resident", "resident at the end, beyond an empty window", "MB", 0.5, 150 },
  { "full", "each", "a finished task beyond body and address", "B", 0.5, 900 },
  { "engine", "resident", "the same without a window, beyond an empty program", "MB", 0.5, 0 },
  { "start", "bench-start", "start to first frame", "ms", 0.5, 0 },
  { "start", "empty-window", "the same of an empty window", "ms", 0.5, 0 },
};

static void
report (Bench *self)
{
  double value;
  double base;

  g_print ("\n");
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      const Bar *bar = &bars[i];

      if (!get_figure (self, bar->mode, bar->name, bar->quantile, &value))
        continue;

      if (bar->bar > 0)
        bench_report_at_most (bar->what, value, bar->unit, bar->bar);
      else
        bench_report (bar->what, value, bar->unit);
    }

  if (get_figure (self, "full", "rate", 0.5, &value) &&
      get_figure (self, "engine", "rate", 0.5, &base))
    bench_report_at_least ("engine with the window to engine without", value / base, "", 0.7);
  if (get_figure (self, "start", "bench-start", 0.5, &value) &&
      get_figure (self, "start", "empty-window", 0.5, &base))
    bench_report_at_most ("start to that of an empty window", value / base, "", 1.25);
}

/* The program */

typedef struct
{
  const char *name;
  void      (*func) (Bench *self);
  gboolean    once;
} Mode;

static const Mode modes[] = {
  { "full", measure_full, FALSE },
  { "engine", measure_engine, FALSE },
  { "limited", measure_limited, TRUE },
  { "start", measure_start, TRUE },
};

static gboolean
is_mode (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (modes[i].name, name))
      return TRUE;

  return FALSE;
}

static void
serve_forever (BenchNginx *nginx)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_print ("%u\n", bench_nginx_get_port (nginx));
  g_main_loop_run (loop);
}

/* In turn, so that what else the machine does meets all of them. */
static gboolean
measure (Bench             *self,
         const char *const *names)
{
  for (int i = 0; i < n_runs; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (modes); j++)
      if ((*names == NULL || g_strv_contains (names, modes[j].name)) &&
          (i == 0 || !modes[j].once))
        modes[j].func (self);

  report (self);

  return !self->failed;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("NGINX [MODE]…");
  g_autoptr (BenchNginx) nginx = NULL;
  g_autoptr (GHashTable) figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify) g_array_unref);
  g_autofree char *path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  Bench self = { .directory = directory, .figures = figures };

  g_option_context_set_summary (context, "Modes: full, engine, limited, start.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || percent < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "The path of nginx is missing");
      return 2;
    }

  for (int i = 2; i < argc; i++)
    if (!is_mode (argv[i]))
      {
        g_printerr ("There is no mode “%s”\n", argv[i]);
        return 2;
      }

  nginx = bench_nginx_new (argv[1]);
  self.nginx = nginx;
  if (serve)
    serve_forever (nginx);

  return measure (&self, (const char *const *) argv + 2) ? EXIT_SUCCESS : EXIT_FAILURE;
}
