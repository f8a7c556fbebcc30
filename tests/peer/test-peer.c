/* test-peer.c: every kind of answer, from servers that nobody here wrote
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-row.h"
#include "peer.h"
#include "real-network.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_STREAMS 50

/**
 * Mode:
 * @MODE_HTTP: without TLS
 * @MODE_HTTPS: HTTP/1.1 with TLS, even if the server would speak HTTP/2
 * @MODE_HTTP2: HTTP/2, with TLS
 *
 * How a server is spoken with.
 */
typedef enum
{
  MODE_HTTP,
  MODE_HTTPS,
  MODE_HTTP2,
} Mode;

typedef struct _Fixture Fixture;

/**
 * Row:
 * @kind: a server
 * @mode: how it is spoken with
 * @func: what is asked of it
 */
typedef struct
{
  const PeerKind *kind;
  Mode            mode;
  void          (*func) (Fixture *self);
} Row;

struct _Fixture
{
  RealNetwork  net;
  const Row   *row;
  Peer        *peer;
};

static const char *const mode_names[] = { "http", "https", "http2" };

static const char *program;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  self->row = user_data;
  if (!peer_kind_is_there (self->row->kind))
    return;

  self->peer = peer_new (self->row->kind, self->row->mode != MODE_HTTP);
  real_network_set_up (&self->net, NULL);
  if (self->row->mode == MODE_HTTPS)
    inflight_network_set_http_version (self->net.network, INFLIGHT_HTTP_VERSION_1_1);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  if (self->peer == NULL)
    return;

  real_network_tear_down (&self->net, NULL);
  g_clear_pointer (&self->peer, peer_free);
}

static void
test_row (Fixture       *self,
          gconstpointer  user_data)
{
  if (self->peer == NULL)
    {
      g_autofree char *why = g_strdup_printf ("%s is not installed", self->row->kind->name);

      g_test_skip (why);
      return;
    }

  self->row->func (self);
}

/* What a task that had an answer of the server says of the way that it took. */
static void
check_way (Fixture      *self,
           InflightTask *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);

  g_assert_nonnull (exchange);
  g_assert_cmpstr (exchange->protocol, ==,
                   self->row->mode == MODE_HTTP2 ? "HTTP/2" : "HTTP/1.1");
  g_assert_nonnull (exchange->connection);
  if (self->row->mode == MODE_HTTP)
    g_assert_null (exchange->connection->tls_version);
  else
    g_assert_nonnull (exchange->connection->tls_version);
  g_assert_cmpint (exchange->connection->certificate_errors, ==, 0);
}

/* With the options as they are, which are the default ones afterwards. */
static InflightTask *
fetch (Fixture    *self,
       const char *path)
{
  g_autofree char *uri = peer_dup_uri (self->peer, path);
  InflightTask *task = real_network_fetch (&self->net, uri);

  real_network_renew_options (&self->net);

  return task;
}

static InflightTask *
fetch_well (Fixture    *self,
            const char *path,
            guint       status,
            const char *title)
{
  InflightTask *task = fetch (self, path);

  assert_succeeded (task, status, title);
  check_way (self, task);

  return task;
}

static InflightTask *
send_body (Fixture    *self,
           const char *method,
           const char *path,
           const char *text,
           guint       status)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_assert_true (inflight_options_set_method (self->net.options, method, NULL));
  inflight_options_set_body (self->net.options, body);

  return fetch_well (self, path, status, NULL);
}

static void
assert_body (InflightTask *task,
             const char   *text)
{
  GBytes *body = inflight_task_get_body (task);

  g_assert_nonnull (body);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                   text, strlen (text));
}

/* Returns: (transfer full) (nullable): the value of a field of the answer's header. */
static char *
dup_field (InflightTask *task,
           const char   *name)
{
  g_auto (GStrv) lines = g_strsplit (inflight_task_get_headers (task), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0 &&
        lines[i][strlen (name)] == ':')
      return g_strdup (g_strstrip (lines[i] + strlen (name) + 1));

  return NULL;
}

