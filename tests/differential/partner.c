/* partner.c: a process that answers schedules, line for line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "partner.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* An answer that takes longer will never come. */
#define ANSWER_SECONDS 60

/**
 * Partner:
 *
 * A process beside the test. The engine runs in one, too: what makes it abort
 * is an answer like any other, and can be made smaller.
 */
struct _Partner
{
  const char *const *argv;
  GSubprocess       *process;
  GOutputStream     *told;
  GDataInputStream  *heard;
  gboolean           quiet;
  gboolean           gone;
};

static void
start (Partner *self)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE;
  g_autoptr (GError) error = NULL;

  if (self->quiet)
    flags |= G_SUBPROCESS_FLAGS_STDERR_SILENCE;

  self->process = g_subprocess_newv (self->argv, flags, &error);
  g_assert_no_error (error);

  self->told = g_object_ref (g_subprocess_get_stdin_pipe (self->process));
  self->heard = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
}

static void
stop (Partner *self)
{
  g_clear_object (&self->told);
  g_clear_object (&self->heard);
  g_clear_object (&self->process);
}

/**
 * partner_new:
 * @argv: (transfer none): its command line
 *
 * Returns: (transfer full): a running partner
 */
Partner *
partner_new (const char *const *argv)
{
  Partner *self = g_new0 (Partner, 1);

  self->argv = argv;
  start (self);

  return self;
}

void
partner_free (Partner *self)
{
  stop (self);
  g_free (self);
}

/**
 * partner_restart:
 * @self: a partner
 * @quiet: whether its complaints are not to be heard
 *
 * Begins anew, with nothing left to answer.
 */
void
partner_restart (Partner  *self,
                 gboolean  quiet)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  stop (self);

  self->quiet = quiet;
  self->gone = FALSE;
  start (self);
}

/**
 * partner_finish:
 * @self: a partner
 *
 * Lets it end; it must not have anything to complain of.
 */
void
partner_finish (Partner *self)
{
  g_autoptr (GError) error = NULL;

  if (self->gone)
    return;

  g_output_stream_close (self->told, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
}

/**
 * partner_tell:
 * @self: a partner; one that has gone is replaced
 * @line: what it shall answer
 */
void
partner_tell (Partner    *self,
              const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  if (self->gone)
    partner_restart (self, self->quiet);

  /* If it goes meanwhile, it does not answer. */
  g_output_stream_write_all (self->told, text, strlen (text), NULL, NULL, NULL);
}

/**
 * partner_hear:
 * @self: a partner
 *
 * Returns: (transfer full): its answer to the oldest line that it has not
 *   answered, or how it ended instead
 */
char *
partner_hear (Partner *self)
{
  char *answer = g_data_input_stream_read_line (self->heard, NULL, NULL, NULL);

  if (answer != NULL)
    return answer;

  self->gone = TRUE;
  g_subprocess_wait (self->process, NULL, NULL);
  if (g_subprocess_get_if_signaled (self->process))
    return g_strdup_printf ("died of signal %d", g_subprocess_get_term_sig (self->process));

  return g_strdup_printf ("ended with status %d", g_subprocess_get_exit_status (self->process));
}

/**
 * partner_serve:
 * @func: gives the answer to a line
 *
 * The life of a partner.
 *
 * Returns: its exit status
 */
int
partner_serve (PartnerFunc func)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  FILE *output = fdopen (dup (STDOUT_FILENO), "w");
  char *read;
  gsize end;

  /* A failing assertion says so on the standard output, which is no answer. */
  dup2 (STDERR_FILENO, STDOUT_FILENO);

  while (g_io_channel_read_line (input, &read, NULL, &end, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autofree char *line = g_strndup (read, end);
      g_autofree char *answer = NULL;

      g_free (read);
      alarm (ANSWER_SECONDS);
      answer = func (line);
      alarm (0);
      fprintf (output, "%s\n", answer);
      fflush (output);
    }

  fclose (output);

  return 0;
}
