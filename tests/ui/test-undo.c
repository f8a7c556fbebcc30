/* test-undo.c: removing, clearing, cancelled adding, and undoing it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"
#include "inflight-undo.h"
#include "inflight-wait-card.h"
#include "ui-fixture.h"

#define STATE(self, position) inflight_task_get_state (ui_get_task (self, position))
#define ROOT(self)            GTK_WIDGET ((self)->window)

/* The stack by itself */

static void
note_undone (gpointer data,
             gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", (char *) data);
  g_free (data);
}

static void
test_steps (void)
{
  g_autoptr (InflightUndo) undo = inflight_undo_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_false (inflight_undo_pop (undo, text));

  for (int i = 0; i < 2 * INFLIGHT_UNDO_MAX_STEPS; i++)
    inflight_undo_push (undo, "_Undo This", note_undone, g_strdup_printf ("%d", i), g_free, 1);
  g_assert_cmpuint (inflight_undo_get_n_steps (undo), ==, INFLIGHT_UNDO_MAX_STEPS);

  g_assert_true (inflight_undo_pop (undo, text));
  g_assert_true (inflight_undo_pop (undo, text));
  g_assert_cmpstr (text->str, ==, "39 38 ");
}

/* Memory is bounded, but for the last step, which always can be undone. */
static void
test_bytes (void)
{
  g_autoptr (InflightUndo) undo = inflight_undo_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  inflight_undo_push (undo, "_Undo This", note_undone, g_strdup ("a"), g_free, 1);
  inflight_undo_push (undo, "_Undo This", note_undone, g_strdup ("b"), g_free,
                      INFLIGHT_UNDO_MAX_BYTES - 1);
  g_assert_cmpuint (inflight_undo_get_n_steps (undo), ==, 2);
  inflight_undo_push (undo, "_Undo This", note_undone, g_strdup ("c"), g_free, 2);
  g_assert_cmpuint (inflight_undo_get_n_steps (undo), ==, 1);
  inflight_undo_push (undo, "_Undo This", note_undone, g_strdup ("d"), g_free,
                      INFLIGHT_UNDO_MAX_BYTES + 1);
  g_assert_cmpuint (inflight_undo_get_n_steps (undo), ==, 1);

  while (inflight_undo_pop (undo, text))
    ;
  g_assert_cmpstr (text->str, ==, "d ");
  inflight_undo_push (undo, "_Undo This", note_undone, g_strdup ("e"), g_free,
                      INFLIGHT_UNDO_MAX_BYTES);
  g_assert_cmpuint (inflight_undo_get_n_steps (undo), ==, 1);
}

/* In a window */

static guint
count_tasks (UiFixture *self)
{
  return inflight_batch_get_n_tasks (inflight_window_get_batch (self->window));
}

static guint
count_waits (UiFixture *self)
{
  return g_list_model_get_n_items (inflight_window_get_waits (self->window));
}

static gboolean
press_undo (UiFixture *self)
{
  return ui_press (ROOT (self), "<Control>z");
}

static GtkWidget *
find_undo_button (UiFixture *self)
{
  return ui_find (ROOT (self), GTK_TYPE_BUTTON, "Undo");
}

/* Returns: (transfer full): the label of the item with an action */
static char *
dup_label_of (GMenuModel *menu,
              const char *action)
{
  char *label = NULL;

  for (int i = 0; label == NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section =
        g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *name = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      if (g_strcmp0 (name, action) == 0)
        g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      else if (section != NULL)
        label = dup_label_of (section, action);
    }

  return label;
}

