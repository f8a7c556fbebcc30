/* test-wire.c: broken answers do not pass for good ones, and spoil no connection
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-wire-private.h"
#include "real-network.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define LENGTH(n) OK "Content-Length: " n "\r\n\r\n"

/* Without a length, libsoup would not use the connection again. */
#define NO_CONTENT "HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n"

#define X64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define X256 X64 X64 X64 X64

#define SUCCESS -1
#define ANY -1

/* A row of the table: what is sent, what it comes to, how many bytes of a body
 * arrive, and on how many connections it and the next request go. */
typedef struct
{
  const char *name;
  RawEnd      end;
  const char *bytes;
  const char *tail;
  int         code;
  int         status;
  int         n_bytes;
  guint       n_connections;
} Row;

static const Row rows[] = {
  { "length", RAW_KEEP, LENGTH ("5") "hello", NULL, SUCCESS, 200, 5, 1 },
  { "length-twice-in-one", RAW_KEEP, LENGTH ("5, 5") "hello", NULL, SUCCESS, 200, 5, 1 },
  { "chunked", RAW_KEEP, CHUNKED "5\r\nhello\r\n0\r\n\r\n", NULL, SUCCESS, 200, 5, 1 },
  { "trailer", RAW_KEEP, CHUNKED "5\r\nhello\r\n0\r\nX: y\r\n\r\n", NULL, SUCCESS, 200, 5, 1 },
  { "trailers", RAW_KEEP, CHUNKED "5\r\nhello\r\n0\r\nX: y\r\nZ: " X256 X256 "\r\n\r\n", NULL,
    SUCCESS, 200, 5, 1 },
  { "extension", RAW_KEEP, CHUNKED "5;x=y\r\nhello\r\n0\r\n\r\n", NULL, SUCCESS, 200, 5, 1 },
  { "extension-long", RAW_KEEP, CHUNKED "5;" X256 "\r\nhello\r\n0;" X256 "\r\n\r\n", NULL,
    SUCCESS, 200, 5, 1 },
  { "204", RAW_KEEP, NO_CONTENT, NULL, SUCCESS, 204, 0, 1 },
  { "304", RAW_KEEP, "HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n", NULL, SUCCESS, 304, 0, 1 },
  { "100-first", RAW_KEEP, "HTTP/1.1 100 X\r\n\r\n" LENGTH ("5") "hello", NULL,
    SUCCESS, 200, 5, 1 },
  { "empty-line-first", RAW_KEEP, "\r\n" LENGTH ("5") "hello", NULL, SUCCESS, 200, 5, 1 },
  { "until-close", RAW_CLOSE, OK "\r\nhello", NULL, SUCCESS, 200, 5, 2 },

  { "204-with-body", RAW_KEEP, NO_CONTENT "hello", NULL, SUCCESS, 204, 0, 2 },
  { "204-with-answer", RAW_KEEP, NO_CONTENT LENGTH ("0"), NULL, SUCCESS, 204, 0, 2 },
  { "304-with-body", RAW_KEEP, "HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\nhello", NULL,
    SUCCESS, 304, 0, 2 },
  { "sends-more", RAW_KEEP, LENGTH ("5") "hello, world", NULL, SUCCESS, 200, 5, 2 },
  { "sends-another", RAW_KEEP, LENGTH ("5") "hello" LENGTH ("5") "world", NULL,
    SUCCESS, 200, 5, 2 },
  { "chunked-and-more", RAW_KEEP, CHUNKED "5\r\nhello\r\n0\r\n\r\n\r\n", NULL,
    SUCCESS, 200, 5, 2 },
  { "chunked-and-length", RAW_KEEP, OK "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n0\r\n\r\n", NULL, SUCCESS, 200, 5, 2 },
  { "endless-after", RAW_REPEAT, LENGTH ("5") "hello", "world", SUCCESS, 200, 5, 2 },

  { "size-word", RAW_KEEP, CHUNKED "ZZZ\r\nhello\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, 0, 2 },
  { "size-word-later", RAW_KEEP, CHUNKED "5\r\nhello\r\nZZZ\r\nhello\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, 5, 2 },
  { "size-negative", RAW_KEEP, CHUNKED "-5\r\nhello\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, 0, 2 },
  { "size-17-digits", RAW_KEEP, CHUNKED "10000000000000005\r\nhello\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, 0, 2 },
  { "size-too-small", RAW_KEEP, CHUNKED "4\r\nhello\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, 4, 2 },
  { "chunk-endless-extension", RAW_REPEAT, CHUNKED "5;", "x", INFLIGHT_ERROR_PROTOCOL, 200, 0, 2 },
  { "endless-trailers", RAW_REPEAT, CHUNKED "5\r\nhello\r\n0\r\n", "X: y\r\n",
    INFLIGHT_ERROR_PROTOCOL, 200, 5, 2 },
  { "endless-trailer", RAW_REPEAT, CHUNKED "5\r\nhello\r\n0\r\nX: ", "y",
    INFLIGHT_ERROR_PROTOCOL, 200, 5, 2 },

  { "cut-between-chunks", RAW_CLOSE, CHUNKED "5\r\nhello\r\n", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-after-chunk", RAW_CLOSE, CHUNKED "5\r\nhello", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-in-chunk", RAW_CLOSE, CHUNKED "10\r\nhello", NULL, INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-in-size", RAW_CLOSE, CHUNKED "5\r\nhello\r\n1", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-before-chunks", RAW_CLOSE, CHUNKED, NULL, INFLIGHT_ERROR_TRUNCATED, 200, 0, 2 },
  { "cut-in-trailers", RAW_CLOSE, CHUNKED "5\r\nhello\r\n0\r\nX: y\r\n", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-in-length", RAW_CLOSE, LENGTH ("10") "hello", NULL, INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-in-length-with-close", RAW_CLOSE, OK "Connection: close\r\nContent-Length: 10\r\n\r\n"
    "hello", NULL, INFLIGHT_ERROR_TRUNCATED, 200, 5, 2 },
  { "cut-in-header", RAW_CLOSE, OK "X: y\r\n", NULL, INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "reset-in-chunk", RAW_RESET, CHUNKED "10\r\nhello", NULL, INFLIGHT_ERROR_RESET, 200, ANY, 2 },

  { "coding-unknown", RAW_KEEP, OK "Transfer-Encoding: gzip\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, ANY, ANY, 2 },
  { "coding-twice", RAW_KEEP, OK "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, ANY, ANY, 2 },
  { "length-differs", RAW_KEEP, LENGTH ("5, 3") "hello", NULL,
    INFLIGHT_ERROR_PROTOCOL, ANY, ANY, 2 },
  { "http-0.9", RAW_CLOSE, "<title>hello</title>", NULL, INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "http-0.9-version", RAW_KEEP, "HTTP/0.9 200 OK\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "http-3.9", RAW_KEEP, "HTTP/3.9 200 OK\r\n\r\n", NULL, INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "status-99", RAW_KEEP, "HTTP/1.1 99 X\r\n\r\n", NULL, INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "status-1000", RAW_KEEP, "HTTP/1.1 1000 X\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "101", RAW_KEEP, "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "endless-100", RAW_REPEAT, "HTTP/1.1 100 X\r\n\r\n", "HTTP/1.1 100 X\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
  { "endless-headers", RAW_REPEAT, OK, "X: y\r\n", INFLIGHT_ERROR_HEADERS_TOO_LARGE, 0, ANY, 2 },
  { "endless-empty-lines", RAW_REPEAT, "\r\n", "\r\n", INFLIGHT_ERROR_PROTOCOL, 0, ANY, 2 },
};

static void
assert_row (InflightTask *task,
            const Row    *row)
{
  if (row->code == SUCCESS)
    assert_succeeded (task, row->status, NULL);
  else
    assert_failed (task, row->code);

  if (row->status != ANY)
    g_assert_cmpuint (inflight_task_get_status (task), ==, row->status);
  if (row->n_bytes != ANY)
    g_assert_cmpuint (inflight_task_get_bytes (task), ==, row->n_bytes);
}

static void
assert_next_succeeds (RealNetwork *net)
{
  g_autoptr (InflightTask) next = real_network_fetch (net, "/next");

  assert_succeeded (next, 200, "next");
}

static void
test_row (RealNetwork   *net,
          gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/row", row->end, row->bytes, row->tail);

  task = real_network_fetch (net, "/row");
  assert_row (task, row);
  assert_next_succeeds (net);

  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, row->n_connections);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 2);
}

/* libsoup takes an error before the first line for a connection that was closed
 * meanwhile, and tries once more on another one. */
static void
test_row_on_used_connection (RealNetwork   *net,
                             gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/row", row->end, row->bytes, row->tail);

  assert_next_succeeds (net);
  task = real_network_fetch (net, "/row");
  assert_row (task, row);
  assert_next_succeeds (net);

  g_assert_cmpuint (raw_server_get_n_connections (net->server), <=, row->n_connections + 1);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), <=, 4);
}

static void
test_zero_byte (RealNetwork   *net,
                gconstpointer  user_data)
{
  static const char answer[] = OK "X: a\0b\r\nContent-Length: 0\r\n\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, sizeof answer - 1);
  g_autoptr (InflightTask) task = NULL;

  raw_server_add_bytes (net->server, "/zero", RAW_KEEP, bytes, NULL);
  task = real_network_fetch (net, "/zero");
  assert_failed (task, INFLIGHT_ERROR_PROTOCOL);
  assert_next_succeeds (net);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 2);
}

static void
test_head (RealNetwork   *net,
           gconstpointer  user_data)
{
  raw_server_add (net->server, "/length", RAW_KEEP, LENGTH ("5"), NULL);
  raw_server_add (net->server, "/chunked", RAW_KEEP, CHUNKED, NULL);
  g_assert_true (inflight_options_set_method (net->options, "HEAD", NULL));

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (InflightTask) task = real_network_fetch (net, i % 2 ? "/length" : "/chunked");

      assert_succeeded (task, 200, NULL);
    }

  real_network_renew_options (net);
  assert_next_succeeds (net);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* Good answers of all kinds, one after the other, need one connection. */
static void
test_reuse (RealNetwork   *net,
            gconstpointer  user_data)
{
  for (guint round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_autoptr (InflightTask) task = NULL;

        if (rows[i].n_connections > 1)
          continue;

        raw_server_add (net->server, "/row", RAW_KEEP, rows[i].bytes, NULL);
        task = real_network_fetch (net, "/row");
        assert_row (task, &rows[i]);
      }

  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* Connections of several sessions of libsoup, which count alike, are not taken
 * for each other; and a wrong answer is one wherever it comes. */
static void
test_many (RealNetwork   *net,
           gconstpointer  user_data)
{
  const guint n_tasks = 600;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  inflight_network_set_caps (net->network, 64, 64);
  raw_server_add (net->server, "/good", RAW_KEEP,
                  CHUNKED "5\r\nhello\r\n0\r\nX: y\r\nX: y\r\n\r\n", NULL);
  raw_server_add (net->server, "/bad", RAW_KEEP, CHUNKED "5\r\nhello\r\nZZZ\r\n", NULL);

  for (guint i = 0; i < n_tasks; i++)
    g_ptr_array_add (tasks, real_network_start (net, i % 10 == 0 ? "/bad" : "/good"));

  for (guint i = 0; i < n_tasks; i++)
    {
      InflightTask *task = g_ptr_array_index (tasks, i);

      real_network_await_settled (task);
      if (i % 10 == 0)
        assert_failed (task, INFLIGHT_ERROR_PROTOCOL);
      else
        assert_succeeded (task, 200, NULL);
    }

  g_assert_cmpuint (raw_server_get_peak (net->server), >, 16);
}

/* The wire by itself */

static InflightWire *
new_wire (const char *bytes)
{
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_data (bytes, -1, NULL);

  return inflight_wire_new (base);
}

static void
assert_reads (InflightWire *wire,
              gboolean      blocking,
              const char   *expected)
{
  g_autoptr (GError) error = NULL;
  char buffer[256];
  gssize n;

  n = g_pollable_stream_read (G_INPUT_STREAM (wire), buffer, sizeof buffer, blocking, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (buffer, n, expected, strlen (expected));
}

static void
test_unarmed (void)
{
  InflightWire *wire = new_wire ("SSH-2.0\r\n");

  g_assert_true (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (wire)));
  assert_reads (wire, TRUE, "SSH-2.0\r\n");
  assert_reads (wire, FALSE, "");
  g_assert_false (inflight_wire_is_complete (wire));
  g_assert_finalize_object (wire);
}

static void
test_armed (void)
{
  InflightWire *wire = new_wire (CHUNKED "0\r\nX: y\r\n\r\nmore");
  InflightWire *bad = new_wire (CHUNKED "5;\r\nhello!");
  g_autoptr (GError) error = NULL;
  char byte;

  inflight_wire_begin (wire, FALSE);
  assert_reads (wire, FALSE, CHUNKED "0\r\n\r\n");
  g_assert_true (inflight_wire_is_complete (wire));
  assert_reads (wire, FALSE, "");
  assert_reads (wire, TRUE, "");
  g_assert_finalize_object (wire);

  inflight_wire_begin (bad, FALSE);
  assert_reads (bad, TRUE, CHUNKED "5\r\nhello");
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (bad), &byte, 1, NULL, &error), ==, -1);
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_PROTOCOL);
  g_assert_false (inflight_wire_is_complete (bad));
  g_assert_finalize_object (bad);
}

static gboolean
readable_cb (GObject  *stream,
             gpointer  user_data)
{
  GObject **seen = user_data;

  *seen = stream;

  return G_SOURCE_REMOVE;
}

static void
assert_source_fires (InflightWire *wire)
{
  g_autoptr (GSource) source = NULL;
  GObject *seen = NULL;

  g_assert_true (g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (wire)));
  source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (wire), NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), &seen, NULL);
  g_source_attach (source, NULL);
  while (seen == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (seen == G_OBJECT (wire));
}

