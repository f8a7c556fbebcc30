/* test-lab-faults.c: broken connections to the practice server, and its end
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lab-fixture.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Ten gigabytes are on their way to one client while another is served. */
static void
test_huge (LabFixture    *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (LabReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 8 << 20;
  g_autofree char *text = g_malloc0 (size + 1);

  connection = lab_raw_send (fixture, "GET", "/posts/3?size=10000000000");
  g_assert_cmpuint (lab_raw_read (connection, text, size, &error), ==, size);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "Content-Length: 10000000000\r\n"));

  reply = lab_get (fixture, "/posts/4");
  lab_assert_post (reply, 4);

  g_assert_cmpuint (lab_raw_read (connection, text, size, &error), ==, size);
  g_assert_no_error (error);
  g_assert_cmpuint (strspn (text, " "), ==, size);
}

typedef struct
{
  GSocketConnection *connection;
  gint64             n_read;
} Greedy;

static gpointer
read_all_cb (gpointer data)
{
  Greedy *self = data;
  GInputStream *in = NULL;
  g_autofree char *buffer = g_malloc (1 << 20);
  gssize n_read;

  in = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  while ((n_read = g_input_stream_read (in, buffer, 1 << 20, NULL, NULL)) > 0)
    self->n_read += n_read;

  return NULL;
}

/* A client that takes all it can get does not have the lab for itself, and does
 * not keep it from ending. */
static void
test_greedy (LabFixture    *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GSocketConnection) connection = NULL;
  Greedy greedy = { 0 };
  GThread *thread = NULL;

  connection = lab_raw_send (fixture, "GET", "/posts/3?size=10000000000");
  greedy.connection = connection;
  thread = g_thread_new ("greedy", read_all_cb, &greedy);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (LabReply) reply = lab_get (fixture, "/posts/4");

      lab_assert_post (reply, 4);
    }

  g_assert_finalize_object (g_steal_pointer (&fixture->lab));
  g_thread_join (thread);
  g_assert_cmpint (greedy.n_read, <, G_GINT64_CONSTANT (10000000000));
}

static void
test_hang (LabFixture    *fixture,
           gconstpointer  user_data)
{
  g_autoptr (LabReply) hanging = lab_send (fixture, "GET", "/posts/1?hang");
  g_autoptr (LabReply) valued = lab_send (fixture, "GET", "/slow?hang=1&delay=0");
  g_autoptr (LabReply) reply = lab_get (fixture, "/posts/1?hang=0&delay=50");

  lab_assert_post (reply, 1);
  g_assert_true (hanging->is_sent);
  g_assert_false (hanging->is_done);
  g_assert_true (valued->is_sent);
  g_assert_false (valued->is_done);

  g_assert_finalize_object (g_steal_pointer (&fixture->lab));

  lab_await (&hanging->is_done);
  lab_await (&valued->is_done);
  g_assert_nonnull (hanging->error);
  g_assert_nonnull (valued->error);
}

/* Returns how many bytes of the body came before the reset. */
static gsize
read_until_reset (LabFixture *fixture,
                  const char *method,
                  const char *path)
{
  g_autoptr (GSocketConnection) connection = lab_raw_send (fixture, method, path);
  g_autofree char *text = g_malloc0 (1 << 20);
  g_autoptr (GError) error = NULL;
  const char *end = NULL;

  lab_raw_read (connection, text, (1 << 20) - 1, &error);

  /* That is ECONNRESET: the end of the stream would be no error. */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 "));
  end = strstr (text, "\r\n\r\n");
  g_assert_nonnull (end);

  return strlen (end + strlen ("\r\n\r\n"));
}

