/* test-waits.c: the cards of waits
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-split.h"
#include "inflight-wait-card.h"
#include "inflight-wait-list.h"
#include "ui-views.h"

static InflightWaitList *
get_list (UiFixture *self)
{
  return INFLIGHT_WAIT_LIST (ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_WAIT_LIST, NULL));
}

/* The newest is 0. */
static GtkWidget *
get_card (UiFixture *self,
          guint      index)
{
  GtkWidget *box = ui_find (GTK_WIDGET (get_list (self)), GTK_TYPE_LIST_BOX, NULL);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), index));
}

static void
click (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = ui_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
dismiss (GtkWidget *card)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (card, INFLIGHT_TYPE_WAIT_CARD,
                                                                 "dismiss"));

  ui_await (gtk_widget_get_mapped (button));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Dismiss");
  g_signal_emit_by_name (button, "clicked");
}

static guint
count_selected (UiFixture *self)
{
  return inflight_task_list_get_selected (inflight_window_get_task_list (self->window));
}

static void
test_running (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *card;
  GtkWidget *bar;

  ui_add (self, TRUE, "ok?at=10", "ok?at=400", "never", "never", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "wait-custom",
                                  g_variant_new ("(sxbs)", "all", 5000 * MS, FALSE,
                                                 "leave"));
  card = get_card (self, 0);
  g_assert_nonnull (ui_find (card, GTK_TYPE_LABEL, "0 of 4 done"));
  g_assert_null (ui_find (card, GTK_TYPE_BUTTON, "Select Done"));
  g_assert_null (ui_find (card, GTK_TYPE_IMAGE, NULL));

  fake_run_until (&self->virtual, 1000 * MS);
  ui_await (ui_find (card, GTK_TYPE_LABEL, "2 of 4 done") != NULL);
  g_assert_nonnull (ui_find (card, GTK_TYPE_LABEL, "4.0 s left"));
  bar = ui_find (card, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.5);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wait 1 · All: 2 of 4 done");

  click (card, "Select Done");
  g_assert_cmpuint (count_selected (self), ==, 2);
  click (card, "Select Pending");
  g_assert_cmpuint (count_selected (self), ==, 2);
  g_assert_null (ui_find (card, GTK_TYPE_BUTTON, "Cancel the"));
}

/* The number on the button follows those left running, and goes with them. */
static void
test_rest (UiFixture     *self,
           gconstpointer  user_data)
{
  GtkWidget *card;

  ui_add (self, TRUE, "ok?at=10", "ok?at=20", "never", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 12 * MS);
  card = get_card (self, 0);
  ui_await (gtk_widget_get_mapped (card));
  g_assert_nonnull (ui_find (card, GTK_TYPE_BUTTON, "Cancel the 3"));
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wait 1 · First: Returned after 10 ms: 1 of 4 done; "
                                       "3 left running.");

  fake_run_until (&self->virtual, 30 * MS);
  click (card, "Cancel the 2");
  fake_run_until (&self->virtual, 40 * MS);
  g_assert_null (ui_find (card, GTK_TYPE_BUTTON, "Cancel the"));
  click (card, "Select Pending");
  g_assert_cmpuint (count_selected (self), ==, 3);
  g_assert_null (ui_find (card, GTK_TYPE_PROGRESS_BAR, NULL));
}

/* The card keeps its member, and leads to what is in its place. */
static void
test_retried (UiFixture     *self,
              gconstpointer  user_data)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);
  g_autoptr (GPtrArray) selected = NULL;
  GtkWidget *running;
  GtkWidget *returned;

  ui_add (self, TRUE, "fail?at=10", "never", NULL);
  ui_activate (self, "wait::all");
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  running = get_card (self, 1);
  returned = get_card (self, 0);

  for (guint i = 0; i < 2; i++)
    {
      ui_await (ui_is_enabled (self, "retry-failed"));
      ui_activate (self, "retry-failed");
      fake_run_until (&self->virtual, self->virtual.now_us + 20 * MS);
    }

  gtk_test_accessible_assert_property (returned, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wait 2 · First: Returned after 10 ms: 1 of 2 done; "
                                       "1 left running; 1 later retried.");
  gtk_test_accessible_assert_property (running, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wait 1 · All: 1 of 2 done; 1 later retried");

  click (returned, "Select Done");
  selected = inflight_task_list_dup_selected (list);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_true (g_ptr_array_index (selected, 0) == ui_get_task (self, 1));
}

/* What the wait cancels by itself needs no button; what it was kept from does. */
static void
test_then_cancel (UiFixture     *self,
                  gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never?cancel=200", NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "then",
                                      g_variant_new_string ("cancel"));
  ui_activate (self, "wait::all");
  ui_activate (self, "wait::first");
  click (get_card (self, 1), "Stop Waiting");
  g_assert_nonnull (ui_find (get_card (self, 1), GTK_TYPE_BUTTON, "Cancel the 2"));

  fake_run_until (&self->virtual, 20 * MS);
  g_assert_null (ui_find (get_card (self, 0), GTK_TYPE_BUTTON, "Cancel the"));
}