/* An answer without a body leaves its connection as good as new. */
static void
check_next (Fixture *self)
{
  g_autoptr (InflightTask) next = fetch_well (self, "/posts/1", 200, NULL);

  if (!self->row->kind->closes_empty)
    g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_get (Fixture *self)
{
  g_autofree char *title = peer_dup_title (1);
  g_autoptr (InflightTask) task = fetch_well (self, "/posts/1", 200, title);

  g_assert_false (inflight_task_get_exchange (task)->reused);
}

static void
test_head (Fixture *self)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;
  g_autofree char *length = NULL;
  g_autofree char *expected = g_strdup_printf ("%d", PEER_LARGE_BYTES);

  g_assert_true (inflight_options_set_method (self->net.options, "HEAD", NULL));
  task = fetch_well (self, "/large", 200, NULL);
  length = dup_field (task, "Content-Length");
  g_assert_cmpstr (length, ==, expected);
  g_assert_cmpuint (inflight_task_get_body_size (task), ==, 0);

  next = fetch_well (self, "/posts/1", 200, NULL);
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_post (Fixture *self)
{
  g_autoptr (InflightTask) task = send_body (self, "POST", "/echo", "a=1&b=%20 2", 200);

  assert_body (task, "a=1&b=%20 2");
}

static void
test_put (Fixture *self)
{
  g_autoptr (InflightTask) task = send_body (self, "PUT", "/put/x", "{\"title\": \"put\"}", 201);
  g_autoptr (InflightTask) back = fetch_well (self, "/put/x", 200, "put");

  assert_body (back, "{\"title\": \"put\"}");
}

static void
test_no_content (Fixture *self)
{
  g_autoptr (InflightTask) task = fetch_well (self, "/empty", 204, NULL);

  g_assert_cmpuint (inflight_task_get_body_size (task), ==, 0);
  check_next (self);
}

static void
test_not_modified (Fixture *self)
{
  g_autoptr (InflightTask) task = fetch_well (self, "/posts/1", 200, NULL);
  g_autofree char *tag = dup_field (task, "ETag");
  g_autofree char *line = g_strdup_printf ("If-None-Match: %s", tag);
  g_autoptr (InflightTask) again = NULL;

  g_assert_nonnull (tag);
  g_assert_true (inflight_options_add_header (self->net.options, line, NULL));
  again = fetch_well (self, "/posts/1", 304, NULL);
  g_assert_cmpuint (inflight_task_get_body_size (again), ==, 0);
  check_next (self);
}

static void
test_missing (Fixture *self)
{
  g_autoptr (InflightTask) task = fetch (self, "/posts/101");
  g_autoptr (InflightTask) next = NULL;

  assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 404);
  check_way (self, task);
  next = fetch_well (self, "/posts/1", 200, NULL);
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

/* HTTP/2 has frames of its own (RFC 9113, section 8.1). */
static void
test_chunked (Fixture *self)
{
  g_autoptr (InflightTask) task = fetch_well (self, "/chunked", 200, "chunked");
  g_autofree char *coding = dup_field (task, "Transfer-Encoding");
  g_autofree char *length = dup_field (task, "Content-Length");
  g_autoptr (InflightTask) next = fetch_well (self, "/posts/1", 200, NULL);

  g_assert_null (length);
  g_assert_cmpstr (coding, ==, self->row->mode == MODE_HTTP2 ? NULL : "chunked");
  assert_body (task, "{\"title\": \"chunked\"}");
  g_assert_true (inflight_task_get_exchange (next)->reused);
}

static void
test_gzip (Fixture *self)
{
  g_autofree char *title = peer_dup_title (2);
  g_autoptr (InflightTask) task = fetch_well (self, "/gzip/2", 200, title);
  g_autofree char *coding = dup_field (task, "Content-Encoding");
  g_autoptr (InflightTask) plain = fetch_well (self, "/posts/2", 200, title);

  g_assert_cmpstr (coding, ==, "gzip");
  g_assert_true (g_bytes_equal (inflight_task_get_body (task), inflight_task_get_body (plain)));
  g_assert_true (inflight_task_get_exchange (plain)->reused);
}

static void
test_large (Fixture *self)
{
  g_autoptr (InflightTask) task = fetch_well (self, "/large", 200, NULL);
  g_autofree char *expected = g_strnfill (PEER_LARGE_BYTES, 'x');

  g_assert_cmpuint (inflight_task_get_bytes (task), ==, PEER_LARGE_BYTES);
  assert_body (task, expected);
}

static void
test_redirect (Fixture *self)
{
  g_autoptr (InflightTask) before = fetch (self, "/welcome");
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *address = NULL;
  g_autofree char *expected = peer_dup_uri (self->peer, "/welcome");

  assert_failed (before, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_status (before), ==, 403);

  task = fetch_well (self, "/login", 200, "welcome");
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
  address = inflight_task_dup_final_address (task);
  g_assert_cmpstr (address, ==, expected);
}

static void
test_keep_alive (Fixture *self)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (InflightTask) task = fetch_well (self, "/posts/1", 200, NULL);

      g_assert_cmpint (inflight_task_get_exchange (task)->reused, ==, i > 0);
    }
}

