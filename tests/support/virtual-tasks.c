/* virtual-tasks.c: tasks of a virtual network, many of them, and what became of one
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-tasks.h"

InflightTask *
nth (GPtrArray *tasks,
     guint      index)
{
  return g_ptr_array_index (tasks, index);
}

/* Returns: (transfer none): a task, which the model keeps. */
InflightTask *
at (GListModel *model,
    guint       index)
{
  g_autoptr (InflightTask) task = g_list_model_get_item (model, index);

  return task;
}

void
assert_state (InflightTask      *task,
              InflightTaskState  state)
{
  g_assert_cmpint (inflight_task_get_state (task), ==, state);
}

GListModel *
finished_of (VirtualNetwork *self)
{
  return inflight_batch_get_finished (self->batch);
}

/* What is added from now on has that long. */
void
virtual_network_set_deadline (VirtualNetwork *self,
                              gint64          deadline_us)
{
  g_clear_pointer (&self->options, inflight_options_unref);
  self->options = inflight_options_new ();
  inflight_options_set_deadline_us (self->options, deadline_us);
}

/* Returns: (transfer full): tasks, ready, all with the same address. */
GPtrArray *
virtual_network_add_many (VirtualNetwork *self,
                          const char     *address,
                          guint           n_tasks)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *uri = g_strconcat ("http://fake/", address, NULL);

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  for (guint i = 0; i < n_tasks; i++)
    g_ptr_array_add (requests, inflight_request_new (uri, self->options, NULL));

  return inflight_batch_append (self->batch, requests);
}

/* Launches tasks one after the other, from the hosts h0, h1, … in turn. */
void
virtual_network_launch_spread (VirtualNetwork *self,
                               guint           n_tasks,
                               const char     *path,
                               guint           n_hosts)
{
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://h%u/%s", i % n_hosts, path);
      g_autoptr (InflightTask) task = virtual_network_fetch (self, address);
    }
}
