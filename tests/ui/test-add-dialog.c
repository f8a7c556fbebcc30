/* test-add-dialog.c: from text to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"
#include "inflight-wait-choice.h"
#include "ui-fixture.h"
#include "ui-views.h"

typedef struct
{
  GPtrArray *requests;
  gboolean   start;
} Added;

static void
added_cb (InflightAddDialog *dialog,
          GPtrArray         *requests,
          gboolean           start,
          Added             *added)
{
  g_assert_null (added->requests);
  added->requests = g_ptr_array_ref (requests);
  added->start = start;
}

static GtkWidget *
open_dialog (UiFixture *self,
             Added     *added)
{
  GtkWidget *dialog = inflight_add_dialog_new (GTK_WINDOW (self->window),
                                               self->virtual.options, NULL);

  g_signal_connect (dialog, "added", G_CALLBACK (added_cb), added);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

static void
press_add (GtkWidget *dialog)
{
  GtkWidget *button = ui_find (dialog, GTK_TYPE_BUTTON, "Add");

  ui_await (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_uri (Added *added,
         guint  index)
{
  return inflight_request_get_uri (g_ptr_array_index (added->requests, index));
}

static void
test_pattern (UiFixture     *self,
              gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "example.com/[1-20]");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "20 addresses") != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "https://example.com/1") != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "https://example.com/20") != NULL);

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 20);
  g_assert_cmpstr (get_uri (&added, 19), ==, "https://example.com/20");
  g_assert_true (added.start);
  g_ptr_array_unref (added.requests);
}

/* Bad lines are named and keep nothing else out. */
static void
test_problems (UiFixture     *self,
               gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog),
                                "http://a/1\nftp://b/\n# nothing\nhttp:///x\nhttp://a/2\n");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL,
                     "2 addresses, 2 lines not understood (line 2, column 1: “ftp” is "
                     "neither http nor https; …)") != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "⚠ line 2, ") != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "⚠ line 4, ") != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "http://a/2") != NULL);

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 2);
  g_assert_cmpstr (get_uri (&added, 1), ==, "http://a/2");
  g_ptr_array_unref (added.requests);
}

static GtkTextBuffer *
get_buffer (GtkWidget *dialog)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL)));
}

/* As a click on its row does. */
static void
follow (GtkWidget *dialog,
        guint      position)
{
  g_signal_emit_by_name (ui_find (dialog, GTK_TYPE_LIST_VIEW, NULL), "activate", position);
}

static void
assert_selected (GtkWidget  *dialog,
                 const char *expected)
{
  GtkTextBuffer *buffer = get_buffer (dialog);
  g_autofree char *selected = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (selected, ==, expected);
}

/* A row about a line leads to that line, whatever ends the lines before it. */
static void
test_follow (UiFixture     *self,
             gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkTextBuffer *buffer = get_buffer (dialog);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog),
                                "http://ä/1\r\n# \u2029 none\n\nftp://b/\nhttp://ä/1\n"
                                "http://");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "⚠ line 4, ") != NULL);
  g_assert_false (gtk_text_buffer_get_has_selection (buffer));
  follow (dialog, 0);
  assert_selected (dialog, "ftp://b/");
  g_assert_true (gtk_widget_is_focus (ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL)));
  follow (dialog, 1);
  assert_selected (dialog, "http://");
  follow (dialog, 2);
  assert_selected (dialog, "http://ä/1");
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "line 5 repeats line 1: http://"));

  /* What is only an address leads nowhere. */
  follow (dialog, 3);
  assert_selected (dialog, "http://ä/1");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
choose_wait (GtkWidget *dialog,
             guint      row)
{
  GtkWidget *choice = ui_find (dialog, INFLIGHT_TYPE_WAIT_CHOICE, NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (choice, GTK_TYPE_DROP_DOWN, NULL)), row);
}

