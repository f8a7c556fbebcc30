/* test-preferences.c: what the preferences do, and when
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-inspector.h"
#include "inflight-preferences.h"
#include "ui-fixture.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* The least that UX.md promises. */
#define LEAST_WIDTH 360

typedef struct
{
  UiFixture         ui;
  InflightSettings *settings;
  GSettings        *store;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  ui_fixture_set_up (&self->ui, NULL);
  self->settings = inflight_services_get_settings (self->ui.services);
  self->store = inflight_settings_get_store (self->settings);
  g_assert_nonnull (self->store);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  static const char *const keys[] = {
    "interval", "timeout", "run-deadline", "retries", "max-redirects", "max-body-mib",
    "transport", "http-version", "kept-mib", "proxy", "accept-every-certificate", "allow-private",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->store, keys[i]);

  ui_fixture_tear_down (&self->ui, NULL);
}

#define PREFERENCES_ADD(path, func) \
  g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static GtkWidget *
show (Fixture *self)
{
  GtkWidget *preferences = inflight_preferences_new (GTK_WINDOW (self->ui.window), self->settings);

  gtk_window_present (GTK_WINDOW (preferences));

  return preferences;
}

/* What nobody has asked for is off, and as the engine has it. */
static void
test_defaults (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (InflightOptions) options = inflight_settings_make_options (self->settings);

  g_assert_cmpuint (inflight_options_get_max_retries (options), ==, 0);
  g_assert_cmpuint (inflight_options_get_max_redirects (options), ==,
                    INFLIGHT_DEFAULT_MAX_REDIRECTS);
  g_assert_cmpuint (inflight_options_get_limit_bytes (options), ==,
                    INFLIGHT_DEFAULT_LIMIT_BYTES);
  g_assert_cmpint (inflight_options_get_run_deadline_us (options), ==, 0);
  g_assert_false (inflight_options_get_insecure (options));
  g_assert_false (inflight_options_get_allows_private (options));
  g_assert_cmpint (inflight_settings_get_interval_us (self->settings), ==, 0);
  g_assert_cmpuint (inflight_settings_get_kept_bytes (self->settings), ==,
                    INFLIGHT_DEFAULT_KEPT_BYTES);
  g_assert_null (inflight_settings_dup_proxy (self->settings));
}

static void
test_options (Fixture       *self,
              gconstpointer  user_data)
{
  g_autoptr (InflightOptions) options = NULL;

  g_settings_set_uint (self->store, "retries", INFLIGHT_MAX_RETRIES);
  g_settings_set_double (self->store, "run-deadline", 2.5);
  g_settings_set_uint (self->store, "max-redirects", 0);
  g_settings_set_uint (self->store, "max-body-mib", 4095);
  g_settings_set_boolean (self->store, "accept-every-certificate", TRUE);
  options = inflight_settings_make_options (self->settings);
  g_assert_cmpuint (inflight_options_get_max_retries (options), ==, INFLIGHT_MAX_RETRIES);
  g_assert_cmpint (inflight_options_get_run_deadline_us (options), ==, 2500 * MS);
  g_assert_cmpuint (inflight_options_get_max_redirects (options), ==, 0);
  g_assert_cmpuint (inflight_options_get_limit_bytes (options), ==,
                    G_GUINT64_CONSTANT (4095) << 20);
  g_assert_true (inflight_options_get_insecure (options));
  g_assert_false (inflight_options_get_allows_private (options));

  g_settings_set_boolean (self->store, "allow-private", TRUE);
  g_clear_pointer (&options, inflight_options_unref);
  options = inflight_settings_make_options (self->settings);
  g_assert_true (inflight_options_get_allows_private (options));
}

/* What is almost nothing is not the nothing that stands for no limit. */
static void
test_short_times (Fixture       *self,
                  gconstpointer  user_data)
{
  g_autoptr (InflightOptions) options = NULL;

  g_settings_set_double (self->store, "timeout", 1e-7);
  g_settings_set_double (self->store, "run-deadline", 1e-7);
  g_settings_set_double (self->store, "interval", 1e-7);
  options = inflight_settings_make_options (self->settings);
  g_assert_cmpint (inflight_options_get_deadline_us (options), ==, 1);
  g_assert_cmpint (inflight_options_get_run_deadline_us (options), ==, 1);
  g_assert_cmpint (inflight_settings_get_interval_us (self->settings), ==, 1);
}

static GtkSpinButton *
find_spin (GtkWidget  *preferences,
           const char *title)
{
  GtkWidget *label = ui_find (preferences, GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);

  return GTK_SPIN_BUTTON (ui_find (row, GTK_TYPE_SPIN_BUTTON, NULL));
}

