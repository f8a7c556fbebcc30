/* test-cli-process.c: inflight-cli and the processes around it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PIPES (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE)

/* The first post answers, whereupon the person presses Ctrl+C. */
static void
test_interrupted (gconstpointer user_data)
{
  int signal_number = GPOINTER_TO_INT (user_data);
  const char *const arguments[] = {
    "run", "--lab", "--format=jsonl", "--timeout=0", "/posts/1", "/posts/[2-3]?hang", NULL
  };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *head = cli_read_line (process);
  g_autoptr (CliRun) run = NULL;

  g_subprocess_send_signal (process, signal_number);
  run = cli_run_finish (process, head);
  cli_run_parse_lines (run);

  g_assert_cmpint (run->status, ==, signal_number == SIGINT ? 130 : 143);
  g_assert_cmpuint (run->tasks->len, ==, 3);
  cli_run_assert_wait (run, "abandoned", 1, 2);
  g_assert_cmpstr (json_object_get_string_member (cli_run_get_task (run, 1), "state"), ==,
                   "succeeded");
  for (guint i = 2; i <= 3; i++)
    g_assert_cmpstr (json_object_get_string_member (cli_run_get_task (run, i), "state"), ==,
                     "cancelled");
}

/* In input order nothing would be printed before the first task settles. */
static void
test_interrupted_json (void)
{
  const char *const arguments[] = {
    "run", "--lab", "--format=json", "--timeout=0", "/posts/1", "/posts/2?hang", NULL
  };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *opening = cli_read_line (process);
  g_autoptr (CliRun) run = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *wait;

  g_subprocess_send_signal (process, SIGINT);
  run = cli_run_finish (process, opening);
  g_assert_cmpint (run->status, ==, 130);

  node = json_from_string (run->out, &error);
  g_assert_no_error (error);
  wait = json_object_get_object_member (json_node_get_object (node), "wait");
  g_assert_cmpstr (json_object_get_string_member (wait, "outcome"), ==, "abandoned");
}

/* A task that never settles: only the closed pipe can end this. */
static void
test_reader_goes_away (gconstpointer user_data)
{
  const char *const arguments[] = {
    "run", "--lab", "--quiet", "--timeout=0", user_data,
    "/posts/[1-100]?delay=5&jitter=300", "/posts/1?hang", NULL
  };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *line = cli_read_line (process);
  g_autoptr (GError) error = NULL;
  char byte;

  g_assert_cmpstr (line, !=, "");
  g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stderr_pipe (process), &byte, 1,
                                        NULL, &error), ==, 0);
  g_assert_no_error (error);

  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
}

/* A reader that takes one line and no more, and does not go away. */

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GMainLoop *loop = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (loop);
}

/* As somebody does who sees nothing happen. */
static gboolean
interrupt_cb (gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGINT);

  return G_SOURCE_CONTINUE;
}

/* What the first signal cancels are so many lines that no pipe takes them. */
static void
test_reader_stalls (gconstpointer user_data)
{
  const char *const arguments[] = {
    "run", "--lab", "--format=jsonl", "--timeout=0", "/posts/1", "/posts/{1,2}?hang&[1-2000]",
    NULL
  };
  int signal_number = GPOINTER_TO_INT (user_data);
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *line = cli_read_line (process);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint timeout_id = 0;

  g_assert_true (g_str_has_prefix (line, "{\"type\":\"task\""));
  g_subprocess_send_signal (process, signal_number);
  if (signal_number == SIGINT)
    timeout_id = g_timeout_add (50, interrupt_cb, process);
  g_subprocess_wait_async (process, NULL, ended_cb, loop);
  g_main_loop_run (loop);
  g_clear_handle_id (&timeout_id, g_source_remove);

  /* The last one may come when nothing listens any more. */
  if (g_subprocess_get_if_exited (process))
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==,
                     signal_number == SIGINT ? 130 : 143);
  else
    g_assert_cmpint (g_subprocess_get_term_sig (process), ==, signal_number);
}

/* A reader that was away for a while finds everything. */
static void
test_reader_comes_back (void)
{
  const char *const arguments[] = {
    "run", "--lab", "--format=jsonl", "--per-host=64", "/posts/[1-100]?[1-100]", NULL
  };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *line = cli_read_line (process);
  g_autoptr (CliRun) run = cli_run_finish (process, line);

  cli_run_parse_lines (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 10000);
}