static void
test_remove (UiFixture     *self,
             gconstpointer  user_data)
{
  GtkWidget *button;
  g_autoptr (InflightTask) second = NULL;

  ui_add (self, TRUE, "ok?at=10", "fail?at=10", "ok?at=10", "ok?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  second = g_object_ref (ui_get_task (self, 2));
  g_assert_false (ui_is_enabled (self, "remove"));

  ui_select (self, 2, 3);
  ui_activate (self, "remove");
  g_assert_cmpuint (count_tasks (self), ==, 2);
  g_assert_cmpuint (inflight_task_get_position (ui_get_task (self, 2)), ==, 4);
  g_assert_false (ui_is_enabled (self, "remove"));
  g_assert_true (ui_is_enabled (self, "undo"));
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks removed") != NULL);

  button = find_undo_button (self);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count_tasks (self), ==, 4);
  g_assert_true (ui_get_task (self, 2) == second);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_FAILED);
  ui_await (find_undo_button (self) == NULL);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks are back") != NULL);
}

static char *
dup_undo_label (UiFixture *self)
{
  GtkWidget *button = NULL;
  g_autoptr (GList) queue = g_list_prepend (NULL, ROOT (self));

  while (queue != NULL && button == NULL)
    {
      GtkWidget *widget = queue->data;

      queue = g_list_delete_link (queue, queue);
      if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget)))
        button = widget;
      for (GtkWidget *child = gtk_widget_get_first_child (widget);
           child != NULL;
           child = gtk_widget_get_next_sibling (child))
        queue = g_list_prepend (queue, child);
    }

  return dup_label_of (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "win.undo");
}

/* The menu says what comes next, and that is what was done last. */
static void
test_last (UiFixture     *self,
           gconstpointer  user_data)
{
  static const char *const labels[] = {
    "_Undo Removal of 2 Tasks", "_Undo Clearing of 3 Tasks", "_Undo Adding of 3 Tasks",
  };
  g_autofree char *nothing = dup_undo_label (self);

  g_assert_cmpstr (nothing, ==, "_Undo");
  g_assert_false (ui_is_enabled (self, "undo"));
  ui_add (self, FALSE, "ok", "ok", "ok", NULL);
  ui_activate (self, "clear");
  ui_add (self, FALSE, "ok", "ok", NULL);
  ui_select (self, 1, 2);
  ui_activate (self, "remove");

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = dup_undo_label (self);

      g_assert_cmpstr (label, ==, labels[i]);
      ui_activate (self, "undo");
      if (i == 0)
        {
          g_autofree char *adding = dup_undo_label (self);

          g_assert_cmpstr (adding, ==, "_Undo Adding of 2 Tasks");
          ui_activate (self, "undo");
          g_assert_cmpuint (count_tasks (self), ==, 0);
          ui_activate (self, "undo");
          g_assert_cmpuint (count_tasks (self), ==, 2);
        }
    }

  g_assert_cmpuint (count_tasks (self), ==, 2);
}

/* Undoing the adding removes what was added, and undoing that brings it back. */
static void
test_adding (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, FALSE, "ok", NULL);
  ui_add (self, TRUE, "fail?at=10", "never", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  ui_activate (self, "undo");
  g_assert_cmpuint (count_tasks (self), ==, 1);
  g_assert_cmpuint (inflight_task_get_position (ui_get_task (self, 1)), ==, 1);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks removed") != NULL);
  ui_activate (self, "undo");
  g_assert_cmpuint (count_tasks (self), ==, 3);
}

static gboolean
is_undone_next (UiFixture  *self,
                const char *what)
{
  g_autofree char *label = dup_undo_label (self);

  return g_str_has_prefix (label, what);
}

/* What was done last cannot be undone, and nothing else is in its stead. */
static void
test_adding_ends (UiFixture     *self,
                  gconstpointer  user_data)
{
  static const char *const actions[] = {
    "retry-failed", "run-again", "start", "start-and-wait::all", "cancel-pending",
  };
  static const char *const names[] = {
    "retry-failed", "run-again", "start", "start-and-wait", "cancel-pending",
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_test_message ("%s", actions[i]);
      ui_add (self, i < 2, i < 2 ? "fail?at=10" : "never", "ok", NULL);
      fake_run_until (&self->virtual, (i + 1) * 100 * MS);
      if (g_str_equal (actions[i], "cancel-pending"))
        {
          g_autoptr (GPtrArray) scope = inflight_window_dup_scope (self->window);

          inflight_network_launch (inflight_window_get_network (self->window), scope);
        }
      g_assert_true (is_undone_next (self, "_Undo Adding"));
      ui_await (ui_is_enabled (self, names[i]));
      ui_activate (self, actions[i]);
      g_assert_false (is_undone_next (self, "_Undo Adding"));

      /* Removing can be undone all the same. */
      ui_activate (self, "clear");
      ui_activate (self, "undo");
      g_assert_cmpuint (count_tasks (self), ==, 2);
      ui_activate (self, "clear");
      ui_await (count_tasks (self) == 0);
    }
}

