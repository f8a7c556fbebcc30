/* test-attention.c: what is told to those who look elsewhere
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-session.h"
#include "inflight-wait-card.h"
#include "ui-fixture.h"

#include <string.h>

static GtkLabel *
get_summary (UiFixture  *self,
             const char *text)
{
  return GTK_LABEL (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, text));
}

/* The person does something else. */
static GtkWidget *
look_elsewhere (UiFixture *self)
{
  GtkWidget *other = gtk_window_new ();

  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
  gtk_window_present (GTK_WINDOW (other));
  ui_await (!gtk_window_is_active (GTK_WINDOW (self->window)));
  fake_session_forget ();

  return other;
}

static void
look_again (UiFixture *self,
            GtkWidget *other)
{
  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_present (GTK_WINDOW (self->window));
  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
}

static void
assert_notification (const char *id,
                     const char *title,
                     const char *body)
{
  g_autoptr (GVariant) notification = NULL;
  const char *text;

  ui_await ((notification = fake_session_dup_notification (id)) != NULL);
  g_assert_true (g_variant_lookup (notification, "title", "&s", &text));
  g_assert_cmpstr (text, ==, title);
  g_assert_true (g_variant_lookup (notification, "body", "&s", &text));
  g_assert_cmpstr (text, ==, body);
}

/* Read by everybody in the same place. */
static void
test_announced (UiFixture     *self,
                gconstpointer  user_data)
{
  static const char expected[] =
    "Wait 1 · First: Returned after 10 ms: 1 of 2 done; 1 left running. Now: ";
  GtkLabel *summary;
  g_autofree char *text = NULL;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, expected) != NULL);

  summary = get_summary (self, expected);
  text = g_strdup (gtk_label_get_text (summary));
  g_assert_nonnull (strstr (text, " Now: 1 of 2 done"));
  gtk_test_accessible_assert_role (summary, GTK_ACCESSIBLE_ROLE_LOG);
  gtk_test_accessible_assert_property (summary, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
}

/* Where nothing changes any more nothing is said twice. */
static void
test_announced_at_last (UiFixture     *self,
                        gconstpointer  user_data)
{
  static const char expected[] = "Wait 1 · All: Returned after 10 ms: all 2 done";
  const char *text;

  ui_add (self, TRUE, "ok?at=10", "ok?at=10", NULL);
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, expected) != NULL);
  text = gtk_label_get_text (get_summary (self, expected));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, "of 2 done"));
}

static void
test_announced_together (UiFixture     *self,
                         gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, "2 waits returned · Wait 2 · First: Returned after 10 ms: ")
            != NULL);
}

static void
test_notified (UiFixture     *self,
               gconstpointer  user_data)
{
  GtkWidget *other = NULL;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  other = look_elsewhere (self);
  fake_run_until (&self->virtual, 20 * MS);
  assert_notification ("wait-1", "Wait 1 · First",
                       "Returned after 10 ms: 1 of 2 done; 1 left running.");

  look_again (self, other);
  ui_await (fake_session_get_n_shown () == 0);
}

/* What did not end well looks like it. */
static void
test_icons (UiFixture     *self,
            gconstpointer  user_data)
{
  static const struct {
    const char *id;
    const char *icon_name;
  } rows[] = {
    { "wait-1", NULL },
    { "wait-2", "dialog-error-symbolic" },
    { "wait-3", "dialog-warning-symbolic" },
  };
  GtkWidget *other = NULL;

  ui_add (self, TRUE, "ok?at=10", "fail?at=20", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::first-error");
  ui_activate (self, "wait::ok:2");
  other = look_elsewhere (self);
  fake_run_until (&self->virtual, 30 * MS);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVariant) notification = NULL;
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GIcon) icon = NULL;

      ui_await ((notification = fake_session_dup_notification (rows[i].id)) != NULL);
      value = g_variant_lookup_value (notification, "icon", NULL);
      icon = value != NULL ? g_icon_deserialize (value) : NULL;
      g_assert_true ((icon != NULL) == (rows[i].icon_name != NULL));
      if (icon != NULL)
        g_assert_cmpstr (g_themed_icon_get_names (G_THEMED_ICON (icon))[0], ==,
                         rows[i].icon_name);
    }

  look_again (self, other);
}