/* There is a wait if one was chosen and the tasks are started. */
static void
test_wait (UiFixture     *self,
           gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  InflightAddDialog *add = INFLIGHT_ADD_DIALOG (dialog);
  GtkWidget *choice = ui_find (dialog, INFLIGHT_TYPE_WAIT_CHOICE, NULL);
  GtkWidget *start = ui_find (dialog, GTK_TYPE_CHECK_BUTTON, "Start");
  GtkWidget *within;
  InflightCondition condition;

  inflight_add_dialog_set_text (add, "example.com/[1-20]");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "20 addresses") != NULL);
  g_assert_false (inflight_add_dialog_get_wait (add, &condition));
  g_assert_null (ui_find (choice, GTK_TYPE_SPIN_BUTTON, NULL));

  inflight_add_dialog_set_then (add, INFLIGHT_THEN_CANCEL);
  choose_wait (dialog, 1 + INFLIGHT_UNTIL_OK);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_find (choice, GTK_TYPE_SPIN_BUTTON, NULL)), 99);
  within = ui_find (choice, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (within), TRUE);
  g_assert_nonnull (ui_find (choice, GTK_TYPE_LABEL, "Waits until 20 succeeded. Gives up after "
                                                     "5.00 s. Pending tasks are cancelled then."));
  g_assert_true (inflight_add_dialog_get_wait (add, &condition));
  g_assert_cmpint (condition.until, ==, INFLIGHT_UNTIL_OK);
  g_assert_cmpuint (condition.k, ==, 20);
  g_assert_cmpint (condition.within_us, ==, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (condition.then, ==, INFLIGHT_THEN_CANCEL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (start), FALSE);
  g_assert_false (inflight_add_dialog_get_wait (add, &condition));
  g_assert_false (gtk_widget_is_sensitive (choice));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
assert_whole (GtkWidget  *list,
              const char *text)
{
  GtkWidget *label = ui_find (list, GTK_TYPE_LABEL, text);

  g_test_message ("%s", text);
  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

/* What there is to choose can be read, however narrow what is chosen is. */
static void
test_choices (UiFixture     *self,
              gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *choice = ui_find (dialog, INFLIGHT_TYPE_WAIT_CHOICE, NULL);
  GtkWidget *until = ui_find (choice, GTK_TYPE_DROP_DOWN, NULL);
  GtkWidget *list;

  ui_await (gtk_widget_get_mapped (until));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (ui_find (until, GTK_TYPE_TOGGLE_BUTTON, NULL)), TRUE);
  ui_await ((list = ui_find (until, GTK_TYPE_LIST_VIEW, NULL)) != NULL &&
            gtk_widget_get_mapped (list) && gtk_widget_get_width (list) > 0);

  assert_whole (list, "and wait for nothing");
  assert_whole (list, "and wait until all are done");
  assert_whole (list, "and wait until the first is done");
  assert_whole (list, "and wait until so many succeeded");
  assert_whole (list, "and wait until so many are done");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
find_dialog (UiFixture *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (INFLIGHT_IS_ADD_DIALOG (window))
        return window;
    }

  return NULL;
}

/* The wait is made with the tasks, in the window. */
static void
test_wait_made (UiFixture     *self,
                gconstpointer  user_data)
{
  GListModel *waits = inflight_window_get_waits (self->window);
  GtkWidget *dialog;

  ui_add (self, TRUE, "fail?at=1", NULL);
  fake_run_until (&self->virtual, 5 * MS);
  inflight_window_show_add_dialog (self->window, "http://fake/ok?n=[1-3]&at=10", NULL);
  dialog = find_dialog (self);
  choose_wait (dialog, 1 + INFLIGHT_UNTIL_FIRST_ERROR);
  press_add (dialog);
  ui_await (g_list_model_get_n_items (waits) == 1);

  fake_run_until (&self->virtual, 30 * MS);
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL,
                     "Returned after 10 ms: all 3 done, without an error.") != NULL);
}

static void
test_duplicates (UiFixture     *self,
                 gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *check;

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://a/1 http://a/2 http://a/1");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "3 addresses") != NULL);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL,
                             "line 1 has this more than once: http://a/1"));
  check = ui_find (dialog, GTK_TYPE_CHECK_BUTTON, "Leave out 1 duplicate");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses"));

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 2);
  g_ptr_array_unref (added.requests);
}

/* What a text has that is not to be shown is in the text alone. */
static void
test_secrets (UiFixture     *self,
              gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://me:secret@a/?token=secret");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "http://a/?token=") != NULL);
  g_assert_null (ui_find (dialog, GTK_TYPE_LABEL, "http://a/?token=secret"));

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpstr (get_uri (&added, 0), ==, "http://me:secret@a/?token=secret");
  g_ptr_array_unref (added.requests);
}

static void
test_nothing (UiFixture     *self,
              gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *button = ui_find (dialog, GTK_TYPE_BUTTON, "Add");

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "gopher://old/");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "0 addresses, 1 line not understood") != NULL);
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Closing while megabytes are being read frees everything once that is over. */
static void
test_closed (UiFixture     *self,
             gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text, "http://host-%d.example/\n", i);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), text->str);
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), text->str);
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_await (dialog == NULL);
  g_assert_null (added.requests);
}

/* A line with three bad addresses is one bad line. */
static void
test_bad_lines (UiFixture     *self,
                gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog),
                                "http://[/ http://a:x/ http://b:y/ http://c/\n");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "1 address, 1 line not understood (line 1") != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Of what a text view would choke on its size is shown; it is added all the same. */
