/* test-inspector.c: what servers send, shown as text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-view.h"
#include "inflight-exchange-private.h"
#include "inflight-header-list.h"
#include "inflight-overview.h"
#include "inflight-task-private.h"
#include "inflight-timing-view.h"
#include "ui-fixture.h"

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
  stack = gtk_widget_get_ancestor (button, GTK_TYPE_SCROLLED_WINDOW);
  stack = gtk_widget_get_next_sibling (gtk_widget_get_parent (stack));
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
                             "1. HTTP 302: found → \u2068http://fake/ok?token=…&b=%3Cb%3E\u2069\n"
                             "2. HTTP 200: OK"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "Request 2, attempt 1: "
                             "\u2068http://fake/ok?token=…&b=%3Cb%3E\u2069, "));

  inspector = show (self, 2);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "1. HTTP 503: service unavailable, tried again after 2.00 s"));

  inspector = show (self, 3);
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "1. "));
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "Redirects"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "Timing"));
}

/* Takes the exchange and the error. */
static InflightTask *
new_timed_task (InflightExchange *exchange,
                GError           *failure,
                gint64            settled_us,
                gint64            elapsed_us)
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
    .stamp_us = settled_us,
    .result = g_new0 (InflightResult, 1),
  };

  settled.result->exchange = exchange;
  settled.result->status = exchange->status;
  settled.result->error = failure;
  settled.result->elapsed_us = elapsed_us;
  inflight_task_apply (task, &waiting, 1);
  inflight_task_apply (task, &settled, 2);

  return task;
}

static InflightTask *
new_task (InflightExchange *exchange,
          GError           *failure)
{
  return new_timed_task (exchange, failure, 0, 0);
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
  exchange->connection->certificate_subject = g_strdup ("CN=<b>shop\033[1m</b>");
  exchange->connection->certificate_issuer = g_strdup ("CN=Some & Sons");
  exchange->connection->certificate_begins_s = 946684800;
  exchange->connection->certificate_ends_s = 978307200;

  return exchange;
}

/* An answer that broke off has a body, whatever of it there is to show. */
static void
test_broken_off (UiFixture     *self,
                 gconstpointer  user_data)
{
  static const char *const addresses[][2] = {
    { "fail?error=too-large&status=200", "The body was let go of: it is too large." },
    { "fail?error=reset&status=200", "The body did not arrive." },
    { "ok?status=204", "The answer has no body." },
    { "fail?error=refused", "There was no answer." },
    { "fail?error=truncated&status=200&title=x", "The body is not complete." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      GtkWidget *inspector;

      ui_add (self, TRUE, addresses[i][0], NULL);
      fake_run_until (&self->virtual, self->virtual.now_us + 20 * MS);
      inspector = show (self, i + 1);
      show_page (inspector, "Body", INFLIGHT_TYPE_BODY_VIEW);
      ui_await (ui_find (inspector, GTK_TYPE_LABEL, addresses[i][1]) != NULL);
    }
}

/* What came of a task before it was retried, oldest first. */
static void
test_earlier (UiFixture     *self,
              gconstpointer  user_data)
{
  GtkWidget *inspector;

  ui_add (self, TRUE, "fail?at=10&error=refused&times=2", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  inspector = show (self, 1);
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "Earlier Results"));

  for (guint i = 0; i < 2; i++)
    {
      ui_await (ui_is_enabled (self, "retry-it"));
      ui_activate (self, "retry-it");
      fake_run_until (&self->virtual, self->virtual.now_us + 20 * MS);
    }

  ui_await (ui_find (inspector, GTK_TYPE_LABEL, "Earlier Results") != NULL);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL,
                             "1. Failed · connection refused · 10 ms\n"
                             "2. Failed · connection refused · 10 ms"));
}

