/* test-cli-module.c: what inflight-cli loads only if it needs it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"
#include "raw-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define PIPES (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE)

/* Once the first task has settled, and while the second hangs. */

static gboolean
has_libsoup (GSubprocess *process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/maps",
                                           g_subprocess_get_identifier (process));
  g_autofree char *maps = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &maps, NULL, &error);
  g_assert_no_error (error);
  cli_assert_contains (maps, "libcurl");

  return strstr (maps, "libsoup") != NULL;
}

static gboolean
loads_libsoup (const char *option,
               const char *first,
               const char *second)
{
  const char *const arguments[] = { "run", "--quiet", option, first, second, NULL };
  g_autoptr (GSubprocess) process = cli_spawn (PIPES, arguments);
  g_autofree char *line = cli_read_line (process);
  g_autoptr (CliRun) run = NULL;
  gboolean has;

  g_assert_true (g_str_has_prefix (line, "1\tsucceeded\t200\t"));
  has = has_libsoup (process);
  g_subprocess_send_signal (process, SIGTERM);
  run = cli_run_finish (process, line);
  g_assert_cmpint (run->status, ==, 143);

  return has;
}

static RawServer *
new_server (void)
{
  RawServer *server = raw_server_new ();

  raw_server_add (server, "/x", RAW_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", NULL);
  raw_server_add (server, "/hang", RAW_HANG, "", NULL);
  raw_server_add (server, "/plain", RAW_KEEP,
                  "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", NULL);
  raw_server_add (server, "/cookie", RAW_KEEP,
                  "HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a=b\r\n"
                  "Content-Length: 0\r\n\r\n", NULL);

  return server;
}

static void
test_need (void)
{
  g_autoptr (RawServer) server = new_server ();
  g_autofree char *uri = raw_server_dup_uri (server, "/x");
  g_autofree char *plain = raw_server_dup_uri (server, "/plain");
  g_autofree char *cookie = raw_server_dup_uri (server, "/cookie");
  g_autofree char *hang = raw_server_dup_uri (server, "/hang");

  g_assert_false (loads_libsoup ("--timeout=0", uri, hang));
  g_assert_false (loads_libsoup ("--timeout=0", plain, hang));
  g_assert_true (loads_libsoup ("--timeout=0", cookie, hang));
  g_assert_true (loads_libsoup ("--transport=libsoup", uri, hang));
  g_assert_true (loads_libsoup ("--lab", uri, hang));
}

/* A copy of the program, beside what is no module. */

typedef struct
{
  char       *folder;
  char       *program;
  char       *module;
  const char *previous;
} Copy;

static void
copy_set_up (Copy          *self,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = NULL;

  self->folder = g_dir_make_tmp ("inflight-module-XXXXXX", &error);
  g_assert_no_error (error);
  self->program = g_build_filename (self->folder, "inflight-cli", NULL);
  self->module = g_build_filename (self->folder, "inflight-soup.so", NULL);

  self->previous = cli_test_swap_program (self->program);
  source = g_file_new_for_path (self->previous);
  target = g_file_new_for_path (self->program);
  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_set_contents (self->module, "no module", -1, &error);
  g_assert_no_error (error);
}

static void
copy_tear_down (Copy          *self,
                gconstpointer  user_data)
{
  cli_test_swap_program (self->previous);
  g_unlink (self->module);
  g_unlink (self->program);
  g_rmdir (self->folder);
  g_free (self->module);
  g_free (self->program);
  g_free (self->folder);
}

static void
assert_refused (CliRun *run)
{
  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->out, ==, "");
  cli_assert_contains (run->err, "inflight-soup.so");
}

static void
test_faulty (Copy          *copy,
             gconstpointer  user_data)
{
  g_autoptr (RawServer) server = new_server ();
  g_autofree char *uri = raw_server_dup_uri (server, "/x");
  g_autoptr (CliRun) needless = cli_run ("run", "--quiet", uri, NULL);
  g_autoptr (CliRun) transport = cli_run ("run", "--transport=libsoup", uri, NULL);
  g_autoptr (CliRun) lab = cli_run ("lab", NULL);
  g_autoptr (CliRun) run_lab = cli_run ("run", "--lab", NULL);

  g_assert_cmpint (needless->status, ==, 0);
  assert_refused (transport);
  assert_refused (lab);
  assert_refused (run_lab);
}

/* Rather than without them. */
static void
test_faulty_cookies (Copy          *copy,
                     gconstpointer  user_data)
{
  g_autoptr (RawServer) server = new_server ();
  g_autofree char *cookie = raw_server_dup_uri (server, "/cookie");
  g_autoptr (CliRun) run = cli_run ("run", "--quiet", "--retries=1", "--format=jsonl", cookie,
                                    NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (raw_server_get_n_requests (server), ==, 1);
  cli_assert_contains (run->out, "inflight-soup.so");
}

int
main (int    argc,
      char **argv)
{
  cli_test_init (&argc, &argv);

  g_test_add_func ("/cli/module/need", test_need);
  g_test_add ("/cli/module/faulty", Copy, NULL, copy_set_up, test_faulty, copy_tear_down);
  g_test_add ("/cli/module/faulty/cookies", Copy, NULL,
              copy_set_up, test_faulty_cookies, copy_tear_down);

  return g_test_run ();
}
