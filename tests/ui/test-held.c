/* test-held.c: tasks that are held, and what ends it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-inspector.h"
#include "inflight-task-cell.h"
#include "ui-fixture.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define STATE(self, position) inflight_task_get_state (ui_get_task (self, position))

static void
set_up (UiFixture     *self,
        gconstpointer  user_data)
{
  ui_fixture_set_up (self, user_data);
  inflight_options_set_max_retries (self->virtual.options, 3);
}

#define HELD_ADD(path, func) \
  g_test_add (path, UiFixture, NULL, set_up, func, ui_fixture_tear_down)

static GtkWidget *
find_cell (UiFixture  *self,
           const char *text)
{
  GtkWidget *inscription = ui_find (GTK_WIDGET (self->window), GTK_TYPE_INSCRIPTION, text);

  return inscription != NULL
           ? gtk_widget_get_ancestor (inscription, INFLIGHT_TYPE_TASK_CELL) : NULL;
}

/* Nothing but time passes, and the row says something else. */
static void
test_countdown (UiFixture     *self,
                gconstpointer  user_data)
{
  GtkWidget *cell;

  ui_add (self, TRUE, "busy?times=1&after=7", NULL);
  fake_run_until (&self->virtual, 10 * MS);
  ui_await (find_cell (self, "again in 7 s") != NULL);
  g_assert_nonnull (find_cell (self, "Held"));

  fake_run_until (&self->virtual, 2500 * MS);
  ui_await (find_cell (self, "again in 5 s") != NULL);
  cell = find_cell (self, "again in 5 s");
  gtk_test_accessible_assert_property (gtk_widget_get_parent (cell),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "1, Held, \u2068http://fake/busy?times=1&after=7\u2069, "
                                       "\u2068again in 5 s\u2069");

  fake_run_until (&self->virtual, 8 * SECOND);
  ui_await (find_cell (self, "Succeeded") != NULL);
  g_assert_null (find_cell (self, "again in"));
}

static void
test_details (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *details;
  GtkWidget *button;

  ui_add (self, TRUE, "busy?times=1&after=7", NULL);
  fake_run_until (&self->virtual, 10 * MS);
  ui_select (self, 1, 1);
  ui_activate (self, "details");
  details = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_INSPECTOR, NULL);
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "Held, again in 7 s"));

  ui_await (gtk_widget_get_mapped (details));
  fake_run_until (&self->virtual, 2500 * MS);
  ui_await (ui_find (details, GTK_TYPE_LABEL, "Held, again in 5 s") != NULL);

  button = ui_find (details, GTK_TYPE_BUTTON, "Try Now");
  g_assert_nonnull (button);
  ui_await (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fake_run_until (&self->virtual, 2600 * MS);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_null (ui_find (details, GTK_TYPE_BUTTON, "Try Now"));
}

/* Each address has its own host: a hold that ends takes its host's with it. */
static void
test_try_now (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autoptr (GPtrArray) requests = NULL;
  static const char *const uris[] = {
    "http://a/busy?after=7", "http://b/busy?after=8",
    "http://c/busy?after=9", "http://d/ok",
  };

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    g_ptr_array_add (requests, inflight_request_new (uris[i], self->virtual.options, NULL));
  inflight_window_add_requests (self->window, requests, TRUE);
  g_assert_false (ui_is_enabled (self, "try-now"));
  fake_run_until (&self->virtual, 10 * MS);

  ui_select (self, 4, 4);
  g_assert_false (ui_is_enabled (self, "try-now"));
  ui_activate (self, "select-none");
  g_assert_false (ui_is_enabled (self, "try-now"));
  ui_select (self, 2, 4);
  g_assert_true (ui_is_enabled (self, "try-now"));

  ui_activate (self, "try-now");
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_HELD);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  ui_await (!ui_is_enabled (self, "try-now"));

  fake_run_until (&self->virtual, 8 * SECOND);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

/* What the attempt before brought is not what there is. */
static void
test_size (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "busy?times=1&after=7&at=500&head=5&every=200&chunk=123456", NULL);
  fake_run_until (&self->virtual, 450 * MS);
  ui_await (find_cell (self, "246.9") != NULL);

  fake_run_until (&self->virtual, 600 * MS);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_HELD);
  ui_await (find_cell (self, "246.9") == NULL);
}

/* What the caps keep waiting says so, with the numbers and where they are chosen. */
static void
test_queued (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *details;

  inflight_network_set_caps (self->virtual.network, 64, 6);
  ui_add (self, TRUE, "ok?at=50", "never", "never", "never", "never", "never", "never", NULL);
  fake_run_until (&self->virtual, 10 * MS);
  ui_select (self, 7, 7);
  ui_activate (self, "details");
  details = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_INSPECTOR, NULL);
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "waits for its turn: at most 6 in flight "
                                                      "to one host, 64 in all"));
  g_assert_nonnull (ui_find (details, GTK_TYPE_BUTTON, "Preferences"));

  fake_run_until (&self->virtual, 70 * MS);
  ui_await (ui_find (details, GTK_TYPE_LABEL, "waits for its turn") == NULL);
  g_assert_null (ui_find (details, GTK_TYPE_BUTTON, "Preferences"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  HELD_ADD ("/ui/held/countdown", test_countdown);
  HELD_ADD ("/ui/held/details", test_details);
  HELD_ADD ("/ui/held/try-now", test_try_now);
  HELD_ADD ("/ui/held/size", test_size);
  HELD_ADD ("/ui/held/queued", test_queued);

  return g_test_run ();
}