static void
test_connection (UiFixture     *self,
                 gconstpointer  user_data)
{
  static const char *const texts[] = {
    "HTTP/1.1", "192.0.2.1:443, new", "TLS 1.3, AES-256", "certificate not checked",
    "the certificate is for another host; the certificate has expired",
    "CN=<b>shop␛[1m</b>", "CN=Some & Sons", "from 2000-01-01 to 2001-01-01",
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

/* The task goes on; what is read stays where it is. */
static void
test_live (UiFixture     *self,
           gconstpointer  user_data)
{
  GtkWidget *inspector;
  GtkWidget *address;
  GtkWidget *button;
  int start;
  int end;

  ui_add (self, TRUE, "ok?at=50&head=20&size=10", NULL);
  fake_run_until (&self->virtual, 10 * MS);
  inspector = show (self, 1);
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "Waiting"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "There is no answer yet."));
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "Timing"));
  address = ui_find (inspector, GTK_TYPE_LABEL, "http://fake/ok");
  gtk_label_select_region (GTK_LABEL (address), 2, 5);
  button = ui_find (inspector, GTK_TYPE_TOGGLE_BUTTON, "Request");
  g_signal_emit_by_name (button, "clicked");

  fake_run_until (&self->virtual, 100 * MS);
  g_assert_null (ui_find (inspector, GTK_TYPE_LABEL, "Waiting"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "Succeeded"));
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "Timing"));
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (address), &start, &end));
  g_assert_cmpint (start, ==, 2);
  g_assert_cmpint (end, ==, 5);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
test_request (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (GPtrArray) requests = NULL;
  GtkWidget *inspector;
  GtkWidget *page;
  GtkWidget *view;
  g_autofree char *text = NULL;

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  inflight_options_set_method (self->virtual.options, "POST", NULL);
  inflight_options_set_body (self->virtual.options, body);
  inflight_options_add_header (self->virtual.options, "Content-Type: application/json", NULL);
  inflight_options_add_header (self->virtual.options, "Cookie: secret=1", NULL);
  inflight_options_add_header (self->virtual.options, "X-Mark: <b>\xe2\x80\xae", NULL);
  g_ptr_array_add (requests, inflight_request_new ("http://user:secret@fake:81/ok?token=secret",
                                                   self->virtual.options, NULL));
  inflight_window_add_requests (self->window, requests, FALSE);

  inspector = show (self, 1);
  page = gtk_widget_get_parent (show_page (inspector, "Request", INFLIGHT_TYPE_HEADER_LIST));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL,
                             "POST \u2068http://fake:81/ok?token=…\u2069"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "fake:81"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "Authorization"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "Accept"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "*/*"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "Content-Length"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "<b>\uFFFD"));
  g_assert_null (ui_find (page, GTK_TYPE_LABEL, "secret"));

  view = ui_find (page, INFLIGHT_TYPE_BODY_VIEW, NULL);
  g_assert_nonnull (view);
  ui_await (!inflight_body_view_is_busy (INFLIGHT_BODY_VIEW (view)));
  text = get_text (view);
  g_assert_cmpstr (text, ==, "{\n  \"a\": 1\n}");
}

static void
set_headers (InflightTask *task,
             const char   *headers)
{
  InflightResult *result = (InflightResult *) inflight_task_peek_result (task);

  g_free (result->headers);
  result->headers = g_strdup (headers);
}

static void
clipboard_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("");
}

static char *
read_clipboard (UiFixture *self)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL,
                                 clipboard_read_cb, &text);
  ui_await (text != NULL);

  return text;
}

static void
test_headers (UiFixture     *self,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_task (new_exchange (404, 0), NULL);
  g_autofree char *long_value = g_strnfill (5000, 'x');
  g_autofree char *headers = g_strconcat ("Server: <b>\x1b[31m\xff\nNo-Value:\nLong: ", long_value,
                                          "\n", NULL);
  g_autofree char *copied = NULL;
  GtkWidget *inspector;
  GtkWidget *page;
  GtkWidget *button;

  set_headers (task, headers);
  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  page = gtk_widget_get_parent (show_page (inspector, "Response", INFLIGHT_TYPE_HEADER_LIST));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "HTTP/1.1 404"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "<b>\u241b[31m\uFFFD"));
  g_assert_nonnull (ui_find (page, GTK_TYPE_LABEL, "No-Value"));

  /* All of what is shown in part is copied. */
  for (button = ui_find (page, GTK_TYPE_BUTTON, NULL);
       gtk_widget_get_next_sibling (button) != NULL;
       button = gtk_widget_get_next_sibling (button))
    ;
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copy \u2068Long\u2069");
  ui_await (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  copied = read_clipboard (self);
  g_assert_cmpstr (copied, ==, long_value);

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
}

