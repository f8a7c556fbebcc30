/* test-filters.c: filters that go when they would hide what is wanted
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-card.h"
#include "ui-fixture.h"

/* More than are looked at at once. */
#define MANY 5000

#define ROOT(self) GTK_WIDGET ((self)->window)

static InflightTaskList *
get_list (UiFixture *self)
{
  return inflight_window_get_task_list (self->window);
}

static InflightInspector *
get_inspector (UiFixture *self)
{
  return inflight_window_get_inspector (self->window);
}

static GtkColumnView *
get_view (UiFixture *self)
{
  return GTK_COLUMN_VIEW (ui_find (GTK_WIDGET (get_list (self)), GTK_TYPE_COLUMN_VIEW, NULL));
}

static guint
count_selected (UiFixture *self)
{
  return inflight_task_list_get_selected (get_list (self));
}

/* A row of the list, from 1, as it is shown. */
static InflightTask *
get_shown (UiFixture *self,
           guint      position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_view (self)));
  g_autoptr (InflightRow) row = g_list_model_get_item (model, position - 1);

  return row != NULL ? inflight_row_get_task (row) : NULL;
}

static void
press (GtkWidget  *root,
       GType       type,
       const char *text)
{
  GtkWidget *button;

  ui_await (ui_find (root, type, text) != NULL);
  button = ui_find (root, type, text);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

static gboolean
filters (UiFixture *self)
{
  g_autofree char *text =
    inflight_filter_bar_dup_text (inflight_task_list_get_filter_bar (get_list (self)));

  return *text != '\0';
}

static void
filter_all_ways (UiFixture *self)
{
  InflightFilterBar *bar = inflight_task_list_get_filter_bar (get_list (self));
  GtkWidget *entry;

  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Failed");
  inflight_filter_bar_set_host (bar, "elsewhere.example");
  ui_activate (self, "find");
  entry = ui_find (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "needle");
}

static void
test_empty (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", "ok", NULL);
  g_assert_null (ui_find (ROOT (self), GTK_TYPE_LABEL, "No Task Matches"));
  filter_all_ways (self);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL,
                     "State: Failed\nHost: elsewhere.example\nSearch: “needle”") != NULL);
  g_assert_nonnull (ui_find (ROOT (self), GTK_TYPE_LABEL, "No Task Matches"));

  press (GTK_WIDGET (get_list (self)), GTK_TYPE_BUTTON, "_Show All Tasks");
  g_assert_false (filters (self));
  g_assert_nonnull (get_shown (self, 2));
  g_assert_null (ui_find (ROOT (self), GTK_TYPE_LABEL, "No Task Matches"));
}

/* No row goes by another state than the one that its chip names. */
static void
test_queue (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightFilterBar *bar = inflight_task_list_get_filter_bar (get_list (self));
  g_autofree char *text = NULL;

  ui_await (gtk_widget_get_mapped (ROOT (self)));
  ui_add (self, FALSE, "ok?at=10", "ok?at=10", NULL);
  fake_run_until (&self->virtual, 1 * MS);
  ui_await (ui_find (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Ready 2") != NULL);
  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Ready 2");
  text = inflight_filter_bar_dup_text (bar);
  g_assert_cmpstr (text, ==, "State: Ready");

  ui_activate (self, "start");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (ui_find (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Queued 0") != NULL);
}

static void
test_clear (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", NULL);
  filter_all_ways (self);
  ui_activate (self, "clear");
  g_assert_false (filters (self));

  ui_add (self, FALSE, "ok", NULL);
  g_assert_nonnull (get_shown (self, 1));
}

static void
test_new_tasks (UiFixture     *self,
                gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", NULL);
  filter_all_ways (self);
  ui_await (get_shown (self, 1) == NULL);
  ui_add (self, FALSE, "ok", NULL);
  g_assert_false (filters (self));
  g_assert_nonnull (get_shown (self, 2));
}

/* What a card selects is seen; a filter that does not hide it stays. */
static void
test_select (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "fail?at=10", "never", NULL);
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 20 * MS);

  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "In Flight 1");
  ui_await (get_shown (self, 2) == NULL);
  press (ROOT (self), GTK_TYPE_BUTTON, "Select Pending");
  g_assert_cmpuint (count_selected (self), ==, 1);
  g_assert_true (filters (self));

  press (ROOT (self), GTK_TYPE_BUTTON, "Select Done");
  g_assert_false (filters (self));
  g_assert_cmpuint (count_selected (self), ==, 2);
}

/* A task that is no longer there is not hidden, nor one that is meant twice. */
static void
test_select_removed (UiFixture     *self,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) twice = g_ptr_array_new ();

  ui_add (self, TRUE, "fail?at=10", "fail?at=10", "never", NULL);
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 20 * MS);
  ui_select (self, 1, 1);
  ui_await (ui_is_enabled (self, "remove"));
  ui_activate (self, "remove");

  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Failed 1");
  ui_await (get_shown (self, 2) == NULL);
  press (ROOT (self), GTK_TYPE_BUTTON, "Select Done");
  g_assert_true (filters (self));
  g_assert_cmpuint (count_selected (self), ==, 1);

  g_ptr_array_add (twice, ui_get_task (self, 1));
  g_ptr_array_add (twice, ui_get_task (self, 1));
  inflight_task_list_show_and_select (get_list (self), twice);
  g_assert_true (filters (self));
  g_assert_cmpuint (count_selected (self), ==, 1);
}