static void
assert_verdict (GtkWidget  *card,
                const char *card_class,
                const char *icon_name)
{
  GtkWidget *icon = ui_find (card, GTK_TYPE_IMAGE, NULL);

  g_assert_true (gtk_widget_has_css_class (card, card_class));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, icon_name);
}

/* Satisfied is not the same as good: green is only what ended well. */
static void
test_verdict (UiFixture     *self,
              gconstpointer  user_data)
{
  static const struct {
    const char *until;
    const char *card_class;
    const char *icon_name;
  } rows[] = {
    { "first", "satisfied", "inflight-succeeded-symbolic" },
    { "first-error", "found-error", "inflight-failed-symbolic" },
    { "done:2", "found-error", "inflight-failed-symbolic" },
    { "ok:2", "satisfied", "inflight-succeeded-symbolic" },
    { "ok:3", "unsatisfied", "dialog-warning-symbolic" },
  };

  ui_add (self, TRUE, "ok?at=10", "fail?at=20", "ok?at=30", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *action = g_strdup_printf ("wait::%s", rows[i].until);

      ui_activate (self, action);
    }

  g_assert_null (ui_find (get_card (self, 0), GTK_TYPE_IMAGE, NULL));
  fake_run_until (&self->virtual, 40 * MS);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_verdict (get_card (self, G_N_ELEMENTS (rows) - 1 - i), rows[i].card_class,
                    rows[i].icon_name);
}

/* And where nothing did, because the person cancelled it, nothing is green, or red. */
static void
test_verdict_cancelled (UiFixture     *self,
                        gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never", NULL);
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 10 * MS);
  ui_activate (self, "cancel-pending");
  fake_run_until (&self->virtual, 20 * MS);

  assert_verdict (get_card (self, 0), "found-nothing", "inflight-cancelled-symbolic");
  g_assert_nonnull (ui_find (get_card (self, 0), GTK_TYPE_LABEL,
                             "Returned after 10 ms: all 2 done; 2 cancelled."));
}

/* What a wait came too late for is said, and is not made good by it. Chosen tasks
 * leave nothing out. */
static void
test_late (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "fail?at=10", "fail?at=10", "ok?at=20", "ok?at=50", "ok?at=60", NULL);
  fake_run_until (&self->virtual, 30 * MS);
  ui_activate (self, "wait::first-error");
  g_assert_nonnull (ui_find (get_card (self, 0), GTK_TYPE_LABEL,
                             "0 of 2 done; 2 had failed before"));
  ui_select (self, 4, 5);
  ui_activate (self, "wait::first-error");

  fake_run_until (&self->virtual, 70 * MS);
  g_assert_nonnull (ui_find (get_card (self, 1), GTK_TYPE_LABEL,
                             "Returned after 30 ms: all 2 done, without an error; "
                             "2 had failed before."));
  assert_verdict (get_card (self, 1), "found-error", "inflight-failed-symbolic");
  g_assert_nonnull (ui_find (get_card (self, 0), GTK_TYPE_LABEL,
                             "Returned after 30 ms: all 2 done, without an error."));
  assert_verdict (get_card (self, 0), "satisfied", "inflight-succeeded-symbolic");
}

/* A card that goes takes nothing of the record along. */
static void
test_dismiss (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *list = GTK_WIDGET (get_list (self));

  ui_add (self, TRUE, "ok?at=10", "ok?at=20", "never", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  g_assert_null (ui_find (list, GTK_TYPE_BUTTON, "Clear Returned"));

  fake_run_until (&self->virtual, 30 * MS);
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "3 returned"));
  dismiss (get_card (self, 2));
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "2 returned"));
  g_assert_nonnull (get_card (self, 2));
  g_assert_null (get_card (self, 3));

  click (list, "Clear Returned");
  g_assert_true (inflight_wait_card_get_wait (INFLIGHT_WAIT_CARD (get_card (self, 0))) ==
                 ui_get_wait (self, 0));
  g_assert_null (get_card (self, 1));
  g_assert_null (ui_find (list, GTK_TYPE_BUTTON, "Clear Returned"));
  g_assert_cmpuint (g_list_model_get_n_items (inflight_window_get_waits (self->window)), ==, 4);
}

