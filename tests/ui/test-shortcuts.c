/* test-shortcuts.c: the window with the keys against the keys themselves
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-shortcuts.h"
#include "ui-views.h"

/* Keys of which one of the two is enough. */
static const char *const synonyms[] = { "<Control>KP_Enter" };

/* Accelerators in one spelling, as “<Control>l”. */
static char *
spell (const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_error ("%s is no accelerator", accelerator);

  return gtk_accelerator_name (gdk_keyval_to_lower (key), modifiers);
}

static void
add_spelt (GHashTable *keys,
           const char *accelerator)
{
  g_hash_table_add (keys, spell (accelerator));
}

static GHashTable *
new_keys (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What the application has set. */
static GHashTable *
collect_accels (GtkApplication *application)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);
  GHashTable *keys = new_keys ();

  for (gsize i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, actions[i]);

      for (gsize j = 0; accels[j] != NULL; j++)
        add_spelt (keys, accels[j]);
    }

  return keys;
}

/* What the window with the keys shows. */
static GHashTable *
collect_shown (void)
{
  GHashTable *keys = new_keys ();
  const InflightShortcut *shortcut;

  for (shortcut = inflight_shortcuts_get (); shortcut->group != NULL; shortcut++)
    {
      g_autofree char *key = spell (shortcut->accelerator);

      if (!g_hash_table_add (keys, g_strdup (key)))
        g_error ("%s is there twice", key);
    }

  return keys;
}

static void
add_trigger (GHashTable         *keys,
             GtkShortcutTrigger *trigger)
{
  g_autofree char *text = NULL;

  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    {
      GtkAlternativeTrigger *both = GTK_ALTERNATIVE_TRIGGER (trigger);

      add_trigger (keys, gtk_alternative_trigger_get_first (both));
      add_trigger (keys, gtk_alternative_trigger_get_second (both));
    }
  else if (GTK_IS_KEYVAL_TRIGGER (trigger))
    {
      text = gtk_shortcut_trigger_to_string (trigger);
      add_spelt (keys, text);
    }
}

static void
add_shortcuts (GHashTable *keys,
               GListModel *shortcuts)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

      add_trigger (keys, gtk_shortcut_get_trigger (shortcut));
    }
}

/* What widgets of ours and the main menu listen to, by bindings of their classes
 * and otherwise. What GTK does within an entry or a list is no merit of ours. */
static void
collect_bindings (GtkWidget  *widget,
                  GHashTable *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_ours = g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Inflight") ||
                     GTK_IS_MENU_BUTTON (widget);

  for (guint i = 0; is_ours && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        add_shortcuts (keys, G_LIST_MODEL (controller));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_bindings (child, keys);
}

static void
assert_contains (GHashTable *keys,
                 GHashTable *wanted,
                 const char *complaint)
{
  GHashTableIter iter;
  gpointer key;

  g_assert_cmpuint (g_hash_table_size (wanted), >, 10);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (keys, key))
      {
        g_test_message ("%s %s", (const char *) key, complaint);
        g_test_fail ();
      }
}

static void
test_complete (UiFixture     *self,
               gconstpointer  user_data)
{
  g_autoptr (GHashTable) accels = collect_accels (GTK_APPLICATION (self->app));
  g_autoptr (GHashTable) shown = collect_shown ();

  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    g_hash_table_add (shown, spell (synonyms[i]));
  assert_contains (shown, accels, "is not shown");
}

static void
test_true (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GHashTable) keys = collect_accels (GTK_APPLICATION (self->app));
  g_autoptr (GHashTable) shown = collect_shown ();

  ui_add (self, FALSE, "ok?at=10", NULL);
  collect_bindings (GTK_WIDGET (self->window), keys);
  assert_contains (keys, shown, "does nothing");
}

/* Those that can be seen. */
static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_is_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, type);

  return n;
}

/* Its key opens it, and it fits a phone. */
static void
test_opens (UiFixture     *self,
            gconstpointer  user_data)
{
  g_auto (GStrv) actions =
    gtk_application_get_actions_for_accel (GTK_APPLICATION (self->app), "<Control>question");
  g_autoptr (GHashTable) shown = collect_shown ();
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  guint n_windows = g_list_model_get_n_items (windows);
  g_autoptr (GtkWidget) opened = NULL;
  int width;
  int height;

  g_assert_cmpstr (actions[0], ==, "app.shortcuts");
  gtk_widget_activate_action (GTK_WIDGET (self->window), actions[0], NULL);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_windows + 1);
  opened = g_list_model_get_item (windows, n_windows);
  ui_await (gtk_widget_get_mapped (opened));
  ui_undecorate (opened);
  g_assert_cmpuint (count (opened, GTK_TYPE_SHORTCUT_LABEL), ==, g_hash_table_size (shown));

  gtk_widget_measure (opened, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (opened, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpint (height, <=, 600);
  gtk_window_destroy (GTK_WINDOW (opened));
}

/* By what they do, in whatever case; a group that has none has no heading. */
static void
test_search (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *window = inflight_shortcuts_new (GTK_WINDOW (self->window));
  GtkWidget *entry;

  gtk_window_present (GTK_WINDOW (window));
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (ui_find (window, GTK_TYPE_SEARCH_BAR, NULL)),
                                  TRUE);
  entry = ui_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "CLOSE the");
  ui_await (count (window, GTK_TYPE_SHORTCUT_LABEL) == 1);
  g_assert_cmpuint (count (window, ADW_TYPE_PREFERENCES_GROUP), ==, 1);
  g_assert_cmpuint (count (window, ADW_TYPE_STATUS_PAGE), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing does this");
  ui_await (count (window, ADW_TYPE_STATUS_PAGE) == 1);
  g_assert_cmpuint (count (window, GTK_TYPE_SHORTCUT_LABEL), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  ui_await (count (window, ADW_TYPE_PREFERENCES_GROUP) == 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/shortcuts/complete", test_complete);
  UI_ADD ("/ui/shortcuts/true", test_true);
  UI_ADD ("/ui/shortcuts/opens", test_opens);
  UI_ADD ("/ui/shortcuts/search", test_search);

  return g_test_run ();
}
