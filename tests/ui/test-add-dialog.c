/* test-add-dialog.c: from text to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"
#include "ui-fixture.h"

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
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "https://example.com/1\n"));

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
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses, 2 lines not understood") != NULL);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "⚠ line 2, "));

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 2);
  g_assert_cmpstr (get_uri (&added, 1), ==, "http://a/2");
  g_ptr_array_unref (added.requests);
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
  check = ui_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_nonnull (ui_find (dialog, GTK_TYPE_LABEL, "2 addresses"));

  press_add (dialog);
  ui_await (added.requests != NULL);
  g_assert_cmpuint (added.requests->len, ==, 2);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  UI_ADD ("/ui/add-dialog/pattern", test_pattern);
  UI_ADD ("/ui/add-dialog/problems", test_problems);
  UI_ADD ("/ui/add-dialog/duplicates", test_duplicates);
  UI_ADD ("/ui/add-dialog/nothing", test_nothing);
  UI_ADD ("/ui/add-dialog/closed", test_closed);

  return g_test_run ();
}