static void
test_source (void)
{
  InflightWire *wire = new_wire ("HTTP/2 200\r\n\r\n");

  assert_source_fires (wire);
  inflight_wire_begin (wire, FALSE);
  assert_source_fires (wire);
  assert_reads (wire, FALSE, "HTTP/");
  assert_source_fires (wire);
  g_assert_finalize_object (wire);
}

/* Every TCP connection has one, until then asleep. */
static void
test_connection (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) there = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *here;
  InflightWire *wire;
  guint16 port;

  port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_assert_no_error (error);
  here = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  there = g_socket_listener_accept (listener, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (G_OBJECT_TYPE (here) == G_TYPE_TCP_CONNECTION);
  g_assert_nonnull (inflight_wire_find (G_IO_STREAM (there)));
  wire = inflight_wire_find (G_IO_STREAM (here));
  g_assert_nonnull (wire);
  g_assert_true (wire == inflight_wire_find (G_IO_STREAM (here)));

  g_object_add_weak_pointer (G_OBJECT (wire), (gpointer *) &wire);
  g_assert_finalize_object (here);
  g_assert_null (wire);
}

static void
add_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/wire/answer/", rows[i].name, NULL);
      g_autofree char *used = g_strconcat ("/engine/wire/used/", rows[i].name, NULL);

      g_test_add (path, RealNetwork, &rows[i], real_network_set_up, test_row,
                  real_network_tear_down);
      g_test_add (used, RealNetwork, &rows[i], real_network_set_up,
                  test_row_on_used_connection, real_network_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/engine/wire/unarmed", test_unarmed);
  g_test_add_func ("/engine/wire/armed", test_armed);
  g_test_add_func ("/engine/wire/source", test_source);
  g_test_add_func ("/engine/wire/connection", test_connection);
  add_rows ();
  REAL_ADD ("/engine/wire/zero-byte", test_zero_byte);
  REAL_ADD ("/engine/wire/head", test_head);
  REAL_ADD ("/engine/wire/reuse", test_reuse);
  REAL_ADD ("/engine/wire/many", test_many);

  return g_test_run ();
}
