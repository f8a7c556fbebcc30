/* test-person-start.c: a person starts the application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

#include <glib/gstdio.h>

/* First start: one press until titles come in. */
static void
play_first_title (Scene *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  scene_assert (self, person_press (self->person, ATSPI_ROLE_LIST_ITEM, "Three Posts"));
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "?, Succeeded, *, *");
  scene_row (self, "1, Succeeded, A lighthouse keeps its own hours, *");

  sentence = scene_dup_label (self, "Returned after *: all 3 done.");
  scene_summary (self, "3 of 3 done · *B*");
  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len == 3);
}

/* What the command line names is only started by the person. */

static void
see_ready (Scene *self)
{
  scene_row (self, "1, Ready, *");
  scene_summary (self, "0 of 3 done");
}

static void
see_started (Scene *self)
{
  scene_summary (self, "3 of 3 done · *B*");
  scene_row (self, "1, Succeeded, *");
}

static void
play_arguments_button (Scene *self)
{
  see_ready (self);
  scene_press (self, "Start");
  see_started (self);
}

static void
play_arguments_key (Scene *self)
{
  see_ready (self);
  scene_key (self, "ctrl+Return");
  see_started (self);
}

/* A list with a comment and a line that is wrong. */
static void
play_file (Scene *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("inflight-XXXXXX", &error);
  g_autofree char *name = g_build_filename (directory, "list.txt", NULL);
  g_autofree char *content = NULL;
  g_autofree char *complaint = NULL;

  g_assert_no_error (error);
  content = g_strdup_printf ("# Two posts\n%s/posts/1\nftp://example.com/\n%s/posts/2\n",
                             self->host, self->host);
  g_file_set_contents (name, content, -1, &error);
  g_assert_no_error (error);

  scene_restart (self, name);
  scene_window (self, "Not Everything Was Understood", TRUE);
  complaint = scene_dup_label (self, "*line 3*");
  scene_press_in (self, "Not Everything Was Understood", "*Close");
  scene_window (self, "Not Everything Was Understood", FALSE);

  scene_summary (self, "0 of 2 done");
  scene_key (self, "ctrl+Return");
  scene_summary (self, "2 of 2 done · *B*");
  scene_row (self, "2, Succeeded, The ferry that never hurried, *");

  g_unlink (name);
  g_rmdir (directory);
}

/* Another launch comes to the first window. */
static void
launch_again (Scene      *self,
              const char *argument)
{
  const char *const argv[] = { scene_get_application (), argument, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = person_spawn (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
play_second_launch (Scene *self)
{
  g_autofree char *address = g_strconcat (self->host, "/posts/4", NULL);
  g_autoptr (AtspiAccessible) window = person_get_window (self->person, "Inflight");

  scene_summary (self, "0 of 3 done");
  scene_assert (self, person_look_away (self->person));
  scene_assert (self, !person_has_state (window, ATSPI_STATE_ACTIVE));

  launch_again (self, address);
  scene_summary (self, "0 of 4 done");
  scene_row (self, "4, Ready, *");
  scene_assert (self, person_await_state (self->person, window, ATSPI_STATE_ACTIVE));

  /* Keys go there again. */
  scene_key (self, "ctrl+Return");
  scene_summary (self, "4 of 4 done · *B*");
}

/* From the start to the result without the pointer. */
static void
play_keyboard (Scene *self)
{
  g_autofree char *pattern = g_strconcat (self->host, "/posts/[1-4]", NULL);
  g_autofree char *sentence = NULL;

  scene_key (self, "ctrl+l");
  scene_type_addresses (self, pattern);
  scene_has (self, ATSPI_ROLE_LABEL, "4 addresses");
  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_CHECK_BOX, "Start immediately"));
  scene_key (self, "space");
  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_PUSH_BUTTON, "Add"));
  scene_key (self, "Return");
  scene_window (self, "Add URLs", FALSE);
  scene_summary (self, "0 of 4 done");

  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_PUSH_BUTTON, "Wait for All"));
  scene_key (self, "space");
  sentence = scene_dup_label (self, "Returned after *: all 4 done.");
  scene_summary (self, "4 of 4 done · *B*");

  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_TABLE_ROW, "1, Succeeded, *"));
  /* In GTK 4.18 the first one selects the row that has the focus; at the end they do
   * nothing. */
  for (guint i = 0; i < 4; i++)
    scene_key (self, "Down");
  scene_key (self, "Return");
  scene_has (self, ATSPI_ROLE_LABEL, "Morning fog over the harbour");
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/start/first-title", NULL, play_first_title },
    { "/person/start/arguments/button", "/posts/[1-3]", play_arguments_button },
    { "/person/start/arguments/key", "/posts/[1-3]", play_arguments_key },
    { "/person/start/file", NULL, play_file },
    { "/person/start/second-launch", "/posts/[1-3]", play_second_launch },
    { "/person/start/keyboard", NULL, play_keyboard },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
