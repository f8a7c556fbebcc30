/* inflight-shortcuts.c: a window that says what the keys do
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-shortcuts.h"

#include "inflight-accessible.h"

#include <glib/gi18n.h>

/* GtkShortcutsWindow does not scroll, and needs 800 pixels for what is here. */

#define TASKS NC_("shortcuts", "Tasks")
#define LIST NC_("shortcuts", "List")
#define GENERAL NC_("shortcuts", "General")

static const InflightShortcut shortcuts[] = {
  { TASKS, NC_("shortcuts", "Add URLs"), "<Control>l" },
  { TASKS, NC_("shortcuts", "Paste addresses"), "<Control>v" },
  { TASKS, NC_("shortcuts", "Open a list"), "<Control>o" },
  { TASKS, NC_("shortcuts", "Start"), "<Control>Return" },
  { TASKS, NC_("shortcuts", "Cancel or remove the selected tasks"), "Delete" },
  { TASKS, NC_("shortcuts", "Cancel all pending tasks"), "<Control>period" },
  { TASKS, NC_("shortcuts", "Run the selected tasks again"), "<Control>r" },
  { TASKS, NC_("shortcuts", "Retry all failed tasks"), "<Shift><Control>r" },
  { TASKS, NC_("shortcuts", "Undo"), "<Control>z" },
  { TASKS, NC_("shortcuts", "Save the results"), "<Control>s" },
  { LIST, NC_("shortcuts", "Find"), "<Control>f" },
  { LIST, NC_("shortcuts", "Select all"), "<Control>a" },
  { LIST, NC_("shortcuts", "Select none"), "<Shift><Control>a" },
  { LIST, NC_("shortcuts", "Inspect the selected task"), "<Alt>Return" },
  { LIST, NC_("shortcuts", "Open the menu of a row"), "<Shift>F10" },
  { LIST, NC_("shortcuts", "Copy addresses"), "<Control>c" },
  { GENERAL, NC_("shortcuts", "Help"), "F1" },
  { GENERAL, NC_("shortcuts", "Keyboard shortcuts"), "<Control>question" },
  { GENERAL, NC_("shortcuts", "Main menu"), "F10" },
  { GENERAL, NC_("shortcuts", "Preferences"), "<Control>comma" },
  { GENERAL, NC_("shortcuts", "New window"), "<Control>n" },
  { GENERAL, NC_("shortcuts", "Close the window"), "<Control>w" },
  { GENERAL, NC_("shortcuts", "Quit"), "<Control>q" },
  { NULL },
};

static const char *
translate (const char *text)
{
  return g_dpgettext2 (NULL, "shortcuts", text);
}

/* Read as one sentence: the keys are many small labels. */
static GtkWidget *
new_row (const InflightShortcut *shortcut)
{
  const char *title = translate (shortcut->title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_shortcut_label_new (shortcut->accelerator);
  g_autofree char *spoken = NULL;
  g_autofree char *sentence = NULL;
  GdkModifierType modifiers;
  guint key;

  gtk_accelerator_parse (shortcut->accelerator, &key, &modifiers);
  spoken = gtk_accelerator_get_label (key, modifiers);
  /* Translators: %1$s is what a key does, %2$s the key */
  sentence = g_strdup_printf (C_("action: key", "%1$s: %2$s"), title, spoken);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);

  return row;
}

static void
add_rows (AdwPreferencesPage *page)
{
  const char *name = NULL;
  AdwPreferencesGroup *group = NULL;

  for (const InflightShortcut *shortcut = shortcuts; shortcut->group != NULL; shortcut++)
    {
      if (g_strcmp0 (shortcut->group, name) != 0)
        {
          name = shortcut->group;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, translate (name));
          adw_preferences_page_add (page, group);
        }

      adw_preferences_group_add (group, new_row (shortcut));
    }
}

/**
 * inflight_shortcuts_get:
 *
 * Returns: (array): all that the window shows; @group of the last is %NULL
 */
const InflightShortcut *
inflight_shortcuts_get (void)
{
  return shortcuts;
}

/**
 * inflight_shortcuts_new:
 * @parent: the window that asks
 *
 * Returns: (transfer full): a window in which keys can be searched for, too
 */
GtkWidget *
inflight_shortcuts_new (GtkWindow *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *self = g_object_new (ADW_TYPE_PREFERENCES_WINDOW,
                                  "transient-for", parent,
                                  "modal", TRUE,
                                  "title", _("Keyboard Shortcuts"),
                                  "default-width", 480,
                                  "default-height", 640,
                                  NULL);

  inflight_accessible_name_inner (self, GTK_TYPE_TOGGLE_BUTTON, NULL, _("Search"));
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Keyboard Shortcuts"));
  add_rows (ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (page));

  return self;
}
