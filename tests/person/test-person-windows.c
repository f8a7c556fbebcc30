/* test-person-windows.c: a person opens the other windows
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

/* What is set counts for what is started afterwards. */
static void
play_preferences (Scene *self)
{
  scene_summary (self, "0 of 8 done");

  scene_key (self, "ctrl+comma");
  scene_window (self, "Preferences", TRUE);
  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_SPIN_BUTTON, "Per Host*"));
  scene_key (self, "ctrl+a");
  scene_assert (self, person_type ("2\n"));
  scene_key (self, "Escape");
  scene_window (self, "Preferences", FALSE);

  scene_key (self, "ctrl+Return");
  scene_summary (self, "0 of 8 done · 2 in flight");
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/windows/preferences", "/posts/[1-8]?hang", play_preferences },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
