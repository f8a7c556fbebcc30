/* test-input.c: every way in which addresses come into a window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-add-dialog.h"
#include "inflight-alert.h"
#include "inflight-arguments.h"
#include "inflight-list-files.h"
#include "inflight-problem.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reading files */

typedef struct
{
  UiFixture  ui;
  char      *directory;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  ui_fixture_set_up (&self->ui, NULL);
  self->directory = g_dir_make_tmp ("inflight-XXXXXX", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }

  g_rmdir (self->directory);
  g_free (self->directory);
  ui_fixture_tear_down (&self->ui, NULL);
}

static void
add_file (Fixture    *self,
          GPtrArray  *files,
          const char *name,
          const char *contents,
          gssize      length)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (contents != NULL)
    g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  g_ptr_array_add (files, g_file_new_for_path (path));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static char *
read_files (GPtrArray  *files,
            char      **complaints)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  inflight_list_files_read_async (files, NULL, read_cb, &result);
  ui_await (result != NULL);
  text = inflight_list_files_read_finish (result, complaints, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_files (Fixture       *self,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *complaints = NULL;
  g_autofree char *text = NULL;

  add_file (self, files, "one.txt", "\xef\xbb\xbfhttp://a/1\nhttp://a/2", -1);
  add_file (self, files, "missing", NULL, 0);
  add_file (self, files, "two.txt", "\xff\xfeh\0t\0t\0p\0:\0/\0/\0b\0/\0", 20);
  add_file (self, files, "empty\n.txt", "", 0);
  add_file (self, files, "raw", "http://c/\0\xff", 11);
  g_ptr_array_add (files, g_file_new_for_path (self->directory));
  g_ptr_array_add (files, g_file_new_for_uri ("http://d/x?y=z"));

  text = read_files (files, &complaints);
  g_assert_cmpstr (text, ==, "# one.txt\nhttp://a/1\nhttp://a/2\n"
                             "# two.txt\nhttp://b/\n"
                             "# raw\nhttp://c/\xef\xbf\xbd\xef\xbf\xbd\n"
                             "http://d/x?y=z\n");
  g_assert_nonnull (strstr (complaints, "“missing”: there is no such file\n"));
  g_assert_nonnull (strstr (complaints, ".txt”: it is empty\n"));
  g_assert_nonnull (strstr (complaints, "”: a folder, not a file\n"));
  g_assert_null (strstr (complaints, "“empty\n"));
}

/* Nothing that has no end is begun, and no more is read than a list may be. */
static void
test_endless (Fixture       *self,
              gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *fifo = g_build_filename (self->directory, "fifo", NULL);
  g_autofree char *large = g_build_filename (self->directory, "large", NULL);
  g_autofree char *complaints = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  add_file (self, files, "fifo", NULL, 0);
  add_file (self, files, "large", "", 0);
  g_assert_cmpint (truncate (large, G_GINT64_CONSTANT (10) << 30), ==, 0);
  g_ptr_array_add (files, g_file_new_for_path ("/dev/zero"));
  add_file (self, files, "good", "http://a/", -1);

  text = read_files (files, &complaints);
  g_assert_cmpstr (text, ==, "# good\nhttp://a/\n");
  g_assert_cmpstr (complaints, ==, "“fifo”: not an ordinary file\n"
                                   "“large”: larger than 64 MiB\n"
                                   "“zero”: not an ordinary file\n");
}

/* Two files that together are too large: the first is kept. */
static void
test_together (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *contents = g_strnfill (INFLIGHT_MAX_LIST_BYTES / 2 + 1, '\n');
  g_autofree char *complaints = NULL;
  g_autofree char *text = NULL;

  add_file (self, files, "one", contents, -1);
  add_file (self, files, "two", contents, -1);
  add_file (self, files, "three", "http://a/", -1);

  text = read_files (files, &complaints);
  g_assert_true (g_str_has_suffix (text, "\n# three\nhttp://a/\n"));
  g_assert_cmpstr (complaints, ==, "“two”: with it, the lists are larger than 64 MiB\n");
}

/* A dialog with a line for each of a thousand files would be no use. */
static void
test_many_bad (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *complaints = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("missing%u", i);

      add_file (self, files, name, NULL, 0);
    }

  text = read_files (files, &complaints);
  lines = g_strsplit (complaints, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 20 + 2);
  g_assert_cmpstr (lines[19], ==, "“missing19”: there is no such file");
  g_assert_cmpstr (lines[20], ==, "…");
}

