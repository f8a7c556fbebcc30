/* test-network-names.c: fetches beside names that are slow to look up
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-resolver-private.h"
#include "real-network.h"
#include "slow-names.h"

#define N_SLOW 100

#define NAMES_ADD(path, func) \
  g_test_add (path, RealNetwork, NULL, set_up, func, tear_down)

static void
set_up (RealNetwork   *self,
        gconstpointer  user_data)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  inflight_resolver_forget (INFLIGHT_RESOLVER (resolver));
  slow_names_hold ();
  real_network_set_up (self, user_data);

  /* Nothing here ends by its deadline, however slow the machine is. */
  inflight_options_set_deadline_us (self->options, 10 * 60 * G_USEC_PER_SEC);
}

/* The network goes although look-ups hang. */
static void
tear_down (RealNetwork   *self,
           gconstpointer  user_data)
{
  real_network_tear_down (self, user_data);
  slow_names_release ();
  slow_names_await_ends ();
}

static InflightTask *
start_name (RealNetwork *self,
            const char  *name)
{
  g_autofree char *address = NULL;

  address = g_strdup_printf ("http://%s:%u/", name, raw_server_get_port (self->server));

  return real_network_start (self, address);
}

static void
fetch_name (RealNetwork *self,
            const char  *name)
{
  g_autoptr (InflightTask) task = start_name (self, name);

  real_network_await_settled (task);
  assert_succeeded (task, 200, NULL);
}

/* Returns: how often a name is looked up: GIO asks for one family at a time. */
static guint
get_n_calls_per_name (void)
{
  return real_network_is_curl () ? 1 : 2;
}

/* Returns: (transfer full) (element-type InflightTask): tasks whose names are all
 *   being looked up, for both families. */
static GPtrArray *
start_slow (RealNetwork *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  inflight_network_set_caps (self->network, 2 * N_SLOW, 6);
  for (guint i = 0; i < N_SLOW; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.slow.test", i);

      g_ptr_array_add (tasks, start_name (self, name));
    }
  slow_names_await_calls (get_n_calls_per_name () * N_SLOW);

  return tasks;
}

static void
await_all (GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      real_network_await_settled (g_ptr_array_index (tasks, i));
      assert_succeeded (g_ptr_array_index (tasks, i), 200, NULL);
    }
}

/* A literal, localhost and another name do not wait for slow ones. */
static void
test_beside_slow (RealNetwork   *net,
                  gconstpointer  user_data)
{
  g_autoptr (GPtrArray) slow = start_slow (net);
  g_autoptr (InflightTask) literal = real_network_fetch (net, "/");

  assert_succeeded (literal, 200, NULL);
  fetch_name (net, "localhost");
  fetch_name (net, "quick.test");

  for (guint i = 0; i < slow->len; i++)
    g_assert_false (inflight_task_is_settled (g_ptr_array_index (slow, i)));

  slow_names_release ();
  await_all (slow);
}

static void
store_result_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  g_assert (G_IS_OBJECT (object));

  *stored = g_object_ref (result);
}

static void
await_result (GAsyncResult **result)
{
  guint give_up = give_up_later ();

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

static void
return_at_once (GTask        *task,
                gpointer      object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* Proxies are found on GTask's threads, where slow names would be too. */
static void
test_proxy_beside_slow (RealNetwork   *net,
                        gconstpointer  user_data)
{
  g_autoptr (GPtrArray) slow = start_slow (net);
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) ran = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) proxies = NULL;

  g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), "http://quick.test/", NULL,
                                 store_result_cb, &found);
  await_result (&found);
  proxies = g_proxy_resolver_lookup_finish (g_proxy_resolver_get_default (), found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proxies[0], ==, "direct://");

  task = g_task_new (net->network, NULL, store_result_cb, &ran);
  g_task_run_in_thread (task, return_at_once);
  await_result (&ran);
  g_assert_true (g_task_propagate_boolean (task, &error));

  slow_names_release ();
  await_all (slow);
}

/* One look-up a family for all fetches from a host. */
static void
test_shared (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (tasks, start_name (net, "a.slow.test"));
  for (guint i = 0; i < tasks->len; i++)
    real_network_await (g_ptr_array_index (tasks, i), INFLIGHT_TASK_STATE_CONNECTING);
  slow_names_await_calls (get_n_calls_per_name ());
  slow_names_release ();
  await_all (tasks);

  g_assert_cmpuint (slow_names_get_n_calls ("a.slow.test"), ==, get_n_calls_per_name ());
}

/* A server that listens on IPv4 only is found behind an IPv6 address. */
static void
test_dual (RealNetwork   *net,
           gconstpointer  user_data)
{
  fetch_name (net, "dual.test");
  g_assert_cmpuint (slow_names_get_n_calls ("dual.test"), ==, get_n_calls_per_name ());
}

