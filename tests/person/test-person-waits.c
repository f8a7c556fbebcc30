/* test-person-waits.c: a person waits, and is told why a wait returned
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

#include <stdio.h>
#include <string.h>

/* The sample that says what this is for. */
static void
play_sample (Scene *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const char *counts;
  guint n_done;
  guint n_cancelled;

  scene_assert (self, person_press (self->person, ATSPI_ROLE_LIST_ITEM, "First Answer Wins"));

  /* Two may answer within the same tick. */
  sentence = scene_dup_label (self, "Returned after * of 5 done; * cancelled.");
  counts = strstr (sentence, ": ") + 2;
  scene_assert (self, sscanf (counts, "%u of 5 done; %u cancelled.", &n_done, &n_cancelled) == 2);
  scene_assert (self, n_done >= 1);
  scene_assert (self, n_done + n_cancelled == 5);

  scene_summary (self, "5 of 5 done · * cancelled · *");
  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len == 5);
  scene_assert (self, g_pattern_match_simple ("?, Succeeded, *, * ms, http*", rows->pdata[0]) ||
                      g_pattern_match_simple ("?, Succeeded, *, * s, http*", rows->pdata[0]));
}

/* The first answer returns the wait, which cancels the rest. */
static void
play_race (Scene *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  scene_press (self, "then Leave");
  scene_assert (self, person_press (self->person, ATSPI_ROLE_MENU_ITEM, "Cancel pending tasks"));
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "then Cancel");

  scene_press (self, "Wait for First");
  sentence = scene_dup_label (self, "Returned after *: 1 of 5 done; 4 cancelled.");
  scene_summary (self, "5 of 5 done · 4 cancelled · *B*");

  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len == 5);
  scene_assert (self, g_str_has_prefix (rows->pdata[0],
                                        "1, Succeeded, What the clockmaker forgot, "));
  for (guint i = 1; i < rows->len; i++)
    scene_assert (self, g_pattern_match_simple ("*, Cancelled, *, cancelled by wait 1*",
                                                rows->pdata[i]));
}

/* The main job: add by pattern, wait for the first, cancel the rest. The wait
 * starts the tasks, of which one can answer. */
static void
play_main_job (Scene *self)
{
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  text = g_strdup_printf ("%s/posts/1\n%s/posts/[2-20]?hang", self->host, self->host);

  scene_press (self, "Add URLs");
  scene_type_addresses (self, text);
  count = scene_dup_label (self, "20 addresses");
  scene_assert (self, person_press (self->person, ATSPI_ROLE_CHECK_BOX, "Start immediately"));
  scene_press (self, "Add");
  scene_window (self, "Add URLs", FALSE);
  scene_summary (self, "0 of 20 done");

  scene_press (self, "Wait for First");
  sentence = scene_dup_label (self, "Returned after *");
  scene_assert (self, g_str_has_suffix (sentence, ": 1 of 20 done; 19 left running."));
  scene_summary (self, "1 of 20 done · 6 in flight · *B*");

  scene_press (self, "Cancel Pending");
  scene_summary (self, "20 of 20 done · 19 cancelled · *B*");

  /* GTK 4.18 has only those that are seen, and a few more: the last one is seen at the
   * end. */
  rows = person_dup_finished (self->person);
  scene_assert (self, rows->len > 1);
  scene_assert (self, g_str_has_prefix (rows->pdata[0],
                                        "1, Succeeded, A lighthouse keeps its own hours, "));
  for (guint i = 1; i < rows->len; i++)
    scene_assert (self, g_pattern_match_simple ("*, Cancelled, *, cancelled by you*",
                                                rows->pdata[i]));

  scene_assert (self, person_tab_to (self->person, ATSPI_ROLE_LIST_ITEM, "1, Succeeded, *"));
  scene_key (self, "End");
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "20, Cancelled, *, cancelled by you*");
}

