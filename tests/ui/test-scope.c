/* test-scope.c: which tasks the buttons of a window are about
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wait-bar.h"
#include "ui-fixture.h"

#define STATE(self, position) inflight_task_get_state (ui_get_task (self, position))
#define ROOT(self)            GTK_WIDGET ((self)->window)

static InflightTaskList *
get_list (UiFixture *self)
{
  return inflight_window_get_task_list (self->window);
}

static gboolean
is_shown (UiFixture  *self,
          const char *text)
{
  GtkWidget *bar = ui_find (ROOT (self), INFLIGHT_TYPE_WAIT_BAR, NULL);

  return ui_find (bar, GTK_TYPE_LABEL, text) != NULL;
}

/* The first button with an action, shown or not. */
static GtkWidget *
find_button (UiFixture  *self,
             const char *action)
{
  g_autoptr (GList) queue = g_list_prepend (NULL, self->window);

  while (queue != NULL)
    {
      GtkWidget *widget = queue->data;

      queue = g_list_delete_link (queue, queue);
      if (GTK_IS_BUTTON (widget) &&
          g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
        return widget;

      for (GtkWidget *child = gtk_widget_get_last_child (widget);
           child != NULL;
           child = gtk_widget_get_prev_sibling (child))
        queue = g_list_prepend (queue, child);
    }

  g_assert_not_reached ();
}

static guint
count_members (UiFixture *self)
{
  return inflight_wait_get_tally (ui_get_wait (self, 0))->members;
}

/* One row that was clicked is looked at. */
static void
test_one (UiFixture     *self,
          gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", "never", NULL);
  ui_select (self, 2, 2);
  g_assert_true (is_shown (self, "3 unsettled"));
  g_assert_true (is_shown (self, "Cancel All 3"));

  ui_activate (self, "wait::all");
  g_assert_cmpuint (count_members (self), ==, 3);
  ui_activate (self, "cancel-pending");
  fake_run_until (&self->virtual, 10 * MS);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static void
test_two (UiFixture     *self,
          gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never", "never", "never", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_select (self, 1, 3);
  g_assert_true (is_shown (self, "3 selected"));
  g_assert_true (is_shown (self, "Cancel 2 Selected"));

  ui_activate (self, "wait::all");
  g_assert_cmpuint (count_members (self), ==, 3);
  ui_activate (self, "cancel-pending");
  fake_run_until (&self->virtual, 30 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 4), !=, INFLIGHT_TASK_STATE_CANCELLED);

  ui_await (is_shown (self, "Cancel Pending"));
  g_assert_false (ui_is_enabled (self, "cancel-pending"));
  ui_activate (self, "select-none");
  g_assert_true (is_shown (self, "Cancel 1"));
  g_assert_true (ui_is_enabled (self, "cancel-pending"));
}

/* Too many to be counted each time. */
static void
test_many (UiFixture     *self,
           gconstpointer  user_data)
{
  for (guint i = 0; i < 1001; i++)
    ui_add (self, FALSE, "never", NULL);

  ui_activate (self, "select-all");
  g_assert_true (is_shown (self, "1001 selected"));
  g_assert_true (is_shown (self, "Cancel Selected"));
}

/* The action of a row's menu is about that row. */
static void
test_this (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, FALSE, "never", "ok?at=10", NULL);
  g_assert_false (ui_is_enabled (self, "wait-for-this"));
  ui_select (self, 2, 2);
  ui_activate (self, "wait-for-this");
  g_assert_cmpuint (count_members (self), ==, 1);
  g_assert_true (inflight_wait_is_member (ui_get_wait (self, 0), ui_get_task (self, 2)));
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_READY);

  fake_run_until (&self->virtual, 20 * MS);
  ui_await (!ui_is_enabled (self, "wait-for-this"));
  ui_select (self, 1, 2);
  g_assert_false (ui_is_enabled (self, "wait-for-this"));
}

static void
test_new_tasks (UiFixture     *self,
                gconstpointer  user_data)
{
  ui_add (self, FALSE, "never", "never", NULL);
  ui_activate (self, "select-all");
  ui_add (self, FALSE, "never", NULL);
  g_assert_cmpuint (inflight_task_list_get_selected (get_list (self)), ==, 0);
  g_assert_true (is_shown (self, "3 unsettled"));
}

