/* inflight-window-view.c: how a window shows its tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-window-private.h"

#include "inflight-uri.h"

#include <glib/gi18n.h>
#include <string.h>

#define COLUMN_ACTION "show-column-"

/* Of the menu of columns, in that of how tasks are shown. */
#define COLUMNS_PLACE 2

/* What is remembered may have been written by somebody else. */
#define MAX_SIZE (1 << 14)

static InflightTaskColumns *
get_columns (InflightWindow *self)
{
  return inflight_task_list_get_columns (inflight_window_get_task_list (self));
}

static InflightFilterBar *
get_filter_bar (InflightWindow *self)
{
  return inflight_task_list_get_filter_bar (inflight_window_get_task_list (self));
}

static void
set_state (InflightWindow *self,
           const char     *name,
           GVariant       *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* The actions say what the columns say, whose headings may be pressed, too. */
static void
sorting_changed_cb (InflightTaskColumns *columns,
                    InflightWindow      *self)
{
  gboolean descending;
  InflightColumn column = inflight_task_columns_get_sorting (columns, &descending);

  g_assert (INFLIGHT_IS_WINDOW (self));

  set_state (self, "sort-by", g_variant_new_string (inflight_column_get_name (column)));
  set_state (self, "sort-descending", g_variant_new_boolean (descending));
}

static void
change_sort_by_cb (GSimpleAction *action,
                   GVariant      *value,
                   gpointer       user_data)
{
  InflightTaskColumns *columns = get_columns (INFLIGHT_WINDOW (user_data));
  const char *name = g_variant_get_string (value, NULL);
  gboolean descending;

  inflight_task_columns_get_sorting (columns, &descending);
  inflight_task_columns_set_sorting (columns, inflight_column_find (name), descending);
}

static void
change_descending_cb (GSimpleAction *action,
                      GVariant      *value,
                      gpointer       user_data)
{
  InflightTaskColumns *columns = get_columns (INFLIGHT_WINDOW (user_data));
  gboolean descending;
  InflightColumn column = inflight_task_columns_get_sorting (columns, &descending);

  inflight_task_columns_set_sorting (columns, column, g_variant_get_boolean (value));
}

static void
change_column_cb (GSimpleAction *action,
                  GVariant      *value,
                  gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action)) + strlen (COLUMN_ACTION);

  inflight_task_columns_set_visible (get_columns (INFLIGHT_WINDOW (user_data)),
                                     inflight_column_find (name),
                                     g_variant_get_boolean (value));
}

static void
set_menu_shown (GMenu    *view_menu,
                gboolean  shown)
{
  gboolean is_shown =
    g_menu_model_get_n_items (G_MENU_MODEL (view_menu)) > COLUMNS_PLACE;

  if (shown && !is_shown)
    g_menu_append_submenu (view_menu, _("_Columns"),
                           g_object_get_data (G_OBJECT (view_menu), "columns"));
  else if (!shown && is_shown)
    g_menu_remove (view_menu, COLUMNS_PLACE);
}

/* What is ticked is shown, and where there are no columns there is no menu of them. */
static void
shown_changed_cb (InflightTaskColumns *columns,
                  InflightWindow      *self)
{
  gboolean narrow = inflight_task_columns_get_narrow (columns);
  const char *name;

  g_assert (INFLIGHT_IS_WINDOW (self));

  set_menu_shown (g_object_get_data (G_OBJECT (self), "view-menu"), !narrow);
  for (int i = 0; (name = inflight_column_get_name (i)) != NULL; i++)
    {
      g_autofree char *action = g_strconcat (COLUMN_ACTION, name, NULL);

      inflight_window_enable (self, action, !narrow && i != INFLIGHT_COLUMN_LABEL);
      if (!narrow)
        set_state (self, action,
                   g_variant_new_boolean (inflight_task_columns_get_visible (columns, i)));
    }
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);

  inflight_window_show_tasks (self);
  inflight_filter_bar_focus_search (get_filter_bar (self));
}

static void
only_host_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  InflightWindow *self = INFLIGHT_WINDOW (user_data);
  g_autoptr (InflightTask) task =
    inflight_task_list_get_current (inflight_window_get_task_list (self));
  g_autofree char *host = NULL;

  if (task == NULL)
    return;

  host = inflight_uri_dup_host (inflight_request_get_origin (inflight_task_get_request (task)));
  inflight_filter_bar_set_host (get_filter_bar (self), host);
}