/* So too when what is shown is not computed at once. */
static void
test_select_of_many (UiFixture     *self,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (requests, inflight_request_new ("http://fake/ok",
                                                     self->virtual.options, NULL));
  inflight_window_add_requests (self->window, requests, FALSE);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-descending",
                                      g_variant_new_boolean (TRUE));
  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Failed");
  ui_await (get_shown (self, 1) == NULL);

  for (guint i = 1; i <= 3; i++)
    g_ptr_array_add (tasks, ui_get_task (self, i));
  inflight_task_list_show_and_select (get_list (self), tasks);
  ui_await (count_selected (self) == 3);
  g_assert_true (get_shown (self, MANY) == ui_get_task (self, 1));
}

/* A task that leaves the list as it is filtered is read on. */
static void
test_inspected (UiFixture     *self,
                gconstpointer  user_data)
{
  InflightTask *task;

  ui_add (self, TRUE, "fail?at=100", "never", NULL);
  fake_run_until (&self->virtual, 10 * MS);
  press (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "In Flight");
  task = ui_get_task (self, 1);
  ui_select (self, 1, 1);
  ui_activate (self, "details");
  fake_run_until (&self->virtual, 200 * MS);
  ui_await (count_selected (self) == 0);
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == task);

  ui_activate (self, "select-all");
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == ui_get_task (self, 2));
  ui_activate (self, "clear");
  g_assert_null (inflight_inspector_get_task (get_inspector (self)));
}

/* Return is about the row with the focus. */
static void
test_activated (UiFixture     *self,
                gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  ui_select (self, 1, 2);
  g_signal_emit_by_name (get_view (self), "activate", 2);
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == ui_get_task (self, 3));
  g_assert_cmpuint (count_selected (self), ==, 2);
}

/* The inspector's menu is about what it shows. */
static void
test_its_actions (UiFixture     *self,
                  gconstpointer  user_data)
{
  InflightTask *old;

  ui_add (self, TRUE, "never", "never", "ok?at=10", NULL);
  ui_select (self, 1, 1);
  fake_run_until (&self->virtual, 20 * MS);
  ui_select (self, 2, 3);
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == ui_get_task (self, 1));
  ui_await (ui_is_enabled (self, "cancel-it"));

  ui_activate (self, "cancel-it");
  fake_run_until (&self->virtual, 30 * MS);
  old = ui_get_task (self, 1);
  g_assert_cmpint (inflight_task_get_state (old), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 2)), !=,
                   INFLIGHT_TASK_STATE_CANCELLED);

  ui_await (ui_is_enabled (self, "retry-it"));
  ui_activate (self, "retry-it");
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 1)), ==,
                   INFLIGHT_TASK_STATE_QUEUED);
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == ui_get_task (self, 1));
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 3)), ==,
                   INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (count_selected (self), ==, 2);
}

/* What was removed stays to be read, but there is no place to run it again in. */
static void
test_its_removal (UiFixture     *self,
                  gconstpointer  user_data)
{
  InflightTask *task;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_select (self, 1, 1);
  fake_run_until (&self->virtual, 20 * MS);
  task = ui_get_task (self, 1);
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == task);
  ui_await (ui_is_enabled (self, "retry-it"));

  ui_activate (self, "remove");
  ui_await (!ui_is_enabled (self, "retry-it"));
  g_assert_true (inflight_inspector_get_task (get_inspector (self)) == task);
  g_assert_true (ui_is_enabled (self, "open-it"));

  ui_activate (self, "undo");
  ui_await (ui_is_enabled (self, "retry-it"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/filters/empty", test_empty);
  UI_ADD ("/ui/filters/queue", test_queue);
  UI_ADD ("/ui/filters/clear", test_clear);
  UI_ADD ("/ui/filters/new-tasks", test_new_tasks);
  UI_ADD ("/ui/filters/select", test_select);
  UI_ADD ("/ui/filters/select-removed", test_select_removed);
  UI_ADD ("/ui/filters/select-of-many", test_select_of_many);
  UI_ADD ("/ui/filters/inspected", test_inspected);
  UI_ADD ("/ui/filters/activated", test_activated);
  UI_ADD ("/ui/filters/its-actions", test_its_actions);
  UI_ADD ("/ui/filters/its-removal", test_its_removal);

  return g_test_run ();
}
