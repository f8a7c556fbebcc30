/* bench-run.c: a network with a batch of many tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-run.h"

#include <string.h>

/**
 * bench_requests_new:
 * @port: the port of a server on this machine
 * @folder: what its addresses begin with
 * @n_addresses: how many different ones to ask for
 * @n_requests: how many to make
 *
 * Returns: (transfer full) (element-type InflightRequest): requests
 */
GPtrArray *
bench_requests_new (guint16     port,
                    const char *folder,
                    guint       n_addresses,
                    guint       n_requests)
{
  GPtrArray *requests =
    g_ptr_array_new_full (n_requests, (GDestroyNotify) inflight_request_unref);
  g_autoptr (InflightOptions) options = inflight_options_new ();

  for (guint i = 0; i < n_requests; i++)
    {
      g_autoptr (GError) error = NULL;
      InflightRequest *request;
      char uri[128];

      g_snprintf (uri, sizeof uri, "http://127.0.0.1:%u/%s/%u", port, folder, i % n_addresses + 1);
      request = inflight_request_new (uri, options, &error);
      if (request == NULL)
        g_error ("%s: %s", uri, error->message);

      g_ptr_array_add (requests, request);
    }

  return requests;
}

/* Returns how long their addresses are, together, with the byte that ends each. */
gsize
bench_requests_size (GPtrArray *requests)
{
  gsize size = 0;

  for (guint i = 0; i < requests->len; i++)
    size += strlen (inflight_request_get_uri (g_ptr_array_index (requests, i))) + 1;

  return size;
}

void
bench_run_init (BenchRun *self,
                guint     max_in_flight)
{
  self->network = inflight_network_new ();
  self->batch = NULL;
  self->tasks = NULL;
  self->wait = NULL;
  inflight_network_set_caps (self->network, max_in_flight, max_in_flight);
}

/* Cancels what is pending, too. */
void
bench_run_clear (BenchRun *self)
{
  g_object_run_dispose (G_OBJECT (self->network));
  bench_run_forget (self);
  g_clear_object (&self->network);
}

/* Lets go of the tasks, all of which have settled. */
void
bench_run_forget (BenchRun *self)
{
  g_clear_object (&self->wait);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->batch);
}

/* Tasks that are not launched yet. */
void
bench_run_append (BenchRun  *self,
                  GPtrArray *requests)
{
  g_assert (self->batch == NULL);

  self->batch = inflight_batch_new (self->network);
  self->tasks = inflight_batch_append (self->batch, requests);
}

void
bench_run_wait (BenchRun                *self,
                const InflightCondition *condition)
{
  g_autoptr (GError) error = NULL;

  self->wait = inflight_wait_new (self->network, self->tasks, condition, NULL, &error);
  if (self->wait == NULL)
    g_error ("%s", error->message);
}

void
bench_run_until_done (BenchRun *self)
{
  while (inflight_batch_get_n_pending (self->batch) > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop for a while. */
void
bench_pass (gint64 duration_us)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add_once (duration_us / 1000, (GSourceOnceFunc) g_main_loop_quit, loop);
  g_main_loop_run (loop);
}