/* Thirty thousand fields are not thirty thousand rows. */
static void
test_many_headers (UiFixture     *self,
                   gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_task (new_exchange (200, 0), NULL);
  g_autoptr (GString) headers = g_string_new (NULL);
  GtkWidget *inspector;
  GtkWidget *list;

  for (guint i = 0; i < 30000; i++)
    g_string_append (headers, "A:\n");
  set_headers (task, headers->str);
  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  list = show_page (inspector, "Response", INFLIGHT_TYPE_HEADER_LIST);
  g_assert_nonnull (ui_find (list, GTK_TYPE_LABEL, "29900 more fields"));

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
}

/* The texts below the heading “Timing”, a row a line. */
static char *
read_timing (GtkWidget *inspector)
{
  GtkWidget *view = ui_find (inspector, INFLIGHT_TYPE_TIMING_VIEW, NULL);
  GtkGrid *grid = GTK_GRID (gtk_widget_get_first_child (view));
  GString *text = g_string_new (NULL);

  for (int row = 0; gtk_grid_get_child_at (grid, 0, row) != NULL; row++)
    {
      GtkWidget *time = gtk_grid_get_child_at (grid, 2, row);
      GtkWidget *name = gtk_grid_get_child_at (grid, 0, row);

      g_string_append (text, gtk_label_get_text (GTK_LABEL (name)));
      if (time != name)
        g_string_append_printf (text, ": %s", gtk_label_get_text (GTK_LABEL (time)));
      g_string_append_c (text, '\n');
      if (time != name && gtk_grid_get_child_at (grid, 1, row) == NULL)
        g_string_insert (text, text->len - 1, " (no bar)");
    }

  return g_string_free (text, FALSE);
}

/* Nothing of the phases is only drawn, and they add up to the time. */
static void
test_timing (UiFixture     *self,
             gconstpointer  user_data)
{
  InflightExchange *exchange = new_exchange (200, 0);
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *timing = NULL;
  GtkWidget *inspector;

  exchange->timings.fetch_start_us = 1 * MS;
  exchange->timings.domain_lookup_start_us = 3 * MS;
  exchange->timings.domain_lookup_end_us = 13 * MS;
  exchange->timings.connect_start_us = 13 * MS;
  exchange->timings.fetch_end_us = 43 * MS;
  task = new_timed_task (exchange, g_error_new (INFLIGHT_ERROR, INFLIGHT_ERROR_REFUSED, "no"),
                         45 * MS, 44 * MS);
  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  timing = read_timing (inspector);
  g_assert_cmpstr (timing, ==, "Name lookup: 10 ms\n"
                               "Connecting: 30 ms, not finished\n"
                               "Other: 4 ms (no bar)\n");
  g_assert_nonnull (ui_find (inspector, GTK_TYPE_LABEL, "44 ms"));

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
}

/* Each request has its own time, the queue before the target of a redirect included;
 * what broke off in an attempt that was made again is there, too. */
static void
test_timing_attempts (UiFixture     *self,
                      gconstpointer  user_data)
{
  InflightExchange *exchange = inflight_exchange_new (NULL, 1);
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *timing = NULL;
  GtkWidget *inspector;

  exchange->timings = (InflightTimings) {
    .fetch_start_us = 1 * MS, .connect_start_us = 1 * MS, .fetch_end_us = 21 * MS,
  };
  exchange = inflight_exchange_new (exchange, 2);
  exchange->timings = (InflightTimings) {
    .fetch_start_us = 100 * MS, .request_start_us = 100 * MS, .request_end_us = 101 * MS,
    .response_start_us = 110 * MS, .response_end_us = 112 * MS, .fetch_end_us = 112 * MS,
  };
  exchange = inflight_exchange_new (exchange, 2);
  exchange->status = 200;
  exchange->timings = (InflightTimings) {
    .fetch_start_us = 130 * MS, .request_start_us = 130 * MS, .request_end_us = 131 * MS,
    .response_start_us = 140 * MS, .response_end_us = 145 * MS, .fetch_end_us = 145 * MS,
  };
  task = new_timed_task (exchange, NULL, 145 * MS, 45 * MS);
  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  timing = read_timing (inspector);
  g_assert_cmpstr (timing, ==,
                   "Request 2, attempt 2: \u2068https://fake/ok\u2069, 12 ms\n"
                   "Sending: 1 ms\nWaiting: 9 ms\nReceiving: 2 ms\n"
                   "Request 3, attempt 2: \u2068https://fake/ok\u2069, 33 ms\n"
                   "Sending: 1 ms\nWaiting: 9 ms\nReceiving: 5 ms\nOther: 18 ms (no bar)\n"
                   "Request 1, attempt 1: \u2068https://fake/ok\u2069, 20 ms\n"
                   "Connecting: 20 ms, not finished\n");

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
}

