/* person-look.c: what a person sees of the application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

/* Longer than anything takes on a machine that is busy with other tests. */
#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define LOOK_MS     30

static gboolean
look_cb (gpointer user_data)
{
  gboolean *time_to_look = user_data;

  *time_to_look = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * person_is_patient:
 * @self: a person
 * @begin_us: since when it is awaited
 *
 * Lets time pass until it is worth to look again.
 *
 * Returns: whether it is; otherwise it is time to give up, perhaps because the
 *   application has ended
 */
gboolean
person_is_patient (Person *self,
                   gint64  begin_us)
{
  gboolean time_to_look = FALSE;

  if (g_get_monotonic_time () - begin_us > PATIENCE_US ||
      g_subprocess_get_identifier (self->process) == NULL)
    return FALSE;

  g_timeout_add (LOOK_MS, look_cb, &time_to_look);
  while (!time_to_look)
    g_main_context_iteration (NULL, TRUE);

  return TRUE;
}

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

/* What has nothing in it that anybody looks for. */
static gboolean
is_leaf (AtspiRole role)
{
  return role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_IMAGE ||
         role == ATSPI_ROLE_SCROLL_BAR || role == ATSPI_ROLE_TABLE_CELL;
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
      if (child_role == role)
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
 * person_get_window:
 * @self: a person
 * @name: its name
 *
 * Returns: (transfer full) (nullable): the window of that name, if it is there
 */
AtspiAccessible *
person_get_window (Person     *self,
                   const char *name)
{
  int n_children = atspi_accessible_get_child_count (self->application, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;
      g_autofree char *child_name = NULL;

      child = atspi_accessible_get_child_at_index (self->application, i, NULL);
      if (child == NULL)
        continue;

      child_name = person_dup_name (child);
      if (g_str_equal (child_name, name))
        return g_steal_pointer (&child);
    }

  return NULL;
}

void
person_complain (const char *what,
                 const char *name)
{
  g_printerr ("# Gave up on %s: “%s”\n", what, name);
}

AtspiAccessible *
person_await (Person     *self,
              AtspiRole   role,
              const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      AtspiAccessible *found = person_find (self->application, role, pattern);

      if (found != NULL)
        return found;
    }
  while (person_is_patient (self, begin_us));

  person_complain ("finding", pattern);

  return NULL;
}

gboolean
person_await_window (Person     *self,
                     const char *name,
                     gboolean    present)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      g_autoptr (AtspiAccessible) window = person_get_window (self, name);

      if ((window != NULL) == present)
        return TRUE;
    }
  while (person_is_patient (self, begin_us));

  person_complain (present ? "the opening of a window" : "the closing of a window", name);

  return FALSE;
}

/**
 * person_await_gone:
 * @self: a person
 * @role: what it is
 * @pattern: its name, with * and ?
 *
 * Returns: whether nothing of that name is left
 */
gboolean
person_await_gone (Person     *self,
                   AtspiRole   role,
                   const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      g_autoptr (AtspiAccessible) found = person_find (self->application, role, pattern);

      if (found == NULL)
        return TRUE;
    }
  while (person_is_patient (self, begin_us));

  person_complain ("the going of", pattern);

  return FALSE;
}

gboolean
person_await_state (Person          *self,
                    AtspiAccessible *accessible,
                    AtspiStateType   state)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autofree char *name = NULL;

  do
    if (person_has_state (accessible, state))
      return TRUE;
  while (person_is_patient (self, begin_us));

  name = person_dup_name (accessible);
  person_complain ("a state of", name);

  return FALSE;
}

/**
 * person_await_text:
 * @self: a person
 * @role: what it is
 * @name: its name, with * and ?
 * @pattern: the text in it, with * and ?
 *
 * Returns: whether there is such a text
 */
gboolean
person_await_text (Person     *self,
                   AtspiRole   role,
                   const char *name,
                   const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      g_autoptr (AtspiAccessible) found = person_find (self->application, role, name);
      g_autoptr (AtspiText) text = NULL;
      g_autofree char *content = NULL;

      if (found != NULL)
        text = atspi_accessible_get_text_iface (found);
      if (text != NULL)
        content = atspi_text_get_text (text, 0, -1, NULL);
      if (content != NULL && g_pattern_match_simple (pattern, content))
        return TRUE;
    }
  while (person_is_patient (self, begin_us));

  person_complain ("a text", pattern);

  return FALSE;
}

/* There are other status lines, which say what they say by their names. */
static char *
find_summary (AtspiAccessible *root)
{
  int n_children = atspi_accessible_get_child_count (root, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (root, i, NULL);
      g_autofree char *summary = NULL;
      AtspiRole role;

      if (child == NULL)
        continue;

      role = atspi_accessible_get_role (child, NULL);
      if (role == ATSPI_ROLE_STATUS_BAR)
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
  return find_summary (self->application);
}

/**
 * person_await_summary:
 * @self: a person
 * @pattern: what the sentence of the status line shall be, with * and ?
 *
 * Returns: (transfer full) (nullable): that sentence
 */
char *
person_await_summary (Person     *self,
                      const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autofree char *summary = NULL;

  do
    {
      g_free (summary);
      summary = person_dup_summary (self);

      if (summary != NULL && g_pattern_match_simple (pattern, summary))
        return g_steal_pointer (&summary);
    }
  while (person_is_patient (self, begin_us));

  person_complain ("a summary", pattern);
  person_complain ("a summary, the last being", summary != NULL ? summary : "");

  return NULL;
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

/**
 * person_await_finished:
 * @self: a person
 * @index: which row of the finished list
 * @pattern: its name, with * and ?
 *
 * Returns: whether it is so
 */
gboolean
person_await_finished (Person     *self,
                       guint       index,
                       const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      g_autoptr (GPtrArray) rows = person_dup_finished (self);

      if (index < rows->len && g_pattern_match_simple (pattern, rows->pdata[index]))
        return TRUE;
    }
  while (person_is_patient (self, begin_us));

  person_complain ("the finished", pattern);

  return FALSE;
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
