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
 * @begin_us: since when it is awaited
 *
 * Lets time pass until it is worth to look again.
 *
 * Returns: whether it is; otherwise it is time to give up
 */
gboolean
person_is_patient (gint64 begin_us)
{
  gboolean time_to_look = FALSE;

  if (g_get_monotonic_time () - begin_us > PATIENCE_US)
    return FALSE;

  g_timeout_add (LOOK_MS, look_cb, &time_to_look);
  while (!time_to_look)
    g_main_context_iteration (NULL, TRUE);

  return TRUE;
}

char *
person_dup_name (AtspiAccessible *accessible)
{
  char *name = atspi_accessible_get_name (accessible, NULL);

  return name != NULL ? name : g_strdup ("");
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

/* Says what there is instead. */
void
person_list_names (AtspiAccessible *root,
            AtspiRole        role)
{
  int n_children = atspi_accessible_get_child_count (root, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;

      child = atspi_accessible_get_child_at_index (root, i, NULL);
      if (child == NULL)
        continue;

      if (atspi_accessible_get_role (child, NULL) == role)
        {
          g_autofree char *name = person_dup_name (child);

          g_printerr ("#   %s\n", name);
        }
      person_list_names (child, role);
    }
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
  while (person_is_patient (begin_us));

  person_complain ("finding", pattern);
  person_list_names (self->application, role);

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
  while (person_is_patient (begin_us));

  person_complain (present ? "the opening of a window" : "the closing of a window", name);

  return FALSE;
}

gboolean
person_await_state (AtspiAccessible *accessible,
                    AtspiStateType   state)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    if (person_has_state (accessible, state))
      return TRUE;
  while (person_is_patient (begin_us));

  return FALSE;
}

static char *
dup_summary (Person *self)
{
  g_autoptr (AtspiAccessible) line = NULL;

  /* It is named by its text. What says how many tasks match is a status, too. */
  line = person_find (self->application, ATSPI_ROLE_STATUS_BAR, "* of * done*");

  return line != NULL ? atspi_accessible_get_description (line, NULL) : NULL;
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
      summary = dup_summary (self);

      if (summary != NULL && g_pattern_match_simple (pattern, summary))
        return g_steal_pointer (&summary);
    }
  while (person_is_patient (begin_us));

  person_complain ("a summary", pattern);
  person_complain ("a summary, the last being", summary != NULL ? summary : "");

  return NULL;
}

/**
 * person_dup_finished:
 * @self: a person
 *
 * Returns: (transfer full) (element-type utf8): the rows of the finished list as
 *   they are read aloud, without the marks that isolate titles
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
      g_autoptr (GString) text = NULL;
      g_autofree char *name = NULL;

      row = atspi_accessible_get_child_at_index (list, i, NULL);
      if (row == NULL || atspi_accessible_get_role (row, NULL) != ATSPI_ROLE_LIST_ITEM)
        continue;

      name = person_dup_name (row);
      text = g_string_new (name);
      g_string_replace (text, "\342\201\250", "", 0);
      g_string_replace (text, "\342\201\251", "", 0);
      g_ptr_array_add (rows, g_string_free (g_steal_pointer (&text), FALSE));
    }

  return rows;
}