static void
test_curl (UiFixture     *self,
           gconstpointer  user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *one = NULL;

  ui_add (self, FALSE, "ok?a=1", "ok?token=secret", NULL);
  g_assert_false (ui_is_enabled (self, "copy-curl"));
  ui_select (self, 1, 2);
  ui_activate (self, "copy-curl");
  ui_await (ui_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL,
                     "2 commands copied, with credentials") != NULL);
  text = read_clipboard (self);
  g_assert_true (g_str_has_prefix (text, "curl 'http://fake/ok?a=1' "));
  g_assert_nonnull (strstr (text, "\ncurl 'http://fake/ok?token=secret' "));
  g_assert_true (g_str_has_suffix (text, "\n"));

  /* One is no list of lines. */
  ui_select (self, 1, 1);
  ui_activate (self, "copy-curl");
  do
    {
      g_free (one);
      one = read_clipboard (self);
    }
  while (strstr (one, "token") != NULL);
  g_assert_true (g_str_has_prefix (one, "curl "));
  g_assert_null (strchr (one, '\n'));
}

static void
test_enabled (UiFixture     *self,
              gconstpointer  user_data)
{
  ui_add (self, TRUE, "ok?at=10&size=5", "fail?at=10", NULL);
  fake_run_until (&self->virtual, 20 * MS);
  g_assert_false (ui_is_enabled (self, "save-body"));
  g_assert_false (ui_is_enabled (self, "open-in-browser"));

  ui_select (self, 1, 1);
  g_assert_true (ui_is_enabled (self, "save-body"));
  g_assert_true (ui_is_enabled (self, "open-in-browser"));
  ui_select (self, 2, 2);
  g_assert_false (ui_is_enabled (self, "save-body"));
  ui_select (self, 1, 2);
  g_assert_false (ui_is_enabled (self, "open-in-browser"));
  g_assert_true (ui_is_enabled (self, "copy-curl"));
}

/* Whatever is on its pages, it fits beside nothing else in the least window. */
static void
test_narrow (UiFixture     *self,
             gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = new_task (new_exchange (200, G_TLS_CERTIFICATE_EXPIRED), NULL);
  g_autofree char *word = g_strnfill (3000, 'W');
  g_autofree char *headers = g_strconcat (word, ": ", word, "\nA: b\n", NULL);
  GtkWidget *inspector;
  int width;

  set_headers (task, headers);
  ui_add (self, FALSE, "ok", NULL);
  inspector = show (self, 1);
  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), task);
  show_page (inspector, "Response", INFLIGHT_TYPE_HEADER_LIST);
  gtk_widget_measure (inspector, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 320);

  inflight_inspector_set_task (INFLIGHT_INSPECTOR (inspector), NULL);
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
  UI_ADD ("/ui/inspector/broken-off", test_broken_off);
  UI_ADD ("/ui/inspector/earlier", test_earlier);
  UI_ADD ("/ui/inspector/connection", test_connection);
  UI_ADD ("/ui/inspector/certificate", test_certificate);
  UI_ADD ("/ui/inspector/live", test_live);
  UI_ADD ("/ui/inspector/request", test_request);
  UI_ADD ("/ui/inspector/headers", test_headers);
  UI_ADD ("/ui/inspector/headers/many", test_many_headers);
  UI_ADD ("/ui/inspector/timing", test_timing);
  UI_ADD ("/ui/inspector/timing/attempts", test_timing_attempts);
  UI_ADD ("/ui/inspector/curl", test_curl);
  UI_ADD ("/ui/inspector/enabled", test_enabled);
  UI_ADD ("/ui/inspector/narrow", test_narrow);

  return g_test_run ();
}