/* The focus goes from card to card, and on to the neighbour of one that goes. */
static void
test_focus (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightWaitList *list = get_list (self);

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  ui_await (gtk_widget_get_mapped (get_card (self, 1)));
  g_assert_null (inflight_wait_list_get_marked (list));

  gtk_widget_grab_focus (get_card (self, 0));
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));
  /* As the arrow key does. */
  g_signal_emit_by_name (gtk_widget_get_parent (get_card (self, 0)), "move-cursor",
                         GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 1));

  fake_run_until (&self->virtual, 20 * MS);
  dismiss (get_card (self, 1));
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));

  /* A button that goes leaves the focus with the card. */
  gtk_widget_grab_focus (ui_find (get_card (self, 0), GTK_TYPE_BUTTON, "Stop Waiting"));
  click (get_card (self, 0), "Stop Waiting");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == get_card (self, 0));

  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  g_assert_null (inflight_wait_list_get_marked (list));
}

/* As a pointer that comes to a place and rests there. */
static void
point (GtkWidget  *widget,
       const char *signal_name,
       double      x,
       double      y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, signal_name, x, y);
    }
}

/* A card that moves away takes no note of hover along: the pointer is at another. */
static void
test_hover (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightWaitList *list = get_list (self);
  GtkWidget *card;
  double x;
  double y;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  card = get_card (self, 0);
  ui_await (gtk_widget_get_mapped (card) && gtk_widget_get_height (card) > 0);
  gtk_widget_translate_coordinates (card, GTK_WIDGET (list), 20, 10, &x, &y);
  point (GTK_WIDGET (list), "motion", x, y);
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));

  ui_activate (self, "wait::all");
  ui_await (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));
  gtk_widget_grab_focus (card);
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 1));
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));

  point (GTK_WIDGET (list), "leave", 0, 0);
  g_assert_null (inflight_wait_list_get_marked (list));
}

static void
count_cb (InflightWaitList *list,
          GParamSpec       *pspec,
          guint            *n_told)
{
  ++*n_told;
}

/* A card that goes with all others, or by itself, leaves no mark behind. */
static void
test_gone (UiFixture     *self,
           gconstpointer  user_data)
{
  InflightWaitList *list = get_list (self);
  guint n_told = 0;

  g_signal_connect (list, "notify::marked", G_CALLBACK (count_cb), &n_told);
  ui_add (self, TRUE, "ok?at=10", NULL);
  ui_activate (self, "wait::all");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *card = get_card (self, 0);
      double x;
      double y;

      fake_run_until (&self->virtual, 20 * MS);
      ui_await (gtk_widget_get_mapped (card) && gtk_widget_get_height (card) > 0);
      gtk_widget_translate_coordinates (card, GTK_WIDGET (list), 20, 10, &x, &y);
      point (GTK_WIDGET (list), "motion", x, y);
      g_assert_true (inflight_wait_list_get_marked (list) == ui_get_wait (self, 0));
      g_assert_cmpuint (n_told, ==, 1);

      if (i == 0)
        ui_activate (self, "clear");
      else
        dismiss (card);
      g_assert_null (inflight_wait_list_get_marked (list));
      g_assert_cmpuint (n_told, ==, 2);
      point (GTK_WIDGET (list), "leave", 0, 0);
      if (i == 0)
        ui_activate (self, "undo");
      n_told = 0;
    }
}

static void
resize (UiFixture *self,
        int        width)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  ui_await (gtk_widget_get_mapped (window));
  ui_undecorate (window);
  ui_resize (window, width, 600);
  ui_run_frames (window, 3);
}

static void
assert_sentence (UiFixture  *self,
                 guint       index,
                 const char *sentence)
{
  ui_await (ui_find (get_card (self, index), GTK_TYPE_LABEL, sentence) != NULL);
}

/* A wait made with the start is over what starts, be it again. */
static void
test_start (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, TRUE, "fail?at=1", NULL);
  fake_run_until (&self->virtual, 5 * MS);
  ui_add (self, FALSE, "ok?at=10", "ok?at=20", NULL);
  ui_activate (self, "start-and-wait::first-error");
  fake_run_until (&self->virtual, 30 * MS);
  assert_sentence (self, 0, "Returned after 20 ms: all 2 done, without an error.");

  ui_await (ui_is_enabled (self, "start-and-wait"));
  ui_activate (self, "start-and-wait::first-error");
  g_assert_cmpuint (inflight_wait_get_tally (ui_get_wait (self, 0))->members, ==, 3);
  fake_run_until (&self->virtual, 60 * MS);
  assert_sentence (self, 0, "Returned after 1 ms: 1 of 3 failed; 2 left running.");
}

static GtkWidget *
find_offer (UiFixture  *self,
            const char *text)
{
  GtkWidget *overlay = ui_find (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY, NULL);

  /* The toasts come behind what they lie over. */
  for (GtkWidget *child = gtk_widget_get_last_child (overlay);
       child != gtk_widget_get_first_child (overlay);
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *found = ui_find (child, GTK_TYPE_LABEL, text);

      if (found != NULL)
        return child;
    }

  return NULL;
}

