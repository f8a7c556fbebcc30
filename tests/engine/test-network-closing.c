/* test-network-closing.c: servers that close what is kept when a request comes
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crowd-server.h"
#include "real-network.h"
#include "wait-watch.h"

#define AT_ONCE 8

typedef struct
{
  RealNetwork  net;
  CrowdServer *crowd;
} Closing;

static void
set_up (Closing       *self,
        gconstpointer  user_data)
{
  real_network_set_up (&self->net, user_data);
  self->crowd = crowd_server_new (TRUE);
  inflight_network_set_caps (self->net.network, AT_ONCE, AT_ONCE);
}

static void
tear_down (Closing       *self,
           gconstpointer  user_data)
{
  real_network_tear_down (&self->net, user_data);
  crowd_server_free (self->crowd);
}

static InflightOptions *
new_options (const char *method)
{
  InflightOptions *options = inflight_options_new ();
  g_autoptr (GBytes) body = g_bytes_new_static ("pay", 3);

  g_assert_true (inflight_options_set_method (options, method, NULL));
  if (!inflight_options_is_safe (options))
    inflight_options_set_body (options, body);

  return options;
}

/* Returns: (transfer full): so many tasks, one method after the other, settled. */
static GPtrArray *
fetch_by_turns (Closing           *self,
                const char *const *methods,
                guint              n_methods,
                guint              n_tasks)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (WaitWatch) watch = NULL;

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr (InflightOptions) options = new_options (methods[i % n_methods]);
      g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/%u",
                                              crowd_server_get_port (self->crowd), i);

      g_ptr_array_add (requests, inflight_request_new (uri, options, NULL));
    }

  tasks = inflight_batch_append (self->net.batch, requests);
  watch = wait_watch_new_until (self->net.network, tasks, "all");
  g_assert_cmpuint (inflight_network_launch (self->net.network, tasks), ==, n_tasks);
  for (guint i = 0; i < n_tasks; i++)
    real_network_await_settled (g_ptr_array_index (tasks, i));

  return g_steal_pointer (&tasks);
}

static guint
get_n_tasks (void)
{
  return g_test_slow () ? 10000 : 500;
}

static guint
count_received (Closing    *self,
                const char *method,
                guint       index)
{
  g_autofree char *line = g_strdup_printf ("%s /%u", method, index);

  return crowd_server_count (self->crowd, line);
}

/* What may be asked for again is, and nobody notices. */
static void
test_safe (Closing       *self,
           gconstpointer  user_data)
{
  const char *const methods[] = { "GET" };
  g_autoptr (GPtrArray) tasks = fetch_by_turns (self, methods, 1, get_n_tasks ());

  for (guint i = 0; i < tasks->len; i++)
    {
      assert_succeeded (g_ptr_array_index (tasks, i), 200, NULL);
      g_assert_cmpuint (count_received (self, "GET", i), >=, 1);
    }

  g_assert_cmpuint (crowd_server_get_n_left (self->crowd), >=, tasks->len / 4);
}

/* What goes along with a request goes along again. */
static void
test_idempotent (Closing       *self,
                 gconstpointer  user_data)
{
  const char *const methods[] = { "PUT", "DELETE" };
  g_autoptr (GPtrArray) tasks = fetch_by_turns (self, methods, 2, get_n_tasks ());

  for (guint i = 0; i < tasks->len; i++)
    {
      assert_succeeded (g_ptr_array_index (tasks, i), 200, NULL);
      g_assert_cmpuint (count_received (self, methods[i % 2], i), >=, 1);
    }

  g_assert_cmpuint (crowd_server_get_n_left (self->crowd), >=, tasks->len / 4);
}

/* What may not is never on a connection that was kept (RFC 9110, section 9.2.2),
 * though there are some, of those that ask. */
static void
test_unsafe (Closing       *self,
             gconstpointer  user_data)
{
  const char *const methods[] = { "GET", "POST", "GET", "PATCH" };
  g_autoptr (GPtrArray) tasks = NULL;

  tasks = fetch_by_turns (self, methods, G_N_ELEMENTS (methods), get_n_tasks ());

  for (guint i = 0; i < tasks->len; i++)
    {
      const char *method = methods[i % G_N_ELEMENTS (methods)];

      assert_succeeded (g_ptr_array_index (tasks, i), 200, NULL);
      if (i % 2 == 1)
        g_assert_cmpuint (count_received (self, method, i), ==, 1);
    }

  g_assert_cmpuint (crowd_server_get_n_left (self->crowd), >=, tasks->len / 8);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add ("/engine/network/closing/safe", Closing, NULL, set_up, test_safe, tear_down);
  g_test_add ("/engine/network/closing/idempotent", Closing, NULL,
              set_up, test_idempotent, tear_down);
  g_test_add ("/engine/network/closing/unsafe", Closing, NULL, set_up, test_unsafe, tear_down);

  return g_test_run ();
}
