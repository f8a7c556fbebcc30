/* person.c: a person in front of the real application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person-private.h"

#include <signal.h>
#include <sys/prctl.h>

/**
 * Person:
 *
 * Runs the application as a process of its own, sees it through the
 * accessibility bus as a screen reader does, and uses it by the actions that it
 * offers there, by the pointer and by the keyboard.
 *
 * Everything that awaits looks again and again while the main loop runs, and
 * gives up after a while: then it returns %NULL or %FALSE.
 */

/* Rows of lists offer no action: they are clicked where they are. */
gboolean
person_click (AtspiAccessible *accessible)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (accessible);
  g_autoptr (AtspiComponent) component = NULL;
  g_autofree AtspiRect *extents = NULL;

  if (action != NULL && atspi_action_get_n_actions (action, NULL) > 0)
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
  while (person_is_patient (begin_us));

  person_complain ("pressing", name);
  person_list_names (self->application, role);

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
 * person_close:
 * @self: a person
 * @error: return location for an error
 *
 * Closes the window by its button, and waits for the end of the process.
 *
 * Returns: whether it ended well
 */
gboolean
person_close (Person  *self,
              GError **error)
{
  if (!person_press (self, ATSPI_ROLE_PUSH_BUTTON, "Close"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "The window could not be closed");
      return FALSE;
    }

  return g_subprocess_wait_check (self->process, NULL, error);
}

static AtspiAccessible *
find_application (guint process_id)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_children = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = NULL;

      child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == process_id)
        return g_steal_pointer (&child);
    }

  return NULL;
}

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  /* Nothing that a person would notice. */
}

/* What main() does first. GTK has no cache of accessibles to ask for, which
 * libatspi does nevertheless, and warns of each time. */
void
person_init (void)
{
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, log_cb, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  atspi_init ();
}

static void
child_setup_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * person_spawn:
 * @argv: a program and its arguments
 * @flags: what to do with its streams
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a process that ends when this one does,
 *   be it because a test failed
 */
GSubprocess *
person_spawn (const char *const  *argv,
              GSubprocessFlags    flags,
              GError            **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  /* GTK 4.8 finds it critical to be asked for a widget that has just gone. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");

  return g_subprocess_launcher_spawnv (launcher, argv, error);
}

/**
 * person_new:
 * @program: the application
 * @arguments: its arguments
 * @error: return location for an error
 *
 * Starts the application and awaits its window.
 *
 * Returns: (nullable): a person in front of it
 */
Person *
person_new (const char         *program,
            const char *const  *arguments,
            GError            **error)
{
  g_autoptr (Person) self = g_new0 (Person, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  gint64 begin_us = g_get_monotonic_time ();
  guint process_id;

  g_ptr_array_add (argv, (gpointer) program);
  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);

  self->process = person_spawn ((const char *const *) argv->pdata,
                                G_SUBPROCESS_FLAGS_NONE, error);
  if (self->process == NULL)
    return NULL;

  process_id = g_ascii_strtoull (g_subprocess_get_identifier (self->process), NULL, 10);

  do
    {
      self->application = find_application (process_id);
      if (self->application != NULL)
        break;
    }
  while (g_subprocess_get_identifier (self->process) != NULL && person_is_patient (begin_us));

  if (self->application == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "The application does not show on the accessibility bus");
      return NULL;
    }

  /* What was so a moment ago is of no use. */
  atspi_accessible_set_cache_mask (self->application, ATSPI_CACHE_NONE);

  if (!person_await_window (self, "Inflight", TRUE))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no window");
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
person_free (Person *self)
{
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);

  g_clear_object (&self->application);
  g_clear_object (&self->process);
  g_free (self);
}
