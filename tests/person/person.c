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
                                G_SUBPROCESS_FLAGS_STDERR_PIPE, error);
  if (self->process == NULL)
    return NULL;

  person_read_words (self);

  process_id = g_ascii_strtoull (g_subprocess_get_identifier (self->process), NULL, 10);

  do
    {
      self->application = find_application (process_id);
      if (self->application != NULL)
        break;
    }
  while (person_is_patient (self, begin_us));

  if (self->application == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "The application does not show on the accessibility bus");
      return NULL;
    }

  /* What was so a moment ago is of no use. */
  atspi_accessible_set_cache_mask (self->application, ATSPI_CACHE_NONE);
  person_listen (self);

  if (!person_rest (error))
    return NULL;

  if (!person_await_window (self, "Inflight", TRUE))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           "The application runs, but its window does not show");
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
press_close (Person *self)
{
  g_autoptr (AtspiAccessible) window = person_get_window (self, "Inflight");
  g_autoptr (AtspiAccessible) button = NULL;

  if (window != NULL)
    button = person_find (window, ATSPI_ROLE_PUSH_BUTTON, "Close");

  return button != NULL && person_click (button);
}

/**
 * person_await_end:
 * @self: a person
 * @error: return location for an error
 *
 * Returns: whether the application ended, and well
 */
gboolean
person_await_end (Person  *self,
                  GError **error)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (person_is_patient (self, begin_us))
    continue;

  if (g_subprocess_get_identifier (self->process) == NULL)
    return g_subprocess_wait_check (self->process, NULL, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The application does not end");

  return FALSE;
}

/* It asks while tasks are in flight. Returns whether it did, and was answered. */
static gboolean
answer_close (Person *self)
{
  g_autoptr (AtspiAccessible) question = person_get_window (self, "Close and Cancel *");
  g_autoptr (AtspiAccessible) button = NULL;

  if (question != NULL)
    button = person_find (question, ATSPI_ROLE_PUSH_BUTTON, "*Close");

  return button != NULL && person_click (button);
}

/**
 * person_close:
 * @self: a person
 * @error: return location for an error
 *
 * Closes the window by its button, whatever is in flight, and waits for the end
 * of the process.
 *
 * Returns: whether it ended well
 */
gboolean
person_close (Person  *self,
              GError **error)
{
  gint64 begin_us = g_get_monotonic_time ();

  if (!press_close (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "The window could not be closed");
      return FALSE;
    }

  while (person_is_patient (self, begin_us) && !answer_close (self))
    continue;

  return person_await_end (self, error);
}

void
person_free (Person *self)
{
  person_turn_away (self);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  if (self->leaving != NULL)
    g_cancellable_cancel (self->leaving);

  g_clear_object (&self->application);
  g_clear_object (&self->process);
  g_clear_object (&self->words);
  g_clear_object (&self->leaving);
  g_free (self);
}
