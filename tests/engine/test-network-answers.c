/* test-network-answers.c: what servers do to us, and the verdict
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define JSON "Content-Type: application/json\r\n"
#define TITLE "{\"title\": \"Moby\"}"

static GBytes *
gzip (const char *text,
      gsize       size,
      const char *header)
{
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;
  GBytes *bytes;

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_output_stream_write_all (sink, header, strlen (header), NULL, NULL, NULL);
  stream = g_converter_output_stream_new (sink, G_CONVERTER (compressor));
  g_output_stream_write_all (stream, text, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));

  return bytes;
}

/* A row of the table: what is sent, and what it comes to. */
typedef struct
{
  const char *name;
  RawEnd      end;
  const char *bytes;
  const char *tail;
  int         code;
  int         status;
  const char *title;
  gint64      n_bytes;
} Row;

#define SUCCESS -1
#define ANY -1

static const Row rows[] = {
  { "plain", RAW_KEEP, OK JSON "Content-Length: 17\r\n\r\n" TITLE, NULL, SUCCESS, 200, "Moby", 17 },
  { "empty", RAW_KEEP, OK "Content-Length: 0\r\n\r\n", NULL, SUCCESS, 200, "empty", 0 },
  { "until-close", RAW_CLOSE, OK JSON "\r\n" TITLE, NULL, SUCCESS, 200, "Moby", 17 },
  { "http-1.0", RAW_CLOSE, "HTTP/1.0 200 OK\r\n" JSON "\r\n" TITLE, NULL,
    SUCCESS, 200, "Moby", 17 },
  { "chunked", RAW_KEEP, OK JSON "Transfer-Encoding: chunked\r\n\r\n"
    "8\r\n{\"title\"\r\n9\r\n: \"Moby\"}\r\n0\r\n\r\n", NULL, SUCCESS, 200, "Moby", 17 },
  { "same-length-twice", RAW_KEEP, OK JSON "Content-Length: 17\r\nContent-Length: 17\r\n\r\n" TITLE,
    NULL, SUCCESS, 200, "Moby", 17 },
  { "204", RAW_KEEP, "HTTP/1.1 204 No Content\r\n\r\n", NULL, SUCCESS, 204, "204", 0 },
  { "204-with-length", RAW_KEEP, "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", NULL,
    SUCCESS, 204, "204-with-length", 0 },
  { "304", RAW_KEEP, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", NULL,
    SUCCESS, 304, "304", 0 },
  { "100-first", RAW_KEEP, "HTTP/1.1 100 Continue\r\n\r\n"
    "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" OK JSON
    "Content-Length: 17\r\n\r\n" TITLE, NULL, SUCCESS, 200, "Moby", 17 },
  { "sends-more", RAW_KEEP, OK "Content-Length: 5\r\n\r\nhello, world", NULL,
    SUCCESS, 200, "sends-more", 5 },
  { "sends-more-and-closes", RAW_CLOSE, OK "Connection: close\r\nContent-Length: 5\r\n\r\n"
    "hello, world", NULL, SUCCESS, 200, "sends-more-and-closes", 5 },
  { "unknown-encoding", RAW_KEEP, OK "Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello", NULL,
    SUCCESS, 200, "unknown-encoding", 5 },

  { "404", RAW_KEEP, "HTTP/1.1 404 Not Found\r\n" JSON "Content-Length: 17\r\n\r\n" TITLE, NULL,
    INFLIGHT_ERROR_HTTP_STATUS, 404, "Moby", 17 },
  { "500", RAW_CLOSE, "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\n\r\n"
    "<title>Oops</title>", NULL, INFLIGHT_ERROR_HTTP_STATUS, 500, "Oops", 19 },
  { "401", RAW_KEEP, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n" JSON
    "Content-Length: 17\r\n\r\n" TITLE, NULL, INFLIGHT_ERROR_HTTP_STATUS, 401, "Moby", 17 },
  { "407", RAW_KEEP, "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=x\r\n" JSON
    "Content-Length: 17\r\n\r\n" TITLE, NULL, INFLIGHT_ERROR_HTTP_STATUS, 407, "Moby", 17 },
  { "421", RAW_KEEP, "HTTP/1.1 421 Misdirected\r\nContent-Length: 5\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_HTTP_STATUS, 421, NULL, ANY },
  { "421-endless", RAW_REPEAT, "HTTP/1.1 421 Misdirected\r\n\r\n", "hello",
    INFLIGHT_ERROR_HTTP_STATUS, 421, NULL, ANY },
  { "401-endless", RAW_REPEAT, "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n\r\n", "hello",
    INFLIGHT_ERROR_TOO_LARGE, 401, NULL, ANY },
  { "407-endless", RAW_REPEAT, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n", "hello",
    INFLIGHT_ERROR_TOO_LARGE, 407, NULL, ANY },

  { "truncated", RAW_CLOSE, OK JSON "Content-Length: 100\r\n\r\n" TITLE, NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, "Moby", 17 },
  { "truncated-with-close", RAW_CLOSE, OK JSON "Connection: close\r\nContent-Length: 100\r\n\r\n"
    TITLE, NULL, INFLIGHT_ERROR_TRUNCATED, 200, "Moby", 17 },
  { "truncated-http-1.0", RAW_CLOSE, "HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, NULL, 5 },
  { "truncated-chunk", RAW_CLOSE, OK "Transfer-Encoding: chunked\r\n\r\n10\r\nhello", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, NULL, ANY },
  { "truncated-at-once", RAW_CLOSE, OK "Content-Length: 100\r\n\r\n", NULL,
    INFLIGHT_ERROR_TRUNCATED, 200, NULL, 0 },
  { "length-negative", RAW_CLOSE, OK "Content-Length: -5\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, NULL, ANY },
  { "length-word", RAW_CLOSE, OK "Content-Length: abc\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, ANY, NULL, ANY },
  { "length-plus", RAW_CLOSE, OK "Content-Length: +5\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, NULL, ANY },
  { "length-huge", RAW_CLOSE, OK "Content-Length: 99999999999999999999\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, NULL, ANY },
  { "two-lengths", RAW_CLOSE, OK "Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, 200, NULL, ANY },
  { "two-lengths-in-one", RAW_CLOSE, OK "Content-Length: 5, 3\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_PROTOCOL, ANY, NULL, ANY },

  { "too-large-announced", RAW_HANG, OK "Content-Length: 10000000000\r\n\r\n", NULL,
    INFLIGHT_ERROR_TOO_LARGE, 200, NULL, 0 },
  { "too-large", RAW_REPEAT, OK "\r\n", "hello", INFLIGHT_ERROR_TOO_LARGE, 200, NULL, ANY },
  { "too-large-chunked", RAW_REPEAT, OK "Transfer-Encoding: chunked\r\n\r\n",
    "10\r\n0123456789abcdef\r\n",
    INFLIGHT_ERROR_TOO_LARGE, 200, NULL, ANY },

  { "endless-100", RAW_REPEAT, "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
    INFLIGHT_ERROR_PROTOCOL, 0, NULL, ANY },
  { "endless-103", RAW_REPEAT, "HTTP/1.1 103 Early Hints\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", INFLIGHT_ERROR_PROTOCOL, 0, NULL, ANY },
  { "endless-header", RAW_REPEAT, OK "X-Long: ", "hello",
    INFLIGHT_ERROR_HEADERS_TOO_LARGE, 0, NULL, ANY },
  { "endless-headers", RAW_REPEAT, OK, "X-Header: hello\r\n",
    INFLIGHT_ERROR_HEADERS_TOO_LARGE, 0, NULL, ANY },

  { "reset", RAW_RESET, "", NULL, INFLIGHT_ERROR_RESET, 0, NULL, ANY },
  { "reset-in-header", RAW_RESET, OK "X-He", NULL, INFLIGHT_ERROR_RESET, 0, NULL, ANY },
  { "reset-in-body", RAW_RESET, OK "Content-Length: 100\r\n\r\nhello", NULL,
    INFLIGHT_ERROR_RESET, 200, NULL, ANY },
  { "close-in-header", RAW_CLOSE, OK "X-He", NULL, INFLIGHT_ERROR_PROTOCOL, 0, NULL, ANY },
  { "garbage", RAW_CLOSE, "\x01\x02\xff\xfe garbage\r\n\r\n", NULL,
    INFLIGHT_ERROR_PROTOCOL, 0, NULL, ANY },
  { "ssh", RAW_HANG, "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", NULL, INFLIGHT_ERROR_PROTOCOL, 0, NULL, ANY },
};

/* libsoup 3.2 hands “-5” to a property that takes no such number, after we have
 * said no to it. */
static gboolean
is_fatal_cb (const char     *log_domain,
             GLogLevelFlags  log_level,
             const char     *message,
             gpointer        user_data)
{
  return strstr (message, "property 'content-length'") == NULL;
}

static void
log_cb (const char     *log_domain,
        GLogLevelFlags  log_level,
        const char     *message,
        gpointer        user_data)
{
  if (is_fatal_cb (log_domain, log_level, message, user_data))
    g_log_default_handler (log_domain, log_level, message, user_data);
}

static void
test_row (RealNetwork   *net,
          gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autofree char *path = g_strconcat ("/", row->name, NULL);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;
  guint log_handler;

  log_handler = g_log_set_handler ("GLib-GObject", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL,
                                   log_cb, NULL);
  g_test_log_set_fatal_handler (is_fatal_cb, NULL);
  raw_server_add (net->server, path, row->end, row->bytes, row->tail);
  inflight_options_set_limit_bytes (net->options, 100000);
  task = real_network_fetch (net, path);

  if (row->code == SUCCESS)
    assert_succeeded (task, row->status, row->title);
  else
    assert_failed (task, row->code);

  if (row->status != ANY)
    g_assert_cmpuint (inflight_task_get_status (task), ==, row->status);
  if (row->title != NULL)
    g_assert_cmpstr (inflight_task_get_title (task), ==, row->title);
  if (row->n_bytes != ANY)
    g_assert_cmpuint (inflight_task_get_bytes (task), ==, row->n_bytes);
  /* It spoils nothing for the one that comes after it. */
  next = real_network_fetch (net, "/next");
  assert_succeeded (next, 200, "next");

  if (row->end == RAW_REPEAT || row->end == RAW_HANG)
    raw_server_await_gone (net->server, 1);

  g_log_remove_handler ("GLib-GObject", log_handler);
}

static void
test_refused (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *address = raw_server_dup_uri (other, "/");
  g_autoptr (InflightTask) task = NULL;

  g_clear_pointer (&other, raw_server_free);
  task = real_network_fetch (net, address);
  assert_failed (task, INFLIGHT_ERROR_REFUSED);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
  g_assert_null (inflight_task_get_title (task));
}

static void
test_tls_to_plain_port (RealNetwork   *net,
                        gconstpointer  user_data)
{
  g_autofree char *address = NULL;
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "*", RAW_CLOSE, "no TLS here\r\n\r\n", NULL);
  address = g_strdup_printf ("https://127.0.0.1:%u/", raw_server_get_port (net->server));
  inflight_options_set_deadline_us (net->options, 300000);
  task = real_network_fetch (net, address);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_FAILED);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
}

/* Errors of the network alone: every answer is one. */
static void
test_network_policy (RealNetwork   *net,
                     gconstpointer  user_data)
{
  const guint statuses[] = { 400, 401, 404, 407, 421, 500, 503 };
  g_autoptr (InflightTask) reset = NULL;

  inflight_options_set_error_policy (net->options, INFLIGHT_ERROR_POLICY_NETWORK);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", statuses[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (InflightTask) task = NULL;

      bytes = g_strdup_printf ("HTTP/1.1 %u X\r\nContent-Length: 0\r\n\r\n", statuses[i]);
      raw_server_add (net->server, path, RAW_KEEP, bytes, NULL);
      task = real_network_fetch (net, path);
      assert_succeeded (task, statuses[i], NULL);
    }

  raw_server_add (net->server, "/reset", RAW_RESET, "", NULL);
  reset = real_network_fetch (net, "/reset");
  assert_failed (reset, INFLIGHT_ERROR_RESET);
}

static void
test_gzip (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) cut = NULL;
  g_autoptr (GByteArray) corrupt = NULL;
  g_autoptr (GBytes) corrupt_bytes = NULL;
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) truncated = NULL;
  g_autoptr (InflightTask) broken = NULL;
  g_autofree char *request = NULL;

  whole = gzip (TITLE, strlen (TITLE), OK JSON "Content-Encoding: gzip\r\n\r\n");
  cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 5);
  corrupt = g_bytes_unref_to_array (g_bytes_ref (whole));
  corrupt->data[corrupt->len - 6] ^= 0x55;
  corrupt_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&corrupt));

  raw_server_add_bytes (net->server, "/gzip", RAW_CLOSE, whole, NULL);
  task = real_network_fetch (net, "/gzip");
  assert_succeeded (task, 200, "Moby");
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, strlen (TITLE));

  raw_server_add_bytes (net->server, "/cut", RAW_CLOSE, cut, NULL);
  truncated = real_network_fetch (net, "/cut");
  assert_failed (truncated, INFLIGHT_ERROR_TRUNCATED);

  raw_server_add_bytes (net->server, "/corrupt", RAW_CLOSE, corrupt_bytes, NULL);
  broken = real_network_fetch (net, "/corrupt");
  assert_failed (broken, INFLIGHT_ERROR_DECODE);

  request = raw_server_dup_request (net->server, 0);
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: gzip, deflate\r\n"));
}

