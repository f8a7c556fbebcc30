/* test-peer.c: every kind of answer, from servers that nobody here wrote
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-row.h"
#include "peer-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_STREAMS    50
#define N_CROWD      1000
#define UPLOAD_BYTES (3 << 20)

static const char *program;

/* An answer without a body leaves its connection as good as new. */
static void
check_next (PeerFixture *self)
{
  g_autoptr (InflightTask) next = peer_fetch_well (self, "/posts/1", 200, NULL);

  if (!self->kind->closes_empty)
    g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_get (PeerFixture *self)
{
  g_autofree char *title = peer_dup_title (1);
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/posts/1", 200, title);

  g_assert_false (inflight_task_get_exchange (task)->reused);
}

static void
test_head (PeerFixture *self)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;
  g_autofree char *length = NULL;
  g_autofree char *expected = g_strdup_printf ("%d", PEER_LARGE_BYTES);

  g_assert_true (inflight_options_set_method (self->net.options, "HEAD", NULL));
  task = peer_fetch_well (self, "/large", 200, NULL);
  length = peer_dup_field (task, "Content-Length");
  g_assert_cmpstr (length, ==, expected);
  g_assert_cmpuint (inflight_task_get_body_size (task), ==, 0);

  next = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_post (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_send (self, "POST", "/echo", "a=1&b=%20 2", 200);

  peer_check_body (task, "a=1&b=%20 2");
}

static void
test_put (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_send (self, "PUT", "/put/x", "{\"title\": \"put\"}", 201);
  g_autoptr (InflightTask) back = peer_fetch_well (self, "/put/x", 200, "put");

  peer_check_body (back, "{\"title\": \"put\"}");
}

static char *
make_upload (void)
{
  GString *text = g_string_sized_new (UPLOAD_BYTES);

  while (text->len < UPLOAD_BYTES)
    g_string_append_printf (text, "%7zu\n", text->len);

  return g_string_free (text, FALSE);
}

/* The first MiB of an answer is kept. */
static void
test_upload (PeerFixture *self)
{
  g_autofree char *text = make_upload ();
  g_autoptr (InflightTask) task = peer_send (self, "PUT", "/put/large", text, 201);
  g_autoptr (InflightTask) back = peer_fetch_well (self, "/put/large", 200, NULL);

  g_assert_cmpuint (inflight_task_get_bytes (back), ==, UPLOAD_BYTES);
  text[inflight_task_get_body_size (back)] = '\0';
  peer_check_body (back, text);
}

/* The answer is there before the request is sent. A server that resets its connection
 * behind it takes it back (RFC 9112, section 9.6). */
static void
test_refused (PeerFixture *self)
{
  g_autofree char *text = make_upload ();
  g_autoptr (GBytes) body = g_bytes_new (text, UPLOAD_BYTES);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;

  g_assert_true (inflight_options_set_method (self->net.options, "PUT", NULL));
  inflight_options_set_body (self->net.options, body);
  task = peer_fetch (self, "/refuse");
  if (self->kind->resets_uploads && inflight_task_get_status (task) == 0)
    {
      assert_failed (task, INFLIGHT_ERROR_RESET);
    }
  else
    {
      assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);
      g_assert_cmpuint (inflight_task_get_status (task), ==, 413);
      peer_check_way (self, task);
    }

  next = peer_fetch_well (self, "/posts/1", 200, NULL);
}

static void
test_no_content (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/empty", 204, NULL);

  g_assert_cmpuint (inflight_task_get_body_size (task), ==, 0);
  check_next (self);
}

static void
test_not_modified (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_autofree char *tag = peer_dup_field (task, "ETag");
  g_autofree char *line = g_strdup_printf ("If-None-Match: %s", tag);
  g_autoptr (InflightTask) again = NULL;

  g_assert_nonnull (tag);
  g_assert_true (inflight_options_add_header (self->net.options, line, NULL));
  again = peer_fetch_well (self, "/posts/1", 304, NULL);
  g_assert_cmpuint (inflight_task_get_body_size (again), ==, 0);
  check_next (self);
}

static void
test_missing (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_fetch (self, "/posts/101");
  g_autoptr (InflightTask) next = NULL;

  assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 404);
  peer_check_way (self, task);
  next = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

