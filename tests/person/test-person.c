/* test-person.c: a person uses the real application
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "person.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  Person      *person;
  GSubprocess *lab;
  char        *host;
} Fixture;

static const char *application;
static const char *cli;

static void
start_lab (Fixture *self)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  self->lab = person_spawn ((const char *const[]) { cli, "lab", NULL },
                            G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->lab));
  base = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (base, "http://"));

  self->host = g_strdup (base + strlen ("http://"));
}

/* @user_data is what the lab shall serve of the arguments. */
static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  const char *path = user_data;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  start_lab (self);

  if (path != NULL)
    address = g_strconcat (self->host, path, NULL);

  self->person = person_new (application, (const char *const[]) { address, NULL }, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  person_close (self->person, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->person, person_free);

  g_subprocess_send_signal (self->lab, SIGTERM);
  g_subprocess_wait (self->lab, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->lab);
  g_clear_pointer (&self->host, g_free);
}

static void
press (Fixture    *self,
       const char *name)
{
  g_assert_true (person_press (self->person, ATSPI_ROLE_PUSH_BUTTON, name));
}

/* Returns the text of the label. */
static char *
await_label (Fixture    *self,
             const char *pattern)
{
  g_autoptr (AtspiAccessible) label = NULL;

  label = person_await (self->person, ATSPI_ROLE_LABEL, pattern);
  g_assert_nonnull (label);

  return person_dup_name (label);
}

static void
assert_has (Fixture    *self,
            AtspiRole   role,
            const char *name)
{
  g_autoptr (AtspiAccessible) found = person_await (self->person, role, name);

  g_assert_nonnull (found);
}

static void
assert_summary (Fixture    *self,
                const char *pattern)
{
  g_autofree char *summary = person_await_summary (self->person, pattern);

  g_assert_nonnull (summary);
}

static void
open_add_dialog (Fixture *self)
{
  g_autoptr (AtspiAccessible) text = NULL;

  g_assert_true (person_await_window (self->person, "Add URLs", TRUE));
  text = person_await (self->person, ATSPI_ROLE_TEXT, "Addresses");
  g_assert_nonnull (text);
  g_assert_true (person_await_state (text, ATSPI_STATE_FOCUSED));
}

/* First start, and the sample that says what this is for. */
static void
test_sample (Fixture       *self,
             gconstpointer  user_data)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const char *counts;
  guint n_done;
  guint n_cancelled;

  g_assert_true (person_press (self->person, ATSPI_ROLE_LIST_ITEM, "First Answer Wins"));

  /* Two may answer within the same tick. */
  sentence = await_label (self, "Returned after * of 5 done; * cancelled.");
  counts = strstr (sentence, ": ") + 2;
  g_assert_cmpint (sscanf (counts, "%u of 5 done; %u cancelled.", &n_done, &n_cancelled), ==, 2);
  g_assert_cmpuint (n_done, >=, 1);
  g_assert_cmpuint (n_done + n_cancelled, ==, 5);

  assert_summary (self, "5 of 5 done · * cancelled · *");
  rows = person_dup_finished (self->person);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_true (g_pattern_match_simple ("?, Succeeded, *, * ms", rows->pdata[0]) ||
                 g_pattern_match_simple ("?, Succeeded, *, * s", rows->pdata[0]));
}

/* The main job: add by pattern, wait for the first, cancel the rest. The wait
 * starts the tasks, of which one can answer. */
