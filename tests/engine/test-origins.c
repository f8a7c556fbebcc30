/* test-origins.c: what the addresses of a batch have in common
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-removal.h"
#include "inflight-retrial.h"
#include "virtual-network.h"

static guint
count_at (InflightBatch *batch,
          InflightTask  *task)
{
  char *origin = inflight_request_get_origin (inflight_task_get_request (task));

  return GPOINTER_TO_UINT (g_hash_table_lookup (inflight_batch_get_origins (batch), origin));
}

static void
assert_shared (VirtualNetwork *net,
               InflightShared  expected)
{
  g_assert_cmpint (inflight_batch_get_shared (net->batch), ==, expected);
}

static void
test_shared (VirtualNetwork *net,
             gconstpointer   user_data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) other_port = NULL;
  g_autoptr (GPtrArray) secure = NULL;
  InflightRemoval *ports;
  InflightRemoval *all;

  assert_shared (net, INFLIGHT_SHARED_NOTHING);

  first = virtual_network_add (net, "http://fake/1", "http://me:secret@FAKE:80/2?q", NULL);
  assert_shared (net, INFLIGHT_SHARED_ORIGIN);
  g_assert_cmpuint (count_at (net->batch, first->pdata[0]), ==, 2);

  other_port = virtual_network_add (net, "http://fake:8080/1", NULL);
  assert_shared (net, INFLIGHT_SHARED_SCHEME);

  secure = virtual_network_add (net, "https://fake/1", NULL);
  assert_shared (net, INFLIGHT_SHARED_NOTHING);

  /* Removed, and back again. */
  inflight_removal_free (inflight_batch_remove (net->batch, secure));
  assert_shared (net, INFLIGHT_SHARED_SCHEME);
  ports = inflight_batch_remove (net->batch, other_port);
  assert_shared (net, INFLIGHT_SHARED_ORIGIN);
  all = inflight_batch_remove (net->batch, first);
  assert_shared (net, INFLIGHT_SHARED_NOTHING);
  g_assert_cmpuint (g_hash_table_size (inflight_batch_get_origins (net->batch)), ==, 0);

  inflight_removal_undo (ports);
  assert_shared (net, INFLIGHT_SHARED_ORIGIN);
  inflight_removal_undo (all);
  assert_shared (net, INFLIGHT_SHARED_SCHEME);
  g_assert_cmpuint (count_at (net->batch, first->pdata[0]), ==, 2);
}

/* A retry goes where the first try went. */
static void
test_retry (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (net, "fail?at=10", "ok?at=10", NULL);
  g_autoptr (GPtrArray) again = NULL;

  fake_run_until (net, 20 * MS);
  again = inflight_batch_retry (net->batch, tasks);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpuint (count_at (net->batch, again->pdata[0]), ==, 2);
}

static void
test_adopt (VirtualNetwork *net,
            gconstpointer   user_data)
{
  g_autoptr (InflightBatch) other = g_steal_pointer (&net->batch);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  net->batch = other;
  before = virtual_network_add (net, "http://one.test/1", "http://two.test/1", NULL);
  net->batch = inflight_batch_new (net->network);
  after = virtual_network_add (net, "http://two.test/2", NULL);
  assert_shared (net, INFLIGHT_SHARED_ORIGIN);

  inflight_batch_adopt (net->batch, other);
  assert_shared (net, INFLIGHT_SHARED_SCHEME);
  g_assert_cmpuint (count_at (net->batch, after->pdata[0]), ==, 2);
  g_assert_cmpuint (count_at (net->batch, before->pdata[0]), ==, 1);
  g_assert_cmpuint (g_hash_table_size (inflight_batch_get_origins (other)), ==, 0);
}

static void
assert_telling (VirtualNetwork *net,
                GPtrArray      *tasks,
                guint           i,
                guint64         expected)
{
  g_assert_cmphex (inflight_batch_get_telling (net->batch, g_ptr_array_index (tasks, i)), ==,
                   expected);
}

/* From the lowest bit on: origin, segments, parameters. */
static void
test_telling (VirtualNetwork *net,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) other = NULL;
  InflightRemoval *removal;

  tasks = virtual_network_add (net, "http://fake/api/users/1/health?a=1&b", NULL);
  assert_telling (net, tasks, 0, 0);
  g_ptr_array_unref (tasks);

  /* They part at the number; what comes behind it is told by it. */
  tasks = virtual_network_add (net, "http://fake/api/users/2/health?a=2&b", NULL);
  assert_telling (net, tasks, 0, 1 << 3);

  same = virtual_network_add (net, "http://fake/api/users/2/health?a=2&c", "http://fake/posts/",
                              NULL);
  assert_telling (net, tasks, 0, 1 << 1 | 1 << 3 | 1 << 6);
  assert_telling (net, same, 1, 1 << 1);

  /* Of a host that nobody else goes to that is enough. */
  other = virtual_network_add (net, "https://other/api/users/2", NULL);
  assert_telling (net, other, 0, 1);
  assert_telling (net, same, 1, 1 | 1 << 1);

  removal = inflight_batch_remove (net->batch, other);
  assert_telling (net, same, 1, 1 << 1);
  inflight_removal_free (inflight_batch_remove (net->batch, same));
  assert_telling (net, tasks, 0, 1 << 3);
  inflight_removal_undo (removal);
  assert_telling (net, tasks, 0, 1 | 1 << 3);
}

/* There may be more beginnings than are counted, and more parts. */
static void
test_many (VirtualNetwork *net,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  g_autoptr (GString) deep = g_string_new ("http://fake");
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) deep_tasks = NULL;

  for (guint i = 0; i < 70000; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://fake/api/%u/x", i);

      g_ptr_array_add (requests, inflight_request_new (address, net->options, NULL));
    }
  tasks = inflight_batch_append (net->batch, requests);
  assert_telling (net, tasks, 0, 1 << 2);
  assert_telling (net, tasks, 69999, 1 << 2);

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "/a");
  deep_tasks = virtual_network_add (net, deep->str, NULL);
  assert_telling (net, deep_tasks, 0, 1 << 1);

  inflight_removal_free (inflight_batch_remove (net->batch, tasks));
  assert_telling (net, deep_tasks, 0, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  VIRTUAL_ADD ("/engine/origins/shared", test_shared);
  VIRTUAL_ADD ("/engine/origins/telling", test_telling);
  VIRTUAL_ADD ("/engine/origins/many", test_many);
  VIRTUAL_ADD ("/engine/origins/retry", test_retry);
  VIRTUAL_ADD ("/engine/origins/adopt", test_adopt);

  return g_test_run ();
}
