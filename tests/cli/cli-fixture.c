/* cli-fixture.c: runs of the real inflight-cli, and what came out of them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static const char *program;

/* What main() does first: the program is the argument of the test. */
void
cli_test_init (int    *argc,
               char ***argv)
{
  g_test_init (argc, argv, NULL);

  if (*argc != 2)
    g_error ("Usage: %s PATH-OF-INFLIGHT-CLI", (*argv)[0]);

  program = (*argv)[1];
}

const char *
cli_test_get_program (void)
{
  return program;
}

/* Returns: what was run until now. */
const char *
cli_test_swap_program (const char *path)
{
  const char *previous = program;

  program = path;

  return previous;
}

/* For the children, that cannot raise it: 0 for that of this program. */
static guint max_descriptors;

/* A test that fails takes it along. */
static void
child_setup_cb (gpointer user_data)
{
  const struct rlimit limit = { max_descriptors, max_descriptors };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (max_descriptors > 0)
    setrlimit (RLIMIT_NOFILE, &limit);
}

/**
 * cli_limit_descriptors:
 * @n_descriptors: how many, or 0 for no limit
 *
 * Limits the descriptors of the processes to come, soft and hard.
 */
void
cli_limit_descriptors (guint n_descriptors)
{
  max_descriptors = n_descriptors;
}

/* Standard output goes to the file @path, if that is not NULL. */
static GSubprocess *
spawn (GSubprocessFlags   flags,
       const char        *path,
       const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) program);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);

  launcher = g_subprocess_launcher_new (flags);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  if (path != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, path);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);

  return process;
}

GSubprocess *
cli_spawn (GSubprocessFlags   flags,
           const char *const *arguments)
{
  return spawn (flags, NULL, arguments);
}

/* One object a line, the wait last and nowhere else. */
void
cli_run_parse_lines (CliRun *self)
{
  g_auto (GStrv) lines = g_strsplit (self->out, "\n", -1);
  guint n_lines = g_strv_length (lines);

  g_assert_cmpuint (n_lines, >=, 2);
  g_assert_cmpstr (lines[n_lines - 1], ==, "");

  self->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; i < n_lines - 1; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);
      JsonObject *object;

      g_assert_no_error (error);
      object = json_node_get_object (node);
      g_assert_cmpstr (json_object_get_string_member (object, "type"), ==,
                       i == n_lines - 2 ? "wait" : "task");

      if (i == n_lines - 2)
        self->wait = json_object_ref (object);
      else
        g_ptr_array_add (self->tasks, json_object_ref (object));
    }
}

/* @head is what was read of its output already. */
CliRun *
cli_run_finish (GSubprocess *process,
                const char  *head)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;
  CliRun *self = g_new0 (CliRun, 1);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &rest, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));

  self->status = g_subprocess_get_exit_status (process);
  self->out = g_strconcat (head != NULL ? head : "", rest, NULL);

  return self;
}

CliRun *
cli_run_with (const char        *input,
              const char *const *arguments)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliRun *self = g_new0 (CliRun, 1);

  process = cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
                       (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0),
                       arguments);
  g_subprocess_communicate_utf8 (process, input, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));

  self->status = g_subprocess_get_exit_status (process);
  if (g_strv_contains (arguments, "--format=jsonl"))
    cli_run_parse_lines (self);

  return self;
}

/* Standard output goes to the file @path. */
CliRun *
cli_run_to (const char        *path,
            const char *const *arguments)
{
  g_autoptr (GSubprocess) process = spawn (G_SUBPROCESS_FLAGS_STDERR_PIPE, path, arguments);

  return cli_run_finish (process, NULL);
}

CliRun *
cli_run (const char *first,
         ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list list;

  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  return cli_run_with (NULL, (const char *const *) arguments->pdata);
}

void
cli_run_free (CliRun *self)
{
  g_free (self->out);
  g_free (self->err);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->wait, json_object_unref);
  g_free (self);
}

/* The task of that input position, wherever it was printed. */
JsonObject *
cli_run_get_task (CliRun *self,
                  guint   position)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      JsonObject *task = g_ptr_array_index (self->tasks, i);

      if (json_object_get_int_member (task, "position") == position)
        return task;
    }

  g_error ("There is no task %u in: %s", position, self->out);
}

void
cli_run_assert_wait_at (const char *file,
                        int         line,
                        const char *function,
                        CliRun     *self,
                        const char *outcome,
                        guint       n_done,
                        guint       n_pending)
{
  g_autofree char *message = NULL;

  if (g_str_equal (json_object_get_string_member (self->wait, "outcome"), outcome) &&
      json_object_get_int_member (self->wait, "done") == n_done &&
      json_object_get_int_member (self->wait, "pending") == n_pending)
    return;

  message = g_strdup_printf ("not %s with %u done and %u pending:\n%s%s",
                             outcome, n_done, n_pending, self->out, self->err);
  g_assertion_message (G_LOG_DOMAIN, file, line, function, message);
}

/* Returns a line with its line feed; "" at the end. */
char *
cli_read_line (GSubprocess *process)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char byte;

  /* Byte by byte: what comes behind it is for others to read. */
  while (g_input_stream_read (stream, &byte, 1, NULL, &error) == 1)
    {
      g_string_append_c (line, byte);
      if (byte == '\n')
        break;
    }
  g_assert_no_error (error);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

void
cli_assert_contains (const char *text,
                     const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("There is no “%s” in: %s", part, text);
}

void
cli_lab_set_up (CliLab        *self,
                gconstpointer  user_data)
{
  const char *const arguments[] = { "lab", "--port=0", NULL };

  self->process = cli_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE, arguments);
  self->base = g_strchomp (cli_read_line (self->process));
  g_assert_true (g_str_has_prefix (self->base, "http://127.0.0.1:"));
}

void
cli_lab_tear_down (CliLab        *self,
                   gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);

  g_clear_object (&self->process);
  g_clear_pointer (&self->base, g_free);
}

char *
cli_lab_address (CliLab     *self,
                 const char *path)
{
  return g_strconcat (self->base, path, NULL);
}