/* As “ulimit -v 300000” has it. */
static void
test_address_space (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("AddressSanitizer takes more addresses for itself");
#else
  const char *const arguments[] = {
    "run", "--lab", "--format=jsonl", "--max-in-flight=200", "--per-host=200",
    "/posts/[1-100]?{a,b}", NULL
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CliRun) run = NULL;
  struct rlimit before;
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 300 << 20;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
  process = cli_spawn (PIPES, arguments);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);

  run = cli_run_finish (process, NULL);
  cli_run_parse_lines (run);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 200);
#endif
}

/* Nobody interrupted it, and nothing was found out. */
static void
test_disk_full (gconstpointer user_data)
{
  const char *const runs[] = { "run", "--lab", user_data, "/posts/[1-3]", NULL };
  const char *const helps[] = { "run", "--help", NULL };
  const char *const versions[] = { "--version", NULL };
  g_autoptr (CliRun) run = cli_run_to ("/dev/full", runs);
  g_autoptr (CliRun) help = cli_run_to ("/dev/full", helps);
  g_autoptr (CliRun) version = cli_run_to ("/dev/full", versions);

  g_assert_cmpint (run->status, ==, 2);
  cli_assert_contains (run->err, "inflight-cli: cannot write: No space left on device\n");
  g_assert_cmpint (help->status, ==, 2);
  cli_assert_contains (help->err, "inflight-cli: cannot write");
  g_assert_cmpint (version->status, ==, 2);
  cli_assert_contains (version->err, "inflight-cli: cannot write: No space left on device\n");
}

/* What a script does to the standard descriptors. “$0” is the program. */

typedef struct
{
  const char *name;
  const char *script;
  int         status;
  const char *says;             /* on standard output, or on standard error if it fails */
} Shell;

static const Shell shells[] = {
  { "no-output", "\"$0\" run --lab -q /posts/1 >&-", 2, "cannot write: Bad file descriptor" },
  { "no-output/help", "\"$0\" --help >&-", 2, "cannot write: Bad file descriptor" },
  { "no-errors", "\"$0\" run --lab /posts/1 2>&-", 0, "/posts/1\n" },
  { "no-input", "\"$0\" run - <&-", 2, "standard input: Bad file descriptor" },
  { "no-input/unused", "\"$0\" run --lab /posts/1 <&-", 0, "/posts/1\n" },
  { "nothing", "\"$0\" run --lab /posts/1 <&- >&- 2>&-; test $? = 2", 0, "" },
  { "folder", "\"$0\" run - <.", 2, "standard input: Is a directory" },
  { "endless", "yes http://127.0.0.1/ | \"$0\" run -", 2, "MiB; 64 MiB at most" },
  { "endless/device", "\"$0\" run /dev/zero", 2, "/dev/zero: a list of" },
  { "input-twice", "echo /posts/7 | \"$0\" run --lab -q - /posts/8 - | wc -l", 0, "2\n" },
  { "end-of-options", "\"$0\" run --lab -q -- /posts/1", 0, "/posts/1\n" },
  { "end-of-options/input", "echo /posts/7 | \"$0\" run --lab -q -- -", 0, "/posts/7\n" },
};

static void
test_shell (gconstpointer user_data)
{
  const Shell *shell = user_data;
  const char *program = cli_test_swap_program ("/bin/sh");
  const char *const arguments[] = { "-c", shell->script, program, NULL };
  g_autoptr (CliRun) run = cli_run_with (NULL, arguments);

  cli_test_swap_program (program);

  g_assert_cmpint (run->status, ==, shell->status);
  cli_assert_contains (shell->status == 0 ? run->out : run->err, shell->says);
}

/* A line is there as soon as its task has settled, though the next never does. */
static void
test_flushed (void)
{
  const char *const arguments[] = {
    "run", "--lab", "--timeout=0", "/posts/1", "/posts/2?hang", NULL
  };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *line = cli_read_line (process);
  g_autoptr (CliRun) run = NULL;

  g_assert_true (g_str_has_prefix (line, "1\tsucceeded\t200\t"));
  g_assert_true (g_str_has_suffix (line, "\n"));

  g_subprocess_send_signal (process, SIGINT);
  run = cli_run_finish (process, line);
  g_assert_cmpint (run->status, ==, 130);
  g_assert_true (g_str_has_suffix (run->out, "/posts/2?hang\n"));
}

/* The lab as a process of its own. */