/* Every number in the window is the one in the store. */
static void
test_rows (Fixture       *self,
           gconstpointer  user_data)
{
  GtkWidget *preferences = show (self);
  GtkSpinButton *spin = find_spin (preferences, "Redirects");

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 20);
  gtk_spin_button_set_value (spin, 0);
  g_assert_cmpuint (g_settings_get_uint (self->store, "max-redirects"), ==, 0);

  spin = find_spin (preferences, "Largest Body");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 16);
  gtk_spin_button_set_value (spin, 0);
  g_assert_cmpuint (g_settings_get_uint (self->store, "max-body-mib"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static AdwComboRow *
find_choice (GtkWidget  *preferences,
             const char *title)
{
  GtkWidget *label = ui_find (preferences, GTK_TYPE_LABEL, title);

  return ADW_COMBO_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_COMBO_ROW));
}

static void
assert_transport (Fixture    *self,
                  const char *expected)
{
  g_autofree char *nick = g_settings_get_string (self->store, "transport");

  g_assert_cmpstr (nick, ==, expected);
}

/* Nobody is offered what the program was built without, nor is it asked for. */
static void
test_transport (Fixture       *self,
                gconstpointer  user_data)
{
  GtkWidget *preferences = show (self);
  gboolean has_libcurl = inflight_transport_kind_is_built_in (INFLIGHT_TRANSPORT_KIND_LIBCURL);
  int kind = -1;

  g_assert_cmpint (inflight_settings_get_transport (self->settings, &kind), ==, has_libcurl);

  if (has_libcurl)
    {
      AdwComboRow *transport = find_choice (preferences, "Carry Out Requests With");

      g_assert_cmpuint (adw_combo_row_get_selected (transport), ==, 0);
      adw_combo_row_set_selected (transport, 1);
      assert_transport (self, "libsoup");
    }
  else
    {
      g_assert_null (ui_find (preferences, GTK_TYPE_LABEL, "Carry Out Requests With"));
      assert_transport (self, "libcurl");
    }

  g_settings_set_string (self->store, "transport", "libsoup");
  g_assert_true (inflight_settings_get_transport (self->settings, &kind));
  g_assert_cmpint (kind, ==, INFLIGHT_TRANSPORT_KIND_LIBSOUP);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
test_http_version (Fixture       *self,
                   gconstpointer  user_data)
{
  GtkWidget *preferences = show (self);
  AdwComboRow *version = find_choice (preferences, "HTTP Version");
  g_autofree char *nick = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (version), ==, 0);
  adw_combo_row_set_selected (version, 1);
  nick = g_settings_get_string (self->store, "http-version");
  g_assert_cmpstr (nick, ==, "1.1");
  gtk_window_destroy (GTK_WINDOW (preferences));
}

/* Tasks that are queued already are late, too. */
static void
test_interval (Fixture       *self,
               gconstpointer  user_data)
{
  ui_add (&self->ui, TRUE, "ok", "ok", NULL);
  g_settings_set_double (self->store, "interval", 1.5);
  fake_run_until (&self->ui.virtual, 1400 * MS);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (&self->ui, 1)), ==,
                   INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (&self->ui, 2)), ==,
                   INFLIGHT_TASK_STATE_QUEUED);

  fake_run_until (&self->ui.virtual, 2 * SECOND);
  g_assert_cmpint (inflight_task_get_state (ui_get_task (&self->ui, 2)), ==,
                   INFLIGHT_TASK_STATE_SUCCEEDED);
}

static void
test_kept (Fixture       *self,
           gconstpointer  user_data)
{
  InflightTask *task;
  GtkWidget *details;

  ui_add (&self->ui, TRUE, "ok?title=something", NULL);
  fake_run_until (&self->ui.virtual, MS);
  task = ui_get_task (&self->ui, 1);
  g_assert_nonnull (inflight_task_get_body (task));

  g_settings_set_uint (self->store, "kept-mib", 0);
  g_assert_null (inflight_task_get_body (task));
  ui_select (&self->ui, 1, 1);
  ui_activate (&self->ui, "details");
  details = ui_find (GTK_WIDGET (self->ui.window), INFLIGHT_TYPE_INSPECTOR, NULL);
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "The body was let go of"));
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "The header was let go of"));

  /* It holds for what comes after a clearing, too. */
  ui_await (ui_is_enabled (&self->ui, "clear"));
  ui_activate (&self->ui, "clear");
  ui_add (&self->ui, TRUE, "ok?title=something", NULL);
  fake_run_until (&self->ui.virtual, 2 * MS);
  g_assert_true (inflight_task_is_body_dropped (ui_get_task (&self->ui, 1)));
}

