/* scene.c: a person, the application and a server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scene.h"

#include <locale.h>
#include <signal.h>
#include <string.h>

/**
 * Scene:
 *
 * Each scene has an application and a practice server of its own. What it does
 * must come true; otherwise the test fails, and what the person saw is printed.
 */

static const char *application;
static const char *cli;

const char *
scene_get_application (void)
{
  return application;
}

/* The server, at the port that it had before if it had one. */
void
scene_start_lab (Scene *self)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;
  g_autofree char *base = NULL;

  if (self->host != NULL)
    port = g_strconcat ("--port=", strrchr (self->host, ':') + 1, NULL);

  self->lab = person_spawn ((const char *const[]) { cli, "lab", port, NULL },
                            G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->lab));
  base = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (base);
  g_assert_true (g_str_has_prefix (base, "http://"));

  g_free (self->host);
  self->host = g_strdup (base + strlen ("http://"));
}

void
scene_stop_lab (Scene *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->lab, SIGTERM);
  g_subprocess_wait (self->lab, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->lab);
}

static void
set_up (Scene         *self,
        gconstpointer  user_data)
{
  const SceneTest *test = user_data;
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) paths = g_strsplit (test->arguments != NULL ? test->arguments : "", " ", -1);
  g_auto (GStrv) addresses = NULL;
  g_autoptr (GError) error = NULL;

  scene_start_lab (self);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      gboolean is_option = g_str_has_prefix (paths[i], "--");
      g_autofree char *address = g_strconcat (is_option ? "" : self->host, paths[i], NULL);

      g_strv_builder_add (arguments, address);
    }
  addresses = g_strv_builder_end (arguments);

  self->person = person_new (application, (const char *const *) addresses, &error);
  g_assert_no_error (error);
}

static void
play (Scene         *self,
      gconstpointer  user_data)
{
  const SceneTest *test = user_data;

  test->play (self);
}

/* A scene may have closed the window itself. */
static void
tear_down (Scene         *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  if (self->person != NULL)
    {
      if (!person_close (self->person, &error))
        person_tell (self->person);
      g_assert_no_error (error);
      g_assert_cmpuint (person_count_troubles (self->person), ==, 0);
    }

  g_clear_pointer (&self->person, person_free);
  scene_stop_lab (self);
  g_clear_pointer (&self->host, g_free);
}

/**
 * scene_run:
 * @argc: from main()
 * @argv: from main(): the application and inflight-cli
 * @tests: (array length=n_tests): what is played
 * @n_tests: how many
 *
 * Returns: what main() returns
 */
int
scene_run (int               argc,
           char            **argv,
           const SceneTest  *tests,
           gsize             n_tests)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  person_init ();

  if (argc != 3)
    g_error ("Usage: %s APPLICATION INFLIGHT-CLI", argv[0]);
  application = argv[1];
  cli = argv[2];

  for (gsize i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, Scene, &tests[i], set_up, play, tear_down);

  return g_test_run ();
}

void
scene_fail (Scene      *self,
            const char *file,
            int         line,
            const char *function,
            const char *expression)
{
  if (self->person != NULL)
    person_tell (self->person);

  g_assertion_message (G_LOG_DOMAIN, file, line, function, expression);
  g_assert_not_reached ();
}

void
scene_press (Scene      *self,
             const char *name)
{
  scene_assert (self, person_press (self->person, ATSPI_ROLE_PUSH_BUTTON, name));
}

/* For names that are in more than one window; mnemonics are read aloud, too. */
void
scene_press_in (Scene      *self,
                const char *window,
                const char *pattern)
{
  g_autoptr (AtspiAccessible) found = NULL;
  g_autoptr (AtspiAccessible) button = NULL;

  scene_window (self, window, TRUE);
  found = person_get_window (self->person, window);
  scene_assert (self, found != NULL);
  button = person_find (found, ATSPI_ROLE_PUSH_BUTTON, pattern);
  scene_assert (self, button != NULL);
  scene_assert (self, person_click (button));
}

/* By the main menu, without the pointer. */
void
scene_press_menu (Scene      *self,
                  const char *pattern)
{
  scene_key (self, "F10");
  scene_assert (self, person_press (self->person, ATSPI_ROLE_MENU_ITEM, pattern));
}

/* The application is closed, and started with an argument. */
void
scene_restart (Scene      *self,
               const char *argument)
{
  g_autoptr (GError) error = NULL;

  scene_press (self, "Close");
  scene_end (self);

  self->person = person_new (application, (const char *const[]) { argument, NULL }, &error);
  g_assert_no_error (error);
}

/* The application ends by itself. */
void
scene_end (Scene *self)
{
  g_autoptr (GError) error = NULL;

  if (!person_await_end (self->person, &error))
    person_tell (self->person);
  g_assert_no_error (error);
  g_assert_cmpuint (person_count_troubles (self->person), ==, 0);

  g_clear_pointer (&self->person, person_free);
}

void
scene_key (Scene      *self,
           const char *key)
{
  scene_assert (self, person_key (key));
}

void
scene_has (Scene      *self,
           AtspiRole   role,
           const char *pattern)
{
  g_autoptr (AtspiAccessible) found = person_await (self->person, role, pattern);

  scene_assert (self, found != NULL);
}

void
scene_focus (Scene      *self,
             AtspiRole   role,
             const char *pattern)
{
  g_autoptr (AtspiAccessible) found = person_await (self->person, role, pattern);

  scene_assert (self, found != NULL);
  scene_assert (self, person_await_state (self->person, found, ATSPI_STATE_FOCUSED));
}

/* A row of the list of tasks, as it is read aloud. */
void
scene_row (Scene      *self,
           const char *pattern)
{
  scene_has (self, ATSPI_ROLE_TABLE_ROW, pattern);
}

void
scene_selected (Scene      *self,
                const char *pattern)
{
  g_autoptr (AtspiAccessible) row = NULL;

  row = person_await (self->person, ATSPI_ROLE_TABLE_ROW, pattern);
  scene_assert (self, row != NULL);
  scene_assert (self, person_await_state (self->person, row, ATSPI_STATE_SELECTED));
}

void
scene_select_row (Scene      *self,
                  const char *pattern)
{
  g_autoptr (AtspiAccessible) row = NULL;

  row = person_await (self->person, ATSPI_ROLE_TABLE_ROW, pattern);
  scene_assert (self, row != NULL);
  scene_assert (self, person_click (row));
  scene_assert (self, person_await_state (self->person, row, ATSPI_STATE_SELECTED));
}

void
scene_summary (Scene      *self,
               const char *pattern)
{
  g_autofree char *summary = person_await_summary (self->person, pattern);

  scene_assert (self, summary != NULL);
}

/* Returns the text of the label. */
char *
scene_dup_label (Scene      *self,
                 const char *pattern)
{
  g_autoptr (AtspiAccessible) label = NULL;

  label = person_await (self->person, ATSPI_ROLE_LABEL, pattern);
  scene_assert (self, label != NULL);

  return person_dup_name (label);
}

void
scene_window (Scene      *self,
              const char *name,
              gboolean    present)
{
  scene_assert (self, person_await_window (self->person, name, present));
}

/**
 * scene_type_addresses:
 * @self: a scene
 * @text: (nullable): what is typed
 *
 * Types into the dialog for addresses, once it has the focus.
 */
void
scene_type_addresses (Scene      *self,
                      const char *text)
{
  scene_window (self, "Add URLs", TRUE);
  scene_focus (self, ATSPI_ROLE_TEXT, "Addresses");

  if (text != NULL)
    scene_assert (self, person_type (text));
}