static void
test_main_job (Fixture       *self,
               gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  text = g_strdup_printf ("%s/posts/1\n%s/posts/[2-20]?hang", self->host, self->host);

  press (self, "Add URLs");
  open_add_dialog (self);
  g_assert_true (person_type (text));
  count = await_label (self, "20 addresses");
  g_assert_true (person_press (self->person, ATSPI_ROLE_CHECK_BOX, "Start immediately"));
  press (self, "Add");
  g_assert_true (person_await_window (self->person, "Add URLs", FALSE));
  assert_summary (self, "0 of 20 done");

  press (self, "Wait for First");
  sentence = await_label (self, "Returned after *");
  g_assert_true (g_str_has_suffix (sentence, ": 1 of 20 done; 19 left running."));
  assert_summary (self, "1 of 20 done · 6 in flight · * B*");

  press (self, "Cancel Pending");
  assert_summary (self, "20 of 20 done · 19 cancelled · * B");

  rows = person_dup_finished (self->person);
  g_assert_cmpuint (rows->len, ==, 20);
  g_assert_true (g_str_has_prefix (rows->pdata[0],
                                   "1, Succeeded, A lighthouse keeps its own hours, "));
  for (guint i = 1; i < rows->len; i++)
    g_assert_nonnull (strstr (rows->pdata[i], ", Cancelled, cancelled by you"));
}

/* What is not understood is named by its line, and keeps nothing from being added. */
static void
test_bad_lines (Fixture       *self,
                gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  g_autofree char *preview = NULL;

  text = g_strdup_printf ("%s/posts/[1-3]\nhttp://\n%s/posts/[5-1]\n%s/posts/4",
                          self->host, self->host, self->host);

  press (self, "Add URLs");
  open_add_dialog (self);
  g_assert_true (person_type (text));

  count = await_label (self, "4 addresses, 2 lines not understood");
  preview = await_label (self, "*line 2*");
  g_assert_nonnull (strstr (preview, "no host"));
  g_assert_nonnull (strstr (preview, "line 3"));
  g_assert_nonnull (strstr (preview, "[5-1]"));
  g_assert_nonnull (strstr (preview, "/posts/4"));

  press (self, "Add");
  assert_summary (self, "4 of 4 done · * B");
}

/* Waiting ends; the tasks do not. */
static void
test_stop_waiting (Fixture       *self,
                   gconstpointer  user_data)
{
  g_autofree char *sentence = NULL;

  press (self, "Wait for All");
  press (self, "Stop Waiting");

  sentence = await_label (self, "Stopped waiting after *");
  g_assert_true (g_str_has_suffix (sentence, ": 0 of 3 done; 3 left running."));
  assert_summary (self, "0 of 3 done · 3 in flight");
  assert_has (self, ATSPI_ROLE_TABLE_ROW, "3, Waiting, *");
}

/* Nothing but keys. */
static void
test_keyboard (Fixture       *self,
               gconstpointer  user_data)
{
  g_autofree char *pattern = g_strconcat (self->host, "/posts/[1-4]?hang", NULL);
  g_autoptr (AtspiAccessible) add = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (person_key ("ctrl+l"));
  open_add_dialog (self);
  g_assert_true (person_type (pattern));

  add = person_await (self->person, ATSPI_ROLE_PUSH_BUTTON, "Add");
  g_assert_nonnull (add);
  g_assert_true (person_await_state (add, ATSPI_STATE_SENSITIVE));
  g_assert_true (person_key ("ctrl+Return"));
  assert_summary (self, "0 of 4 done · 4 in flight");

  g_assert_true (person_key ("ctrl+period"));
  assert_summary (self, "4 of 4 done · 4 cancelled");
  rows = person_dup_finished (self->person);
  g_assert_cmpuint (rows->len, ==, 4);
}

/* What the command line names is only started by the person. */

static void
assert_ready (Fixture *self)
{
  g_autoptr (AtspiAccessible) row = NULL;

  row = person_await (self->person, ATSPI_ROLE_TABLE_ROW, "1, Ready, *");
  g_assert_nonnull (row);
  assert_summary (self, "0 of 3 done");
}

static void
assert_started (Fixture *self)
{
  g_autoptr (AtspiAccessible) row = NULL;

  assert_summary (self, "3 of 3 done · * B");
  row = person_await (self->person, ATSPI_ROLE_TABLE_ROW, "1, Succeeded, *");
  g_assert_nonnull (row);
}

