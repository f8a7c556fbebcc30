/* main.c: inflight-cli, the engine without a display
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli.h"
#include "inflight-network.h"
#include "inflight-text.h"
#include "inflight-words.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * inflight_cli_complain:
 * @format: a format
 *
 * Prints one line on standard error, with the name of the program before it. What
 * comes from arguments, files and answers cannot do anything to the terminal.
 */
void
inflight_cli_complain (const char *format,
                       ...)
{
  g_autofree char *message = NULL;
  g_autofree char *visible = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  visible = inflight_text_reveal (message);
  fprintf (stderr, "inflight-cli: %s\n", visible);
}

/**
 * inflight_cli_complain_about_arguments:
 * @message: what is wrong with them
 *
 * Prints it as inflight_cli_complain() does, without the secrets that it repeats.
 */
void
inflight_cli_complain_about_arguments (const char *message)
{
  g_autofree char *hidden = inflight_words_hide_arguments (message);

  inflight_cli_complain ("%s", hidden);
}

/* Where one of the standard descriptors is closed, a socket would take its place, and
 * get what is meant for that. */
static void
occupy_descriptors (void)
{
  for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
    if (fcntl (i, F_GETFD) < 0 && open ("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      _exit (INFLIGHT_CLI_USAGE);
}

/* Whatever was printed through the standard library's own buffer, also by GLib, which
 * ends the program after --help. */
static void
close_output_cb (void)
{
  gboolean failed = ferror (stdout);

  if (fclose (stdout) != 0)
    {
      if (errno == EPIPE)
        return;
      /* Translators: %s is why */
      inflight_cli_complain (_("cannot write: %s"), g_strerror (errno));
    }
  else if (failed)
    {
      inflight_cli_complain (_("cannot write"));
    }
  else
    {
      return;
    }

  _exit (INFLIGHT_CLI_USAGE);
}

/**
 * inflight_cli_leave:
 * @status: the exit status
 *
 * Ends the program as it stands: the system takes it apart at once. To stop the
 * threads and have each library clean up takes a tenth of the time of a program that
 * fetches one address. Returns only where somebody wants to see that it can be done.
 */
void
inflight_cli_leave (InflightCliStatus status)
{
#ifdef LEAVES_AT_ONCE
  close_output_cb ();
  _exit (status);
#endif
}

static void
print_help (void)
{
  printf (_("Usage:\n"
            "  inflight-cli run [OPTION…] [URL|PATTERN|FILE|-]…\n"
            "  inflight-cli lab [--port=N]\n"
            "  inflight-cli --version\n"
            "\n"
            "  run   launches fetches, waits, and prints them as they finish\n"
            "  lab   serves the practice server\n"
            "\n"
            "Try inflight-cli run --help.\n"));
}

static void
refuse_command (const char *command)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("“%s” is no command; try inflight-cli --help"), command);
  inflight_cli_complain_about_arguments (message);
}

int
main (int    argc,
      char **argv)
{
  const char *command = argc > 1 ? argv[1] : "";

  inflight_words_find_catalogues ();
  inflight_words_take_over_printing (argc, argv);

  /* Standard output is for results. */
  g_log_writer_default_set_use_stderr (TRUE);
  occupy_descriptors ();
  atexit (close_output_cb);

  /* A reader that goes away is seen when writing fails. */
  signal (SIGPIPE, SIG_IGN);
  inflight_engine_init ();
  g_set_prgname ("inflight-cli");

  if (g_str_equal (command, "run"))
    {
      /* Each command has options of its own, and its help begins with its name. */
      g_set_prgname ("inflight-cli run");
      return inflight_cli_run (argc - 1, argv + 1);
    }

  if (g_str_equal (command, "lab"))
    {
      g_set_prgname ("inflight-cli lab");
      return inflight_cli_lab (argc - 1, argv + 1);
    }

  if (g_str_equal (command, "--version"))
    {
      printf ("inflight-cli %s\n", PACKAGE_VERSION);
      return INFLIGHT_CLI_SATISFIED;
    }

  if (g_str_equal (command, "--help") || g_str_equal (command, "-h"))
    {
      print_help ();
      return INFLIGHT_CLI_SATISFIED;
    }

  refuse_command (command);

  return INFLIGHT_CLI_USAGE;
}