/* There is one toast, about the last step; the key undoes all of them. */
static void
test_steps_of_window (UiFixture     *self,
                      gconstpointer  user_data)
{
  GtkWidget *button;

  ui_add (self, FALSE, "ok", "ok", "ok", NULL);

  ui_select (self, 1, 1);
  ui_activate (self, "remove");
  ui_select (self, 1, 2);
  ui_activate (self, "remove");
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks removed") != NULL);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "1 task removed") == NULL);

  button = find_undo_button (self);
  g_assert_nonnull (button);
  g_assert_true (press_undo (self));
  g_assert_cmpuint (count_tasks (self), ==, 2);

  /* Its button, which goes, does not undo another step. */
  g_assert_null (find_undo_button (self));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count_tasks (self), ==, 2);
  g_assert_nonnull (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks are back"));
  g_assert_true (press_undo (self));
  g_assert_cmpuint (count_tasks (self), ==, 3);
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_READY);
}

/* A text that has the focus has its own undo, even if it has nothing to undo. */
static void
test_key_in_text (UiFixture     *self,
                  gconstpointer  user_data)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), view);
  ui_add (self, FALSE, "ok", "ok", NULL);
  ui_select (self, 1, 1);
  ui_activate (self, "remove");

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), box);
  gtk_widget_grab_focus (entry);
  g_assert_false (press_undo (self));
  gtk_widget_grab_focus (view);
  g_assert_false (press_undo (self));
  g_assert_cmpuint (count_tasks (self), ==, 1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  g_assert_true (press_undo (self));
  g_assert_cmpuint (count_tasks (self), ==, 2);
}

/* Delete ends what is under way first. What was never started just goes. */
static void
test_delete (UiFixture     *self,
             gconstpointer  user_data)
{
  ui_add (self, TRUE, "never?cancel=20", "ok?at=1", NULL);
  ui_add (self, FALSE, "ok", NULL);
  fake_run_until (&self->virtual, 10 * MS);

  ui_select (self, 3, 3);
  ui_activate (self, "delete");
  g_assert_cmpuint (count_tasks (self), ==, 2);

  ui_select (self, 1, 2);
  ui_activate (self, "delete");
  g_assert_cmpuint (count_tasks (self), ==, 2);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_CANCELLING);
  fake_run_until (&self->virtual, 50 * MS);
  ui_activate (self, "delete");
  g_assert_cmpuint (count_tasks (self), ==, 0);

  ui_activate (self, "undo");
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_CANCELLED);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  ui_activate (self, "undo");
  g_assert_cmpint (STATE (self, 3), ==, INFLIGHT_TASK_STATE_READY);
}

static void
test_clear (UiFixture     *self,
            gconstpointer  user_data)
{
  g_autoptr (InflightBatch) batch = g_object_ref (inflight_window_get_batch (self->window));
  g_autoptr (InflightWait) wait = NULL;

  ui_add (self, TRUE, "ok?at=10", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 20 * MS);
  wait = g_object_ref (ui_get_wait (self, 0));

  ui_activate (self, "clear");
  g_assert_cmpuint (count_tasks (self), ==, 0);
  g_assert_cmpuint (count_waits (self), ==, 0);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "2 tasks cleared") != NULL);
  fake_run_until (&self->virtual, 30 * MS);

  g_assert_true (press_undo (self));
  g_assert_true (inflight_window_get_batch (self->window) == batch);
  g_assert_true (ui_get_wait (self, 0) == wait);
  g_assert_cmpint (STATE (self, 1), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpint (STATE (self, 2), ==, INFLIGHT_TASK_STATE_CANCELLED);
  ui_await (ui_find (ROOT (self), INFLIGHT_TYPE_WAIT_CARD, NULL) != NULL);
}

