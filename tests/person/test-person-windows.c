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

/* All of a task: what became of it, what was answered, and the body. */
static void
play_inspect (Scene *self)
{
  scene_press (self, "Wait for All");
  scene_summary (self, "3 of 3 done · *B*");
  scene_select_row (self, "2, Succeeded, *");
  scene_key (self, "alt+Return");

  scene_has (self, ATSPI_ROLE_LABEL, "http://*/posts/2");
  scene_has (self, ATSPI_ROLE_LABEL, "HTTP/1.1");

  scene_press (self, "Response");
  scene_has (self, ATSPI_ROLE_LABEL, "Content-Type");
  scene_has (self, ATSPI_ROLE_LABEL, "application/json*");

  scene_press (self, "Body");
  scene_assert (self, person_await_text (self->person, ATSPI_ROLE_TEXT, "Body",
                                         "*\"title\": \"The ferry that never hurried\"*"));

  /* The page stays when another task is inspected. */
  scene_select_row (self, "3, Succeeded, *");
  scene_assert (self, person_await_text (self->person, ATSPI_ROLE_TEXT, "Body",
                                         "*\"title\": \"Seven ways to fold a map\"*"));
}

static void
play_help (Scene *self)
{
  scene_key (self, "F1");
  scene_window (self, "Help", TRUE);
  scene_has (self, ATSPI_ROLE_LIST, "Pages");
  scene_key (self, "Escape");
  scene_window (self, "Help", FALSE);
}

static void
play_shortcuts (Scene *self)
{
  scene_key (self, "ctrl+question");
  scene_window (self, "Keyboard Shortcuts", TRUE);
  scene_has (self, ATSPI_ROLE_LABEL, "Cancel what is pending");
  scene_key (self, "Escape");
  scene_window (self, "Keyboard Shortcuts", FALSE);
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/windows/inspect", "/posts/[1-3]", play_inspect },
    { "/person/windows/help", NULL, play_help },
    { "/person/windows/shortcuts", NULL, play_shortcuts },
    { "/person/windows/preferences", "/posts/[1-8]?hang", play_preferences },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
