/* test-focus.c: a window whose focus is never nowhere
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-focus-keeper.h"
#include "inflight-split.h"
#include "inflight-wait-card.h"
#include "ui-fixture.h"
#include "ui-views.h"

/* More than it takes until a lost focus is found again. */
#define N_FRAMES 8

#define ROOT(self) GTK_WIDGET ((self)->window)

static GtkWidget *
get_focus (UiFixture *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window));
}

static void
assert_focus (UiFixture *self)
{
  GtkWidget *focus;

  ui_run_frames (ROOT (self), N_FRAMES);
  focus = get_focus (self);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_true (gtk_widget_is_sensitive (focus));
}

static gboolean
is_in (GtkWidget *focus,
       GType      type)
{
  return focus != NULL && gtk_widget_get_ancestor (focus, type) != NULL;
}

/* Presses a button as a key does, with the focus in it. */
static void
press (UiFixture  *self,
       const char *text)
{
  GtkWidget *button;

  ui_await (ui_find (ROOT (self), GTK_TYPE_BUTTON, text) != NULL);
  button = ui_find (ROOT (self), GTK_TYPE_BUTTON, text);
  ui_await (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
focus_row (UiFixture *self,
           guint      position)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (self->window));
  GtkWidget *view = ui_find (list, GTK_TYPE_COLUMN_VIEW, NULL);

  ui_select (self, position, position);
  ui_await (gtk_widget_get_mapped (view));
  ui_run_frames (ROOT (self), 2);
  g_assert_true (gtk_widget_grab_focus (view));
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));
}

/* Each button of a card that goes as it is pressed. */
static void
test_card (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never", "never", NULL);
  ui_activate (self, "wait::all");
  press (self, "Stop Waiting");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), INFLIGHT_TYPE_WAIT_CARD));

  press (self, "Cancel the 3");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), INFLIGHT_TYPE_WAIT_CARD));
  fake_run_until (&self->virtual, 10 * MS);
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), INFLIGHT_TYPE_WAIT_CARD));
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *action)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The buttons of the window, which go or are for nothing more. The key that pressed
 * one, pressed again, opens nothing. */
static void
test_buttons (UiFixture     *self,
              gconstpointer  user_data)
{
  static const char *const actions[] = { "win.start", "win.run-again", "win.cancel-pending" };

  ui_add (self, FALSE, "ok?at=10", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button;

      ui_await ((button = find_button (ROOT (self), actions[i])) != NULL);
      g_assert_true (gtk_widget_grab_focus (button));
      g_signal_emit_by_name (button, "clicked");
      fake_run_until (&self->virtual, self->virtual.now_us + 5 * MS);
      ui_await (i == 2 || get_focus (self) != button);
      assert_focus (self);
      g_assert_true (i == 2 || is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));
      if (i < 2)
        fake_run_until (&self->virtual, (i + 1) * 100 * MS);
      assert_focus (self);

      if (i == 1)
        ui_add (self, FALSE, "never", NULL);
      ui_run_frames (ROOT (self), N_FRAMES);
    }
}

/* The one that takes its place, if one does; a menu that goes with what was chosen
 * from it hands on the focus like what it stands beside. */
static void
test_heirs (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *start;
  GtkWidget *menu;

  ui_add (self, FALSE, "ok?at=10", NULL);
  ui_await ((start = find_button (ROOT (self), "win.start")) != NULL);
  menu = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (start));
  menu = gtk_widget_get_first_child (menu);
  g_assert_true (GTK_IS_MENU_BUTTON (menu));
  ui_await (gtk_widget_get_mapped (menu));
  gtk_widget_grab_focus (menu);
  ui_activate (self, "start-and-wait::all");
  fake_run_until (&self->virtual, 5 * MS);
  ui_await (!gtk_widget_get_mapped (menu));
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));

  fake_run_until (&self->virtual, 100 * MS);
  ui_add (self, FALSE, "ok", NULL);
  ui_await (gtk_widget_get_mapped (start) && gtk_widget_is_sensitive (start));
  gtk_widget_grab_focus (start);
  ui_select (self, 2, 2);
  ui_activate (self, "remove");
  assert_focus (self);
  g_assert_true (get_focus (self) == find_button (ROOT (self), "win.run-again"));
}