static void
test_errors (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autoptr (InflightTask) missing = start_name (net, "missing.test");
  g_autoptr (InflightTask) later = start_name (net, "later.test");

  real_network_await_settled (missing);
  assert_failed (missing, INFLIGHT_ERROR_NAME_NOT_FOUND);
  real_network_await_settled (later);
  assert_failed (later, INFLIGHT_ERROR_NAME_LOOKUP);
}

/* A cancelled task does not wait for its name. */
static void
test_cancel (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = start_name (net, "a.slow.test");

  slow_names_await_calls (get_n_calls_per_name ());
  real_network_cancel (net, task);
  real_network_await_settled (task);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
}

static void
test_dispose (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (GPtrArray) slow = start_slow (net);

  g_assert_cmpuint (slow->len, ==, N_SLOW);
}

/* What leads to a private address */

static InflightTask *
fetch_path (RealNetwork *net,
            const char  *host,
            const char  *path)
{
  g_autofree char *address = NULL;

  address = g_strdup_printf ("http://%s:%u%s", host, raw_server_get_port (net->server), path);

  return real_network_fetch (net, address);
}

static void
redirect (RealNetwork *net,
          const char  *path,
          const char  *host,
          const char  *target)
{
  g_autofree char *bytes = NULL;

  bytes = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: http://%s:%u%s\r\n"
                           "Content-Length: 0\r\n\r\n",
                           host, raw_server_get_port (net->server), target);
  raw_server_add (net->server, path, RAW_KEEP, bytes, NULL);
}

/* A name is public or not; what it leads to is the loopback interface each time. */
static void
test_private_name (RealNetwork   *net,
                   gconstpointer  user_data)
{
  const char *local[] = { "127.0.0.1", "localhost", "quick.test" };
  g_autoptr (InflightTask) blocked = NULL;
  g_autoptr (InflightTask) allowed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_autoptr (InflightTask) task = fetch_path (net, local[i], "/x");

      assert_succeeded (task, 200, NULL);
    }

  blocked = fetch_path (net, "www.example", "/x");
  assert_failed (blocked, INFLIGHT_ERROR_PRIVATE_ADDRESS);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, G_N_ELEMENTS (local));

  real_network_renew_options (net);
  inflight_options_set_allows_private (net->options, TRUE);
  allowed = fetch_path (net, "www.example", "/x");
  assert_succeeded (allowed, 200, NULL);
}

/* A connection that somebody else was allowed to make is not one for all. */
static void
test_private_reused (RealNetwork   *net,
                     gconstpointer  user_data)
{
  g_autoptr (InflightTask) allowed = NULL;
  g_autoptr (InflightTask) blocked = NULL;

  inflight_options_set_allows_private (net->options, TRUE);
  allowed = fetch_path (net, "www.example", "/x");
  assert_succeeded (allowed, 200, NULL);

  real_network_renew_options (net);
  blocked = fetch_path (net, "www.example", "/x");
  assert_failed (blocked, INFLIGHT_ERROR_PRIVATE_ADDRESS);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 1);
}

/* Once a public host has had a say, what follows is judged; from one local host
 * to another is nobody's business. */
static void
test_private_redirect (RealNetwork   *net,
                       gconstpointer  user_data)
{
  g_autoptr (InflightTask) local = NULL;
  g_autoptr (InflightTask) to_public = NULL;

  redirect (net, "/to-local", "quick.test", "/x");
  local = fetch_path (net, "127.0.0.1", "/to-local");
  assert_succeeded (local, 200, NULL);

  redirect (net, "/to-public", "www.example", "/x");
  to_public = fetch_path (net, "127.0.0.1", "/to-public");
  assert_failed (to_public, INFLIGHT_ERROR_PRIVATE_ADDRESS);
  g_assert_cmpuint (inflight_task_get_n_redirects (to_public), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  NAMES_ADD ("/engine/network/names/beside-slow", test_beside_slow);
  NAMES_ADD ("/engine/network/names/proxy-beside-slow", test_proxy_beside_slow);
  NAMES_ADD ("/engine/network/names/shared", test_shared);
  NAMES_ADD ("/engine/network/names/dual", test_dual);
  NAMES_ADD ("/engine/network/names/errors", test_errors);
  NAMES_ADD ("/engine/network/names/cancel", test_cancel);
  NAMES_ADD ("/engine/network/names/dispose", test_dispose);
  NAMES_ADD ("/engine/network/private/name", test_private_name);
  NAMES_ADD ("/engine/network/private/reused", test_private_reused);
  NAMES_ADD ("/engine/network/private/redirect", test_private_redirect);

  return g_test_run ();
}
