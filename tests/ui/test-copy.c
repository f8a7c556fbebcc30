/* test-copy.c: addresses and commands of many tasks for the clipboard
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-host-chip.h"
#include "ui-fixture.h"

#include <string.h>

/* More than are collected, or counted, in one turn. */
#define MANY 60000

#define ROOT(self) GTK_WIDGET ((self)->window)

static void
add_many (UiFixture *self)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *uri = g_strdup_printf ("http://h%u/%u", i % 3, i);

      g_ptr_array_add (requests, inflight_request_new (uri, self->virtual.options, NULL));
    }

  inflight_window_add_requests (self->window, requests, FALSE);
  inflight_window_finish_chores (self->window);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (ROOT (self)), NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
read_lines (UiFixture *self,
            guint     *n_lines)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (ROOT (self));
  char *text = NULL;

  ui_await (gdk_clipboard_get_content (clipboard) != NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  ui_await (text != NULL);

  *n_lines = 0;
  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (end + 1, '\n'))
    ++*n_lines;

  return text;
}

/* What was selected is copied, even if it is gone before it was collected. */
static void
test_removed (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  guint n_lines;

  add_many (self);
  ui_activate (self, "select-all");
  ui_activate (self, "copy-addresses");
  ui_activate (self, "remove");

  text = read_lines (self, &n_lines);
  g_assert_cmpuint (n_lines, ==, MANY);
  g_assert_true (g_str_has_prefix (text, "http://h0/0\nhttp://h1/1\n"));
  g_assert_true (g_str_has_suffix (text, "/59999\n"));
}

/* The one that is wanted, and never one that tells of what is past. */
static gboolean
is_back (UiFixture *self)
{
  g_assert_null (ui_find (ROOT (self), GTK_TYPE_LABEL, "Addresses copied"));

  return ui_find (ROOT (self), GTK_TYPE_LABEL, "60000 tasks are back") != NULL;
}

/* What was said before is not said again, or only then, after something newer. */
static void
test_toast (UiFixture     *self,
            gconstpointer  user_data)
{
  add_many (self);
  ui_await (gtk_widget_get_mapped (ROOT (self)));
  ui_activate (self, "select-all");
  ui_activate (self, "copy-addresses");
  ui_await (ui_find (ROOT (self), GTK_TYPE_LABEL, "Addresses copied") != NULL);
  ui_activate (self, "remove");
  ui_activate (self, "undo");
  ui_await (is_back (self));
  g_assert_null (ui_find (ROOT (self), GTK_TYPE_BUTTON, "Undo"));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (ROOT (self)), NULL);
  ui_await (ui_is_enabled (self, "select-all"));
  ui_activate (self, "select-all");
  ui_activate (self, "copy-addresses");
  ui_activate (self, "remove");
  ui_activate (self, "undo");
  ui_await (gdk_clipboard_get_content (gtk_widget_get_clipboard (ROOT (self))) != NULL);
  ui_await (is_back (self));
}

/* In the order in which they were shown. */
static void
test_sorted (UiFixture     *self,
             gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  guint n_lines;

  add_many (self);
  ui_activate (self, "select-all");
  ui_activate (self, "copy-addresses");
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "sort-descending",
                                      g_variant_new_boolean (TRUE));

  text = read_lines (self, &n_lines);
  g_assert_cmpuint (n_lines, ==, MANY);
  g_assert_true (g_str_has_prefix (text, "http://h0/0\n"));
}

/* Nor in another, if it is copied again while the first was not collected yet: the
 * window hears of it before rows go somewhere else. */
static void
test_again (UiFixture     *self,
            gconstpointer  user_data)
{
  InflightTaskView *tasks =
    inflight_task_list_get_view (inflight_window_get_task_list (self->window));
  guint reorder_id = g_signal_lookup ("reorder", G_OBJECT_TYPE (tasks));
  g_autofree char *text = NULL;
  guint n_lines;

  add_many (self);
  ui_activate (self, "select-all");
  for (guint i = 0; i < 2; i++)
    {
      ui_activate (self, "copy-addresses");
      g_assert_cmpuint (g_signal_handler_find (tasks, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                               reorder_id, 0, NULL, NULL, self->window), !=, 0);
    }

  g_signal_emit (tasks, reorder_id, 0);
  text = read_lines (self, &n_lines);
  g_assert_cmpuint (n_lines, ==, MANY);
}

/* Not when the list has gone either. */
static void
test_cleared (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  guint n_lines;

  add_many (self);
  ui_activate (self, "select-all");
  ui_activate (self, "copy-addresses");
  ui_activate (self, "clear");

  text = read_lines (self, &n_lines);
  g_assert_cmpuint (n_lines, ==, MANY);
}

static guint
count_rows (GtkWidget *list)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), n_rows) != NULL)
    n_rows++;

  return n_rows;
}

/* The hosts of many tasks are there at once, and without the tasks that went. */
static void
test_hosts (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *chip = ui_find (ROOT (self), INFLIGHT_TYPE_HOST_CHIP, NULL);
  GtkWidget *button = ui_find (chip, GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  GtkWidget *list;

  add_many (self);
  gtk_popover_popup (GTK_POPOVER (popover));
  list = ui_find (popover, GTK_TYPE_LIST_BOX, NULL);
  g_assert_nonnull (list);
  g_assert_cmpuint (count_rows (list), ==, 4);
  gtk_popover_popdown (GTK_POPOVER (popover));

  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (first, ui_get_task (self, 3 * i + 1));
  inflight_task_list_select (inflight_window_get_task_list (self->window), first);
  ui_activate (self, "remove");
  gtk_popover_popup (GTK_POPOVER (popover));
  g_assert_cmpuint (count_rows (list), ==, 4);
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "57000"));
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "17000"));
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "20000"));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/copy/removed", test_removed);
  UI_ADD ("/ui/copy/toast", test_toast);
  UI_ADD ("/ui/copy/sorted", test_sorted);
  UI_ADD ("/ui/copy/again", test_again);
  UI_ADD ("/ui/copy/cleared", test_cleared);
  UI_ADD ("/ui/copy/hosts", test_hosts);

  return g_test_run ();
}