/* Start begins what it can among the chosen ones. */
static void
test_start (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "ok?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_add (self, FALSE, "never", "never", "never", NULL);

  ui_select (self, 1, 2);
  g_assert_false (ui_is_enabled (self, "start"));
  ui_select (self, 2, 3);
  ui_activate (self, "start");
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_QUEUED);
  g_assert_cmpint (STATE (self, 4), ==, INFLIGHT_TASK_STATE_READY);

  ui_select (self, 4, 4);
  ui_activate (self, "start");
  g_assert_cmpint (STATE (self, 5), ==, INFLIGHT_TASK_STATE_QUEUED);
}

static GtkWidget *
find_cell (UiFixture *self,
           guint      position)
{
  GtkWidget *view = ui_find (GTK_WIDGET (get_list (self)), GTK_TYPE_COLUMN_VIEW, NULL);
  GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (view));

  for (guint i = 1; i < position; i++)
    row = gtk_widget_get_next_sibling (row);

  return ui_find (row, INFLIGHT_TYPE_TASK_CELL, NULL);
}

static GtkGesture *
get_long_press (GtkWidget *cell)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (cell);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_LONG_PRESS (controller))
        return GTK_GESTURE (controller);
    }

  g_assert_not_reached ();
}

static GtkWidget *
open_menu (UiFixture *self,
           guint      position)
{
  GtkWidget *menu = gtk_widget_get_last_child (GTK_WIDGET (get_list (self)));

  g_assert_true (GTK_IS_POPOVER_MENU (menu));
  ui_await (find_cell (self, position) != NULL &&
            gtk_widget_get_mapped (find_cell (self, position)));
  g_signal_emit_by_name (get_long_press (find_cell (self, position)), "pressed", 1.0, 1.0);
  ui_await (gtk_widget_get_mapped (menu));

  return menu;
}

static void
press_item (GtkWidget  *menu,
            const char *text)
{
  GtkWidget *label = ui_find (menu, GTK_TYPE_LABEL, text);

  g_signal_emit_by_name (gtk_widget_get_ancestor (label, g_type_from_name ("GtkModelButton")),
                         "clicked");
  ui_await (!gtk_widget_get_mapped (menu));
}

/* A finger opens the menu of a row, and selects several there. */
static void
test_touch (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *menu;

  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  ui_await (find_cell (self, 3) != NULL && gtk_widget_get_mapped (find_cell (self, 3)));
  ui_select (self, 1, 1);
  g_assert_true (gtk_gesture_single_get_touch_only (
                   GTK_GESTURE_SINGLE (get_long_press (find_cell (self, 3)))));
  g_assert_false (ui_is_enabled (self, "extend-selection"));

  menu = open_menu (self, 3);
  g_assert_cmpuint (inflight_task_list_get_selected (get_list (self)), ==, 1);
  ui_activate (self, "details");
  g_assert_true (inflight_inspector_get_task (inflight_window_get_inspector (self->window)) ==
                 ui_get_task (self, 3));

  ui_activate (self, "extend-selection");
  g_assert_cmpuint (inflight_task_list_get_selected (get_list (self)), ==, 2);
  g_assert_true (is_shown (self, "2 selected"));
  g_assert_false (ui_is_enabled (self, "extend-selection"));
  gtk_popover_popdown (GTK_POPOVER (menu));
}

static InflightTask *
get_shown (UiFixture *self,
           guint      position)
{
  return inflight_task_cell_get_task (INFLIGHT_TASK_CELL (find_cell (self, position)));
}

/* The newest failure comes first, and moves the others: two of them, then three. */
static void
show_failures (UiFixture *self)
{
  InflightFilterBar *bar = inflight_task_list_get_filter_bar (get_list (self));
  GtkWidget *chip;

  ui_add (self, TRUE, "fail?at=10", "fail?at=10", "fail?at=500", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-descending",
                                      g_variant_new_boolean (TRUE));
  ui_await (ui_find (GTK_WIDGET (bar), GTK_TYPE_TOGGLE_BUTTON, "Failed 2") != NULL);
  chip = ui_find (GTK_WIDGET (bar), GTK_TYPE_TOGGLE_BUTTON, "Failed 2");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  ui_await (get_shown (self, 1) == ui_get_task (self, 2));
}

