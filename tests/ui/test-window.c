/* test-window.c: the window's actions on a fake network
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-alert.h"
#include "inflight-arguments.h"
#include "inflight-wait-card.h"
#include "inflight-words.h"
#include "ui-fixture.h"

#include <string.h>

#define CONDITION(self, index) inflight_wait_get_condition (ui_get_wait (self, index))
#define TALLY(self, index)     inflight_wait_get_tally (ui_get_wait (self, index))
#define STATE(self, position)  inflight_task_get_state (ui_get_task (self, position))

static guint
count_waits (UiFixture *self)
{
  return g_list_model_get_n_items (inflight_window_get_waits (self->window));
}

static void
test_all (UiFixture     *self,
          gconstpointer  user_data)
{
  g_autofree char *sentence = NULL;

  ui_add (self, FALSE, "ok?at=50", "ok?at=20", NULL);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_READY);

  ui_activate (self, "wait::all");
  g_assert_cmpuint (count_waits (self), ==, 1);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_QUEUED);

  fake_run_until (&self->virtual, 100 * MS);
  sentence = inflight_words_outcome (ui_get_wait (self, 0));
  g_assert_cmpstr (sentence, ==, "Returned after 50 ms: all 2 done.");
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, sentence) != NULL);
}

/* The selected tasks are the members if there are any, and no others start. */
static void
test_scope (UiFixture     *self,
            gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok?at=10", "ok?at=20", "ok?at=30", "ok?at=40", NULL);
  ui_select (self, 2, 3);
  g_assert_nonnull (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "2 selected"));

  ui_activate (self, "wait::first");
  g_assert_cmpuint (TALLY (self, 0)->members, ==, 2);
  g_assert_true (inflight_wait_is_member (ui_get_wait (self, 0), ui_get_task (self, 3)));
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_READY);
  g_assert_cmpint (STATE (self, 4), ==, INFLIGHT_TASK_STATE_READY);

  ui_activate (self, "select-none");
  ui_activate (self, "wait::all");
  g_assert_cmpuint (TALLY (self, 0)->members, ==, 4);
  fake_run_until (&self->virtual, 100 * MS);
  g_assert_cmpint (STATE (self, 4), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
test_then_cancel (UiFixture     *self,
                  gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "ok?at=500", "never", NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "then",
                                      g_variant_new_string ("cancel"));
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 100 * MS);

  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (inflight_task_get_cancel_reason (ui_get_task (self, 2)), ==,
                   INFLIGHT_CANCEL_REASON_WAIT);
}

static void
test_custom (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "ok?at=20", "never", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "wait-custom",
                                  g_variant_new ("(sxbs)", "ok:3", 50 * MS, TRUE, "leave"));

  g_assert_cmpint (CONDITION (self, 0)->until, ==, INFLIGHT_UNTIL_OK);
  g_assert_cmpuint (CONDITION (self, 0)->k, ==, 3);
  g_assert_cmpint (CONDITION (self, 0)->cancelled_as, ==, INFLIGHT_CANCELLED_AS_ERROR);
  fake_run_until (&self->virtual, 100 * MS);
  g_assert_cmpint (inflight_wait_get_outcome (ui_get_wait (self, 0)), ==,
                   INFLIGHT_OUTCOME_TIMED_OUT);
}