/* HTTP/2 has frames of its own (RFC 9113, section 8.1). */
static void
test_chunked (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/chunked", 200, "chunked");
  g_autofree char *coding = peer_dup_field (task, "Transfer-Encoding");
  g_autofree char *length = peer_dup_field (task, "Content-Length");
  g_autoptr (InflightTask) next = peer_fetch_well (self, "/posts/1", 200, NULL);

  g_assert_null (length);
  g_assert_cmpstr (coding, ==, self->mode == PEER_HTTP2 ? NULL : "chunked");
  peer_check_body (task, "{\"title\": \"chunked\"}");
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_gzip (PeerFixture *self)
{
  g_autofree char *title = peer_dup_title (2);
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/gzip/2", 200, title);
  g_autofree char *coding = peer_dup_field (task, "Content-Encoding");
  g_autoptr (InflightTask) plain = peer_fetch_well (self, "/posts/2", 200, title);

  g_assert_cmpstr (coding, ==, "gzip");
  g_assert_true (g_bytes_equal (inflight_task_get_body (task), inflight_task_get_body (plain)));
  g_assert_true (inflight_task_get_exchange (plain)->reused);
}

static void
test_large (PeerFixture *self)
{
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/large", 200, NULL);
  g_autofree char *expected = g_strnfill (PEER_LARGE_BYTES, 'x');

  g_assert_cmpuint (inflight_task_get_bytes (task), ==, PEER_LARGE_BYTES);
  peer_check_body (task, expected);
}

static void
test_redirect (PeerFixture *self)
{
  g_autoptr (InflightTask) before = peer_fetch (self, "/welcome");
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *address = NULL;
  g_autofree char *expected = peer_dup_uri (self->peer, "/welcome");

  assert_failed (before, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_status (before), ==, 403);

  task = peer_fetch_well (self, "/login", 200, "welcome");
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
  address = inflight_task_dup_final_address (task);
  g_assert_cmpstr (address, ==, expected);
}

static void
test_keep_alive (PeerFixture *self)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (InflightTask) task = peer_fetch_well (self, "/posts/1", 200, NULL);

      g_assert_cmpint (inflight_task_get_exchange (task)->reused, ==, i > 0);
    }
}

/* Idle connections end with the server. */
static void
test_restart (PeerFixture *self)
{
  g_autoptr (InflightTask) before = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_autoptr (InflightTask) after = NULL;
  g_autoptr (InflightTask) sent = NULL;

  peer_restart (self->peer);
  after = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_assert_false (inflight_task_get_exchange (after)->reused);

  peer_restart (self->peer);
  sent = peer_send (self, "POST", "/echo", "once", 200);
  peer_check_body (sent, "once");
}

/* What a connection that was kept did not bring is asked for once more (RFC 9112,
 * section 9.3.1; RFC 9113, section 9.1). */
static void
test_hang_up (PeerFixture *self)
{
  g_autoptr (InflightTask) before = peer_fetch_well (self, "/posts/1", 200, NULL);
  g_autoptr (InflightTask) task = peer_fetch_well (self, "/hang-up", 200, "again");

  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 1);
  g_assert_false (inflight_task_get_exchange (task)->reused);
}

/* In the order in which they finished. */
static void
test_titles (PeerFixture *self)
{
  g_autoptr (GPtrArray) tasks = peer_fetch_many (self, PEER_N_POSTS);
  GListModel *finished = inflight_batch_get_finished (self->net.batch);
  gint64 before_us = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *title = peer_dup_title (i + 1);

      assert_succeeded (g_ptr_array_index (tasks, i), 200, title);
      peer_check_way (self, g_ptr_array_index (tasks, i));
    }

  g_assert_cmpuint (g_list_model_get_n_items (finished), ==, PEER_N_POSTS);
  for (guint i = 0; i < PEER_N_POSTS; i++)
    {
      g_autoptr (InflightTask) task = g_list_model_get_item (finished, i);

      g_assert_cmpuint (inflight_task_get_rank (task), ==, i + 1);
      g_assert_cmpint (inflight_task_get_since_launch_us (task), >=, before_us);
      before_us = inflight_task_get_since_launch_us (task);
    }
}

