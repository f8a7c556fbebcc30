/* test-peer-proxy.c: through a proxy that nobody here wrote
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-row.h"
#include "peer-fixture.h"

#include <string.h>

#define RIGHT "user:pass%20word@"
#define WRONG "user:s3cret@"

typedef struct _Fixture Fixture;

/**
 * Row:
 * @name: its name
 * @wants_password: whether the proxy does
 * @login: what it is told
 * @is_secured: whether the server behind it has TLS
 * @func: what is done
 */
typedef struct
{
  const char *name;
  gboolean    wants_password;
  const char *login;
  gboolean    is_secured;
  void      (*func) (Fixture *self);
} Row;

struct _Fixture
{
  PeerFixture  origin;
  const Row   *row;
  Peer        *proxy;
};

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autofree char *proxy = NULL;
  g_autoptr (GError) error = NULL;

  self->row = row;
  if (!peer_kind_is_there (&peer_squid))
    return;

  peer_fixture_set_up (&self->origin, &peer_soup, row->is_secured ? PEER_HTTPS : PEER_HTTP);
  self->proxy = peer_new (&peer_squid, row->wants_password);
  proxy = g_strdup_printf ("http://%s127.0.0.1:%u", row->login, peer_get_port (self->proxy));
  inflight_network_set_proxy (self->origin.net.network, proxy, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  peer_fixture_tear_down (&self->origin);
  g_clear_pointer (&self->proxy, peer_free);
}

static void
test_row (Fixture       *self,
          gconstpointer  user_data)
{
  if (self->proxy != NULL)
    self->row->func (self);
  else
    peer_skip (&peer_squid);
}

static InflightTask *
fetch_through (Fixture    *self,
               const char *path,
               const char *title)
{
  InflightTask *task = peer_fetch_well (&self->origin, path, 200, title);

  g_assert_true (inflight_task_get_exchange (task)->connection->via_proxy);

  return task;
}

static void
test_posts (Fixture *self)
{
  g_autoptr (GPtrArray) tasks = peer_fetch_many (&self->origin, PEER_N_POSTS);

  for (guint i = 0; i < tasks->len; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);
      g_autofree char *title = peer_dup_title (i + 1);

      assert_succeeded (task, 200, title);
      peer_check_way (&self->origin, task);
      g_assert_true (inflight_task_get_exchange (task)->connection->via_proxy);
    }
}

static void
test_answers (Fixture *self)
{
  g_autoptr (InflightTask) first = fetch_through (self, "/chunked", "chunked");
  g_autoptr (InflightTask) large = fetch_through (self, "/large", NULL);
  g_autoptr (InflightTask) welcome = fetch_through (self, "/login", "welcome");
  g_autoptr (InflightTask) gzip = fetch_through (self, "/gzip/2", NULL);
  g_autoptr (InflightTask) sent = peer_send (&self->origin, "POST", "/echo", "a=1", 200);
  g_autoptr (InflightTask) missing = peer_fetch (&self->origin, "/posts/101");

  g_assert_false (inflight_task_get_exchange (first)->reused);
  g_assert_true (inflight_task_get_exchange (large)->reused);
  g_assert_true (inflight_task_get_exchange (gzip)->reused);
  g_assert_cmpuint (inflight_task_get_bytes (large), ==, PEER_LARGE_BYTES);
  peer_check_body (sent, "a=1");
  assert_failed (missing, INFLIGHT_ERROR_HTTP_STATUS);
  g_assert_cmpuint (inflight_task_get_status (missing), ==, 404);
}

static void
test_restart (Fixture *self)
{
  g_autoptr (InflightTask) before = fetch_through (self, "/posts/1", NULL);
  g_autoptr (InflightTask) after = NULL;

  peer_restart (self->proxy);
  after = fetch_through (self, "/posts/1", NULL);
  g_assert_false (inflight_task_get_exchange (after)->reused);
}

/* What a proxy says in place of a server is an answer; what it says to a tunnel is why
 * there is none. No password is repeated. */
static void
check_proxys_word (Fixture      *self,
                   InflightTask *task,
                   guint         status)
{
  const char *message;
  g_autofree char *told = g_strdup_printf ("%u", status);

  assert_failed (task, self->row->is_secured ? INFLIGHT_ERROR_PROXY : INFLIGHT_ERROR_HTTP_STATUS);
  message = inflight_task_get_error (task)->message;
  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, told));
  g_assert_null (strstr (message, "s3cret"));
  g_assert_cmpuint (inflight_task_get_status (task), ==, self->row->is_secured ? 0 : status);
}

static void
test_stranger (Fixture *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (InflightTask) task = peer_fetch (&self->origin, "/posts/1");

      check_proxys_word (self, task, 407);
    }
}

/* The proxy is there; it is the server that is not. */
static void
test_refused (Fixture *self)
{
  g_autofree char *uri = g_strdup_printf ("%s://127.0.0.1:%u/",
                                          self->row->is_secured ? "https" : "http",
                                          peer_find_port ());
  g_autoptr (InflightTask) task = real_network_fetch (&self->origin.net, uri);

  check_proxys_word (self, task, 503);
}

/* Now it is the proxy that is not there. */
static void
test_gone (Fixture *self)
{
  g_autoptr (InflightTask) task = NULL;

  g_clear_pointer (&self->proxy, peer_free);
  task = peer_fetch (&self->origin, "/posts/1");
  assert_failed (task, INFLIGHT_ERROR_PROXY);
}

static const Row rows[] = {
  { "http/posts", FALSE, "", FALSE, test_posts },
  { "http/answers", FALSE, "", FALSE, test_answers },
  { "http/restart", FALSE, "", FALSE, test_restart },
  { "http/refused", FALSE, "", FALSE, test_refused },
  { "http/gone", FALSE, "", FALSE, test_gone },
  { "http/password/right", TRUE, RIGHT, FALSE, test_posts },
  { "http/password/wrong", TRUE, WRONG, FALSE, test_stranger },
  { "http/password/missing", TRUE, "", FALSE, test_stranger },
  { "https/posts", FALSE, "", TRUE, test_posts },
  { "https/answers", FALSE, "", TRUE, test_answers },
  { "https/restart", FALSE, "", TRUE, test_restart },
  { "https/refused", FALSE, "", TRUE, test_refused },
  { "https/gone", FALSE, "", TRUE, test_gone },
  { "https/password/right", TRUE, RIGHT, TRUE, test_posts },
  { "https/password/wrong", TRUE, WRONG, TRUE, test_stranger },
  { "https/password/missing", TRUE, "", TRUE, test_stranger },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hostile_trust_issuer ();
  inflight_engine_init ();

  if (argc != 2)
    g_error ("Usage: %s PATH-OF-SOUP-PEER", argv[0]);
  peer_init (argv[1]);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/peer/squid/", rows[i].name, NULL);

      g_test_add (path, Fixture, &rows[i], set_up, test_row, tear_down);
    }

  return g_test_run ();
}