static void
test_lab (CliLab        *lab,
          gconstpointer  user_data)
{
  g_autofree char *address = cli_lab_address (lab, "/posts/[1-10]");
  g_autoptr (CliRun) run = cli_run ("run", "--format=jsonl", address, NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (run->tasks->len, ==, 10);
}

static void
test_lab_ends (CliLab        *lab,
               gconstpointer  user_data)
{
  g_autofree char *address = cli_lab_address (lab, "/posts/1");
  g_autoptr (CliRun) run = cli_run ("run", address, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run->status, ==, 0);

  g_subprocess_send_signal (lab->process, GPOINTER_TO_INT (user_data));
  g_subprocess_wait_check (lab->process, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down_ended (CliLab        *lab,
                 gconstpointer  user_data)
{
  g_clear_object (&lab->process);
  g_clear_pointer (&lab->base, g_free);
}

/* The port is the other's already. */
static void
test_lab_port (CliLab        *lab,
               gconstpointer  user_data)
{
  g_autofree char *option = g_strconcat ("--port=", strrchr (lab->base, ':') + 1, NULL);
  g_autoptr (CliRun) taken = cli_run ("lab", option, NULL);
  g_autoptr (CliRun) large = cli_run ("lab", "--port=65536", NULL);
  g_autoptr (CliRun) more = cli_run ("lab", "more", NULL);

  g_assert_cmpint (taken->status, ==, 2);
  g_assert_cmpstr (taken->err, !=, "");
  g_assert_cmpint (large->status, ==, 2);
  cli_assert_contains (large->err, "65535");
  g_assert_cmpint (more->status, ==, 2);
}

/* A build that is not installed speaks, too. glibc translates nothing in the locale C,
 * whatever part of it: it gets another name. */
static void
test_language (void)
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *locale = g_build_filename (folder, "de_DE.UTF-8", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (PIPES);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_assert_cmpint (symlink ("/usr/lib/locale/C.utf8", locale), ==, 0);
  g_subprocess_launcher_setenv (launcher, "LOCPATH", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "de_DE.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "INFLIGHT_LOCALEDIR", catalogues, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, cli_test_get_program (), "nothing",
                                         NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  cli_assert_contains (said, "„nothing“ ist kein Befehl");

  g_assert_cmpint (g_unlink (locale), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  g_test_add_data_func ("/cli/process/interrupted/int", GINT_TO_POINTER (SIGINT),
                        test_interrupted);
  g_test_add_data_func ("/cli/process/interrupted/term", GINT_TO_POINTER (SIGTERM),
                        test_interrupted);
  g_test_add_func ("/cli/process/interrupted/json", test_interrupted_json);
  g_test_add_data_func ("/cli/process/reader-goes-away/text", "--format=text",
                        test_reader_goes_away);
  g_test_add_data_func ("/cli/process/reader-goes-away/jsonl", "--format=jsonl",
                        test_reader_goes_away);
  g_test_add_data_func ("/cli/process/reader-stalls/int", GINT_TO_POINTER (SIGINT),
                        test_reader_stalls);
  g_test_add_data_func ("/cli/process/reader-stalls/term", GINT_TO_POINTER (SIGTERM),
                        test_reader_stalls);
  g_test_add_func ("/cli/process/reader-comes-back", test_reader_comes_back);
  g_test_add_func ("/cli/process/address-space", test_address_space);
  g_test_add_data_func ("/cli/process/disk-full/text", "--format=text", test_disk_full);
  g_test_add_data_func ("/cli/process/disk-full/jsonl", "--format=jsonl", test_disk_full);
  g_test_add_data_func ("/cli/process/disk-full/json", "--format=json", test_disk_full);
  for (gsize i = 0; i < G_N_ELEMENTS (shells); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/process/shell/", shells[i].name, NULL);

      g_test_add_data_func (path, &shells[i], test_shell);
    }
  g_test_add_func ("/cli/process/flushed", test_flushed);
  g_test_add_func ("/cli/process/language", test_language);
  g_test_add ("/cli/process/lab/serves", CliLab, NULL,
              cli_lab_set_up, test_lab, cli_lab_tear_down);
  g_test_add ("/cli/process/lab/ends/term", CliLab, GINT_TO_POINTER (SIGTERM),
              cli_lab_set_up, test_lab_ends, tear_down_ended);
  g_test_add ("/cli/process/lab/ends/int", CliLab, GINT_TO_POINTER (SIGINT),
              cli_lab_set_up, test_lab_ends, tear_down_ended);
  g_test_add ("/cli/process/lab/port", CliLab, NULL,
              cli_lab_set_up, test_lab_port, cli_lab_tear_down);

  return g_test_run ();
}