/* Cards stay, the newest on top; stopping one leaves the tasks alone. */
static void
test_cards (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *stop;
  GtkWidget *card;

  ui_add (self, TRUE, "ok?at=10", "ok?at=500", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  g_assert_cmpint (CONDITION (self, 0)->until, ==, INFLIGHT_UNTIL_ALL);

  card = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_WAIT_CARD, NULL);
  g_assert_true (inflight_wait_card_get_wait (INFLIGHT_WAIT_CARD (card)) ==
                 ui_get_wait (self, 0));
  stop = ui_find (card, GTK_TYPE_BUTTON, "Stop Waiting");
  g_signal_emit_by_name (stop, "clicked");
  g_assert_cmpint (inflight_wait_get_outcome (ui_get_wait (self, 0)), ==,
                   INFLIGHT_OUTCOME_ABANDONED);

  fake_run_until (&self->virtual, 600 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (count_waits (self), ==, 2);
}

static void
test_card_buttons (UiFixture     *self,
                   gconstpointer  user_data)
{
  GtkWidget *button;

  ui_add (self, TRUE, "ok?at=10", "never", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);

  button = ui_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Select Done");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (inflight_task_list_get_selected (inflight_window_get_task_list (self->window)),
                    ==, 1);

  button = ui_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Cancel the 2");
  g_signal_emit_by_name (button, "clicked");
  fake_run_until (&self->virtual, 30 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static void
test_cancel (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "never", "never?cancel=200", "never", NULL);
  fake_run_until (&self->virtual, 10 * MS);

  ui_select (self, 1, 1);
  ui_activate (self, "cancel-selected");
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 2), !=, INFLIGHT_TASK_STATE_CANCELLING);

  ui_activate (self, "cancel-pending");
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLING);
  fake_run_until (&self->virtual, 100 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLING);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_CANCELLED);
  fake_run_until (&self->virtual, 400 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static void
test_retry (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) old = NULL;

  ui_add (self, TRUE, "fail?at=10", "ok?at=10", "fail?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (ui_is_enabled (self, "retry-failed"));

  old = g_object_ref (ui_get_task (self, 2));
  ui_activate (self, "retry-failed");
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_QUEUED);
  g_assert_true (ui_get_task (self, 2) == old);
  fake_run_until (&self->virtual, 40 * MS);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_FAILED);

  ui_select (self, 2, 2);
  ui_activate (self, "retry");
  g_assert_true (ui_get_task (self, 2) != old);
  g_assert_cmpuint (inflight_task_get_position (ui_get_task (self, 2)), ==, 2);
  fake_run_until (&self->virtual, 60 * MS);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
test_sensitivity (UiFixture     *self,
                  gconstpointer  user_data)
{
  static const char *const without_tasks[] = {
    "wait", "wait-custom", "start", "cancel-pending", "cancel-selected", "retry",
    "retry-failed", "clear", "save", "copy-titles", "copy-addresses", "details",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (without_tasks); i++)
    g_assert_false (ui_is_enabled (self, without_tasks[i]));
  g_assert_true (ui_is_enabled (self, "add"));

  ui_add (self, FALSE, "fail?at=10", NULL);
  g_assert_true (ui_is_enabled (self, "start"));
  g_assert_true (ui_is_enabled (self, "wait"));
  g_assert_false (ui_is_enabled (self, "copy-titles"));
  ui_activate (self, "start");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (!ui_is_enabled (self, "start"));
  g_assert_false (ui_is_enabled (self, "wait"));
  g_assert_false (ui_is_enabled (self, "cancel-pending"));
  g_assert_true (ui_is_enabled (self, "copy-titles"));

  ui_activate (self, "clear");
  g_assert_false (ui_is_enabled (self, "clear"));
}

/* Clearing cancels what runs, and the window is as new. */
static void
test_clear (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  ui_add (self, TRUE, "never", NULL);
  ui_activate (self, "wait::all");
  task = g_object_ref (ui_get_task (self, 1));
  fake_run_until (&self->virtual, 10 * MS);

  ui_activate (self, "clear");
  g_assert_cmpuint (inflight_batch_get_n_tasks (inflight_window_get_batch (self->window)), ==, 0);
  g_assert_cmpuint (count_waits (self), ==, 0);
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static guint
count_shown (UiFixture *self)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);

  inflight_task_list_select_all (list);

  return inflight_task_list_get_selected (list);
}

static void
test_chips (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *root = GTK_WIDGET (self->window);
  GtkWidget *failed;

  ui_add (self, TRUE, "ok?at=10", "fail?at=10", "fail?at=500", "never", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "Failed 1") != NULL);
  g_assert_nonnull (ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "All 4"));
  g_assert_nonnull (ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "In Flight 2"));
  g_assert_nonnull (ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "Succeeded 1"));

  failed = ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "Failed 1");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (failed), TRUE);
  g_assert_cmpuint (count_shown (self), ==, 1);

  /* A task that fails later comes in by itself. */
  fake_run_until (&self->virtual, 600 * MS);
  ui_await (count_shown (self) == 2);
  g_assert_nonnull (ui_find (root, GTK_TYPE_TOGGLE_BUTTON, "Failed 2"));
}

