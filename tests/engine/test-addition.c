/* test-addition.c: tests of adding many tasks to a batch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-addition.h"
#include "virtual-network.h"

/* Some turns' worth. */
#define N_TASKS 1000

static GPtrArray *
make_requests (VirtualNetwork *self,
               guint           n_requests)
{
  GPtrArray *requests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);

  for (guint i = 0; i < n_requests; i++)
    {
      g_autofree char *uri = g_strdup_printf ("http://fake/added/%u", i);

      g_ptr_array_add (requests, inflight_request_new (uri, self->options, NULL));
    }

  return requests;
}

static void
changed_cb (GListModel *tasks,
            guint       position,
            guint       n_removed,
            guint       n_added,
            GString    *changes)
{
  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, position + n_added);

  g_string_append_printf (changes, "%u-%u+%u ", position, n_removed, n_added);
}

static void
assert_row (VirtualNetwork  *self,
            guint            index,
            InflightRequest *request)
{
  g_autoptr (InflightTask) task =
    g_list_model_get_item (inflight_batch_get_tasks (self->batch), index);

  g_assert_true (inflight_task_get_request (task) == request);
  g_assert_cmpuint (inflight_task_get_position (task), ==, index + 1);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_READY);
}

/* They are made in turns, and come all at once, in their order. */
static void
test_turns (VirtualNetwork *self,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) before = virtual_network_add (self, "1", "2", NULL);
  g_autoptr (GPtrArray) requests = make_requests (self, N_TASKS);
  g_autoptr (InflightAddition) addition = inflight_addition_new (self->batch, requests);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GString) changes = g_string_new (NULL);
  guint n_turns = 1;

  g_signal_connect (inflight_batch_get_tasks (self->batch), "items-changed",
                    G_CALLBACK (changed_cb), changes);
  for (; !inflight_addition_prepare (addition, 0); n_turns++)
    g_assert_cmpuint (inflight_batch_get_n_tasks (self->batch), ==, before->len);
  g_assert_cmpuint (n_turns, >, 2);
  g_assert_cmpstr (changes->str, ==, "");

  tasks = inflight_addition_carry_out (g_steal_pointer (&addition));
  g_assert_cmpstr (changes->str, ==, "2-0+1000 ");
  g_assert_cmpuint (tasks->len, ==, N_TASKS);
  g_assert_cmpuint (inflight_batch_get_count (self->batch, INFLIGHT_TASK_STATE_READY), ==,
                    before->len + N_TASKS);
  for (guint i = 0; i < N_TASKS; i++)
    assert_row (self, before->len + i, g_ptr_array_index (requests, i));
  g_signal_handlers_disconnect_by_func (inflight_batch_get_tasks (self->batch),
                                        changed_cb, changes);
}

/* One that is given up leaves no trace. */
static void
test_given_up (VirtualNetwork *self,
               gconstpointer   user_data)
{
  g_autoptr (GPtrArray) requests = make_requests (self, N_TASKS);
  InflightAddition *addition = inflight_addition_new (self->batch, requests);
  g_autoptr (GPtrArray) tasks = NULL;

  g_assert_false (inflight_addition_prepare (addition, 0));
  inflight_addition_free (addition);
  g_assert_cmpuint (inflight_batch_get_n_tasks (self->batch), ==, 0);
  g_assert_cmpuint (g_hash_table_size (inflight_batch_get_origins (self->batch)), ==, 0);

  tasks = virtual_network_add (self, "1", NULL);
  g_assert_cmpuint (inflight_task_get_position (g_ptr_array_index (tasks, 0)), ==, 1);
}

static void
test_nothing (VirtualNetwork *self,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) requests = make_requests (self, 0);
  g_autoptr (GPtrArray) tasks = inflight_batch_append (self->batch, requests);

  g_assert_cmpuint (tasks->len, ==, 0);
  g_assert_cmpuint (inflight_batch_get_n_tasks (self->batch), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  VIRTUAL_ADD ("/engine/addition/turns", test_turns);
  VIRTUAL_ADD ("/engine/addition/given-up", test_given_up);
  VIRTUAL_ADD ("/engine/addition/nothing", test_nothing);

  return g_test_run ();
}