/* Nothing is told to those who see it, or did it. */
static void
test_not_notified (UiFixture     *self,
                   gconstpointer  user_data)
{
  GtkWidget *other = NULL;
  GtkWidget *card;

  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
  fake_session_forget ();
  ui_add (self, TRUE, "ok?at=10", "ok?at=50", "never", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, "Wait 1 · First: Returned") != NULL);

  other = look_elsewhere (self);
  card = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_WAIT_CARD, NULL);
  g_signal_emit_by_name (ui_find (card, GTK_TYPE_BUTTON, "Stop Waiting"), "clicked");
  ui_await (get_summary (self, "Wait 2 · All: Stopped waiting") != NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 60 * MS);
  assert_notification ("wait-3", "Wait 3 · First",
                       "Returned after 30 ms: 1 of 2 done; 1 was done before; "
                       "1 left running.");
  g_assert_cmpuint (fake_session_get_n_notified (), ==, 1);
  look_again (self, other);
}

/* Nor is what returns because everything was cleared, and has no card. */
static void
test_cleared (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *other = NULL;

  ui_add (self, TRUE, "never", NULL);
  ui_activate (self, "wait::all");
  other = look_elsewhere (self);
  ui_activate (self, "clear");
  fake_run_until (&self->virtual, 20 * MS);

  ui_add (self, TRUE, "ok?at=30", NULL);
  fake_run_until (&self->virtual, 100 * MS);
  ui_await (get_summary (self, "1 of 1 done") != NULL);
  g_assert_null (get_summary (self, "Wait 1 · All"));
  g_assert_cmpuint (fake_session_get_n_notified (), ==, 0);
  look_again (self, other);
}

/* Who reads a dialog of the window sees it. */
static void
test_dialog (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *dialog = gtk_window_new ();

  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (dialog));
  ui_await (gtk_window_is_active (GTK_WINDOW (dialog)));
  fake_session_forget ();

  ui_add (self, TRUE, "ok?at=10", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, "Wait 1 · First: Returned") != NULL);
  g_assert_cmpuint (fake_session_get_n_notified (), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* While a dialog closes no window has the focus, and nobody looks elsewhere. */
static void
test_dialog_closes (UiFixture     *self,
                    gconstpointer  user_data)
{
  GtkWidget *dialog = gtk_window_new ();
  GtkWidget *other;

  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (dialog));
  ui_await (gtk_window_is_active (GTK_WINDOW (dialog)));
  fake_session_forget ();

  ui_add (self, TRUE, "ok?at=10", "ok?at=50", NULL);
  ui_activate (self, "wait::first");
  ui_activate (self, "wait::all");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_false (gtk_window_is_active (GTK_WINDOW (self->window)));
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (get_summary (self, "Wait 1 · First: Returned") != NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));

  /* What is told first would be the wait before, if that were told at all. */
  other = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (other));
  ui_await (!gtk_window_is_active (GTK_WINDOW (self->window)));
  fake_run_until (&self->virtual, 60 * MS);
  assert_notification ("wait-2", "Wait 2 · All", "Returned after 50 ms: all 2 done.");
  g_assert_cmpuint (fake_session_get_n_notified (), ==, 1);
  look_again (self, other);
}

static void
test_burst (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *other = NULL;
  g_autofree char *id = NULL;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  for (guint i = 0; i < 12; i++)
    ui_activate (self, "wait::first");
  other = look_elsewhere (self);
  fake_run_until (&self->virtual, 20 * MS);

  id = g_strdup_printf ("waits-%u",
                        gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self->window)));
  assert_notification (id, "12 waits returned",
                       "Wait 12 · First: Returned after 10 ms: 1 of 2 done; 1 left running.");
  g_assert_cmpuint (fake_session_get_n_notified (), ==, 1);
  look_again (self, other);
  ui_await (fake_session_get_n_shown () == 0);
}