static void
apply_proxy (GtkWidget  *row,
             const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
assert_proxy (Fixture    *self,
              const char *expected)
{
  g_autofree char *proxy = g_settings_get_string (self->store, "proxy");

  g_assert_cmpstr (proxy, ==, expected);
}

/* What is no proxy is refused, and it is said why. */
static void
test_proxy (Fixture       *self,
            gconstpointer  user_data)
{
  GtkWidget *preferences = show (self);
  GtkWidget *row = ui_find (preferences, ADW_TYPE_ENTRY_ROW, NULL);

  g_assert_null (ui_find (preferences, GTK_TYPE_LABEL, "A proxy is "));

  apply_proxy (row, "  http://proxy.example:3128 ");
  assert_proxy (self, "http://proxy.example:3128");
  g_assert_null (ui_find (preferences, GTK_TYPE_LABEL, "A proxy is "));

  apply_proxy (row, "proxy.example:x");
  assert_proxy (self, "http://proxy.example:3128");
  g_assert_nonnull (ui_find (preferences, GTK_TYPE_LABEL, "A proxy is "));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* The complaint is about what was applied. */
  gtk_editable_set_text (GTK_EDITABLE (row), "s");
  g_assert_null (ui_find (preferences, GTK_TYPE_LABEL, "A proxy is "));

  apply_proxy (row, "");
  assert_proxy (self, "");
  gtk_window_destroy (GTK_WINDOW (preferences));
}

/* One that was written into the settings by hand. */
static void
test_hostile_proxy (Fixture       *self,
                    gconstpointer  user_data)
{
  GtkWidget *preferences;

  g_settings_set_string (self->store, "proxy", "<b>gopher</b>://\u202E");
  preferences = show (self);
  g_assert_nonnull (ui_find (preferences, GTK_TYPE_LABEL, "A proxy is "));
  gtk_window_destroy (GTK_WINDOW (preferences));
}

/* Their rows name them: a name of their own would be read on top of that. */
static guint
count_named (GtkWidget *widget)
{
  guint n_named = 0;

  if (GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget))
    {
      g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                        GTK_ACCESSIBLE_PROPERTY_LABEL));
      n_named = 1;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_named += count_named (child);

  return n_named;
}

static void
test_names (Fixture       *self,
            gconstpointer  user_data)
{
  GtkWidget *preferences = show (self);

  g_assert_cmpuint (count_named (preferences), ==, 12);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

static void
test_narrow (Fixture       *self,
             gconstpointer  user_data)
{
  GtkWidget *preferences;
  GtkWidget *content;

  g_settings_set_string (self->store, "proxy", "no proxy");
  preferences = show (self);
  g_assert_cmpint (get_least_width (ui_find (preferences, ADW_TYPE_PREFERENCES_PAGE, NULL)),
                   <=, LEAST_WIDTH);
  gtk_window_destroy (GTK_WINDOW (preferences));

  /* With all that the details of a held task have. */
  inflight_options_set_max_retries (self->ui.virtual.options, 3);
  ui_add (&self->ui, TRUE, "busy?times=1&after=3600", NULL);
  fake_run_until (&self->ui.virtual, 10 * MS);
  ui_select (&self->ui, 1, 1);
  ui_activate (&self->ui, "details");
  content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->ui.window));
  g_assert_cmpint (get_least_width (content), <=, LEAST_WIDTH);
  g_assert_cmpint (get_least_width (ui_find (content, INFLIGHT_TYPE_INSPECTOR, NULL)),
                   <=, LEAST_WIDTH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  PREFERENCES_ADD ("/ui/preferences/defaults", test_defaults);
  PREFERENCES_ADD ("/ui/preferences/options", test_options);
  PREFERENCES_ADD ("/ui/preferences/short-times", test_short_times);
  PREFERENCES_ADD ("/ui/preferences/rows", test_rows);
  PREFERENCES_ADD ("/ui/preferences/transport", test_transport);
  PREFERENCES_ADD ("/ui/preferences/http-version", test_http_version);
  PREFERENCES_ADD ("/ui/preferences/interval", test_interval);
  PREFERENCES_ADD ("/ui/preferences/kept", test_kept);
  PREFERENCES_ADD ("/ui/preferences/proxy", test_proxy);
  PREFERENCES_ADD ("/ui/preferences/proxy/hostile", test_hostile_proxy);
  PREFERENCES_ADD ("/ui/preferences/names", test_names);
  PREFERENCES_ADD ("/ui/preferences/narrow", test_narrow);

  return g_test_run ();
}
