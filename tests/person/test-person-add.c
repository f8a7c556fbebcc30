/* test-person-add.c: a person adds addresses
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

/* What is not understood is named by its line, and keeps nothing from being added. */
static void
play_bad_lines (Scene *self)
{
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;

  text = g_strdup_printf ("%s/posts/[1-3]\nhttp://\n%s/posts/[5-1]\n%s/posts/4",
                          self->host, self->host, self->host);

  scene_press (self, "Add URLs");
  scene_type_addresses (self, text);

  count = scene_dup_label (self, "4 addresses, 2 lines not understood*");
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "*line 2*no host");
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "*line 3*[5-1]* is not a range");
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "http://*/posts/4");

  scene_press (self, "Add");
  scene_summary (self, "4 of 4 done · *B*");
}

/* The window takes what is pasted, wherever the focus is. */
static void
play_paste (Scene *self)
{
  scene_select_row (self, "1, Ready, *");
  scene_key (self, "ctrl+a");
  scene_has (self, ATSPI_ROLE_LABEL, "3 selected*");
  scene_key (self, "ctrl+c");
  scene_has (self, ATSPI_ROLE_LABEL, "Addresses copied");

  scene_key (self, "ctrl+v");
  scene_type_addresses (self, NULL);
  scene_has (self, ATSPI_ROLE_LABEL, "3 addresses");
  scene_key (self, "ctrl+Return");
  scene_window (self, "Add URLs", FALSE);
  scene_summary (self, "3 of 6 done · *B*");
  scene_row (self, "6, Succeeded, *");
}

/* Nothing but keys. */
static void
play_keys (Scene *self)
{
  g_autofree char *pattern = g_strconcat (self->host, "/posts/[1-4]?hang", NULL);
  g_autoptr (AtspiAccessible) add = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  scene_key (self, "ctrl+l");
  scene_type_addresses (self, pattern);

  add = person_await (self->person, ATSPI_ROLE_PUSH_BUTTON, "Add");
  scene_assert (self, add != NULL);
  scene_assert (self, person_await_state (self->person, add, ATSPI_STATE_SENSITIVE));
  scene_key (self, "ctrl+Return");
  scene_summary (self, "0 of 4 done · 4 in flight");

  scene_key (self, "ctrl+period");
  scene_summary (self, "4 of 4 done · 4 cancelled");
  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len == 4);
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/add/bad-lines", NULL, play_bad_lines },
    { "/person/add/paste", "/posts/[1-3]", play_paste },
    { "/person/add/keys", NULL, play_keys },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