/* An error returns the wait, which is shown with its reason; the rest runs on. */
static void
play_first_error (Scene *self)
{
  g_autofree char *sentence = NULL;

  scene_press (self, "Wait for First Error");
  scene_summary (self, "Wait 1 · First Error: Returned after *: 1 of 3 failed; * · *");
  sentence = scene_dup_label (self, "Returned after *: 1 of 3 failed; * left running.");
  scene_row (self, "2, Failed, *, HTTP 500: internal server error, *");
  scene_row (self, "3, Waiting, *");
  scene_summary (self, "2 of 3 done · 1 in flight · 1 failed · *B*");
}

/* Waiting ends; the tasks do not. */
static void
play_stop_waiting (Scene *self)
{
  g_autofree char *sentence = NULL;

  scene_press (self, "Wait for All");
  scene_press (self, "Stop Waiting");

  sentence = scene_dup_label (self, "Stopped waiting after *");
  scene_assert (self, g_str_has_suffix (sentence, ": 0 of 3 done; 3 left running."));
  scene_summary (self, "0 of 3 done · 3 in flight");
  scene_row (self, "3, Waiting, *");
}

/* One wait over everything, another over two of the tasks: each returns for its
 * own reason, the other is not disturbed. */
static void
play_overlapping (Scene *self)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  scene_press (self, "Wait for All");
  scene_row (self, "2, Waiting, *");
  scene_select_row (self, "2, Waiting, *");
  scene_key (self, "shift+Down");
  scene_has (self, ATSPI_ROLE_LABEL, "2 selected*");

  scene_press (self, "Wait for First");
  scene_has (self, ATSPI_ROLE_LABEL, "Wait 1 · All");
  scene_has (self, ATSPI_ROLE_LABEL, "Wait 2 · First");

  /* The third answers after a while. */
  second = scene_dup_label (self, "Returned after *: 1 of 2 done; 1 left running.");
  scene_row (self, "3, Succeeded, *");
  scene_has (self, ATSPI_ROLE_LABEL, "2 of 3 done");
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Stop Waiting");

  /* Its card has done and pending to be selected, and the rest to be cancelled;
   * that ends the other wait. */
  scene_press (self, "Select Done");
  scene_selected (self, "3, Succeeded, *");
  scene_press (self, "Select Pending");
  scene_selected (self, "2, Waiting, *");
  scene_press (self, "Cancel the 1");
  first = scene_dup_label (self, "Returned after *: all 3 done; 1 cancelled.");
  scene_summary (self, "3 of 3 done · 1 cancelled · *B*");
}

/* A wait that is made in the dialog sees errors that come at once. */
static void
play_add_and_wait (Scene *self)
{
  g_autofree char *text = g_strdup_printf ("%s/posts/1?status=500\n%s/posts/[2-3]?hang",
                                           self->host, self->host);
  g_autofree char *sentence = NULL;

  scene_press (self, "Add URLs");
  scene_type_addresses (self, text);
  scene_assert (self, person_press (self->person, ATSPI_ROLE_COMBO_BOX, "Until"));
  for (guint i = 0; i < 3; i++)
    scene_key (self, "Down");
  scene_key (self, "Return");
  scene_has (self, ATSPI_ROLE_LABEL, "Waits until the first fails, or all are done. *");
  scene_press (self, "Add");

  sentence = scene_dup_label (self, "Returned after *: 1 of 3 failed; 2 left running.");
  scene_has (self, ATSPI_ROLE_LABEL, "Wait 1 · First Error");
  scene_row (self, "1, Failed, *");
}

/* In GTK 4.18 the button in the button of a menu has its name, too, and opens it. */
static void
open_menu (Scene      *self,
           const char *name)
{
  AtspiAccessible *application = person_get_application (self->person);
  g_autoptr (AtspiAccessible) inner = person_find (application, ATSPI_ROLE_TOGGLE_BUTTON, name);

  scene_assert (self, person_press (self->person, inner != NULL ? ATSPI_ROLE_TOGGLE_BUTTON
                                                                : ATSPI_ROLE_PUSH_BUTTON, name));
}

