/* person-await.c: what a person waits to see
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
        return present || person_face (self);
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

/**
 * person_await_summary:
 * @self: a person
 * @pattern: what the sentence of the status line shall be, with * and ?, perhaps
 *   behind that on a wait which has just returned
 *
 * Returns: (transfer full) (nullable): that sentence
 */
char *
person_await_summary (Person     *self,
                      const char *pattern)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autofree char *behind = g_strconcat ("Wait * · ", pattern, NULL);
  g_autofree char *summary = NULL;

  do
    {
      g_free (summary);
      summary = person_dup_summary (self);

      if (summary != NULL && (g_pattern_match_simple (pattern, summary) ||
                              g_pattern_match_simple (behind, summary)))
        return g_steal_pointer (&summary);
    }
  while (person_is_patient (self, begin_us));

  person_complain ("a summary", pattern);
  person_complain ("a summary, the last being", summary != NULL ? summary : "");

  return NULL;
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
