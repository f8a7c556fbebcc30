/* person-act.c: what a person does with pointer and keys
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

#include <string.h>

/* Rows of lists offer no action, or one that only scrolls: they are clicked where
 * they are. */
static gboolean
offers_action (AtspiAction *action)
{
  g_autofree char *name = NULL;

  if (action == NULL || atspi_action_get_n_actions (action, NULL) <= 0)
    return FALSE;

  name = atspi_action_get_action_name (action, 0, NULL);

  return name == NULL || !g_str_has_prefix (name, "listitem.");
}

gboolean
person_click (AtspiAccessible *accessible)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (accessible);
  g_autoptr (AtspiComponent) component = NULL;
  g_autofree AtspiRect *extents = NULL;

  if (offers_action (action))
    return atspi_action_do_action (action, 0, NULL);

  component = atspi_accessible_get_component_iface (accessible);
  if (component == NULL)
    return FALSE;

  /* Without a window manager a window is at the origin of the screen. */
  extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  if (extents == NULL || extents->width <= 0 || extents->height <= 0)
    return FALSE;

  return atspi_generate_mouse_event (extents->x + extents->width / 2,
                                     extents->y + extents->height / 2, "b1c", NULL);
}

/**
 * person_press:
 * @self: a person
 * @role: what it is
 * @name: its name
 *
 * Clicks it, once it is there and sensitive.
 *
 * Returns: whether it could be clicked
 */
gboolean
person_press (Person     *self,
              AtspiRole   role,
              const char *name)
{
  gint64 begin_us = g_get_monotonic_time ();

  do
    {
      g_autoptr (AtspiAccessible) found = NULL;

      found = person_find (self->application, role, name);
      if (found != NULL && person_has_state (found, ATSPI_STATE_SENSITIVE))
        return person_click (found);
    }
  while (person_is_patient (self, begin_us));

  person_complain ("pressing", name);

  return FALSE;
}

static gboolean
run_xdotool (const char *command,
             const char *argument)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", command,
                              "--", argument, NULL);
  if (process != NULL && g_subprocess_wait_check (process, NULL, &error))
    return TRUE;

  person_complain (error->message, argument);

  return FALSE;
}

/* A key, or several at once, as xdotool names them: ctrl+period */
gboolean
person_key (const char *key)
{
  return run_xdotool ("key", key);
}

/* Presses a key, and leaves it so, or lets go of it. */
gboolean
person_hold (const char *key,
             gboolean    held)
{
  return run_xdotool (held ? "keydown" : "keyup", key);
}

/* Lines end with the Return key. */
gboolean
person_type (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if ((i > 0 && !person_key ("Return")) || !run_xdotool ("type", lines[i]))
      return FALSE;

  return TRUE;
}

/**
 * person_rest:
 * @error: return location for an error
 *
 * Leaves the pointer in the middle of the window. Without a window manager that
 * is where keys go when a dialog was closed.
 *
 * Returns: whether that could be done
 */
gboolean
person_rest (GError **error)
{
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, "xdotool", "mousemove",
                              "555", "355", NULL);
  if (process != NULL && g_subprocess_wait_check (process, NULL, error))
    return TRUE;

  g_prefix_error (error, "The pointer cannot be moved, which xdotool does: ");

  return FALSE;
}

/**
 * person_look_away:
 * @self: a person
 *
 * Gives the keyboard to what is behind the windows, as there is no other
 * application to go to.
 *
 * Returns: whether that could be done
 */
gboolean
person_look_away (Person *self)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  const char *background = NULL;

  /* Beside the window. */
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "xdotool", "mousemove",
                              "1270", "890", "getmouselocation", "--shell", NULL);
  if (process != NULL && g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
    background = strstr (output, "WINDOW=");

  if (background == NULL)
    {
      person_complain ("finding", "the background");
      return FALSE;
    }

  g_strdelimit (output, "\n", '\0');

  return run_xdotool ("windowfocus", background + strlen ("WINDOW="));
}

/* Returns: (transfer full) (nullable): what xdotool says */
static char *
ask_xdotool (GError     **error,
             const char  *command,
             ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  va_start (arguments, command);
  for (argument = command; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, error) ||
      !g_spawn_check_wait_status (g_subprocess_get_status (process), error))
    return NULL;

  return g_steal_pointer (&output);
}

/* What the X server calls the windows of the process that are seen. */
static GStrv
find_windows (Person  *self,
              GError **error)
{
  g_autofree char *output = NULL;

  output = ask_xdotool (error, "search", "--onlyvisible", "--pid",
                        g_subprocess_get_identifier (self->process), NULL);

  return output != NULL ? g_strsplit (g_strchomp (output), "\n", -1) : NULL;
}

/**
 * person_face:
 * @self: a person
 *
 * Gives the keyboard to a window of the application if none has it, as a window
 * manager does when another one has closed.
 *
 * Returns: whether one has it, or there is none left
 */
gboolean
person_face (Person *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) windows = find_windows (self, NULL);
  g_autofree char *focus = NULL;

  /* It may have been the last one. */
  if (windows == NULL)
    return TRUE;

  focus = ask_xdotool (&error, "getwindowfocus", NULL);
  if (focus == NULL)
    {
      person_complain (error->message, "the keyboard");
      return FALSE;
    }

  return g_strv_contains ((const char *const *) windows, g_strchomp (focus)) ||
         run_xdotool ("windowfocus", windows[0]);
}

/**
 * person_take_picture:
 * @self: a person
 * @path: a file of PNG
 * @error: return location for an error
 *
 * Returns: whether @path shows the window of the application, and only that
 */
gboolean
person_take_picture (Person      *self,
                     const char  *path,
                     GError     **error)
{
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) windows = find_windows (self, error);

  if (windows == NULL)
    {
      g_prefix_error (error, "The window cannot be found: ");
      return FALSE;
    }

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, "import", "-window", windows[0],
                              path, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, error);
}