static void
test_finished (UiFixture     *self,
               gconstpointer  user_data)
{
  InflightFinishedList *finished = inflight_window_get_finished (self->window);
  g_autofree char *completion = NULL;
  g_autofree char *input = NULL;

  ui_add (self, TRUE, "ok?at=50&title=slow", "ok?at=10&title=fast", "fail?at=20",
          "never", "ok?at=30", NULL);
  fake_run_until (&self->virtual, 100 * MS);

  completion = ui_dup_titles (finished);
  g_assert_cmpstr (completion, ==, "fast\n/fail?at=20\n/ok?at=30\nslow\n");
  inflight_finished_list_set_input_order (finished, TRUE);
  input = ui_dup_titles (finished);
  g_assert_cmpstr (input, ==, "slow\nfast\n/fail?at=20\n/ok?at=30\n");
}

/* Every name that UX.md promises to assistive technology. */
static void
test_names (UiFixture     *self,
            gconstpointer  user_data)
{
  static const struct {
    const char *action;
    const char *name;
  } buttons[] = {
    { "win.add", "Add URLs" },
    { "win.start", "Start" },
    { "win.cancel-pending", "Cancel Pending" },
    { "win.select-none", "Scope" },
  };
  GtkWidget *placeholder;

  ui_add (self, FALSE, "ok?at=10", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_autoptr (GList) queue = g_list_prepend (NULL, self->window);
      gboolean found = FALSE;

      while (queue != NULL && !found)
        {
          GtkWidget *widget = queue->data;

          queue = g_list_delete_link (queue, queue);
          if (GTK_IS_BUTTON (widget) &&
              g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)),
                         buttons[i].action) == 0)
            {
              gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                   buttons[i].name);
              found = TRUE;
            }

          for (GtkWidget *child = gtk_widget_get_last_child (widget);
               child != NULL;
               child = gtk_widget_get_prev_sibling (child))
            queue = g_list_prepend (queue, child);
        }

      g_assert_true (found);
    }

  gtk_test_accessible_assert_property (ui_find (GTK_WIDGET (self->window),
                                                GTK_TYPE_COLUMN_VIEW, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Tasks");

  placeholder = ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Each press of");
  gtk_test_accessible_assert_property (gtk_widget_get_ancestor (placeholder,
                                                                GTK_TYPE_LIST_BOX),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Waits");
}

/* What can be done with the tasks selected depends on them, not on the others. */
static void
test_selected (UiFixture     *self,
               gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  fake_run_until (&self->virtual, 50 * MS);

  ui_select (self, 1, 1);
  ui_await (ui_is_enabled (self, "retry"));
  g_assert_false (ui_is_enabled (self, "cancel-selected"));

  ui_select (self, 2, 2);
  g_assert_false (ui_is_enabled (self, "retry"));
  g_assert_true (ui_is_enabled (self, "cancel-selected"));

  ui_select (self, 1, 2);
  g_assert_true (ui_is_enabled (self, "retry"));
  g_assert_true (ui_is_enabled (self, "cancel-selected"));
}

/* What came on the command line waits for a press of Start. */
static void
test_arguments (UiFixture     *self,
                gconstpointer  user_data)
{
  char *arguments[] = { (char *) "http://fake/ok?n=[1-3]", NULL };
  InflightBatch *batch = inflight_window_get_batch (self->window);

  inflight_window_add_arguments (self->window, arguments, NULL);
  ui_await (inflight_batch_get_n_tasks (batch) == 3);
  g_assert_cmpuint (inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY), ==, 3);
}

/* It is in the window or before it. */
static void
close_alert (UiFixture *self)
{
  GtkWidget *alert = ui_find_anywhere (INFLIGHT_TYPE_ALERT);
  GtkWindow *window;

  g_assert_nonnull (alert);
  window = GTK_WINDOW (gtk_widget_get_root (alert));
  g_assert_true (window == GTK_WINDOW (self->window) ||
                 gtk_window_get_transient_for (window) == GTK_WINDOW (self->window));
  gtk_widget_activate_action (alert, "window.close", NULL);
}

/* As a second launch of the program, which the first one answers; it is no process of its
 * own, and what it would end with is told of the line. */
static GApplicationCommandLine *
launch (UiFixture  *self,
        const char *until,
        const char *then,
        const char *address)
{
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
  GApplicationCommandLine *line;
  int status = -1;

  g_variant_dict_insert (options, "until", "s", until);
  if (then != NULL)
    g_variant_dict_insert (options, "then", "s", then);
  g_variant_dict_insert (options, G_OPTION_REMAINING, "^aay",
                         (const char *[]) { address, NULL });
  line = g_object_new (G_TYPE_APPLICATION_COMMAND_LINE,
                       "options", g_variant_dict_end (options),
                       NULL);
  g_signal_emit_by_name (self->app, "command-line", line, &status);
  g_assert_cmpint (status, ==, 0);

  return line;
}

/* A wait made together with its tasks has nothing that it could miss. */
static void
test_launch_wait (UiFixture     *self,
                  gconstpointer  user_data)
{
  GListModel *waits = inflight_window_get_waits (self->window);
  g_autoptr (GApplicationCommandLine) line = NULL;
  g_autofree char *sentence = NULL;

  ui_add (self, TRUE, "ok?at=1", "fail?at=1", NULL);
  fake_run_until (&self->virtual, 5 * MS);
  line = launch (self, "first-error", NULL, "http://fake/fail?n=[1-2]&at=10");
  ui_await (g_list_model_get_n_items (waits) == 1);
  g_assert_cmpuint (inflight_wait_get_tally (ui_get_wait (self, 0))->members, ==, 2);
  g_assert_cmpint (g_application_command_line_get_exit_status (line), ==, 0);

  fake_run_until (&self->virtual, 30 * MS);
  sentence = inflight_words_outcome (ui_get_wait (self, 0));
  g_assert_cmpstr (sentence, ==, "Returned after 10 ms: 2 of 2 failed.");
}

/* Nothing is added that cannot be waited for, and no window is made for it. */
static void
test_launch_refused (UiFixture     *self,
                     gconstpointer  user_data)
{
  guint n_windows = g_list_length (gtk_application_get_windows (GTK_APPLICATION (self->app)));
  g_autoptr (GApplicationCommandLine) many = NULL;
  g_autoptr (GApplicationCommandLine) none = NULL;

  many = launch (self, "ok:9", NULL, "http://fake/ok?n=[1-2]&at=10");
  ui_await (g_application_command_line_get_exit_status (many) == 2);
  none = launch (self, "all", NULL, "/dev/null");
  ui_await (g_application_command_line_get_exit_status (none) == 2);

  g_assert_cmpuint (inflight_batch_get_n_tasks (inflight_window_get_batch (self->window)), ==, 0);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (self->app))), ==,
                    n_windows);
  g_assert_null (ui_find_anywhere (INFLIGHT_TYPE_ALERT));
}