static void
add_column_actions (InflightWindow *self)
{
  const char *name;

  for (int column = 0; (name = inflight_column_get_name (column)) != NULL; column++)
    {
      g_autofree char *full_name = g_strconcat (COLUMN_ACTION, name, NULL);
      g_autoptr (GSimpleAction) action =
        g_simple_action_new_stateful (full_name, NULL, g_variant_new_boolean (TRUE));

      g_signal_connect_object (action, "change-state", G_CALLBACK (change_column_cb), self, 0);
      g_simple_action_set_enabled (action, column != INFLIGHT_COLUMN_LABEL);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}

static void
fill_menu (GMenu *menu)
{
  g_autoptr (GMenu) keys = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  const char *name;

  for (int column = 0; (name = inflight_column_get_name (column)) != NULL; column++)
    {
      const char *title = column == INFLIGHT_COLUMN_NUMBER
                            ? _("Number") : inflight_column_get_title (column);
      g_autofree char *sort = g_strdup_printf ("win.sort-by::%s", name);
      g_autofree char *show = g_strdup_printf ("win." COLUMN_ACTION "%s", name);

      g_menu_append (keys, title, sort);
      if (column != INFLIGHT_COLUMN_LABEL)
        g_menu_append (columns, title, show);
    }

  g_menu_append (direction, _("_Descending"), "win.sort-descending");

  g_menu_append_section (menu, _("Sort By"), G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  g_object_set_data_full (G_OBJECT (menu), "columns", g_steal_pointer (&columns), g_object_unref);
  set_menu_shown (menu, TRUE);
}

/**
 * inflight_window_add_view_actions:
 * @self: a window that is being made
 * @menu: an empty menu, to be filled with how tasks can be shown
 */
void
inflight_window_add_view_actions (InflightWindow *self,
                                  GMenu          *menu)
{
  static const GActionEntry entries[] = {
    { .name = "find", .activate = find_cb },
    { .name = "only-host", .activate = only_host_cb },
    { .name = "sort-by", .parameter_type = "s", .state = "'number'",
      .change_state = change_sort_by_cb },
    { .name = "sort-descending", .state = "false", .change_state = change_descending_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_column_actions (self);
  fill_menu (menu);
  g_object_set_data (G_OBJECT (self), "view-menu", menu);
}

static void
save_columns (InflightWindow *self,
              GSettings      *store)
{
  InflightTaskColumns *columns = get_columns (self);
  gboolean descending;
  InflightColumn column = inflight_task_columns_get_sorting (columns, &descending);

  g_settings_set_value (store, "columns", inflight_task_columns_save (columns));
  g_settings_set_string (store, "sort-by", inflight_column_get_name (column));
  g_settings_set_boolean (store, "sort-descending", descending);
}

static void
restore_columns (InflightWindow *self,
                 GSettings      *store)
{
  InflightTaskColumns *columns = get_columns (self);
  g_autoptr (GVariant) saved = g_settings_get_value (store, "columns");
  g_autofree char *sort_by = g_settings_get_string (store, "sort-by");
  gboolean descending = g_settings_get_boolean (store, "sort-descending");
  InflightColumn column = inflight_column_find (sort_by);

  inflight_task_columns_restore (columns, saved);
  if (column != INFLIGHT_COLUMN_NUMBER || descending)
    inflight_task_columns_set_sorting (columns, column, descending);
}

/**
 * inflight_window_save_view:
 * @self: a window
 * @store: the settings
 *
 * Remembers its size, and columns and sorting if they were shown.
 */
void
inflight_window_save_view (InflightWindow *self,
                           GSettings      *store)
{
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (store, "window-width", width);
  g_settings_set_int (store, "window-height", height);
  g_settings_set_boolean (store, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (inflight_window_has_page (self))
    save_columns (self, store);
}

/**
 * inflight_window_restore_size:
 * @self: a window
 * @store: the settings
 *
 * Has it be as large as it was remembered.
 */
void
inflight_window_restore_size (InflightWindow *self,
                              GSettings      *store)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               CLAMP (g_settings_get_int (store, "window-width"), 1, MAX_SIZE),
                               CLAMP (g_settings_get_int (store, "window-height"), 1, MAX_SIZE));
  if (g_settings_get_boolean (store, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * inflight_window_show_view:
 * @self: a window whose tasks are about to be shown for the first time
 * @search_button: what shows and hides the search
 *
 * Shows columns and sorting as they were remembered.
 */
void
inflight_window_show_view (InflightWindow *self,
                           GtkWidget      *search_button)
{
  InflightServices *services = inflight_window_get_services (self);
  GSettings *store = inflight_settings_get_store (inflight_services_get_settings (services));

  g_signal_connect_object (get_columns (self), "sorting-changed",
                           G_CALLBACK (sorting_changed_cb), self, 0);
  g_signal_connect_object (get_columns (self), "shown-changed",
                           G_CALLBACK (shown_changed_cb), self, 0);
  shown_changed_cb (get_columns (self), self);
  g_object_bind_property (inflight_filter_bar_get_search_bar (get_filter_bar (self)),
                          "search-mode-enabled", search_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  if (store != NULL)
    restore_columns (self, store);
}
