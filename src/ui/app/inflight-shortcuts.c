/* inflight-shortcuts.c: a window that says what the keys do
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-shortcuts.h"

#include <glib/gi18n.h>
#include <string.h>

#define TASKS NC_("shortcuts", "Tasks")
#define LIST NC_("shortcuts", "List")
#define GENERAL NC_("shortcuts", "General")

/**
 * InflightShortcuts:
 *
 * Lists all keys by what they are for, and finds those that do something.
 *
 * GtkShortcutsWindow does not scroll, and needs 800 pixels for what is here.
 */
struct _InflightShortcuts
{
  AdwWindow           parent_instance;

  /* Template */
  GtkSearchBar       *search_bar;
  GtkEditable        *search;
  GtkWidget          *nothing;
  AdwPreferencesPage *page;

  /* Owned */
  GPtrArray          *rows;
};

G_DEFINE_FINAL_TYPE (InflightShortcuts, inflight_shortcuts, ADW_TYPE_WINDOW)

static const InflightShortcut shortcuts[] = {
  { TASKS, NC_("shortcuts", "Add URLs"), "<Control>l" },
  { TASKS, NC_("shortcuts", "Paste addresses"), "<Control>v" },
  { TASKS, NC_("shortcuts", "Open a list"), "<Control>o" },
  { TASKS, NC_("shortcuts", "Start"), "<Control>Return" },
  { TASKS, NC_("shortcuts", "Cancel or remove the selected tasks"), "Delete" },
  { TASKS, NC_("shortcuts", "Cancel what is pending"), "<Control>period" },
  { TASKS, NC_("shortcuts", "Run the selected tasks again"), "<Control>r" },
  { TASKS, NC_("shortcuts", "Retry all failed tasks"), "<Shift><Control>r" },
  { TASKS, NC_("shortcuts", "Undo what was done last"), "<Control>z" },
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
add_rows (InflightShortcuts *self)
{
  const char *name = NULL;
  AdwPreferencesGroup *group = NULL;

  for (const InflightShortcut *shortcut = shortcuts; shortcut->group != NULL; shortcut++)
    {
      GtkWidget *row = new_row (shortcut);

      if (g_strcmp0 (shortcut->group, name) != 0)
        {
          name = shortcut->group;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, translate (name));
          adw_preferences_page_add (self->page, group);
        }

      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, g_object_ref (row));
    }
}

static gboolean
matches (GtkWidget  *row,
         const char *wanted)
{
  g_autofree char *title =
    g_utf8_casefold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);

  return strstr (title, wanted) != NULL;
}

/* A group without a row has no heading. */
static void
search_changed_cb (GtkSearchEntry    *entry,
                   InflightShortcuts *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  GtkWidget *shown_group = NULL;

  g_assert (INFLIGHT_IS_SHORTCUTS (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
      gboolean shown = matches (row, wanted);

      gtk_widget_set_visible (row, shown);
      if (shown)
        shown_group = group;
      gtk_widget_set_visible (group, group == shown_group);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->page), shown_group != NULL);
  gtk_widget_set_visible (self->nothing, shown_group == NULL);
}

static void
inflight_shortcuts_finalize (GObject *object)
{
  InflightShortcuts *self = INFLIGHT_SHORTCUTS (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (inflight_shortcuts_parent_class)->finalize (object);
}

static void
inflight_shortcuts_class_init (InflightShortcutsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = inflight_shortcuts_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/inflight/Inflight/inflight-shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, InflightShortcuts, search_bar);
  gtk_widget_class_bind_template_child (widget_class, InflightShortcuts, search);
  gtk_widget_class_bind_template_child (widget_class, InflightShortcuts, nothing);
  gtk_widget_class_bind_template_child (widget_class, InflightShortcuts, page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
inflight_shortcuts_init (InflightShortcuts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  add_rows (self);
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
  return g_object_new (INFLIGHT_TYPE_SHORTCUTS, "transient-for", parent, "modal", TRUE, NULL);
}