/* What is chosen in the window may be something else than what is preferred. */
static void
test_launch_then (UiFixture     *self,
                  gconstpointer  user_data)
{
  GListModel *waits = inflight_window_get_waits (self->window);
  g_autoptr (GApplicationCommandLine) chosen = NULL;
  g_autoptr (GApplicationCommandLine) named = NULL;

  g_assert_cmpint (inflight_window_get_then (self->window), ==, INFLIGHT_THEN_LEAVE);
  inflight_window_show_then (self->window, INFLIGHT_THEN_CANCEL);
  chosen = launch (self, "first", NULL, "http://fake/never");
  ui_await (g_list_model_get_n_items (waits) == 1);
  g_assert_cmpint (inflight_wait_get_condition (ui_get_wait (self, 0))->then, ==,
                   INFLIGHT_THEN_CANCEL);

  named = launch (self, "first", "leave", "http://fake/never");
  ui_await (g_list_model_get_n_items (waits) == 2);
  g_assert_cmpint (inflight_wait_get_condition (ui_get_wait (self, 0))->then, ==,
                   INFLIGHT_THEN_LEAVE);
}

/* A wait that cannot be leaves what would be waited for as it was. */
static void
test_wait_refused (UiFixture     *self,
                   gconstpointer  user_data)
{
  InflightBatch *batch = inflight_window_get_batch (self->window);
  InflightCondition condition = INFLIGHT_CONDITION_INIT;
  g_autoptr (InflightTask) task = NULL;

  condition.until = INFLIGHT_UNTIL_OK;
  condition.k = 2;
  ui_add (self, FALSE, "ok?at=10", NULL);
  inflight_window_start_and_wait (self->window, &condition);
  close_alert (self);
  g_assert_cmpuint (inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_READY), ==, 1);

  condition.k = 1;
  inflight_window_start_and_wait (self->window, &condition);
  fake_run_until (&self->virtual, 30 * MS);
  g_assert_cmpuint (inflight_batch_get_count (batch, INFLIGHT_TASK_STATE_SUCCEEDED), ==, 1);

  /* To run again, too. */
  task = g_object_ref (ui_get_task (self, 1));
  condition.k = 2;
  inflight_window_start_and_wait (self->window, &condition);
  inflight_window_finish_chores (self->window);
  close_alert (self);
  g_assert_true (ui_get_task (self, 1) == task);
  g_assert_null (inflight_task_get_latest (task));
}

