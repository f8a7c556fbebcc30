/* main.c: inflight, a window on fetches in flight
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-application.h"
#include "inflight-words.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (InflightApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  inflight_words_take_over_printing (argc, argv);

  inflight_engine_init ();
  application = inflight_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
