/* bench-start.c: inflight, as its main.c starts it, until its first frame
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-application.h"
#include "inflight-words.h"

#include "bench-first-frame.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (InflightApplication) application = NULL;

  inflight_words_find_catalogues ();

  inflight_engine_init ();
  application = inflight_application_new ();

  return bench_first_frame (G_APPLICATION (application), argc, argv);
}