/* What starts is waited for from the start on. */
static void
play_start_and_wait (Scene *self)
{
  g_autofree char *sentence = NULL;

  scene_row (self, "1, Ready, *");
  open_menu (self, "Start and Wait");
  scene_assert (self, person_press (self->person, ATSPI_ROLE_MENU_ITEM, "First Error"));
  sentence = scene_dup_label (self, "Returned after *: 1 of 3 failed; 2 left running.");
}

/* The command line asks for a wait that is made together with its tasks. */
static void
play_together (Scene *self)
{
  g_autofree char *sentence = NULL;

  sentence = scene_dup_label (self, "Returned after *: 1 of 3 failed; * cancelled.");
  scene_has (self, ATSPI_ROLE_LABEL, "Wait 1 · First Error");
  scene_summary (self, "3 of 3 done · 1 failed · * cancelled*");
}

/* Another launch, what it complains of, and its exit status. */
static int
launch_again (Scene      *self,
              const char *option,
              const char *address,
              const char *complaint)
{
  const char *arguments[] = { scene_get_application (), option, address, NULL };
  g_autoptr (GSubprocess) process = person_spawn (arguments, G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                                  NULL);
  g_autofree char *complaints = NULL;

  scene_assert (self, process != NULL);
  scene_assert (self, g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaints,
                                                     NULL));
  scene_assert (self, strstr (complaints, complaint) != NULL);

  return g_subprocess_get_exit_status (process);
}

/* A second launch hands its options over to the first; a faulty one says so. */
static void
play_second_launch (Scene *self)
{
  g_autofree char *address = g_strconcat (self->host, "/posts/[1-4]", NULL);
  g_autoptr (AtspiAccessible) window = person_get_window (self->person, "Inflight");
  g_autofree char *sentence = NULL;

  scene_row (self, "1, Ready, *");
  scene_assert (self, launch_again (self, "--until=some", address, "“some”") == 2);
  scene_assert (self, launch_again (self, "--until=all", NULL, "no address") == 2);
  scene_assert (self, launch_again (self, "--until=ok:9", address, "9 is not between") == 2);
  scene_summary (self, "0 of 1 done");

  scene_assert (self, person_look_away (self->person));
  scene_assert (self, launch_again (self, "--until=all", address, "") == 0);
  sentence = scene_dup_label (self, "Returned after *: all 4 done.");
  scene_row (self, "1, Ready, *");
  scene_assert (self, person_await_state (self->person, window, ATSPI_STATE_ACTIVE));
}

/* A first one that cannot be waited for ends before there is a window. */
static void
play_refused (Scene *self)
{
  g_autofree char *address = g_strconcat (self->host, "/posts/[1-4]", NULL);
  g_autoptr (GError) error = NULL;

  scene_assert (self, person_close (self->person, &error));
  g_assert_no_error (error);
  g_clear_pointer (&self->person, person_free);

  g_assert_cmpint (launch_again (self, "--until=ok:9", address, "9 is not between"), ==, 2);
  g_assert_cmpint (launch_again (self, "--until=all", "/dev/null", "no task"), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/waits/sample", NULL, play_sample },
    { "/person/waits/race", "/posts/[1-4]?hang /posts/5", play_race },
    { "/person/waits/main-job", NULL, play_main_job },
    { "/person/waits/first-error", "/posts/1 /posts/2?status=500&delay=500 /posts/3?hang",
      play_first_error },
    { "/person/waits/stop", "/posts/[1-3]?hang", play_stop_waiting },
    { "/person/waits/overlapping", "/posts/1 /posts/2?hang /posts/3?delay=9000",
      play_overlapping },
    { "/person/waits/add-and-wait", NULL, play_add_and_wait },
    { "/person/waits/start-and-wait", "/posts/1?status=500 /posts/[2-3]?hang",
      play_start_and_wait },
    { "/person/waits/together",
      "--until=first-error --then=cancel /posts/1?status=500 /posts/[2-3]?hang", play_together },
    { "/person/waits/second-launch", "/posts/9", play_second_launch },
    { "/person/waits/refused", NULL, play_refused },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
