/* test-person-list.c: a person looks through the lists
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

/* As they finished, and as they were asked for. */
static void
play_input_order (Scene *self)
{
  scene_press (self, "Wait for All");
  scene_summary (self, "2 of 2 done · *B*");
  scene_assert (self, person_await_finished (self->person, 0, "1, Succeeded, The ferry *"));
  scene_assert (self, person_await_finished (self->person, 1, "2, Succeeded, A lighthouse *"));

  scene_assert (self, person_press (self->person, ATSPI_ROLE_COMBO_BOX, "Order"));
  scene_has (self, ATSPI_ROLE_LABEL, "Input order");
  scene_key (self, "Down");
  scene_key (self, "Return");

  scene_assert (self, person_await_finished (self->person, 0, "2, Succeeded, A lighthouse *"));
  scene_assert (self, person_await_finished (self->person, 1, "1, Succeeded, The ferry *"));
}

/* A chip counts a group of states, and pressed shows no others. */
static void
play_filter (Scene *self)
{
  scene_press (self, "Wait for All");
  scene_summary (self, "3 of 3 done · 1 failed · *B*");

  scene_press (self, "Failed 1");
  scene_assert (self, person_await_gone (self->person, ATSPI_ROLE_TABLE_ROW, "1, *"));
  scene_row (self, "2, Failed, *, HTTP 404: not found, *");
  scene_assert (self, person_await_gone (self->person, ATSPI_ROLE_TABLE_ROW, "3, *"));

  scene_press (self, "All 3");
  scene_row (self, "1, Succeeded, *");
  scene_row (self, "3, Succeeded, *");
}

/* Found as it is typed, with a count in words; Escape has everything again. */
static void
play_search (Scene *self)
{
  scene_press (self, "Wait for All");
  scene_summary (self, "6 of 6 done · 1 failed · *B*");

  scene_key (self, "ctrl+f");
  scene_focus (self, ATSPI_ROLE_ENTRY, "Search");
  scene_assert (self, person_type ("THE"));
  scene_has (self, ATSPI_ROLE_LOG, "3 matches");
  scene_row (self, "2, Succeeded, The ferry that never hurried, *");
  scene_assert (self, person_await_gone (self->person, ATSPI_ROLE_TABLE_ROW, "1, *"));

  scene_assert (self, person_type (" ferry"));
  scene_has (self, ATSPI_ROLE_LOG, "1 match");
  scene_assert (self, person_await_gone (self->person, ATSPI_ROLE_TABLE_ROW, "5, *"));
  scene_key (self, "ctrl+a");
  scene_assert (self, person_type ("nowhere"));
  scene_has (self, ATSPI_ROLE_LOG, "No matches");

  scene_key (self, "Escape");
  scene_row (self, "1, Succeeded, *");
  scene_row (self, "6, *");
}

static void
click_with_ctrl (Scene      *self,
                 const char *pattern)
{
  g_autoptr (AtspiAccessible) row = NULL;

  row = person_await (self->person, ATSPI_ROLE_TABLE_ROW, pattern);
  scene_assert (self, row != NULL);
  scene_assert (self, person_hold ("ctrl", TRUE));
  scene_assert (self, person_click (row));
  scene_assert (self, person_hold ("ctrl", FALSE));
}

/* A press with Ctrl adds a row, and another takes it out again. */
static void
play_ctrl (Scene *self)
{
  scene_select_row (self, "1, *");
  click_with_ctrl (self, "3, *");
  scene_has (self, ATSPI_ROLE_LABEL, "2 selected*");
  scene_selected (self, "1, *");
  scene_selected (self, "3, *");

  click_with_ctrl (self, "4, *");
  scene_has (self, ATSPI_ROLE_LABEL, "3 selected*");
  click_with_ctrl (self, "3, *");
  scene_has (self, ATSPI_ROLE_LABEL, "2 selected*");
  scene_selected (self, "1, *");
  scene_selected (self, "4, *");
}

/* Without tasks there is no status line, though GTK 4.8 tells assistive technology
 * that of the page which is not shown. */
static void
clear_all (Scene *self)
{
  scene_press_menu (self, "Clear");
  scene_has (self, ATSPI_ROLE_LABEL, "3 tasks cleared");
  scene_assert (self, person_await_gone (self->person, ATSPI_ROLE_TABLE_ROW, "?, *"));
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Paste or Type Addresses");
}

/* What was cleared comes back: by the toast, and by a key. */
static void
play_undo (Scene *self)
{
  scene_press (self, "Wait for All");
  scene_summary (self, "3 of 3 done · 1 failed · *B*");

  clear_all (self);
  scene_press (self, "Undo*");
  scene_summary (self, "3 of 3 done · 1 failed · *B*");
  scene_row (self, "2, Failed, *, HTTP 404: not found, *");
  scene_row (self, "3, Succeeded, Seven ways to fold a map, *");

  clear_all (self);
  scene_key (self, "ctrl+z");
  scene_summary (self, "3 of 3 done · 1 failed · *B*");
  scene_row (self, "1, Succeeded, A lighthouse keeps its own hours, *");
}

/* Many tasks, and the window is still a window: it answers, scrolls to the end,
 * and cancels. */
static void
play_many (Scene *self)
{
  scene_summary (self, "0 of 10000 done");
  scene_press (self, "Wait for All");
  scene_summary (self, "* of 10000 done · * in flight · *");
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Succeeded *");

  scene_select_row (self, "1, *");
  scene_key (self, "End");
  scene_row (self, "10000, *");

  scene_press (self, "Cancel Pending");
  scene_has (self, ATSPI_ROLE_LABEL, "Returned after *: all 10000 done; * cancelled.");
  scene_summary (self, "10000 of 10000 done · *");
  scene_row (self, "10000, Cancelled, *, cancelled by you*");
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/list/input-order", "/posts/1?delay=700 /posts/2", play_input_order },
    { "/person/list/filter", "/posts/1 /posts/2?status=404 /posts/3", play_filter },
    { "/person/list/search", "/posts/[1-5] /posts/6?status=404", play_search },
    { "/person/list/ctrl", "/posts/[1-5]", play_ctrl },
    { "/person/list/undo", "/posts/1 /posts/2?status=404 /posts/3", play_undo },
    { "/person/list/many", "/posts/1?delay=20&n=[1-10000]", play_many },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
