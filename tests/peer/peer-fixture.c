/* peer-fixture.c: a network and one of the servers, as a test has them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "peer-fixture.h"

#include <string.h>

/**
 * Row:
 * @kind: a server
 * @mode: how it is spoken with
 * @func: what is asked of it
 */
typedef struct
{
  const PeerKind *kind;
  PeerMode        mode;
  PeerFunc        func;
} Row;

/**
 * peer_fixture_set_up:
 * @self: a fixture
 * @kind: what the server is; it must be there
 * @mode: how it is spoken with
 */
void
peer_fixture_set_up (PeerFixture    *self,
                     const PeerKind *kind,
                     PeerMode        mode)
{
  self->kind = kind;
  self->mode = mode;
  self->peer = peer_new (kind, mode != PEER_HTTP);
  real_network_set_up (&self->net, NULL);
  if (mode == PEER_HTTPS)
    inflight_network_set_http_version (self->net.network, INFLIGHT_HTTP_VERSION_1_1);
}

void
peer_fixture_tear_down (PeerFixture *self)
{
  if (self->peer == NULL)
    return;

  real_network_tear_down (&self->net, NULL);
  g_clear_pointer (&self->peer, peer_free);
}

/**
 * peer_skip:
 * @kind: what is not installed
 *
 * Skips the test that runs.
 */
void
peer_skip (const PeerKind *kind)
{
  g_autofree char *why = g_strdup_printf ("%s is not installed", kind->name);

  g_test_skip (why);
}

static void
set_up (PeerFixture   *self,
        gconstpointer  user_data)
{
  const Row *row = user_data;

  if (peer_kind_is_there (row->kind))
    peer_fixture_set_up (self, row->kind, row->mode);
}

static void
tear_down (PeerFixture   *self,
           gconstpointer  user_data)
{
  peer_fixture_tear_down (self);

  /* Each test is run once. */
  g_free ((gpointer) user_data);
}

static void
test_row (PeerFixture   *self,
          gconstpointer  user_data)
{
  const Row *row = user_data;

  if (self->peer != NULL)
    row->func (self);
  else
    peer_skip (row->kind);
}

/**
 * peer_add_case:
 * @kind: a server
 * @mode: how it is spoken with
 * @test: what is asked of it
 *
 * Adds a test, which is skipped where the server is not installed.
 */
void
peer_add_case (const PeerKind *kind,
               PeerMode        mode,
               const PeerCase *test)
{
  const char *const modes[] = { "http", "https", "http2" };
  g_autofree char *path = g_strdup_printf ("/peer/%s/%s/%s", kind->name, modes[mode],
                                           test->name);
  Row *row = g_new0 (Row, 1);

  row->kind = kind;
  row->mode = mode;
  row->func = test->func;
  g_test_add (path, PeerFixture, row, set_up, test_row, tear_down);
}

/**
 * peer_check_way:
 * @self: a fixture
 * @task: a task that had an answer of its server
 *
 * Checks what the task says of the way that it took.
 */
void
peer_check_way (PeerFixture  *self,
                InflightTask *task)
{
  const InflightExchange *exchange = inflight_task_get_exchange (task);

  g_assert_nonnull (exchange);
  g_assert_cmpstr (exchange->protocol, ==,
                   self->mode == PEER_HTTP2 ? "HTTP/2" : "HTTP/1.1");
  g_assert_nonnull (exchange->connection);
  if (self->mode == PEER_HTTP)
    g_assert_null (exchange->connection->tls_version);
  else
    g_assert_nonnull (exchange->connection->tls_version);
  g_assert_cmpint (exchange->connection->certificate_errors, ==, 0);
}

/**
 * peer_fetch:
 * @self: a fixture
 * @path: what to ask its server for
 *
 * Fetches with the options as they are, which are the default ones afterwards.
 *
 * Returns: (transfer full): a task, settled
 */
InflightTask *
peer_fetch (PeerFixture *self,
            const char  *path)
{
  g_autofree char *uri = peer_dup_uri (self->peer, path);
  InflightTask *task = real_network_fetch (&self->net, uri);

  real_network_renew_options (&self->net);

  return task;
}

/* The same, of which @status and, if it is not %NULL, @title must come. */
InflightTask *
peer_fetch_well (PeerFixture *self,
                 const char  *path,
                 guint        status,
                 const char  *title)
{
  InflightTask *task = peer_fetch (self, path);

  assert_succeeded (task, status, title);
  peer_check_way (self, task);

  return task;
}

/* The same, with a method and a body. */
InflightTask *
peer_send (PeerFixture *self,
           const char  *method,
           const char  *path,
           const char  *text,
           guint        status)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_assert_true (inflight_options_set_method (self->net.options, method, NULL));
  inflight_options_set_body (self->net.options, body);

  return peer_fetch_well (self, path, status, NULL);
}

/**
 * peer_fetch_many:
 * @self: a fixture
 * @n_posts: how many of its server's posts to fetch at once, some of them more than
 *   once if there are not as many
 *
 * Returns: (transfer full) (element-type InflightTask): tasks, all settled
 */
GPtrArray *
peer_fetch_many (PeerFixture *self,
                 guint        n_posts)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_posts; i++)
    {
      g_autofree char *path = g_strdup_printf ("/posts/%u", i % PEER_N_POSTS + 1);
      g_autofree char *uri = peer_dup_uri (self->peer, path);

      g_ptr_array_add (tasks, real_network_add (&self->net, uri));
    }
  g_assert_cmpuint (inflight_network_launch (self->net.network, tasks), ==, n_posts);
  for (guint i = 0; i < n_posts; i++)
    real_network_await_settled (g_ptr_array_index (tasks, i));

  return tasks;
}

void
peer_check_body (InflightTask *task,
                 const char   *text)
{
  GBytes *body = inflight_task_get_body (task);

  g_assert_nonnull (body);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                   text, strlen (text));
}

/* Returns: (transfer full) (nullable): the value of a field of the answer's header. */
char *
peer_dup_field (InflightTask *task,
                const char   *name)
{
  g_auto (GStrv) lines = g_strsplit (inflight_task_get_headers (task), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, strlen (name)) == 0 &&
        lines[i][strlen (name)] == ':')
      return g_strdup (g_strstrip (lines[i] + strlen (name) + 1));

  return NULL;
}