static void
test_reset (LabFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (LabReply) post = lab_get (fixture, "/posts/1");
  gsize half = g_bytes_get_size (post->body) / 2;

  g_assert_cmpuint (read_until_reset (fixture, "GET", "/posts/1?reset"), ==, half);
  g_assert_cmpuint (read_until_reset (fixture, "GET", "/posts/1?reset&delay=5"),
                    ==, half);
  g_assert_cmpuint (read_until_reset (fixture, "GET", "/posts/1?reset&trickle=50"),
                    ==, half);
  g_assert_cmpuint (read_until_reset (fixture, "GET", "/posts/1?reset&size=1"),
                    ==, 0);
  g_assert_cmpuint (read_until_reset (fixture, "GET", "/posts/1?reset&status=204"),
                    ==, 0);
  g_assert_cmpuint (read_until_reset (fixture, "HEAD", "/posts/1?reset"), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&lab_n_gone), ==, 0);
}

static void
test_reset_soup (LabFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (LabReply) broken = lab_request (fixture, "GET", "/posts/1?reset");
  g_autoptr (LabReply) next = lab_get (fixture, "/posts/2");

  g_assert_error (broken->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (soup_message_get_status (broken->message), ==, 200);
  lab_assert_post (next, 2);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* The client goes away before the header, or after a byte of the answer. */
static void
test_client_gone (LabFixture    *fixture,
                  gconstpointer  user_data)
{
  static const struct {
    const char *path;
    gsize       n_read;
    gboolean    is_idle;
  } cases[] = {
    { "/posts/1?delay=600000", 0, TRUE },
    { "/slow", 0, TRUE },
    { "/posts/1?hang", 0, TRUE },
    { "/posts/1?trickle=600000", 1, TRUE },
    { "/posts/1?trickle=600000&reset", 1, TRUE },
    { "/posts/1?size=10000000000", 1, FALSE },
    { "/posts/1?trickle=600000&size=10000000000", 1, FALSE },
  };

  g_autoptr (LabReply) first = lab_get (fixture, "/posts/1");
  guint n_descriptors = count_descriptors ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketConnection) connection = NULL;
      int n_gone = g_atomic_int_get (&lab_n_gone);
      char byte;

      connection = lab_raw_send (fixture, "GET", cases[i].path);
      g_assert_cmpuint (lab_raw_read (connection, &byte, cases[i].n_read, NULL),
                        ==, cases[i].n_read);
      g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));

      /* While it writes, libsoup may be the first to see it. */
      if (cases[i].is_idle)
        lab_await_count (&lab_n_gone, n_gone + 1);

      while (count_descriptors () > n_descriptors)
        {
          g_autoptr (LabReply) reply = lab_get (fixture, "/posts/1");

          lab_assert_post (reply, 1);
        }
    }
}

/* Two hundred at a time, each with an answer of its own. */
static void
test_concurrent (LabFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) replies = NULL;

  replies = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reply_free);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *path = NULL;

      path = g_strdup_printf ("/posts/%u?delay=20&jitter=60&trickle=10", i % 100 + 1);
      g_ptr_array_add (replies, lab_send (fixture, "GET", path));
    }

  for (guint i = 0; i < 200; i++)
    {
      LabReply *reply = g_ptr_array_index (replies, i);

      lab_await (&reply->is_done);
      g_assert_no_error (reply->error);
      lab_assert_post (reply, i % 100 + 1);
    }
}

static void
test_dispose_in_flight (LabFixture    *fixture,
                        gconstpointer  user_data)
{
  static const char *const paths[] = {
    "/posts/1?hang", "/posts/1?delay=600000", "/slow",
    "/posts/1?trickle=600000", "/posts/1?size=10000000000&trickle=600000",
    "/posts/1?trickle=600000&reset",
  };

  g_autoptr (GPtrArray) replies = NULL;
  g_autoptr (GSocketConnection) idle = lab_raw_connect (fixture);
  g_autoptr (GSocketConnection) flooded = NULL;
  g_autoptr (LabReply) last = NULL;
  char byte;

  replies = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reply_free);
  flooded = lab_raw_send (fixture, "GET", "/posts/1?size=10000000000");
  g_assert_cmpuint (lab_raw_read (flooded, &byte, 1, NULL), ==, 1);

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (replies, lab_send (fixture, "GET",
                                            paths[i % G_N_ELEMENTS (paths)]));

  for (guint i = 0; i < replies->len; i++)
    lab_await (&((LabReply *) g_ptr_array_index (replies, i))->is_sent);

  last = lab_get (fixture, "/posts/1");
  g_assert_finalize_object (g_steal_pointer (&fixture->lab));

  for (guint i = 0; i < replies->len; i++)
    {
      LabReply *reply = g_ptr_array_index (replies, i);

      lab_await (&reply->is_done);

      /* One that had its header and then the end of the stream: libsoup takes
       * that for an answer. */
      g_assert_true (reply->error != NULL ||
                     g_bytes_get_size (reply->body) < 100);
    }

  g_assert_cmpuint (lab_raw_read (idle, &byte, 1, NULL), ==, 0);
}

