/* main.c: inflight, a window on fetches in flight
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-application.h"
#include "inflight-words.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (InflightApplication) application = NULL;

  inflight_words_find_catalogues ();
  inflight_words_take_over_printing (argc, argv);

  inflight_engine_init ();
  application = inflight_application_new ();

  return inflight_application_run (application, argc, argv);
}