static void
test_bomb (RealNetwork   *net,
           gconstpointer  user_data)
{
  const gsize size = 50 << 20;
  g_autofree char *zeros = g_malloc0 (size);
  g_autoptr (GBytes) bytes = gzip (zeros, size, OK "Content-Encoding: gzip\r\n\r\n");
  g_autoptr (InflightTask) task = NULL;

  raw_server_add_bytes (net->server, "/bomb", RAW_CLOSE, bytes, NULL);
  inflight_options_set_limit_bytes (net->options, G_MAXUINT64);
  task = real_network_fetch (net, "/bomb");
  assert_failed (task, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (inflight_task_get_bytes (task), <, 20 << 20);
}

static void
test_limit (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) at = NULL;
  g_autoptr (InflightTask) beyond = NULL;
  g_autoptr (InflightTask) announced = NULL;

  raw_server_add (net->server, "/10", RAW_CLOSE, OK "\r\n0123456789", NULL);
  raw_server_add (net->server, "/11", RAW_CLOSE, OK "\r\n0123456789a", NULL);
  raw_server_add (net->server, "/11-announced", RAW_CLOSE,
                  OK "Content-Length: 11\r\n\r\n0123456789a", NULL);
  inflight_options_set_limit_bytes (net->options, 10);

  at = real_network_fetch (net, "/10");
  assert_succeeded (at, 200, NULL);
  beyond = real_network_fetch (net, "/11");
  assert_failed (beyond, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_cmpuint (g_bytes_get_size (inflight_task_get_body (beyond)), ==, 10);
  announced = real_network_fetch (net, "/11-announced");
  assert_failed (announced, INFLIGHT_ERROR_TOO_LARGE);
}

static void
test_headers_kept (RealNetwork   *net,
                   gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/x", RAW_CLOSE, OK "X-One: 1\r\nX-Two: a b\r\n\r\nhello", NULL);
  task = real_network_fetch (net, "/x");
  g_assert_cmpstr (inflight_task_get_headers (task), ==, "X-One: 1\nX-Two: a b\n");
  g_assert_cmpmem (g_bytes_get_data (inflight_task_get_body (task), NULL),
                   g_bytes_get_size (inflight_task_get_body (task)), "hello", 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/network/answer/", rows[i].name, NULL);

      g_test_add (path, RealNetwork, &rows[i], real_network_set_up, test_row,
                  real_network_tear_down);
    }

  REAL_ADD ("/engine/network/refused", test_refused);
  REAL_ADD ("/engine/network/tls-to-plain-port", test_tls_to_plain_port);
  REAL_ADD ("/engine/network/network-policy", test_network_policy);
  REAL_ADD ("/engine/network/gzip", test_gzip);
  REAL_ADD ("/engine/network/gzip/bomb", test_bomb);
  REAL_ADD ("/engine/network/limit", test_limit);
  REAL_ADD ("/engine/network/headers-kept", test_headers_kept);

  return g_test_run ();
}
