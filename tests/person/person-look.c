/* person-look.c: what a person sees of the application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

/* As it is read aloud: without the marks that isolate titles. */
char *
person_dup_name (AtspiAccessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  GString *text = g_string_new (name);

  g_string_replace (text, "\342\201\250", "", 0);
  g_string_replace (text, "\342\201\251", "", 0);

  return g_string_free (text, FALSE);
}

gboolean
person_has_state (AtspiAccessible *accessible,
                  AtspiStateType   state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* What has nothing in it that anybody looks for: each question takes its time. */
static gboolean
is_leaf (AtspiRole role)
{
  switch ((int) role)
    {
    case ATSPI_ROLE_CHECK_BOX:
    case ATSPI_ROLE_IMAGE:
    case ATSPI_ROLE_LABEL:
    case ATSPI_ROLE_PAGE_TAB:
    case ATSPI_ROLE_PROGRESS_BAR:
    case ATSPI_ROLE_SCROLL_BAR:
    case ATSPI_ROLE_SEPARATOR:
    case ATSPI_ROLE_SPIN_BUTTON:
    case ATSPI_ROLE_LOG:
    case ATSPI_ROLE_TABLE_ROW:
    case ATSPI_ROLE_TEXT:
      return TRUE;

    default:
      return FALSE;
    }
}

/* GTK 4.8 says or does not say what is special about an item of a menu, depending
 * on when it was asked first, and takes a toggle for any button. */
static gboolean
is_role (AtspiRole role,
         AtspiRole wanted)
{
  return role == wanted ||
         (wanted == ATSPI_ROLE_MENU_ITEM &&
          (role == ATSPI_ROLE_RADIO_MENU_ITEM || role == ATSPI_ROLE_CHECK_MENU_ITEM)) ||
         (wanted == ATSPI_ROLE_PUSH_BUTTON && role == ATSPI_ROLE_TOGGLE_BUTTON);
}

/**
 * person_find:
 * @root: where to look
 * @role: what it is
 * @pattern: its name, with * and ?
 *
 * Returns: (transfer full) (nullable): the first such child, at any depth
 */
AtspiAccessible *
person_find (AtspiAccessible *root,
             AtspiRole        role,
             const char      *pattern)
{
  int n_children = atspi_accessible_get_child_count (root, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;
      AtspiAccessible *found;
      AtspiRole child_role;

      /* What has just gone is an error. */
      child = atspi_accessible_get_child_at_index (root, i, NULL);
      if (child == NULL)
        continue;

      child_role = atspi_accessible_get_role (child, NULL);
      if (is_role (child_role, role))
        {
          g_autofree char *name = person_dup_name (child);

          if (g_pattern_match_simple (pattern, name))
            return g_steal_pointer (&child);
        }
      if (is_leaf (child_role))
        continue;

      found = person_find (child, role, pattern);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * person_get_application:
 * @self: a person
 *
 * Returns: (transfer none): what has all windows
 */
AtspiAccessible *
person_get_application (Person *self)
{
  return self->application;
}

/**
 * person_get_window:
 * @self: a person
 * @pattern: its name, with * and ?
 *
 * Returns: (transfer full) (nullable): the window of that name, or the question that
 *   a window asks in itself, if it is there
 */
AtspiAccessible *
person_get_window (Person     *self,
                   const char *pattern)
{
  int n_children = atspi_accessible_get_child_count (self->application, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;
      g_autofree char *name = NULL;

      child = atspi_accessible_get_child_at_index (self->application, i, NULL);
      if (child == NULL)
        continue;

      name = person_dup_name (child);
      if (g_pattern_match_simple (pattern, name))
        return g_steal_pointer (&child);
    }

  return person_find (self->application, ATSPI_ROLE_ALERT, pattern);
}

/* There are other lines that change, which say what they say by their names. This one
 * is at the bottom of the window. */
static char *
find_summary (AtspiAccessible *root)
{
  int n_children = atspi_accessible_get_child_count (root, NULL);

  for (int i = n_children - 1; i >= 0; i--)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (root, i, NULL);
      g_autofree char *summary = NULL;
      AtspiRole role;

      if (child == NULL)
        continue;

      role = atspi_accessible_get_role (child, NULL);
      if (role == ATSPI_ROLE_LOG)
        summary = atspi_accessible_get_description (child, NULL);
      else if (!is_leaf (role) && role != ATSPI_ROLE_TREE_TABLE && role != ATSPI_ROLE_LIST)
        summary = find_summary (child);

      if (summary != NULL && *summary != '\0')
        return g_steal_pointer (&summary);
    }

  return NULL;
}

/**
 * person_dup_summary:
 * @self: a person
 *
 * Returns: (transfer full) (nullable): the sentence of the status line
 */
char *
person_dup_summary (Person *self)
{
  g_autoptr (AtspiAccessible) window = person_get_window (self, "Inflight");

  return window != NULL ? find_summary (window) : NULL;
}

/**
 * person_dup_finished:
 * @self: a person
 *
 * Returns: (transfer full) (element-type utf8): the rows of the finished list as
 *   they are read aloud
 */
GPtrArray *
person_dup_finished (Person *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AtspiAccessible) list = NULL;
  int n_rows;

  list = person_find (self->application, ATSPI_ROLE_LIST, "Finished");
  n_rows = list != NULL ? atspi_accessible_get_child_count (list, NULL) : 0;

  for (int i = 0; i < n_rows; i++)
    {
      g_autoptr (AtspiAccessible) row = NULL;

      row = atspi_accessible_get_child_at_index (list, i, NULL);
      if (row == NULL || atspi_accessible_get_role (row, NULL) != ATSPI_ROLE_LIST_ITEM)
        continue;

      g_ptr_array_add (rows, person_dup_name (row));
    }

  return rows;
}

/* Without a name, GTK says the name of the class. */
static gboolean
is_no_name (const char *name)
{
  return *name == '\0' || g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw") ||
         g_str_has_prefix (name, "Inflight");
}

static gboolean
has_room (AtspiAccessible *accessible)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (accessible);
  g_autofree AtspiRect *extents = NULL;

  if (component != NULL)
    extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  return extents != NULL && extents->width > 0 && extents->height > 0;
}

