/* test-details.c: what servers send, shown and saved as text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-details.h"
#include "inflight-save.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static InflightDetails *
show (UiFixture *self,
      guint      position)
{
  GtkWidget *details;

  ui_select (self, position, position);
  ui_activate (self, "details");
  details = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_DETAILS, NULL);
  g_assert_nonnull (details);

  return INFLIGHT_DETAILS (details);
}

static char *
get_body (InflightDetails *details)
{
  GtkWidget *heading = ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, "Body");
  GtkWidget *scrolled = gtk_widget_get_next_sibling (heading);
  GtkWidget *view = ui_find (scrolled, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Markup, and characters that turn a line round, are text like any other. */
static void
test_hostile_title (UiFixture     *self,
                    gconstpointer  user_data)
{
  InflightDetails *details;

  ui_add (self, TRUE, "ok?at=10&title=%3Cb%3Ebold%3C/b%3E%20%26amp;%E2%80%AEevil", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  details = show (self, 1);
  g_assert_nonnull (ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL,
                             "<b>bold</b> &amp;\uFFFDevil"));
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_INSCRIPTION, "<b>bold</b>") != NULL);
}

/* A body of NULs without a line feed is broken into lines, and each is shown. */
static void
test_binary_body (UiFixture     *self,
                  gconstpointer  user_data)
{
  g_autofree char *body = NULL;

  ui_add (self, TRUE, "ok?at=10&size=200000", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  body = get_body (show (self, 1));
  g_assert_true (g_str_has_prefix (body, "\u2400\u2400"));
  g_assert_nonnull (strchr (body, '\n'));
  g_assert_cmpint (g_utf8_strlen (body, -1), <, (64 << 10) + 100);
  g_assert_nonnull (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "The first "));
}

static void
test_failure (UiFixture     *self,
              gconstpointer  user_data)
{
  InflightDetails *details;

  ui_add (self, TRUE, "fail?at=10&error=refused", "ok?at=10&status=404&title=gone", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  details = show (self, 1);
  g_assert_nonnull (ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, "connection refused"));

  /* An error of the server has an answer all the same. */
  details = show (self, 2);
  g_assert_nonnull (ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, "HTTP 404: not found"));
  g_assert_nonnull (ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, "gone"));
}

/* Saving */

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

  UI_ADD ("/ui/details/hostile-title", test_hostile_title);
  UI_ADD ("/ui/details/binary-body", test_binary_body);
  UI_ADD ("/ui/details/failure", test_failure);
  UI_ADD ("/ui/details/save", test_save);

  return g_test_run ();
}
