/* test-closing.c: closing windows while tasks are in flight
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui-fixture.h"

#include "inflight-alert.h"
#include "inflight-capabilities.h"

static GtkWidget *
find_question (void)
{
  return ui_find_anywhere (INFLIGHT_TYPE_ALERT);
}

static void
assert_heading (const char *expected)
{
  g_autofree char *heading = NULL;

  g_object_get (find_question (), "heading", &heading, NULL);
  g_assert_cmpstr (heading, ==, expected);
}

static void
assert_body (const char *expected)
{
  g_autofree char *body = NULL;

  g_object_get (find_question (), "body", &body, NULL);
  g_assert_cmpstr (body, ==, expected);
}

/* The fixture takes the window down; whoever closed it has a new one. */
static void
renew_window (UiFixture *self)
{
  self->window = inflight_application_make_window (self->app);
}

static gboolean
is_open (UiFixture      *self,
         InflightWindow *window)
{
  return g_list_find (gtk_application_get_windows (GTK_APPLICATION (self->app)),
                      window) != NULL;
}

static void
respond (const char *label)
{
  GtkWidget *question = find_question ();
  GtkWidget *button;

  g_assert_nonnull (question);
  button = ui_find (question, GTK_TYPE_BUTTON, label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  ui_await (find_question () == NULL);
}

/* Ready and settled tasks are not in flight. */
static void
test_idle (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightWindow *window = self->window;

  ui_add (self, TRUE, "ok?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_add (self, FALSE, "never", NULL);
  fake_run_until (&self->virtual, 30 * MS);

  gtk_window_close (GTK_WINDOW (window));
  ui_await (!is_open (self, window));
  g_assert_null (find_question ());
  renew_window (self);
}

/* Newer versions of GTK leave the mnemonic out by themselves. */
static void
assert_named (const char *label,
              const char *name)
{
#if !INFLIGHT_HAS_ALERT_DIALOG
  GtkWidget *button = ui_find (find_question (), GTK_TYPE_BUTTON, label);

  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
#endif
}

static void
test_keep (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", "ok?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  gtk_window_close (GTK_WINDOW (self->window));
  ui_await (find_question () != NULL);
  assert_heading ("Close and Cancel 2 Tasks?");
  assert_body ("They are not done yet. What they have brought so far is lost.");
  assert_named ("_Keep Open", "Keep Open");

  /* Once more is not twice. */
  g_action_group_activate_action (G_ACTION_GROUP (self->app), "quit", NULL);
  respond ("_Keep Open");
  g_assert_true (is_open (self, self->window));
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 1)), ==,
                   INFLIGHT_TASK_STATE_WAITING);

  gtk_window_close (GTK_WINDOW (self->window));
  ui_await (find_question () != NULL);
  gtk_widget_activate_action (find_question (), "window.close", NULL);
  ui_await (find_question () == NULL);
  g_assert_true (is_open (self, self->window));
}

static void
test_close (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightWindow *window = self->window;
  g_autoptr (InflightTask) task = NULL;

  ui_add (self, TRUE, "never", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  task = g_object_ref (ui_get_task (self, 1));

  gtk_window_close (GTK_WINDOW (window));
  ui_await (find_question () != NULL);
  respond ("_Close");
  ui_await (!is_open (self, window));
  fake_run_until (&self->virtual, 30 * MS);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
  renew_window (self);
}

/* One question for all windows, those without tasks included. */
static void
test_quit (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightWindow *windows[] = {
    self->window,
    inflight_application_make_window (self->app),
    inflight_application_make_window (self->app),
  };
  UiFixture second = *self;

  second.window = windows[1];
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    gtk_window_present (GTK_WINDOW (windows[i]));
  ui_add (self, TRUE, "never", "never", NULL);
  ui_add (&second, TRUE, "never", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  g_action_group_activate_action (G_ACTION_GROUP (self->app), "quit", NULL);
  ui_await (find_question () != NULL);
  assert_heading ("Quit and Cancel 3 Tasks?");
  respond ("_Keep Open");
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    g_assert_true (is_open (self, windows[i]));

  g_action_group_activate_action (G_ACTION_GROUP (self->app), "quit", NULL);
  ui_await (find_question () != NULL);
  respond ("_Quit");
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    ui_await (!is_open (self, windows[i]));

  /* Before the network goes. */
  fake_run_until (&self->virtual, 30 * MS);
  renew_window (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/closing/idle", test_idle);
  UI_ADD ("/ui/closing/keep", test_keep);
  UI_ADD ("/ui/closing/close", test_close);
  UI_ADD ("/ui/closing/quit", test_quit);

  return g_test_run ();
}