/* A name of a file is bytes; what is said of it is text. */
static void
test_bad_name (Fixture       *self,
               gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (self->directory, "a\xff", NULL);
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *complaints = NULL;
  char *arguments[] = { path, NULL };

  /* It cannot be opened. */
  g_assert_cmpint (mknod (path, S_IFSOCK | 0600, 0), ==, 0);
  inflight_arguments_read_async (arguments, NULL, NULL, options, read_cb, &result);
  ui_await (result != NULL);
  requests = inflight_arguments_read_finish (result, &complaints);
  g_assert_true (g_utf8_validate (complaints, -1, NULL));
  g_assert_nonnull (strstr (complaints, "/a\xef\xbf\xbd"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* In a window */

static void
await_dialog (const char *label)
{
  GtkWidget *dialog;

  ui_await ((dialog = ui_find_anywhere (INFLIGHT_TYPE_ADD_DIALOG)) != NULL);
  ui_await (ui_find (dialog, GTK_TYPE_LABEL, label) != NULL);
}

static void
close_dialog (void)
{
  gtk_window_destroy (GTK_WINDOW (ui_find_anywhere (INFLIGHT_TYPE_ADD_DIALOG)));
}

static GtkDropTarget *
find_drop_target (Fixture *self)
{
  GtkWidget *content =
    adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->ui.window));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (content);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  g_assert_not_reached ();
}

static gboolean
drop (Fixture      *self,
      const GValue *value)
{
  gboolean accepted = FALSE;

  g_signal_emit_by_name (find_drop_target (self), "drop", value, 10.0, 10.0, &accepted);

  return accepted;
}

static void
init_files (GValue    *value,
            GPtrArray *files)
{
  GdkFileList *list = gdk_file_list_new_from_array ((GFile **) files->pdata, files->len);

  g_value_init (value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (value, list);
}

static void
test_drop_text (Fixture       *self,
                gconstpointer  user_data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GdkContentFormats) formats = NULL;

  formats = gdk_content_formats_ref (gtk_drop_target_get_formats (find_drop_target (self)));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST));
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_static_string (&value, "");
  g_assert_false (drop (self, &value));
  g_value_set_static_string (&value, "http://a/[1-3]\nnothing here");
  g_assert_true (drop (self, &value));
  await_dialog ("3 addresses, 1 line not understood (line 2");
  close_dialog ();
}

/* Good files are kept, and the bad one is named beside them. */
static void
test_drop_files (Fixture       *self,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;

  add_file (self, files, "one.txt", "http://a/1\n", -1);
  add_file (self, files, "gone.txt", NULL, 0);
  add_file (self, files, "two.txt", "http://a/2\n", -1);
  init_files (&value, files);

  g_assert_true (drop (self, &value));
  await_dialog ("2 addresses");
  g_assert_nonnull (ui_find (ui_find_anywhere (INFLIGHT_TYPE_ADD_DIALOG), GTK_TYPE_LABEL,
                             "“gone.txt”: there is no such file"));
  close_dialog ();
}

/* If there is nothing but bad files, no dialog asks what to add. */
static void
test_drop_bad (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *body = NULL;
  GtkWidget *message;

  g_ptr_array_add (files, g_file_new_for_path ("/dev/zero"));
  init_files (&value, files);

  g_assert_true (drop (self, &value));
  ui_await ((message = ui_find_anywhere (INFLIGHT_TYPE_ALERT)) != NULL);
  g_object_get (message, "body", &body, NULL);
  g_assert_cmpstr (body, ==, "“zero”: not an ordinary file");
  g_assert_null (ui_find_anywhere (INFLIGHT_TYPE_ADD_DIALOG));
  gtk_widget_activate_action (message, "window.close", NULL);
  ui_await (ui_find_anywhere (INFLIGHT_TYPE_ALERT) == NULL);
}

static void
test_paste (Fixture       *self,
            gconstpointer  user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->ui.window));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;

  gdk_clipboard_set_text (clipboard, "http://a/[1-4]");
  ui_activate (&self->ui, "paste");
  await_dialog ("4 addresses");
  close_dialog ();

  add_file (self, files, "list", "http://a/[1-5]\n", -1);
  init_files (&value, files);
  gdk_clipboard_set_value (clipboard, &value);
  ui_activate (&self->ui, "paste");
  await_dialog ("5 addresses");
  close_dialog ();

  gdk_clipboard_set_content (clipboard, NULL);
  ui_activate (&self->ui, "paste");
  ui_await (ui_find (GTK_WIDGET (self->ui.window), GTK_TYPE_LABEL,
                     "There is no text in the clipboard") != NULL);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  ADD ("/ui/input/files", test_files);
  ADD ("/ui/input/endless", test_endless);
  ADD ("/ui/input/together", test_together);
  ADD ("/ui/input/many-bad", test_many_bad);
  ADD ("/ui/input/bad-name", test_bad_name);
  ADD ("/ui/input/drop-text", test_drop_text);
  ADD ("/ui/input/drop-files", test_drop_files);
  ADD ("/ui/input/drop-bad", test_drop_bad);
  ADD ("/ui/input/paste", test_paste);

  return g_test_run ();
}
