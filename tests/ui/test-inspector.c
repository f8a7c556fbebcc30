/* test-inspector.c: what servers send, shown and saved as text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-view.h"
#include "inflight-exchange-private.h"
#include "inflight-header-list.h"
#include "inflight-overview.h"
#include "inflight-phase-bar.h"
#include "inflight-save.h"
#include "inflight-task-private.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static GtkWidget *
show (UiFixture *self,
      guint      position)
{
  GtkWidget *inspector;

  ui_select (self, position, position);
  ui_activate (self, "details");
  inspector = ui_find (GTK_WIDGET (self->window), INFLIGHT_TYPE_INSPECTOR, NULL);
  g_assert_nonnull (inspector);

  return inspector;
}

/* Presses the button of a page, and waits for the page. */
static GtkWidget *
show_page (GtkWidget  *inspector,
           const char *label,
           GType       type)
{
  GtkWidget *button = ui_find (inspector, GTK_TYPE_TOGGLE_BUTTON, label);
  GtkWidget *stack;
  GtkWidget *page;

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  stack = gtk_widget_get_next_sibling (
    gtk_widget_get_parent (gtk_widget_get_parent (button)));
  page = ui_find (gtk_stack_get_visible_child (GTK_STACK (stack)), type, NULL);
  g_assert_nonnull (page);
  ui_await (gtk_widget_get_mapped (page));

  return page;
}

static char *
get_text (GtkWidget *root)
{
  GtkWidget *view = ui_find (root, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
get_body (GtkWidget *inspector)
{
  GtkWidget *body = show_page (inspector, "Body", INFLIGHT_TYPE_BODY_VIEW);

  ui_await (!inflight_body_view_is_busy (INFLIGHT_BODY_VIEW (body)));

  return get_text (body);
}

/* Markup, and characters that turn a line round, are text like any other. */
static void
test_hostile_title (UiFixture     *self,
                    gconstpointer  user_data)
{
  GtkWidget *inspector;

  ui_add (self, TRUE, "ok?at=10&title=%3Cb%3Ebold%3C/b%3E%20%26amp;%E2%80%AEevil", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  inspector = show (self, 1);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "<b>bold</b> &amp;\uFFFDevil"));
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_INSCRIPTION, "<b>bold</b>") != NULL);
}

/* Bytes that are no text are shown in digits. */
static void
test_binary_body (UiFixture     *self,
                  gconstpointer  user_data)
{
  g_autofree char *body = NULL;

  ui_add (self, TRUE, "ok?at=10&size=200000", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  body = get_body (show (self, 1));
  g_assert_true (g_str_has_prefix (body, "00000000  00 00 00 00 00 00 00 00  00 "));
  g_assert_nonnull (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "This is no text"));
}

static void
test_failure (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *inspector;

  ui_add (self, TRUE, "fail?at=10&error=refused", "ok?at=10&status=404&title=gone", NULL);
  fake_run_until (&self->virtual, 20 * MS);

  inspector = show (self, 1);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "connection refused"));

  /* An error of the server has an answer all the same. */
  inspector = show (self, 2);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "HTTP 404: not found"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "gone"));
}

/* Markup in an address is text, and a secret in it is not shown. */
static void
test_steps (UiFixture     *self,
            gconstpointer  user_data)
{
  GtkWidget *inspector;

  inflight_options_set_max_retries (self->virtual.options, 1);
  ui_add (self, TRUE, "redirect?to=/ok%3Ftoken=secret%26b=%3Cb%3E", "busy?times=1&after=2",
          "ok", NULL);
  fake_run_until (&self->virtual, 10 * G_USEC_PER_SEC);

  inspector = show (self, 1);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "1. HTTP 302 → \u2068http://fake/ok?token=…&b=<b>\u2069\n"
                             "2. HTTP 200"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "Request 2, attempt 1: \u2068http://fake/ok?token=…&b=<b>\u2069, "));

  inspector = show (self, 2);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "1. HTTP 503: service unavailable, tried again after 2.00 s"));

  inspector = show (self, 3);
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "1. "));
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "Redirects"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "Timing"));
}

/* Takes the exchange. */
static InflightTask *
new_task (InflightExchange *exchange,
          GError           *failure)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightRequest) request = inflight_request_new ("https://fake/ok", options, NULL);
  InflightTask *task = inflight_task_new (request, NULL, 1);
  g_autoptr (InflightJob) job = inflight_task_launch (task, 0);
  InflightEvent waiting = {
    .kind = INFLIGHT_EVENT_STATE,
    .state = INFLIGHT_TASK_STATE_WAITING,
  };
  InflightEvent settled = {
    .kind = INFLIGHT_EVENT_SETTLED,
    .state = failure != NULL ? INFLIGHT_TASK_STATE_FAILED : INFLIGHT_TASK_STATE_SUCCEEDED,
    .result = g_new0 (InflightResult, 1),
  };

  settled.result->exchange = exchange;
  settled.result->status = exchange->status;
  settled.result->error = failure;
  inflight_task_apply (task, &waiting, 1);
  inflight_task_apply (task, &settled, 2);

  return task;
}

static InflightExchange *
new_exchange (guint                 status,
              GTlsCertificateFlags  faults)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);

  exchange->status = status;
  exchange->protocol = "HTTP/1.1";
  exchange->connection = inflight_connection_new ();
  exchange->connection->remote_address = g_strdup ("192.0.2.1:443");
  exchange->connection->tls_version = g_strdup ("TLS 1.3");
  exchange->connection->tls_cipher = g_strdup ("AES-256");
  exchange->connection->certificate_errors = faults;

  return exchange;
}

static void
test_connection (UiFixture     *self,
                 gconstpointer  user_data)
{
  static const char *const texts[] = {
    "HTTP/1.1", "192.0.2.1:443, new", "TLS 1.3, AES-256", "certificate not checked",
    "the certificate is for another host; the certificate has expired",
  };
  g_autoptr (InflightTask) task = NULL;
  GtkWidget *inspector;

  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, texts[i]));

  task = new_task (new_exchange (200, G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_EXPIRED),
                   NULL);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, texts[i]));

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
}

/* What the engine says in its own words is not said twice. */
static void
test_certificate (UiFixture     *self,
                  gconstpointer  user_data)
{
  const char *sentence = "the issuer of the certificate is unknown";
  g_autoptr (InflightTask) task = NULL;
  GtkWidget *inspector;
  GtkWidget *reason;

  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  task = new_task (new_exchange (0, G_TLS_CERTIFICATE_UNKNOWN_CA),
                   g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_CERTIFICATE, "said otherwise"));
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  reason = ui_find (inspector, GTK_TYPE_LABEL, sentence);
  g_assert_nonnull (reason);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (reason)), ==, sentence);

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
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

  UI_ADD ("/ui/inspector/hostile-title", test_hostile_title);
  UI_ADD ("/ui/inspector/binary-body", test_binary_body);
  UI_ADD ("/ui/inspector/failure", test_failure);
  UI_ADD ("/ui/inspector/steps", test_steps);
  UI_ADD ("/ui/inspector/connection", test_connection);
  UI_ADD ("/ui/inspector/certificate", test_certificate);
  UI_ADD ("/ui/inspector/save", test_save);

  return g_test_run ();
}