static void
test_held (UiFixture     *self,
           gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *view = ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text, "http://host-%06d.example/\n", i);

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://a/1\nhttp://a/2");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses") != NULL);

  /* As a paste would. */
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text->str, -1, TRUE);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "100001 addresses") != NULL);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "2.8\u00a0MB of text, not shown"));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 21);

  g_signal_emit_by_name (ui_find (dialog, GTK_TYPE_BUTTON, "_Discard"), "clicked");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses") != NULL);
  g_assert_true (gtk_widget_get_mapped (view));

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), text->str);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "100000 addresses") != NULL);
  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 100000);
  g_ptr_array_unref (added.requests);
}

/* One line that is too long for shaping, all at once or bit by bit. */
static void
test_long_line (UiFixture     *self,
                gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *view = ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *bit = g_strnfill (1000, 'x');

  for (int i = 0; i < 8; i++)
    gtk_text_buffer_insert_at_cursor (buffer, bit, -1);
  g_assert_true (gtk_widget_get_mapped (view));
  gtk_text_buffer_insert_at_cursor (buffer, bit, -1);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "9.0\u00a0kB of text, not shown"));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 8000);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What is pasted over all that was there is shown as well. */
static void
test_pasted_over (UiFixture     *self,
                  gconstpointer  user_data)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);
  GtkWidget *view = ui_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://a/1\nhttp://a/2\n");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses") != NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, "http://b/\n", -1, TRUE);

  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "1 address") != NULL);
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 10);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
cancelled_cb (InflightAddDialog *dialog,
              const char        *text,
              GPtrArray         *texts)
{
  g_ptr_array_add (texts, g_strdup (text));
}

static void
close_with (UiFixture  *self,
            GPtrArray  *texts,
            const char *text)
{
  Added added = { NULL };
  GtkWidget *dialog = open_dialog (self, &added);

  g_signal_connect (dialog, "cancelled", G_CALLBACK (cancelled_cb), texts);
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), text);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Closing it says what was in it, unless it was added. */
static void
test_cancelled (UiFixture     *self,
                gconstpointer  user_data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Added added = { NULL };
  GtkWidget *dialog;

  close_with (self, texts, "");
  close_with (self, texts, " \n\t");
  g_assert_cmpuint (texts->len, ==, 0);
  close_with (self, texts, "not even\nan address");
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, "not even\nan address");

  dialog = open_dialog (self, &added);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (cancelled_cb), texts);
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "http://a/1");
  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (texts->len, ==, 1);
  g_ptr_array_unref (added.requests);
}

/* Tab passes the rows of the preview, however many there are. */
static void
test_tab (UiFixture     *self,
          gconstpointer  user_data)
{
  GtkWidget *dialog;
  GtkWidget *preview;
  GtkWidget *focus;
  guint n_rows = 0;

  ui_activate (self, "add");
  dialog = find_dialog (self);
  inflight_add_dialog_set_text (INFLIGHT_ADD_DIALOG (dialog), "https://example.com/[1-1000]\n-");
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "https://example.com/3") != NULL);
  preview = ui_find (dialog, GTK_TYPE_LIST_VIEW, NULL);
  ui_run_frames (dialog, 3);
  g_assert_true (gtk_widget_child_focus (preview, GTK_DIR_TAB_FORWARD));

  do
    {
      n_rows++;
      g_signal_emit_by_name (dialog, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (dialog));
      g_assert_nonnull (focus);
    }
  while (gtk_widget_is_ancestor (focus, preview) && n_rows < 5);
  g_assert_cmpuint (n_rows, ==, 1);

  g_signal_emit_by_name (dialog, "move-focus", GTK_DIR_TAB_BACKWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_is_ancestor (focus, preview));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/add-dialog/pattern", test_pattern);
  UI_ADD ("/ui/add-dialog/problems", test_problems);
  UI_ADD ("/ui/add-dialog/follow", test_follow);
  UI_ADD ("/ui/add-dialog/wait", test_wait);
  UI_ADD ("/ui/add-dialog/choices", test_choices);
  UI_ADD ("/ui/add-dialog/wait-made", test_wait_made);
  UI_ADD ("/ui/add-dialog/duplicates", test_duplicates);
  UI_ADD ("/ui/add-dialog/secrets", test_secrets);
  UI_ADD ("/ui/add-dialog/nothing", test_nothing);
  UI_ADD ("/ui/add-dialog/closed", test_closed);
  UI_ADD ("/ui/add-dialog/bad-lines", test_bad_lines);
  UI_ADD ("/ui/add-dialog/held", test_held);
  UI_ADD ("/ui/add-dialog/long-line", test_long_line);
  UI_ADD ("/ui/add-dialog/pasted-over", test_pasted_over);
  UI_ADD ("/ui/add-dialog/tab", test_tab);
  UI_ADD ("/ui/add-dialog/cancelled", test_cancelled);

  return g_test_run ();
}