/* A press on the notification leads to the card. */
static void
test_show_wait (UiFixture     *self,
                gconstpointer  user_data)
{
  GtkWidget *other = NULL;
  g_autoptr (GVariant) notification = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *action;
  GtkWidget *focus;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  for (guint i = 0; i < 9; i++)
    ui_activate (self, "wait::all");
  ui_select (self, 1, 1);
  ui_activate (self, "details");
  other = look_elsewhere (self);
  fake_run_until (&self->virtual, 20 * MS);

  ui_await ((notification = fake_session_dup_notification ("wait-1")) != NULL);
  g_assert_true (g_variant_lookup (notification, "default-action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.show-wait");
  target = g_variant_lookup_value (notification, "default-action-target", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (self->app), "show-wait", target);

  ui_await (gtk_window_is_active (GTK_WINDOW (self->window)));
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (INFLIGHT_IS_WAIT_CARD (focus));
  g_assert_cmpuint (inflight_wait_get_number (
                      inflight_wait_card_get_wait (INFLIGHT_WAIT_CARD (focus))), ==, 1);
  ui_await (gtk_widget_get_mapped (focus));
  look_again (self, other);
}

/* One for all windows, and only while something is in flight. */
static void
test_awake (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightWindow *second;
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  ui_add (self, FALSE, "ok?at=10", NULL);
  fake_run_until (&self->virtual, 1 * MS);
  g_assert_cmpuint (fake_session_get_n_inhibitors (), ==, 0);

  ui_activate (self, "start");
  fake_run_until (&self->virtual, 2 * MS);
  ui_await (fake_session_get_n_inhibitors () == 1);
  g_assert_cmpuint (fake_session_get_inhibit_flags (), ==, GTK_APPLICATION_INHIBIT_SUSPEND);

  second = inflight_application_make_window (self->app);
  g_ptr_array_add (requests, inflight_request_new ("http://fake/never", self->virtual.options,
                                                   NULL));
  inflight_window_add_requests (second, requests, TRUE);
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (self, 1)), ==,
                   INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (fake_session_get_n_inhibitors (), ==, 1);

  gtk_window_destroy (GTK_WINDOW (second));
  ui_await (fake_session_get_n_inhibitors () == 0);
}

static void
test_not_awake (UiFixture     *self,
                gconstpointer  user_data)
{
  GSettings *store =
    inflight_settings_get_store (inflight_services_get_settings (self->services));

  g_assert_true (g_settings_get_boolean (store, "inhibit-suspend"));
  g_settings_set_boolean (store, "inhibit-suspend", FALSE);
  ui_add (self, TRUE, "never", NULL);
  fake_run_until (&self->virtual, 2 * MS);
  g_assert_false (inflight_power_is_inhibiting (inflight_services_get_power (self->services)));
  g_assert_cmpuint (fake_session_get_n_inhibitors (), ==, 0);

  g_settings_reset (store, "inhibit-suspend");
  g_assert_true (inflight_power_is_inhibiting (inflight_services_get_power (self->services)));
  ui_await (fake_session_get_n_inhibitors () == 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/attention/announced", test_announced);
  UI_ADD ("/ui/attention/announced-at-last", test_announced_at_last);
  UI_ADD ("/ui/attention/announced-together", test_announced_together);
  UI_ADD ("/ui/attention/notified", test_notified);
  UI_ADD ("/ui/attention/icons", test_icons);
  UI_ADD ("/ui/attention/not-notified", test_not_notified);
  UI_ADD ("/ui/attention/cleared", test_cleared);
  UI_ADD ("/ui/attention/dialog", test_dialog);
  UI_ADD ("/ui/attention/dialog-closes", test_dialog_closes);
  UI_ADD ("/ui/attention/burst", test_burst);
  UI_ADD ("/ui/attention/show-wait", test_show_wait);
  UI_ADD ("/ui/attention/awake", test_awake);
  UI_ADD ("/ui/attention/not-awake", test_not_awake);

  return g_test_run ();
}
