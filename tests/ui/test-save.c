/* test-save.c: bodies and results as files
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-session.h"
#include "foreign-leaks.h"
#include "inflight-save.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static GtkWidget *
find_chooser (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static gboolean
has_chosen (GtkWidget *chooser,
            GFile     *file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return chosen != NULL && g_file_equal (chosen, file);
}

static void
test_save_body (UiFixture     *self,
                gconstpointer  user_data)
{
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *path = g_dir_make_tmp ("inflight-XXXXXX", NULL);
  g_autofree char *saved = g_build_filename (path, "ok", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (saved);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GtkWidget *chooser;
  gsize size;

  /* Where the dialog begins. */
  g_chdir (path);
  ui_add (self, TRUE, "ok?at=10&title=saved", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  ui_select (self, 1, 1);
  /* What GTK asks for the providers of cloud storage leaves paths behind, as soon
   * as the session bus has answered. */
  foreign_leaks_begin ();
  ui_activate (self, "save-body");
  ui_await ((chooser = find_chooser ()) != NULL);
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
  g_assert_cmpstr (name, ==, "ok");

  ui_await (has_chosen (chooser, file));
  foreign_leaks_end ();
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Body saved") != NULL);

  g_assert_true (g_file_get_contents (saved, &text, &size, NULL));
  g_assert_cmpmem (text, size, "{\"title\": \"saved\"}", 18);

  g_chdir (before);
  g_remove (saved);
  g_rmdir (path);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **saved = user_data;

  *saved = g_object_ref (result);
}

static gboolean
save (UiFixture   *self,
      const char  *path,
      GError     **error)
{
  InflightBatch *batch = inflight_window_get_batch (self->window);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  inflight_save_async (batch, inflight_window_get_waits (self->window), file, NULL,
                       saved_cb, &result);
  ui_await (result != NULL);

  return inflight_save_finish (batch, result, error);
}

static void
test_save (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("inflight-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.jsonl", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "saved.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  ui_add (self, TRUE, "ok?at=50&title=slow", "ok?at=10&title=fast", "never", NULL);
  ui_activate (self, "wait::first");
  fake_run_until (&self->virtual, 100 * MS);

  g_assert_true (save (self, path, &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_nonnull (strstr (lines[0], "\"title\":\"fast\""));
  g_assert_nonnull (strstr (lines[1], "\"title\":\"slow\""));
  g_assert_nonnull (strstr (lines[2], "\"rank\":null"));
  g_assert_true (g_str_has_prefix (lines[3], "{\"type\":\"wait\",\"until\":\"first\""));

  g_assert_false (save (self, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  /* A wait that returns while a file is being chosen is told of. */
  fake_session_start ();

  UI_ADD ("/ui/save/body", test_save_body);
  UI_ADD ("/ui/save/results", test_save);

  return g_test_run ();
}