static void
test_streams (PeerFixture *self)
{
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (self->net.network, N_STREAMS, N_STREAMS);
  first = peer_fetch_well (self, "/posts/1", 200, NULL);
  tasks = peer_fetch_many (self, N_STREAMS);
  for (guint i = 0; i < N_STREAMS; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      assert_succeeded (task, 200, NULL);
      peer_check_way (self, task);
      g_assert_true (inflight_task_get_exchange (task)->reused);
    }
}

/* Connections end under their requests: nginx lets none have more than 60, and tells
 * those of HTTP/2 to come again elsewhere (RFC 9113, section 6.8). */
static void
test_crowd (PeerFixture *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (self->net.network, N_STREAMS, N_STREAMS);
  tasks = peer_fetch_many (self, N_CROWD);
  for (guint i = 0; i < N_CROWD; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      assert_succeeded (task, 200, NULL);
      peer_check_way (self, task);
    }
}

/* The program has no certificate of the tests to trust with every library. */
static char *
run_program (PeerFixture *self)
{
  g_autofree char *address = peer_dup_uri (self->peer, "/posts/[1-100]");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "run",
                              "--quiet", "--format=jsonl", "--insecure",
                              self->mode == PEER_HTTPS ? "--http=1.1" : "--http=2",
                              real_network_is_curl () ? "--transport=libcurl"
                                                      : "--transport=libsoup",
                              address, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  return out;
}

static void
check_line (const char *line,
            guint       rank)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  g_autofree char *title = NULL;
  JsonObject *task;

  g_assert_no_error (error);
  task = json_node_get_object (node);
  title = peer_dup_title (json_object_get_int_member (task, "position"));
  g_assert_cmpint (json_object_get_int_member (task, "rank"), ==, rank);
  g_assert_cmpstr (json_object_get_string_member (task, "state"), ==, "succeeded");
  g_assert_cmpint (json_object_get_int_member (task, "status"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (task, "title"), ==, title);
}

static void
test_program (PeerFixture *self)
{
  g_autofree char *out = run_program (self);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, PEER_N_POSTS + 2);
  for (guint i = 0; i < PEER_N_POSTS; i++)
    check_line (lines[i], i + 1);
  g_assert_nonnull (strstr (lines[PEER_N_POSTS], "\"done\":100"));
}

static const PeerCase cases[] = {
  { "titles", test_titles },
  { "crowd", test_crowd },
  { "program", test_program },
  { "get", test_get },
  { "head", test_head },
  { "post", test_post },
  { "put", test_put },
  { "upload", test_upload },
  { "refused", test_refused },
  { "no-content", test_no_content },
  { "not-modified", test_not_modified },
  { "missing", test_missing },
  { "chunked", test_chunked },
  { "gzip", test_gzip },
  { "large", test_large },
  { "redirect", test_redirect },
  { "keep-alive", test_keep_alive },
  { "restart", test_restart },
  { "hang-up", test_hang_up },
  { "streams", test_streams },
};

static gboolean
is_fit (const PeerKind *kind,
        PeerMode        mode,
        const PeerCase *test)
{
  return (mode == PEER_HTTP2 || test->func != test_streams) &&
         (kind->hangs_up || test->func != test_hang_up);
}

/* libsoup is used with HTTP/1.1 only. */
static void
add_server (const PeerKind *kind)
{
  for (PeerMode mode = PEER_HTTP; mode <= PEER_HTTP2; mode++)
    {
      if (mode == PEER_HTTP2 && (!kind->has_http2 || !real_network_is_curl ()))
        continue;

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        if (is_fit (kind, mode, &cases[i]))
          peer_add_case (kind, mode, &cases[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hostile_trust_issuer ();
  inflight_engine_init ();

  if (argc != 4)
    g_error ("Usage: %s SERVER PATH-OF-INFLIGHT-CLI PATH-OF-SOUP-PEER", argv[0]);
  program = argv[2];
  peer_init (argv[3]);

  for (gsize i = 0; i < peer_n_servers; i++)
    if (strcmp (peer_servers[i].name, argv[1]) == 0)
      add_server (&peer_servers[i]);

  return g_test_run ();
}
