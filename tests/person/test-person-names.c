/* test-person-names.c: everything that can be used has a name that can be said
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

#include <string.h>

static gboolean
is_control (AtspiRole role)
{
  switch ((int) role)
    {
    case ATSPI_ROLE_CHECK_BOX:
    case ATSPI_ROLE_COMBO_BOX:
    case ATSPI_ROLE_ENTRY:
    case ATSPI_ROLE_LIST_ITEM:
    case ATSPI_ROLE_PAGE_TAB:
    case ATSPI_ROLE_PUSH_BUTTON:
    case ATSPI_ROLE_RADIO_BUTTON:
    case ATSPI_ROLE_SLIDER:
    case ATSPI_ROLE_SPIN_BUTTON:
    case ATSPI_ROLE_TABLE_ROW:
    case ATSPI_ROLE_TEXT:
    case ATSPI_ROLE_TOGGLE_BUTTON:
    case ATSPI_ROLE_TREE_TABLE:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Without a name, GTK says the name of the class. */
static gboolean
is_no_name (const char *name)
{
  return *name == '\0' || g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw") ||
         g_str_has_prefix (name, "Inflight");
}

/* The same words twice, or the underline of a mnemonic, are read aloud so. */
static gboolean
is_stuttering (const char *name)
{
  gsize length = strlen (name);

  return name[0] == '_' ||
         (length % 2 == 1 && name[length / 2] == ' ' &&
          strncmp (name, name + length / 2 + 1, length / 2) == 0);
}

static gboolean
is_shown (AtspiAccessible *accessible)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (accessible);
  g_autofree AtspiRect *extents = NULL;

  extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  return extents != NULL && extents->width > 0 && extents->height > 0;
}

/* Counts the controls, and adds those that have no good name to @bad. */
static guint
check_names (AtspiAccessible *parent,
             gboolean         parent_is_named,
             GPtrArray       *bad)
{
  int n_children = atspi_accessible_get_child_count (parent, NULL);
  guint n_controls = 0;

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;
      g_autofree char *name = NULL;
      AtspiRole role;
      gboolean is_named;

      child = atspi_accessible_get_child_at_index (parent, i, NULL);
      g_assert_nonnull (child);
      role = atspi_accessible_get_role (child, NULL);
      name = person_dup_name (child);

      /* The header of a table, and the button inside of a drop-down or menu
       * button, are parts of their parents. */
      is_named = is_control (role) && (!is_no_name (name) || parent_is_named);

      if (is_control (role) && person_has_state (child, ATSPI_STATE_FOCUSABLE) &&
          is_shown (child))
        {
          n_controls++;
          if (!is_named || is_stuttering (name))
            {
              g_autofree char *role_name = atspi_accessible_get_role_name (child, NULL);

              g_ptr_array_add (bad, g_strdup_printf ("%s “%s”", role_name, name));
            }
        }

      n_controls += check_names (child, is_named, bad);
    }

  return n_controls;
}

static void
check_window (Scene      *self,
              const char *window_name,
              guint       least)
{
  g_autoptr (AtspiAccessible) window = person_get_window (self->person, window_name);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func (g_free);
  guint n_controls;

  scene_assert (self, window != NULL);
  n_controls = check_names (window, FALSE, bad);
  g_test_message ("%s: %u controls", window_name, n_controls);

  for (guint i = 0; i < bad->len; i++)
    g_test_message ("%s: %s", window_name, (const char *) bad->pdata[i]);
  if (bad->len > 0)
    g_test_fail ();
  g_assert_cmpuint (n_controls, >=, least);
}

static void
play_first_start (Scene *self)
{
  scene_has (self, ATSPI_ROLE_LIST_ITEM, "1,000 Posts");
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Paste or Type Addresses");
  check_window (self, "Inflight", 11);
}

static void
play_tasks (Scene *self)
{
  static const char *const buttons[] = {
    "Add URLs", "Run Again", "Scope", "Wait for All", "Wait for First", "Wait for First Error",
    "More Conditions", "Cancel Pending", "Main Menu",
  };

  /* When all have settled Run Again is in its place. */
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Start");
  scene_press (self, "Wait for All");
  scene_summary (self, "3 of 3 done*");

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    scene_has (self, ATSPI_ROLE_PUSH_BUTTON, buttons[i]);
  scene_has (self, ATSPI_ROLE_TREE_TABLE, "Tasks");
  scene_has (self, ATSPI_ROLE_LIST, "Waits");
  scene_has (self, ATSPI_ROLE_LIST, "Finished");
  scene_row (self, "3, Succeeded, *");
  check_window (self, "Inflight", 25);

  scene_press (self, "More Conditions");
  scene_has (self, ATSPI_ROLE_CHECK_BOX, "A cancelled task counts as an error");
  check_window (self, "Inflight", 30);
  scene_key (self, "Escape");

  scene_press (self, "Add URLs");
  scene_type_addresses (self, NULL);
  check_window (self, "Add URLs", 4);
  scene_key (self, "Escape");
  scene_window (self, "Add URLs", FALSE);
}

static void
play_windows (Scene *self)
{
  scene_key (self, "ctrl+comma");
  scene_window (self, "Preferences", TRUE);
  scene_has (self, ATSPI_ROLE_SPIN_BUTTON, "Per Host*");
  check_window (self, "Preferences", 14);
  scene_key (self, "Escape");
  scene_window (self, "Preferences", FALSE);

  scene_key (self, "ctrl+question");
  scene_window (self, "Keyboard Shortcuts", TRUE);
  check_window (self, "Keyboard Shortcuts", 10);
  scene_key (self, "Escape");
  scene_window (self, "Keyboard Shortcuts", FALSE);

  scene_key (self, "F1");
  scene_window (self, "Help", TRUE);
  scene_has (self, ATSPI_ROLE_LIST, "Pages");
  check_window (self, "Help", 4);
  scene_key (self, "Escape");
  scene_window (self, "Help", FALSE);
}

/* GTK 4.8 dies of a question for a window that has just gone while another waits,
 * hidden, to be shown: so there is none. */
static void
play_gone_window (Scene *self)
{
  AtspiAccessible *windows = person_get_application (self->person);
  g_autoptr (AtspiAccessible) gone = NULL;

  scene_assert (self, atspi_accessible_get_child_count (windows, NULL) == 1);
  gone = atspi_accessible_get_child_at_index (windows, 1, NULL);
  scene_has (self, ATSPI_ROLE_PUSH_BUTTON, "Paste or Type Addresses");
}

int
main (int    argc,
      char **argv)
{
  static const SceneTest tests[] = {
    { "/person/names/first-start", NULL, play_first_start },
    { "/person/names/tasks", "/posts/[1-3]", play_tasks },
    { "/person/names/windows", NULL, play_windows },
    { "/person/names/gone-window", NULL, play_gone_window },
  };

  return scene_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
