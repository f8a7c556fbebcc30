/* test-person-cancel.c: a person cancels tasks, and tries them again
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

#include <string.h>

static void
start (Scene *self)
{
  scene_summary (self, "0 of 4 done");
  scene_key (self, "ctrl+Return");
  scene_summary (self, "0 of 4 done · 4 in flight");
}

static void
play_one (Scene *self)
{
  start (self);
  scene_select_row (self, "2, Waiting, *");
  scene_key (self, "Delete");

  scene_row (self, "2, Cancelled, *, cancelled by you*");
  scene_summary (self, "1 of 4 done · 3 in flight · 1 cancelled");
  scene_row (self, "1, Waiting, *");
  scene_row (self, "3, Waiting, *");
}

/* The same by the menu of a row, for those that are selected. */
static void
play_some (Scene *self)
{
  start (self);
  scene_select_row (self, "2, Waiting, *");
  scene_key (self, "shift+Down");
  scene_has (self, ATSPI_ROLE_LABEL, "2 selected*");
  scene_key (self, "shift+F10");
  scene_assert (self, person_press (self->person, ATSPI_ROLE_MENU_ITEM, "Cancel"));

  scene_row (self, "2, Cancelled, *, cancelled by you*");
  scene_row (self, "3, Cancelled, *, cancelled by you*");
  scene_summary (self, "2 of 4 done · 2 in flight · 2 cancelled");
  scene_row (self, "1, Waiting, *");
  scene_row (self, "4, Waiting, *");
}

static void
play_all (Scene *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  scene_press (self, "Wait for All");
  scene_summary (self, "0 of 4 done · 4 in flight");
  scene_key (self, "ctrl+period");

  sentence = scene_dup_label (self, "Returned after *: all 4 done; 4 cancelled.");
  scene_summary (self, "4 of 4 done · 4 cancelled");
  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len == 4);
  for (guint i = 0; i < rows->len; i++)
    scene_assert (self, g_pattern_match_simple ("*, Cancelled, *, cancelled by you*",
                                                rows->pdata[i]));
}

/* The server was down; it comes back, and what failed is tried again. */
static void
play_retry_failed (Scene *self)
{
  scene_summary (self, "0 of 2 done");
  scene_stop_lab (self);
  scene_key (self, "ctrl+Return");
  scene_summary (self, "2 of 2 done · 2 failed");
  scene_row (self, "1, Failed, *, connection refused, *");

  scene_start_lab (self);
  scene_key (self, "ctrl+shift+r");
  scene_summary (self, "2 of 2 done · *B*");
  scene_row (self, "1, Succeeded, A lighthouse keeps its own hours, *");
  scene_row (self, "2, Succeeded, The ferry that never hurried, *");
}

/* Closing asks first while tasks are in flight; the answer may be no. */
static void
play_close (Scene *self)
{
  static const char *const question = "Close and Cancel 4 Tasks?";

  start (self);
  scene_press (self, "Close");
  scene_window (self, question, TRUE);
  scene_press_in (self, question, "*Keep Open");
  scene_window (self, question, FALSE);
  scene_summary (self, "0 of 4 done · 4 in flight");
  scene_row (self, "1, Waiting, *");

  scene_key (self, "ctrl+w");
  scene_window (self, question, TRUE);
  scene_key (self, "Escape");
  scene_window (self, question, FALSE);
  scene_summary (self, "0 of 4 done · 4 in flight");

  scene_key (self, "ctrl+w");
  scene_press_in (self, question, "*Close");
  scene_end (self);
}

/* So does quitting. That nothing is said to the terminal of it is seen at the end. */
static void
play_quit (Scene *self)
{
  static const char *const question = "Close and Cancel 4 Tasks?";

  start (self);
  scene_key (self, "ctrl+q");
  scene_window (self, question, TRUE);
  scene_press_in (self, question, "*Close");
  scene_end (self);
}

/* Nothing is asked when nothing is lost. */
static void
play_close_done (Scene *self)
{
  scene_summary (self, "0 of 2 done");
  scene_key (self, "ctrl+Return");
  scene_summary (self, "2 of 2 done · *B*");
  scene_key (self, "ctrl+w");
  scene_end (self);
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/cancel/one", "/posts/[1-4]?hang", play_one },
    { "/person/cancel/some", "/posts/[1-4]?hang", play_some },
    { "/person/cancel/all", "/posts/[1-4]?hang", play_all },
    { "/person/cancel/retry-failed", "/posts/[1-2]", play_retry_failed },
    { "/person/cancel/close", "/posts/[1-4]?hang", play_close },
    { "/person/cancel/quit", "/posts/[1-4]?hang", play_quit },
    { "/person/cancel/close-done", "/posts/[1-2]", play_close_done },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