static void
test_rows (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  focus_row (self, 3);
  ui_activate (self, "remove");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));

  focus_row (self, 1);
  ui_activate (self, "remove");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));

  focus_row (self, 1);
  ui_activate (self, "remove");
  assert_focus (self);

  ui_activate (self, "undo");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));
  focus_row (self, 1);
  ui_activate (self, "clear");
  assert_focus (self);
  ui_activate (self, "undo");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));
}

/* Where details lie over the list, the row has the focus again when they go. */
static void
test_details (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *split = ui_find (ROOT (self), INFLIGHT_TYPE_SPLIT, NULL);
  GtkWidget *row;

  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  ui_await (gtk_widget_get_mapped (ROOT (self)));
  ui_undecorate (ROOT (self));
  for (int width = 600; width >= 360; width -= 240)
    {
      ui_resize (ROOT (self), width, 600);
      ui_run_frames (ROOT (self), N_FRAMES);
      focus_row (self, 3);
      row = get_focus (self);

      ui_activate (self, "details");
      assert_focus (self);
      g_assert_false (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));

      inflight_split_set_revealed (INFLIGHT_SPLIT (split), FALSE);
      assert_focus (self);
      g_assert_true (get_focus (self) == row);
    }
}

/* A filter that leaves nothing, and the button that takes it off. */
static void
test_filters (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *failed;

  ui_add (self, FALSE, "ok", "ok", NULL);
  focus_row (self, 2);
  failed = ui_find (ROOT (self), GTK_TYPE_TOGGLE_BUTTON, "Failed");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (failed), TRUE);
  assert_focus (self);

  press (self, "_Show All Tasks");
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));

  ui_activate (self, "find");
  ui_run_frames (ROOT (self), N_FRAMES);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_SEARCH_ENTRY));
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (ui_find (ROOT (self), GTK_TYPE_SEARCH_BAR,
                                                           NULL)), FALSE);
  assert_focus (self);
  g_assert_true (is_in (get_focus (self), GTK_TYPE_COLUMN_VIEW));
}

/* By itself: hidden, insensitive, taken out, and with all around it. */
static void
test_keeper (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons[5];

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      buttons[i] = gtk_button_new_with_label ("button");
      gtk_box_append (GTK_BOX (i < 4 ? inner : outer), buttons[i]);
    }
  gtk_box_append (GTK_BOX (outer), inner);
  gtk_window_set_child (GTK_WINDOW (window), outer);
  inflight_focus_keeper_attach (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  ui_await (gtk_widget_get_mapped (buttons[0]));

  gtk_widget_grab_focus (buttons[0]);
  gtk_widget_set_visible (buttons[0], FALSE);
  ui_await (gtk_window_get_focus (GTK_WINDOW (window)) == buttons[1]);
  gtk_widget_set_sensitive (buttons[1], FALSE);
  ui_await (gtk_window_get_focus (GTK_WINDOW (window)) == buttons[2]);
  gtk_box_remove (GTK_BOX (inner), buttons[2]);
  ui_await (gtk_window_get_focus (GTK_WINDOW (window)) == buttons[3]);
  gtk_widget_set_visible (inner, FALSE);
  ui_await (gtk_window_get_focus (GTK_WINDOW (window)) == buttons[4]);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  gtk_init ();

  g_test_add_func ("/ui/focus/keeper", test_keeper);
  UI_ADD ("/ui/focus/card", test_card);
  UI_ADD ("/ui/focus/buttons", test_buttons);
  UI_ADD ("/ui/focus/heirs", test_heirs);
  UI_ADD ("/ui/focus/rows", test_rows);
  UI_ADD ("/ui/focus/details", test_details);
  UI_ADD ("/ui/focus/filters", test_filters);

  return g_test_run ();
}