static void
test_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightLab) lab = inflight_lab_new (0, &error);
  InflightLab *second = NULL;
  g_autofree char *base_uri = NULL;
  guint64 port;

  g_assert_no_error (error);
  base_uri = g_strdup (inflight_lab_get_base_uri (lab));
  g_assert_true (g_str_has_prefix (base_uri, "http://127.0.0.1:"));
  g_assert_true (g_ascii_string_to_unsigned (strrchr (base_uri, ':') + 1, 10,
                                             1, G_MAXUINT16, &port, &error));

  second = inflight_lab_new (port, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (second);
  g_clear_error (&error);

  g_assert_finalize_object (g_steal_pointer (&lab));
  second = inflight_lab_new (port, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inflight_lab_get_base_uri (second), ==, base_uri);
  g_assert_finalize_object (second);
}

static void
test_dispose_twice (void)
{
  InflightLab *lab = inflight_lab_new (0, NULL);

  g_object_run_dispose (G_OBJECT (lab));
  g_assert_finalize_object (lab);
}

/* Started and stopped at once, when the thread may not have begun. */
static void
test_start_stop (void)
{
  for (guint i = 0; i < 100; i++)
    {
      InflightLab *lab = inflight_lab_new (0, NULL);

      g_assert_finalize_object (lab);
    }
}

static void
test_out_of_descriptors (LabFixture    *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GInetAddress) loopback = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (LabReply) reply = NULL;
  struct rlimit limit, tight;
  guint64 port;
  int lowest_free;

  g_ascii_string_to_unsigned (
    strrchr (inflight_lab_get_base_uri (fixture->lab), ':') + 1, 10,
    1, G_MAXUINT16, &port, &error);
  loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  address = g_inet_socket_address_new (loopback, port);
  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);

  lowest_free = dup (STDIN_FILENO);
  g_assert_cmpint (lowest_free, >=, 0);
  close (lowest_free);

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  tight = limit;
  tight.rlim_cur = lowest_free;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &tight), ==, 0);

  g_assert_true (g_socket_connect (socket, address, NULL, &error));
  lab_await_count (&lab_n_pauses, 1);

  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  reply = lab_get (fixture, "/posts/5");
  lab_assert_post (reply, 5);
}

int
main (int   argc,
      char *argv[])
{
  lab_test_init (&argc, &argv);

  LAB_ADD ("/lab/faults/huge", test_huge);
  LAB_ADD ("/lab/faults/greedy", test_greedy);
  LAB_ADD ("/lab/faults/hang", test_hang);
  LAB_ADD ("/lab/faults/reset", test_reset);
  LAB_ADD ("/lab/faults/reset-soup", test_reset_soup);
  LAB_ADD ("/lab/faults/client-gone", test_client_gone);
  LAB_ADD ("/lab/faults/concurrent", test_concurrent);
  LAB_ADD ("/lab/faults/dispose-in-flight", test_dispose_in_flight);
  g_test_add_func ("/lab/faults/port", test_port);
  g_test_add_func ("/lab/faults/dispose-twice", test_dispose_twice);
  g_test_add_func ("/lab/faults/start-stop", test_start_stop);
  LAB_ADD ("/lab/faults/out-of-descriptors", test_out_of_descriptors);

  return g_test_run ();
}