/* Where there is no room for the cards, what happens to a wait is said, and leads
 * to its card. */
static void
test_narrow (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *toast;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  resize (self, 360);
  ui_activate (self, "wait::first");
  ui_await (find_offer (self, "Wait 1 · First") != NULL);
  ui_activate (self, "wait::all");
  ui_await (find_offer (self, "Wait 2 · All") != NULL);

  fake_run_until (&self->virtual, 20 * MS);
  ui_await ((toast = find_offer (self, "Wait 1 returned")) != NULL);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_list (self))));
  click (toast, "_Show");
  ui_await (gtk_widget_get_mapped (get_card (self, 1)));
  ui_await (gtk_widget_has_focus (get_card (self, 1)));
}

/* As the key does with the focus anywhere in the window. */
static void
escape (GtkWidget *split)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (split);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) &&
          gtk_shortcut_controller_get_scope (GTK_SHORTCUT_CONTROLLER (controller)) ==
          GTK_SHORTCUT_SCOPE_GLOBAL)
        {
          g_autoptr (GtkShortcut) shortcut =
            g_list_model_get_item (G_LIST_MODEL (controller), 0);

          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, split, NULL);
        }
    }
}

/* Where they lie over the list the keyboard is not in its shade, and has them go
 * from wherever it is. */
static void
test_over (UiFixture     *self,
           gconstpointer  user_data)
{
  GtkWidget *list = GTK_WIDGET (inflight_window_get_task_list (self->window));
  GtkWidget *split = gtk_widget_get_parent (list);

  ui_add (self, TRUE, "never", NULL);
  resize (self, 700);
  g_assert_true (gtk_widget_grab_focus (inflight_task_list_get_table (INFLIGHT_TASK_LIST (list))));
  inflight_split_set_revealed (INFLIGHT_SPLIT (split), TRUE);
  ui_run_frames (split, 5);
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), list));
  g_assert_false (gtk_widget_grab_focus (inflight_task_list_get_table (INFLIGHT_TASK_LIST (list))));

  escape (split);
  g_assert_false (inflight_split_get_revealed (INFLIGHT_SPLIT (split)));
  g_assert_true (gtk_widget_grab_focus (inflight_task_list_get_table (INFLIGHT_TASK_LIST (list))));
}

/* Beside the list they are seen. */
static void
test_wide (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  resize (self, 1200);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  ui_run_frames (GTK_WIDGET (self->window), 5);
  g_assert_true (gtk_widget_get_mapped (get_card (self, 0)));
  g_assert_null (find_offer (self, "Wait 1"));
}

static guint
count_ticking (UiFixture *self)
{
  guint n_shown = 0;

  for (guint i = 0; get_card (self, i) != NULL; i++)
    n_shown += ui_find (get_card (self, i), GTK_TYPE_LABEL, "3 of ") != NULL;

  return n_shown;
}

/* Only what is in sight is kept up to date; the rest is when it comes there. */
static void
test_many (UiFixture     *self,
           gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "ok?at=20", "ok?at=30", "never", NULL);
  for (guint i = 0; i < 300; i++)
    ui_activate (self, "wait::all");
  ui_await (gtk_widget_get_mapped (get_card (self, 0)));

  fake_run_until (&self->virtual, 40 * MS);
  ui_await (ui_find (get_card (self, 0), GTK_TYPE_LABEL, "3 of 4") != NULL);
  ui_await (ui_find (get_card (self, 1), GTK_TYPE_LABEL, "3 of 4") != NULL);
  g_assert_cmpuint (count_ticking (self), <, 10);

  inflight_window_show_wait (self->window, 1);
  ui_await (ui_find (get_card (self, 299), GTK_TYPE_LABEL, "3 of 4") != NULL);
  g_assert_true (gtk_widget_is_focus (get_card (self, 299)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/waits/running", test_running);
  UI_ADD ("/ui/waits/rest", test_rest);
  UI_ADD ("/ui/waits/retried", test_retried);
  UI_ADD ("/ui/waits/then-cancel", test_then_cancel);
  UI_ADD ("/ui/waits/verdict", test_verdict);
  UI_ADD ("/ui/waits/verdict/cancelled", test_verdict_cancelled);
  UI_ADD ("/ui/waits/late", test_late);
  UI_ADD ("/ui/waits/dismiss", test_dismiss);
  UI_ADD ("/ui/waits/focus", test_focus);
  UI_ADD ("/ui/waits/hover", test_hover);
  UI_ADD ("/ui/waits/gone", test_gone);
  UI_ADD ("/ui/waits/start", test_start);
  UI_ADD ("/ui/waits/narrow", test_narrow);
  UI_ADD ("/ui/waits/over", test_over);
  UI_ADD ("/ui/waits/wide", test_wide);
  UI_ADD ("/ui/waits/many", test_many);

  return g_test_run ();
}
