/* real-network.c: a network on real sockets, and a server for it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#ifdef HAVE_LIBCURL
#include <curl/curl.h>
#endif
#include <libsoup/soup.h>

#define GIVE_UP_S 60

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("What the test waits for did not happen in %d s", GIVE_UP_S);

  return G_SOURCE_REMOVE;
}

/**
 * give_up_later:
 *
 * Returns: the id of a source that ends the program if it is not removed
 */
guint
give_up_later (void)
{
  return g_timeout_add_seconds (GIVE_UP_S, give_up_cb, NULL);
}

/**
 * real_network_is_curl:
 *
 * Returns: whether it is libcurl that carries requests in this program, by its
 *   environment; otherwise it is libsoup
 */
gboolean
real_network_is_curl (void)
{
  return g_strcmp0 (g_getenv ("INFLIGHT_TEST_TRANSPORT"), "libcurl") == 0;
}

/**
 * real_network_is_newer:
 *
 * Returns: whether what carries requests is of the generation of libcurl 8.14 and
 *   libsoup 3.6, which do some things that those before them do not
 */
gboolean
real_network_is_newer (void)
{
#ifdef HAVE_LIBCURL
  if (real_network_is_curl ())
    return curl_version_info (CURLVERSION_NOW)->version_num >= 0x080e00;
#endif

  return soup_check_version (3, 5, 0);
}

void
real_network_set_up (RealNetwork   *self,
                     gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->network = inflight_network_new ();
  inflight_network_set_transport (self->network,
                                  real_network_is_curl () ? INFLIGHT_TRANSPORT_KIND_LIBCURL
                                                          : INFLIGHT_TRANSPORT_KIND_LIBSOUP,
                                  &error);
  g_assert_no_error (error);
  self->batch = inflight_batch_new (self->network);
  self->options = inflight_options_new ();
  self->server = raw_server_new ();
}

/* A tick that is on its way holds the batch, and the batch the network. */
void
real_network_tear_down (RealNetwork   *self,
                        gconstpointer  user_data)
{
  guint give_up = give_up_later ();

  g_object_add_weak_pointer (G_OBJECT (self->network), (gpointer *) &self->network);
  g_object_add_weak_pointer (G_OBJECT (self->batch), (gpointer *) &self->batch);
  g_object_unref (self->batch);
  g_object_unref (self->network);

  while (self->network != NULL || self->batch != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
  g_clear_pointer (&self->options, inflight_options_unref);
  g_clear_pointer (&self->server, raw_server_free);
}

/**
 * real_network_renew_options:
 * @self: a fixture
 *
 * Takes default options for the tasks to come. Those that tasks were made with
 * must not be changed.
 */
void
real_network_renew_options (RealNetwork *self)
{
  inflight_options_unref (self->options);
  self->options = inflight_options_new ();
}

/**
 * real_network_add:
 * @self: a fixture
 * @address: an address, or a path of its server
 *
 * Returns: (transfer full): a task, ready
 */
InflightTask *
real_network_add (RealNetwork *self,
                  const char  *address)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  uri = address[0] == '/' ? raw_server_dup_uri (self->server, address)
                          : g_strdup (address);
  requests = g_ptr_array_new_with_free_func ((GDestroyNotify) inflight_request_unref);
  g_ptr_array_add (requests, inflight_request_new (uri, self->options, &error));
  g_assert_no_error (error);
  tasks = inflight_batch_append (self->batch, requests);

  return g_object_ref (g_ptr_array_index (tasks, 0));
}

/**
 * real_network_start:
 * @self: a fixture
 * @address: as for real_network_add()
 *
 * Returns: (transfer full): a task, queued
 */
InflightTask *
real_network_start (RealNetwork *self,
                    const char  *address)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  InflightTask *task = real_network_add (self, address);

  g_ptr_array_add (tasks, task);
  g_assert_cmpuint (inflight_network_launch (self->network, tasks), ==, 1);

  return task;
}

/**
 * real_network_fetch:
 * @self: a fixture
 * @address: as for real_network_add()
 *
 * Returns: (transfer full): a task, settled
 */
InflightTask *
real_network_fetch (RealNetwork *self,
                    const char  *address)
{
  InflightTask *task = real_network_start (self, address);

  real_network_await_settled (task);

  return task;
}

guint
real_network_cancel (RealNetwork  *self,
                     InflightTask *task)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, task);

  return inflight_network_cancel (self->network, tasks, INFLIGHT_CANCEL_REASON_USER, 0);
}

/* Runs the main loop until the task has come as far as @state. */
void
real_network_await (InflightTask      *task,
                    InflightTaskState  state)
{
  guint give_up = give_up_later ();

  while (inflight_task_get_state (task) < state)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
  g_assert_cmpint (inflight_task_get_state (task), ==, state);
}

void
real_network_await_settled (InflightTask *task)
{
  guint give_up = give_up_later ();

  while (!inflight_task_is_settled (task))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (give_up);
}

/**
 * count_descriptors:
 *
 * Returns: how many descriptors this program has open
 */
guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    count++;

  /* That of the directory is among them. */
  return count - 1;
}

static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until no more than that many are open: nothing tells when other
 * threads close theirs. */
void
await_descriptors (guint n_most)
{
  guint give_up = give_up_later ();
  guint look_again = g_timeout_add (2, look_again_cb, NULL);

  while (count_descriptors () > n_most)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (look_again);
  g_source_remove (give_up);
}

/**
 * assert_succeeded:
 * @task: a settled task
 * @status: the status that it must have
 * @title: (nullable): the title that it must have
 */
void
assert_succeeded (InflightTask *task,
                  guint         status,
                  const char   *title)
{
  g_assert_no_error (inflight_task_get_error (task));
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_SUCCEEDED);
  g_assert_cmpuint (inflight_task_get_status (task), ==, status);
  if (title != NULL)
    g_assert_cmpstr (inflight_task_get_title (task), ==, title);
}

/**
 * assert_led_to:
 * @task: a settled task
 * @path: the path of the address that must have answered
 */
void
assert_led_to (InflightTask *task,
               const char   *path)
{
  g_autofree char *address = inflight_task_dup_final_address (task);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);

  g_assert_nonnull (uri);
  g_assert_cmpstr (g_uri_get_path (uri), ==, path);
}

void
assert_failed (InflightTask  *task,
               InflightError  code)
{
  const GError *error = inflight_task_get_error (task);

  g_assert_nonnull (error);
  g_assert_error (error, INFLIGHT_ERROR, (int) code);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_FAILED);
}