static void
test_arguments_button (Fixture       *self,
                       gconstpointer  user_data)
{
  assert_ready (self);
  press (self, "Start");
  assert_started (self);
}

static void
test_arguments_key (Fixture       *self,
                    gconstpointer  user_data)
{
  assert_ready (self);
  g_assert_true (person_key ("ctrl+Return"));
  assert_started (self);
}

/* Names */

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
assert_names (Fixture    *self,
              const char *window_name,
              guint       least)
{
  g_autoptr (AtspiAccessible) window = person_get_window (self->person, window_name);
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func (g_free);
  guint n_controls;

  g_assert_nonnull (window);
  n_controls = check_names (window, FALSE, bad);
  g_test_message ("%s: %u controls", window_name, n_controls);

  for (guint i = 0; i < bad->len; i++)
    g_test_message ("%s: %s", window_name, (const char *) bad->pdata[i]);
  g_assert_cmpuint (bad->len, ==, 0);
  g_assert_cmpuint (n_controls, >=, least);
}

static void
test_names_first_start (Fixture       *self,
                        gconstpointer  user_data)
{
  assert_has (self, ATSPI_ROLE_LIST_ITEM, "1,000 Posts");
  assert_has (self, ATSPI_ROLE_PUSH_BUTTON, "Paste or Type Addresses");
  assert_names (self, "Inflight", 11);
}

static void
test_names (Fixture       *self,
            gconstpointer  user_data)
{
  static const char *const buttons[] = {
    "Add URLs", "Start", "Scope", "Wait for All", "Wait for First", "Wait for First Error",
    "More Conditions", "Cancel Pending", "Main Menu",
  };

  press (self, "Wait for All");
  assert_summary (self, "3 of 3 done*");

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    assert_has (self, ATSPI_ROLE_PUSH_BUTTON, buttons[i]);
  assert_has (self, ATSPI_ROLE_TREE_TABLE, "Tasks");
  assert_has (self, ATSPI_ROLE_LIST, "Waits");
  assert_has (self, ATSPI_ROLE_LIST, "Finished");
  assert_has (self, ATSPI_ROLE_TABLE_ROW, "3, Succeeded, *");
  assert_names (self, "Inflight", 25);

  press (self, "More Conditions");
  assert_has (self, ATSPI_ROLE_CHECK_BOX, "A cancelled task counts as an error");
  assert_names (self, "Inflight", 30);
  g_assert_true (person_key ("Escape"));

  press (self, "Add URLs");
  open_add_dialog (self);
  assert_names (self, "Add URLs", 4);
  g_assert_true (person_key ("Escape"));
  g_assert_true (person_await_window (self->person, "Add URLs", FALSE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  person_init ();

  if (argc != 3)
    g_error ("Usage: %s APPLICATION INFLIGHT-CLI", argv[0]);
  application = argv[1];
  cli = argv[2];

  g_test_add ("/person/sample", Fixture, NULL, set_up, test_sample, tear_down);
  g_test_add ("/person/main-job", Fixture, NULL, set_up, test_main_job, tear_down);
  g_test_add ("/person/bad-lines", Fixture, NULL, set_up, test_bad_lines, tear_down);
  g_test_add ("/person/stop-waiting", Fixture, "/posts/[1-3]?hang",
              set_up, test_stop_waiting, tear_down);
  g_test_add ("/person/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/person/arguments/button", Fixture, "/posts/[1-3]",
              set_up, test_arguments_button, tear_down);
  g_test_add ("/person/arguments/key", Fixture, "/posts/[1-3]",
              set_up, test_arguments_key, tear_down);
  g_test_add ("/person/names/first-start", Fixture, NULL,
              set_up, test_names_first_start, tear_down);
  g_test_add ("/person/names/tasks", Fixture, "/posts/[1-3]", set_up, test_names, tear_down);

  return g_test_run ();
}
