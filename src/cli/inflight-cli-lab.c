/* inflight-cli-lab.c: inflight-cli lab
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-cli.h"

#include "inflight-cli-signals.h"

#ifdef HAVE_SOUP_MODULE
#include "inflight-soup-module.h"
#endif

#include <glib/gi18n.h>
#include <stdio.h>

/**
 * inflight_cli_load_lab:
 * @error: return location for an error
 *
 * Returns: (transfer none): what makes a lab, or %NULL if it cannot be loaded
 */
const InflightLabFunctions *
inflight_cli_load_lab (GError **error)
{
#ifdef HAVE_SOUP_MODULE
  return inflight_soup_module_find ("inflight_lab_functions", error);
#else
  return &inflight_lab_functions;
#endif
}

static void
signal_cb (int      number,
           gpointer user_data)
{
  GMainLoop *loop = user_data;

  g_main_loop_quit (loop);
}

static gboolean
read_port (int      argc,
           char   **argv,
           int     *port,
           GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, port,
      N_("Port to listen on, 0 for any that is free (default: 0)"), "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
                                _("Serves the practice server on the loopback interface."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (argc > 1 || *port < 0 || *port > G_MAXUINT16)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           argc > 1 ? _("it takes no argument")
                                    : _("--port: a number from 0 to 65535"));
      return FALSE;
    }

  return TRUE;
}

/**
 * inflight_cli_lab:
 * @argc: number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Serves until it is interrupted; prints where.
 *
 * Returns: the exit status
 */
InflightCliStatus
inflight_cli_lab (int    argc,
                  char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const InflightLabFunctions *functions;
  g_autoptr (InflightLab) lab = NULL;
  g_autoptr (GError) error = NULL;
  int port = 0;

  if (!read_port (argc, argv, &port, &error))
    {
      inflight_cli_complain_about_arguments (error->message);
      return INFLIGHT_CLI_USAGE;
    }

  functions = inflight_cli_load_lab (&error);
  if (functions != NULL)
    lab = functions->create (port, &error);
  if (lab == NULL)
    {
      inflight_cli_complain ("%s", error->message);
      return INFLIGHT_CLI_USAGE;
    }

  /* Who reads the address may end it at once. */
  inflight_cli_signals_watch (signal_cb, loop);

  printf ("%s\n", functions->get_base_uri (lab));
  fflush (stdout);

  g_main_loop_run (loop);

  return INFLIGHT_CLI_SATISFIED;
}