static void
print_names (AtspiAccessible *parent,
             guint            depth)
{
  int n_children = atspi_accessible_get_child_count (parent, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;
      g_autofree char *name = NULL;
      g_autofree char *role = NULL;

      child = atspi_accessible_get_child_at_index (parent, i, NULL);
      if (child == NULL)
        continue;

      name = person_dup_name (child);
      role = atspi_accessible_get_role_name (child, NULL);
      if (!is_no_name (name) && has_room (child))
        g_printerr ("# %*s%s “%s”%s%s%s\n", (int) depth, "", role, name,
                    person_has_state (child, ATSPI_STATE_FOCUSED) ? ", focused" : "",
                    person_has_state (child, ATSPI_STATE_SELECTED) ? ", selected" : "",
                    person_has_state (child, ATSPI_STATE_SENSITIVE) ? "" : ", insensitive");
      if (!is_leaf (atspi_accessible_get_role (child, NULL)))
        print_names (child, depth + 1);
    }
}

/**
 * person_tell:
 * @self: a person
 *
 * Says all that can be seen, for those who want to know why something could not.
 */
void
person_tell (Person *self)
{
  g_autofree char *summary = NULL;

  if (g_subprocess_get_identifier (self->process) == NULL)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (self->process, NULL, &error);
      g_printerr ("# The application has ended: %s\n",
                  error != NULL ? error->message : "as if it was closed");
      return;
    }

  summary = person_dup_summary (self);
  g_printerr ("# Summary: “%s”\n", summary != NULL ? summary : "");
  g_printerr ("# The focus was last on “%s”\n", self->heard != NULL ? self->heard : "");
  print_names (self->application, 0);
}