/* What was begun after a clear is not lost when that is undone. */
static void
test_clear_and_add (UiFixture     *self,
                    gconstpointer  user_data)
{
  g_autoptr (InflightTask) later = NULL;

  ui_add (self, TRUE, "ok?at=1", "ok?at=1", NULL);
  ui_activate (self, "wait::all");
  fake_run_until (&self->virtual, 10 * MS);
  ui_activate (self, "clear");

  ui_add (self, TRUE, "ok?at=50", NULL);
  ui_activate (self, "wait::first");
  later = g_object_ref (ui_get_task (self, 1));
  g_assert_cmpuint (inflight_task_get_position (later), ==, 1);
  fake_run_until (&self->virtual, 100 * MS);

  /* Adding it, removing that again, and the clear. */
  for (int i = 0; i < 3; i++)
    ui_activate (self, "undo");
  g_assert_cmpuint (count_tasks (self), ==, 3);
  g_assert_cmpuint (count_waits (self), ==, 2);
  g_assert_true (ui_get_task (self, 3) == later);
  g_assert_cmpuint (inflight_task_get_position (later), ==, 3);
  g_assert_true (inflight_wait_is_member (ui_get_wait (self, 0), later));

  fake_run_until (&self->virtual, 100 * MS);
  g_assert_cmpuint (inflight_task_get_rank (later), ==, 3);
  g_assert_cmpint (inflight_wait_get_outcome (ui_get_wait (self, 0)), ==,
                   INFLIGHT_OUTCOME_SATISFIED);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (INFLIGHT_IS_ADD_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
test_cancelled_add (UiFixture     *self,
                    gconstpointer  user_data)
{
  GtkWidget *dialog;

  ui_activate (self, "add");
  dialog = find_dialog ();
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://a/[1-7]");
  gtk_window_close (GTK_WINDOW (dialog));
  ui_await (find_dialog () == NULL);
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "Adding cancelled") != NULL);

  ui_activate (self, "undo");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "7 addresses") != NULL);
  g_assert_false (ui_is_enabled (self, "undo"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Nothing that was let go of stays in memory. */
static void
test_memory (UiFixture     *self,
             gconstpointer  user_data)
{
  InflightBatch *batch = inflight_window_get_batch (self->window);

  g_object_add_weak_pointer (G_OBJECT (batch), (gpointer *) &batch);
  for (int i = 0; i < INFLIGHT_UNDO_MAX_STEPS / 2; i++)
    {
      ui_add (self, FALSE, "ok", NULL);
      ui_activate (self, "clear");
    }
  fake_run_until (&self->virtual, 10 * MS);
  g_assert_nonnull (batch);

  ui_add (self, FALSE, "ok", NULL);
  ui_activate (self, "clear");
  fake_run_until (&self->virtual, 20 * MS);
  ui_await (batch == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/ui/undo/steps", test_steps);
  g_test_add_func ("/ui/undo/bytes", test_bytes);
  UI_ADD ("/ui/undo/remove", test_remove);
  UI_ADD ("/ui/undo/last", test_last);
  UI_ADD ("/ui/undo/adding", test_adding);
  UI_ADD ("/ui/undo/adding-ends", test_adding_ends);
  UI_ADD ("/ui/undo/steps-of-window", test_steps_of_window);
  UI_ADD ("/ui/undo/key-in-text", test_key_in_text);
  UI_ADD ("/ui/undo/delete", test_delete);
  UI_ADD ("/ui/undo/clear", test_clear);
  UI_ADD ("/ui/undo/clear-and-add", test_clear_and_add);
  UI_ADD ("/ui/undo/cancelled-add", test_cancelled_add);
  UI_ADD ("/ui/undo/memory", test_memory);

  return g_test_run ();
}