/* As on the command line of inflight-cli. */
static void
test_wait_options (void)
{
  static const struct {
    const char *name;
    const char *value;
    const char *until;
    gint64      within_us;
    const char *error;
  } rows[] = {
    { "until", "ok:2", "ok:2", INFLIGHT_NO_LIMIT, NULL },
    { "within", "0.5", "all", 500 * MS, NULL },
    { "then", "cancel", "all", INFLIGHT_NO_LIMIT, NULL },
    { "until", "some", NULL, 0, "--until: “some” is none of " },
    { "within", "soon", NULL, 0, "--within: “soon” is not a number of seconds" },
    { "then", "stop", NULL, 0, "--then: “stop” is not leave, cancel" },
    { "cancelled", "no", NULL, 0, "--cancelled: “no” is not settled, error" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
      InflightCondition condition = INFLIGHT_CONDITION_INIT;
      g_autofree char *until = NULL;
      g_autoptr (GError) error = NULL;

      g_variant_dict_insert (options, rows[i].name, "s", rows[i].value);
      g_assert_true (inflight_arguments_wait (options));
      g_assert_false (inflight_arguments_read_wait (options, &condition, &error));
      if (rows[i].error != NULL)
        {
          g_assert_true (g_str_has_prefix (error->message, rows[i].error));
          continue;
        }

      g_assert_cmpstr (error->message, ==, "There is no address to wait for");
      g_variant_dict_insert (options, G_OPTION_REMAINING, "^as", (const char *[]) { "a", NULL });
      g_assert_true (inflight_arguments_read_wait (options, &condition, NULL));
      until = inflight_condition_dup_until (&condition);
      g_assert_cmpstr (until, ==, rows[i].until);
      g_assert_cmpint (condition.within_us, ==, rows[i].within_us);
    }
}

/* What is remembered may have been written by somebody else. */
static void
test_bad_size (UiFixture     *self,
               gconstpointer  user_data)
{
  static const int sizes[] = { -7, 0, G_MAXINT, G_MININT };
  InflightSettings *settings = inflight_services_get_settings (self->services);
  GSettings *store = inflight_settings_get_store (settings);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *window;

      g_settings_set_int (store, "window-width", sizes[i]);
      g_settings_set_int (store, "window-height", sizes[i]);
      window = GTK_WIDGET (inflight_application_make_window (self->app));
      gtk_window_present (GTK_WINDOW (window));
      ui_await (gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0);
      g_assert_cmpint (gtk_widget_get_width (window), <=, 32767);
      gtk_window_destroy (GTK_WINDOW (window));
    }

  g_settings_reset (store, "window-width");
  g_settings_reset (store, "window-height");
}