/* Idle connections end with the server. */
static void
test_restart (Fixture *self)
{
  g_autoptr (InflightTask) before = fetch_well (self, "/posts/1", 200, NULL);
  g_autoptr (InflightTask) after = NULL;
  g_autoptr (InflightTask) sent = NULL;

  peer_restart (self->peer);
  after = fetch_well (self, "/posts/1", 200, NULL);
  g_assert_false (inflight_task_get_exchange (after)->reused);

  peer_restart (self->peer);
  sent = send_body (self, "POST", "/echo", "once", 200);
  assert_body (sent, "once");
}

/* Returns: (transfer full) (element-type InflightTask): tasks, all settled. */
static GPtrArray *
fetch_posts (Fixture *self,
             guint    n_posts)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint id = 1; id <= n_posts; id++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/%u", id);
      g_autofree char *uri = peer_dup_uri (self->peer, path);

      g_ptr_array_add (tasks, real_network_add (&self->net, uri));
    }
  g_assert_cmpuint (inflight_network_launch (self->net.network, tasks), ==, n_posts);
  for (guint i = 0; i < n_posts; i++)
    real_network_await_settled (g_ptr_array_index (tasks, i));

  return tasks;
}

/* In the order in which they finished. */
static void
test_titles (Fixture *self)
{
  g_autoptr (GPtrArray) tasks = fetch_posts (self, PEER_N_POSTS);
  GListModel *finished = inflight_batch_get_finished (self->net.batch);
  gint64 before_us = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *title = peer_dup_title (i + 1);

      assert_succeeded (g_ptr_array_index (tasks, i), 200, title);
      check_way (self, g_ptr_array_index (tasks, i));
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
test_streams (Fixture *self)
{
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  inflight_network_set_caps (self->net.network, N_STREAMS, N_STREAMS);
  first = fetch_well (self, "/posts/1", 200, NULL);
  tasks = fetch_posts (self, N_STREAMS);
  for (guint i = 0; i < N_STREAMS; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      assert_succeeded (task, 200, NULL);
      check_way (self, task);
      g_assert_true (inflight_task_get_exchange (task)->reused);
    }
}

/* The program has no certificate of the tests to trust with every library. */
static char *
run_program (Fixture *self)
{
  g_autofree char *address = peer_dup_uri (self->peer, "/posts/[1-100]");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "run",
                              "--quiet", "--format=jsonl", "--insecure",
                              self->row->mode == MODE_HTTPS ? "--http=1.1" : "--http=2",
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
test_program (Fixture *self)
{
  g_autofree char *out = run_program (self);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, PEER_N_POSTS + 2);
  for (guint i = 0; i < PEER_N_POSTS; i++)
    check_line (lines[i], i + 1);
  g_assert_nonnull (strstr (lines[PEER_N_POSTS], "\"done\":100"));
}

static const struct
{
  const char *name;
  void      (*func) (Fixture *self);
} cases[] = {
  { "titles", test_titles },
  { "program", test_program },
  { "get", test_get },
  { "head", test_head },
  { "post", test_post },
  { "put", test_put },
  { "no-content", test_no_content },
  { "not-modified", test_not_modified },
  { "missing", test_missing },
  { "chunked", test_chunked },
  { "gzip", test_gzip },
  { "large", test_large },
  { "redirect", test_redirect },
  { "keep-alive", test_keep_alive },
  { "restart", test_restart },
  { "streams", test_streams },
};

static void
add_case (const PeerKind *kind,
          Mode            mode,
          gsize           i)
{
  g_autofree char *path = g_strdup_printf ("/peer/%s/%s/%s", kind->name, mode_names[mode],
                                           cases[i].name);
  Row *row = g_new0 (Row, 1);

  row->kind = kind;
  row->mode = mode;
  row->func = cases[i].func;
  g_test_add (path, Fixture, row, set_up, test_row, tear_down);
}

/* libsoup is used with HTTP/1.1 only; each request on a connection of its own is what
 * that makes of many at once. */
static void
add_server (const PeerKind *kind)
{
  for (Mode mode = MODE_HTTP; mode <= MODE_HTTP2; mode++)
    {
      if (mode == MODE_HTTP2 && (!kind->has_http2 || !real_network_is_curl ()))
        continue;

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        if (mode == MODE_HTTP2 || cases[i].func != test_streams)
          add_case (kind, mode, i);
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
