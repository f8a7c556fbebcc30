/* virtual-network.c: a network, a fake wire and the clock of both
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "virtual-network.h"

#include "inflight-retrial.h"

void
virtual_network_set_up (VirtualNetwork *self,
                        gconstpointer   user_data)
{
  self->now_us = 0;
  self->transport = inflight_fake_transport_new (&self->now_us);
  self->network = inflight_network_new_virtual (self->transport, &self->now_us);
  self->batch = inflight_batch_new (self->network);
  self->options = inflight_options_new ();
}

/* A virtual network cannot wait for its wire, so the wire ends first. What is
 * left of the tick that announces it is a tick of its own. */
void
virtual_network_tear_down (VirtualNetwork *self,
                           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) pending = inflight_batch_dup_pending (self->batch);

  inflight_network_cancel (self->network, pending, INFLIGHT_CANCEL_REASON_USER, 0);
  inflight_fake_transport_cancel_all (self->transport);
  while (inflight_network_advance (self->network))
    ;

  g_clear_pointer (&pending, g_ptr_array_unref);
  g_clear_pointer (&self->options, inflight_options_unref);
  g_assert_finalize_object (g_steal_pointer (&self->batch));
  g_assert_finalize_object (g_steal_pointer (&self->network));
}

static GPtrArray *
add_va (VirtualNetwork *self,
        const char     *address,
        va_list         args)
{
  g_autoptr (GPtrArray) requests = NULL;

  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  for (; address != NULL; address = va_arg (args, const char *))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *uri = NULL;
      InflightRequest *request;

      uri = g_str_has_prefix (address, "http") ? g_strdup (address)
                                               : g_strconcat ("http://fake/", address, NULL);
      request = inflight_request_new (uri, self->options, &error);
      g_assert_no_error (error);
      g_ptr_array_add (requests, request);
    }

  return inflight_batch_append (self->batch, requests);
}

/**
 * virtual_network_add:
 * @self: a fixture
 * @address: an address, or what follows `http://fake/`
 * @...: more of them, and %NULL
 *
 * Returns: (transfer full): tasks, ready
 */
GPtrArray *
virtual_network_add (VirtualNetwork *self,
                     const char     *address,
                     ...)
{
  GPtrArray *tasks;
  va_list args;

  va_start (args, address);
  tasks = add_va (self, address, args);
  va_end (args);

  return tasks;
}

/**
 * virtual_network_launch:
 * @self: a fixture
 * @address: as for virtual_network_add()
 * @...: more of them, and %NULL
 *
 * Returns: (transfer full): tasks, queued
 */
GPtrArray *
virtual_network_launch (VirtualNetwork *self,
                        const char     *address,
                        ...)
{
  GPtrArray *tasks;
  va_list args;

  va_start (args, address);
  tasks = add_va (self, address, args);
  va_end (args);

  g_assert_cmpuint (inflight_network_launch (self->network, tasks), ==, tasks->len);

  return tasks;
}

/**
 * virtual_network_fetch:
 * @self: a fixture
 * @address: as for virtual_network_add()
 *
 * Returns: (transfer full): a task, queued
 */
InflightTask *
virtual_network_fetch (VirtualNetwork *self,
                       const char     *address)
{
  g_autoptr (GPtrArray) tasks = virtual_network_launch (self, address, NULL);

  return g_object_ref (g_ptr_array_index (tasks, 0));
}

/**
 * virtual_network_cancel:
 * @self: a fixture
 * @task: a task
 *
 * Returns: how many of the one task there was to cancel
 */
guint
virtual_network_cancel (VirtualNetwork *self,
                        InflightTask   *task)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, task);

  return inflight_network_cancel (self->network, tasks, INFLIGHT_CANCEL_REASON_USER, 0);
}

/* All that is due now, and what comes of it. */
static void
run_instant (VirtualNetwork *self)
{
  gboolean delivered;

  do
    {
      inflight_fake_transport_run (self->transport);
      delivered = inflight_network_advance (self->network);
    }
  while (delivered ||
         inflight_fake_transport_get_next_us (self->transport) <= self->now_us);
}

/**
 * fake_run_until:
 * @self: a fixture
 * @until_us: a time on its clock, in microseconds
 *
 * Lets time pass, from one instant at which something happens to the next. What
 * the wire does at one instant is one tick; what the tests' callbacks ask for in
 * it is the next one, at the same instant.
 */
void
fake_run_until (VirtualNetwork *self,
                gint64          until_us)
{
  gint64 next_us = self->now_us;

  g_assert_cmpint (until_us, >=, self->now_us);

  do
    {
      self->now_us = MAX (self->now_us, next_us);
      run_instant (self);
      next_us = MIN (inflight_fake_transport_get_next_us (self->transport),
                     inflight_network_get_next_us (self->network));
    }
  while (next_us <= until_us);

  self->now_us = until_us;
}

/* Returns the task that came in the place of another, which the batch holds; NULL
 * if none did. */
InflightTask *
virtual_network_retry (VirtualNetwork *self,
                       InflightTask   *task)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;

  g_ptr_array_add (tasks, task);
  again = inflight_batch_retry (self->batch, tasks);

  return again->len > 0 ? g_ptr_array_index (again, 0) : NULL;
}