static void
move_failures (UiFixture *self)
{
  fake_run_until (&self->virtual, 600 * MS);
  ui_await (get_shown (self, 1) == ui_get_task (self, 3));
}

static gboolean
is_current (UiFixture *self,
            guint      position)
{
  g_autoptr (InflightTask) task = inflight_task_list_get_current (get_list (self));

  return task == ui_get_task (self, position);
}

/* A menu is about the task that it was opened for, wherever that has moved. */
static void
test_moved (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *menu;

  show_failures (self);
  menu = open_menu (self, 1);
  move_failures (self);
  press_item (menu, "Show Details");
  g_assert_true (inflight_inspector_get_task (inflight_window_get_inspector (self->window)) ==
                 ui_get_task (self, 2));

  /* It is not once the menu has closed. */
  ui_select (self, 3, 3);
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  ui_await (is_current (self, 3));
}

static void
test_extend_moved (UiFixture     *self,
                   gconstpointer  user_data)
{
  g_autoptr (GPtrArray) selected = NULL;
  GtkWidget *menu;

  show_failures (self);
  ui_select (self, 1, 1);
  menu = open_menu (self, 1);
  move_failures (self);
  press_item (menu, "Add to Selection");

  selected = inflight_task_list_dup_selected (get_list (self));
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_true (g_ptr_array_index (selected, 0) == ui_get_task (self, 2));
  g_assert_true (g_ptr_array_index (selected, 1) == ui_get_task (self, 1));
}

/* A row that is selected already has nothing to be added to. */
static void
test_extend_again (UiFixture     *self,
                   gconstpointer  user_data)
{
  GtkWidget *menu;

  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  ui_select (self, 1, 1);
  menu = open_menu (self, 3);
  g_assert_true (ui_is_enabled (self, "extend-selection"));
  gtk_popover_popdown (GTK_POPOVER (menu));
  ui_await (!gtk_widget_get_mapped (menu));

  menu = open_menu (self, 3);
  g_assert_false (ui_is_enabled (self, "extend-selection"));
  gtk_popover_popdown (GTK_POPOVER (menu));
}

/* Of Start and Run Again the one that can be pressed is there. */
static void
test_again (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *start = find_button (self, "win.start");
  GtkWidget *again = find_button (self, "win.run-again");
  int minimum;

  g_assert_true (gtk_widget_get_visible (start));
  g_assert_false (gtk_widget_has_css_class (start, "suggested-action"));
  ui_add (self, FALSE, "ok?at=10", "fail?at=10", NULL);
  g_assert_true (gtk_widget_has_css_class (start, "suggested-action"));
  g_assert_false (gtk_widget_get_visible (again));

  ui_activate (self, "start");
  fake_run_until (&self->virtual, 5 * MS);
  ui_await (!gtk_widget_has_css_class (start, "suggested-action"));
  g_assert_false (ui_is_enabled (self, "run-again"));
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (gtk_widget_get_visible (again));
  g_assert_false (gtk_widget_get_visible (start));

  /* It fits a phone. */
  gtk_widget_measure (ROOT (self), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  ui_select (self, 2, 2);
  ui_activate (self, "run-again");
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_QUEUED);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_QUEUED);
  fake_run_until (&self->virtual, 25 * MS);
  ui_await (gtk_widget_get_visible (start));
  fake_run_until (&self->virtual, 40 * MS);
  ui_await (gtk_widget_get_visible (again));

  ui_add (self, FALSE, "ok", NULL);
  g_assert_true (gtk_widget_has_css_class (start, "suggested-action"));
  g_assert_false (gtk_widget_get_visible (again));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/scope/one", test_one);
  UI_ADD ("/ui/scope/two", test_two);
  UI_ADD ("/ui/scope/many", test_many);
  UI_ADD ("/ui/scope/this", test_this);
  UI_ADD ("/ui/scope/new-tasks", test_new_tasks);
  UI_ADD ("/ui/scope/start", test_start);
  UI_ADD ("/ui/scope/again", test_again);
  UI_ADD ("/ui/scope/touch", test_touch);
  UI_ADD ("/ui/scope/moved", test_moved);
  UI_ADD ("/ui/scope/extend-moved", test_extend_moved);
  UI_ADD ("/ui/scope/extend-again", test_extend_again);

  return g_test_run ();
}
