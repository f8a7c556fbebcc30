/* person-hear.c: what a person hears when the focus moves
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

/* More stops than there are in any window. */
#define MAX_TABS 60

/* Called back with the events of every application; there is but one. */
static void
focused_cb (AtspiEvent *event,
            gpointer    user_data)
{
  Person *self = user_data;

  /* What lost the focus, or has gone since. */
  if (event->detail1 == 1 && event->source != NULL)
    {
      g_free (self->heard);
      self->heard = person_dup_name (event->source);
      self->heard_role = atspi_accessible_get_role (event->source, NULL);
    }

  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

/**
 * person_listen:
 * @self: a person
 *
 * Hears where the focus is from now on.
 */
void
person_listen (Person *self)
{
  g_autoptr (GError) error = NULL;

  self->listener = atspi_event_listener_new (focused_cb, self, NULL);
  if (!atspi_event_listener_register (self->listener, "object:state-changed:focused", &error))
    person_complain ("listening", error->message);
}

void
person_turn_away (Person *self)
{
  if (self->listener != NULL)
    atspi_event_listener_deregister (self->listener, "object:state-changed:focused", NULL);

  g_clear_object (&self->listener);
  g_clear_pointer (&self->heard, g_free);
}

static gboolean
await_word (Person *self)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    if (self->heard != NULL)
      return TRUE;
  while (person_is_patient (self, begin_us));

  return FALSE;
}

/**
 * person_tab_to:
 * @self: a person
 * @role: what it is
 * @pattern: its name, with * and ?
 *
 * Presses Tab until it is said to have the focus.
 *
 * Returns: whether it was
 */
gboolean
person_tab_to (Person     *self,
               AtspiRole   role,
               const char *pattern)
{
  g_autoptr (GString) stops = g_string_new (NULL);

  for (guint i = 0; i < MAX_TABS; i++)
    {
      g_clear_pointer (&self->heard, g_free);
      if (!person_key ("Tab") || !await_word (self))
        break;

      if (self->heard_role == role && g_pattern_match_simple (pattern, self->heard))
        return TRUE;

      g_string_append_printf (stops, "; %s", self->heard);
    }

  person_complain ("reaching by Tab", pattern);
  person_complain ("it, having heard", stops->str);

  return FALSE;
}