/* The button for searching does nothing without tasks; with them, what is typed
 * next is searched for. */
static void
test_search (UiFixture     *self,
             gconstpointer  user_data)
{
  gpointer button = gtk_widget_get_template_child (GTK_WIDGET (self->window),
                                                   INFLIGHT_TYPE_WINDOW, "search_button");
  GtkWidget *entry;

  g_assert_false (gtk_widget_get_sensitive (button));

  ui_add (self, FALSE, "http://a/1", NULL);
  ui_await (gtk_widget_get_sensitive (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);

  entry = ui_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         entry));
}

/* From the search to what it finds, and back to the whole list from there, too. */
static void
test_search_keys (UiFixture     *self,
                  gconstpointer  user_data)
{
  InflightTaskList *list = inflight_window_get_task_list (self->window);
  GtkSearchBar *bar =
    inflight_filter_bar_get_search_bar (inflight_task_list_get_filter_bar (list));
  GListModel *shown = G_LIST_MODEL (inflight_task_list_get_view (list));
  GtkWidget *entry;
  GtkWidget *focus;

  ui_add (self, FALSE, "http://a/1", "http://a/2", NULL);
  ui_activate (self, "find");
  entry = ui_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "a/2");
  ui_await (g_list_model_get_n_items (shown) == 1);

  g_assert_true (ui_press (entry, "Down|KP_Down"));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW));

  g_assert_true (ui_press (GTK_WIDGET (list), "Escape"));
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  ui_await (g_list_model_get_n_items (shown) == 2);
  g_assert_false (ui_press (GTK_WIDGET (list), "Escape"));
}

/* What is not shown any more does not keep the focus. */
static void
test_hidden_focus (UiFixture     *self,
                   gconstpointer  user_data)
{
  GtkWidget *button = ui_find (GTK_WIDGET (self->window), GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *inner = gtk_button_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), inner);
  gtk_widget_set_parent (popover, button);
  ui_await (gtk_widget_get_mapped (button));
  gtk_popover_popup (GTK_POPOVER (popover));
  ui_await (gtk_widget_get_mapped (inner));
  gtk_popover_popdown (GTK_POPOVER (popover));
  ui_await (!gtk_widget_get_mapped (inner));

  gtk_window_set_focus (GTK_WINDOW (self->window), inner);
  ui_await (gtk_window_get_focus (GTK_WINDOW (self->window)) != inner);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         button));
  gtk_widget_unparent (popover);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/window/all", test_all);
  UI_ADD ("/ui/window/scope", test_scope);
  UI_ADD ("/ui/window/then-cancel", test_then_cancel);
  UI_ADD ("/ui/window/custom", test_custom);
  UI_ADD ("/ui/window/cards", test_cards);
  UI_ADD ("/ui/window/card-buttons", test_card_buttons);
  UI_ADD ("/ui/window/cancel", test_cancel);
  UI_ADD ("/ui/window/retry", test_retry);
  UI_ADD ("/ui/window/sensitivity", test_sensitivity);
  UI_ADD ("/ui/window/clear", test_clear);
  UI_ADD ("/ui/window/chips", test_chips);
  UI_ADD ("/ui/window/finished", test_finished);
  UI_ADD ("/ui/window/names", test_names);
  UI_ADD ("/ui/window/selected", test_selected);
  UI_ADD ("/ui/window/arguments", test_arguments);
  UI_ADD ("/ui/window/launch-wait", test_launch_wait);
  UI_ADD ("/ui/window/launch-refused", test_launch_refused);
  UI_ADD ("/ui/window/launch-then", test_launch_then);
  UI_ADD ("/ui/window/wait-refused", test_wait_refused);
  g_test_add_func ("/ui/window/wait-options", test_wait_options);
  UI_ADD ("/ui/window/bad-size", test_bad_size);
  UI_ADD ("/ui/window/search", test_search);
  UI_ADD ("/ui/window/search-keys", test_search_keys);
  UI_ADD ("/ui/window/hidden-focus", test_hidden_focus);

  return g_test_run ();
}
