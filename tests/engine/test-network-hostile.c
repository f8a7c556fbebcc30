/* test-network-hostile.c: the table of HAZARDS, as far as it concerns HTTP
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hostile-tables.h"

#include <stdio.h>
#include <string.h>

/* What may go to another origin is in test-network-redirects.c. */

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"
#define FOUND "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "

/* Headers */

static void
prepare_large_header (RealNetwork      *net,
                      const HostileRow *row,
                      const char       *path)
{
  g_autoptr (GString) text = g_string_new (OK);

  for (guint i = 0; i < 70; i++)
    g_string_append_printf (text, "X-%u: %0*d\r\n", i, 1000, 0);
  g_string_append (text, "Content-Length: 5\r\n\r\nhello");

  raw_server_add (net->server, path, RAW_KEEP, text->str, NULL);
}

/* Bodies */

static void
check_title (RealNetwork      *net,
             const HostileRow *row,
             InflightTask     *task)
{
  g_assert_cmpstr (inflight_task_get_title (task), ==, "Moby");
}

/* Encodings */

/* RFC 1952, section 2.3. */
#define GZIP_HEADER(flags) \
  OK "Content-Encoding: gzip\r\nConnection: close\r\n\r\n" \
  "\x1f\x8b\x08" flags "\x00\x00\x00\x00\x00\x03"
#define GZIP_HEADER_BYTES (sizeof GZIP_HEADER ("\x00") - 1)

/* Returns: an answer with a body of @n_blocks KiB of zeros. */
static GByteArray *
new_gzip_answer (gsize n_blocks)
{
  static const guint8 zeros[1024];
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;
  const char *header = OK "Content-Encoding: gzip\r\nConnection: close\r\n\r\n";
  GBytes *bytes;

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_output_stream_write_all (sink, header, strlen (header), NULL, NULL, NULL);
  stream = g_converter_output_stream_new (sink, G_CONVERTER (compressor));
  for (gsize i = 0; i < n_blocks; i++)
    g_output_stream_write_all (stream, zeros, sizeof zeros, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));

  return g_bytes_unref_to_array (bytes);
}

static void
add_gzip_answer (RealNetwork *net,
                 const char  *path,
                 GByteArray  *answer)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (answer);

  raw_server_add_bytes (net->server, path, RAW_CLOSE, bytes, NULL);
}

static void
prepare_bomb (RealNetwork      *net,
              const HostileRow *row,
              const char       *path)
{
  add_gzip_answer (net, path, new_gzip_answer (128 << 10));
}

/* A whole member, and then something else for ever. */
static void
prepare_surplus (RealNetwork      *net,
                 const HostileRow *row,
                 const char       *path)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (new_gzip_answer (1));

  raw_server_add_bytes (net->server, path, RAW_REPEAT, bytes, "surplus");
}

/* Stored blocks with nothing in them (RFC 1951, section 3.2.4): as many as fill 32 MiB. */
static void
prepare_empty_blocks (RealNetwork      *net,
                      const HostileRow *row,
                      const char       *path)
{
  static const guint8 block[] = { 0x00, 0x00, 0x00, 0xff, 0xff };
  GByteArray *answer = g_byte_array_new ();

  g_byte_array_append (answer, (const guint8 *) GZIP_HEADER ("\x00"), GZIP_HEADER_BYTES);
  while (answer->len < 32 << 20)
    g_byte_array_append (answer, block, sizeof block);
  add_gzip_answer (net, path, answer);
}

static void
prepare_bad_crc (RealNetwork      *net,
                 const HostileRow *row,
                 const char       *path)
{
  GByteArray *answer = new_gzip_answer (1);

  answer->data[answer->len - 6] ^= 0x55;
  add_gzip_answer (net, path, answer);
}

static void
prepare_cut (RealNetwork      *net,
             const HostileRow *row,
             const char       *path)
{
  GByteArray *answer = new_gzip_answer (1);

  g_byte_array_set_size (answer, answer->len - 5);
  add_gzip_answer (net, path, answer);
}

static void
check_bomb (RealNetwork      *net,
            const HostileRow *row,
            InflightTask     *task)
{
  g_assert_cmpuint (inflight_task_get_bytes (task), <, 32 << 20);
}

static void
check_encoded (RealNetwork      *net,
               const HostileRow *row,
               InflightTask     *task)
{
  g_assert_cmpstr (inflight_task_get_encoding (task), ==, "br");
}

/* One read may go beyond. */
static void
check_decided (RealNetwork      *net,
               const HostileRow *row,
               InflightTask     *task)
{
  g_assert_cmpuint (inflight_task_get_bytes (task), <=, 128 << 10);
}

/* Redirects */

static void
prepare_chain (RealNetwork      *net,
               const HostileRow *row,
               const char       *path)
{
  for (guint i = 1; i <= 21; i++)
    {
      g_autofree char *from = i == 1 ? g_strdup (path) : g_strdup_printf ("/%u", i);
      g_autofree char *answer = g_strdup_printf (FOUND "/%u\r\n\r\n", i + 1);

      raw_server_add (net->server, from, RAW_KEEP, answer, NULL);
    }
}

/* Returns: how many there were, all of which had @status. */
static guint
count_exchanges (InflightTask *task,
                 guint         status)
{
  guint count = 0;

  for (const InflightExchange *exchange = inflight_task_get_exchange (task);
       exchange != NULL;
       exchange = exchange->previous, count++)
    g_assert_cmpuint (exchange->status, ==, status);

  return count;
}

static void
check_chain (RealNetwork      *net,
             const HostileRow *row,
             InflightTask     *task)
{
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 20);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 21);
  g_assert_cmpuint (count_exchanges (task, 302), ==, 21);
}

static void
prepare_user_of_location (RealNetwork      *net,
                          const HostileRow *row,
                          const char       *path)
{
  g_autofree char *answer = NULL;

  answer = g_strdup_printf (FOUND "http://user:password@127.0.0.1:%u/to\r\n\r\n",
                            raw_server_get_port (net->server));
  raw_server_add (net->server, path, RAW_KEEP, answer, NULL);
}

/* A server does not say who we are. */
static void
check_user_of_location (RealNetwork      *net,
                        const HostileRow *row,
                        InflightTask     *task)
{
  g_autofree char *request = raw_server_dup_request (net->server, 1);
  g_autofree char *shown = inflight_task_dup_final_address (task);

  assert_led_to (task, "/to");
  g_assert_true (g_str_has_prefix (request, "GET /to "));
  g_assert_null (strstr (request, "Authorization"));
  g_assert_null (strstr (shown, "password"));
}

static void
check_redirected (RealNetwork      *net,
                  const HostileRow *row,
                  InflightTask     *task)
{
  assert_led_to (task, "/to");
  g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
}

/* Hosts */

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

/* RFC 6761, section 6.4; where nobody answers questions about names, “no such
 * name” is not to be had. */
static void
test_no_such_name (RealNetwork   *net,
                   gconstpointer  user_data)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightTask) task = NULL;

  g_resolver_lookup_by_name (resolver, "inflight.invalid", NULL, &error);
  if (!g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    {
      g_test_skip ("names under .invalid are not denied here");
      return;
    }

  task = real_network_fetch (net, "http://inflight.invalid/");
  assert_failed (task, INFLIGHT_ERROR_NAME_NOT_FOUND);
  g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
}

/* RFC 4007, section 11.2: a zone is the name of an interface, or its number. */
static void
test_no_interface (RealNetwork   *net,
                   gconstpointer  user_data)
{
  static const char *const zones[] = { "nosuch0", "4294967295", "0" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *address = g_strdup_printf ("http://[fe80::1%%25%s]:9/", zones[i]);
      g_autofree char *message = g_strconcat ("no network interface ", zones[i], NULL);
      g_autoptr (InflightTask) task = real_network_fetch (net, address);

      assert_failed (task, INFLIGHT_ERROR_NO_INTERFACE);
      g_assert_cmpstr (inflight_task_get_error (task)->message, ==, message);
    }
}

/* There is a loopback on every machine, the first interface of all. */
static void
test_some_interface (RealNetwork   *net,
                     gconstpointer  user_data)
{
  g_autoptr (InflightTask) name = real_network_fetch (net, "http://[fe80::1%25lo]:9/");
  g_autoptr (InflightTask) number = real_network_fetch (net, "http://[fe80::1%251]:9/");

  g_assert_nonnull (inflight_task_get_error (name));
  g_assert_false (g_error_matches (inflight_task_get_error (name),
                                   INFLIGHT_ERROR, INFLIGHT_ERROR_NO_INTERFACE));
  g_assert_false (g_error_matches (inflight_task_get_error (number),
                                   INFLIGHT_ERROR, INFLIGHT_ERROR_NO_INTERFACE));
}

static const HostileRow rows[] = {
  /* HAZARDS: says nothing: timed out (first byte). */
  { "silent", HOSTILE_BYTES (""), .end = RAW_HANG, .deadline_ms = 300,
    .code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  /* HAZARDS: drips a byte each 100 ms in headers or body: timed out (total). */
  { "dripping-header", HOSTILE_BYTES (OK), .end = RAW_DRIP, .tail = "X: y\r\n",
    .deadline_ms = 350, .code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "dripping-body", HOSTILE_BYTES (OK "Content-Length: 1000\r\n\r\n"), .end = RAW_DRIP,
    .tail = "hello", .deadline_ms = 350,
    .code = INFLIGHT_ERROR_TIMED_OUT_RECEIVING, .status = 200, .kept = "h" },
  { "dripping-chunk", HOSTILE_BYTES (CHUNKED), .end = RAW_DRIP,
    .tail = "1\r\nx\r\n", .deadline_ms = 750,
    .code = INFLIGHT_ERROR_TIMED_OUT_RECEIVING, .status = 200, .kept = "x" },

  /* HAZARDS: endless header line, endless headers, > 64 KiB headers: headers too
   * large. */
  { "endless-header-line", HOSTILE_BYTES (OK "X-Long: "), .end = RAW_REPEAT, .tail = "hello",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_HEADERS_TOO_LARGE },
  { "endless-status-line", HOSTILE_BYTES ("HTTP/1.1 200 O"), .end = RAW_REPEAT, .tail = "K",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_HEADERS_TOO_LARGE },
  { "endless-headers", HOSTILE_BYTES (OK), .end = RAW_REPEAT, .tail = "X-Header: hello\r\n",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_HEADERS_TOO_LARGE },
  /* libsoup 3.6 knows the status by then. */
  { "large-header", .prepare = prepare_large_header, .code = INFLIGHT_ERROR_HEADERS_TOO_LARGE,
    .or_newer = TRUE },

  /* HAZARDS: chunk size ZZZ, -5, 17 digits: protocol error. */
  { "chunk-size-word", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\nZZZ\r\nhello\r\n0\r\n\r\n"),
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "gives a word for the size of a chunk", .soup_code = HOSTILE_SUCCESS },
  { "chunk-size-negative", HOSTILE_BYTES (CHUNKED "-5\r\nhello\r\n0\r\n\r\n"),
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "gives a chunk a size below zero", .soup_code = HOSTILE_SUCCESS },
  { "chunk-size-long", HOSTILE_BYTES (CHUNKED "11111111111111111\r\nhello\r\n0\r\n\r\n"),
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "gives the size of a chunk in 17 digits", .soup_code = HOSTILE_SUCCESS },
  { "chunk-size-empty", HOSTILE_BYTES (CHUNKED "\r\nhello\r\n0\r\n\r\n"),
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "gives a chunk no size", .soup_code = HOSTILE_SUCCESS },
  { "chunk-size-endless", HOSTILE_BYTES (CHUNKED), .end = RAW_REPEAT, .tail = "0",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_PROTOCOL, .status = 200,
    .what = "never ends the size of a chunk", .soup_code = INFLIGHT_ERROR_TRUNCATED },
  /* HAZARDS: cut between chunks, inside a chunk: truncated. */
  { "cut-before-chunks", HOSTILE_BYTES (CHUNKED), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200,
    .what = "closes the connection before the first chunk", .soup_code = HOSTILE_SUCCESS },
  { "cut-between-chunks", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\n"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello",
    .what = "closes the connection between two chunks", .soup_code = HOSTILE_SUCCESS },
  { "cut-in-chunk", HOSTILE_BYTES (CHUNKED "10\r\nhello"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },
  { "cut-in-chunk-size", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\n1"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },
  /* HAZARDS: endless trailers: success or protocol error, ≤ 1 MiB. */
  { "endless-trailers", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\n0\r\n"), .end = RAW_REPEAT,
    .tail = "X-Trailer: hello\r\n", .max_sent = HOSTILE_BUFFERS, .or_code = HOSTILE_SUCCESS,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200, .kept = "hello" },
  { "endless-trailer-line", HOSTILE_BYTES (CHUNKED "5\r\nhello\r\n0\r\nX: "), .end = RAW_REPEAT,
    .tail = "hello", .max_sent = HOSTILE_BUFFERS, .or_code = HOSTILE_SUCCESS,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = 200, .kept = "hello" },

  /* HAZARDS: promises 100 bytes, sends 5: truncated. */
  { "truncated", HOSTILE_BYTES (OK "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    "{\"title\": \"Moby\"}"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .check = check_title },
  { "truncated-with-close", HOSTILE_BYTES (OK "Connection: close\r\nContent-Length: 100\r\n\r\n"
    "hello"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },
  { "truncated-http-1.0", HOSTILE_BYTES ("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nhello"),
    .end = RAW_CLOSE, .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "hello" },
  { "truncated-at-once", HOSTILE_BYTES (OK "Content-Length: 100\r\n\r\n"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200 },
  /* HAZARDS: promises 5, sends more: success, connection dropped. */
  { "sends-more", HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\nhello, world"), .fresh = TRUE,
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },
  { "sends-another-answer", HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\nhello"
    "HTTP/1.1 500 Not Yours\r\nContent-Length: 0\r\n\r\n"), .fresh = TRUE,
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },
  { "sends-more-and-closes", HOSTILE_BYTES (OK "Connection: close\r\nContent-Length: 5\r\n\r\n"
    "hello, world"), .end = RAW_CLOSE, .fresh = TRUE,
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },
  { "sends-more-for-ever", HOSTILE_BYTES (OK "Content-Length: 5\r\n\r\n"), .end = RAW_REPEAT,
    .tail = "hello", .max_sent = HOSTILE_BUFFERS, .fresh = TRUE,
    .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello", .max_kept = 5 },
  /* HAZARDS: Content-Length: -5, abc, 5 and 3: protocol error. */
  { "length-negative", HOSTILE_BYTES (OK "Content-Length: -5\r\n\r\nhello"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },
  { "length-word", HOSTILE_BYTES (OK "Content-Length: abc\r\n\r\nhello"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },
  { "length-plus", HOSTILE_BYTES (OK "Content-Length: +5\r\n\r\nhello"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },
  { "length-huge", HOSTILE_BYTES (OK "Content-Length: 99999999999999999999\r\n\r\nhello"),
    .end = RAW_CLOSE, .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },
  { "two-lengths", HOSTILE_BYTES (OK "Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello"),
    .end = RAW_CLOSE, .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },
  { "two-lengths-in-one", HOSTILE_BYTES (OK "Content-Length: 5, 3\r\n\r\nhello"),
    .end = RAW_CLOSE, .code = INFLIGHT_ERROR_PROTOCOL, .status = HOSTILE_ANY_STATUS },

  /* HAZARDS: announces 10 GB, never ends: too large at the cap (announced: before
   * reading). */
  { "too-large-announced", HOSTILE_BYTES (OK "Content-Length: 10000000000\r\n\r\n"),
    .end = RAW_HANG, .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200, .max_kept = 1 },
  { "too-large-announced-and-sent", HOSTILE_BYTES (OK "Content-Length: 10000000000\r\n\r\n"),
    .end = RAW_REPEAT, .tail = "hello", .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200 },
  { "endless-body", HOSTILE_BYTES (OK "\r\n"), .end = RAW_REPEAT, .tail = "hello",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200, .kept = "hello" },
  { "endless-chunks", HOSTILE_BYTES (CHUNKED), .end = RAW_REPEAT,
    .tail = "10\r\n0123456789abcdef\r\n", .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200, .kept = "0123456789abcdef" },
  { "endless-body-until-deadline", HOSTILE_BYTES (OK "\r\n"), .end = RAW_REPEAT, .tail = "hello",
    .limit_bytes = HOSTILE_NO_LIMIT, .deadline_ms = 300,
    .code = INFLIGHT_ERROR_TIMED_OUT_RECEIVING, .status = 200, .kept = "hello" },

  /* HAZARDS: reset before headers, in the body: reset, with the stage. */
  { "reset-before-header", HOSTILE_BYTES (""), .end = RAW_RESET, .code = INFLIGHT_ERROR_RESET,
    .message = "the connection was reset before the header of the answer" },
  { "reset-in-header", HOSTILE_BYTES (OK "X-He"), .end = RAW_RESET, .code = INFLIGHT_ERROR_RESET,
    .message = "the connection was reset before the header of the answer" },
  { "reset-in-body", HOSTILE_BYTES (OK "Content-Length: 100\r\n\r\nhello"), .end = RAW_RESET,
    .code = INFLIGHT_ERROR_RESET, .status = 200,
    .message = "the connection was reset in the body of the answer" },
  /* HAZARDS: closed in the headers: protocol error. */
  { "closed-before-header", HOSTILE_BYTES (""), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "closed-in-status-line", HOSTILE_BYTES ("HTTP/1.1 20"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "closed-in-header", HOSTILE_BYTES (OK "X-He"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "closed-after-header-line", HOSTILE_BYTES (OK "X: y\r\n"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL,
    .what = "closes the connection between two lines of the header", .soup_code = HOSTILE_SUCCESS },

  /* HAZARDS: garbage, SSH banner, HTTP/0.9, HTTP/3.9, status 99 or 1000, NUL in a
   * header: protocol error. */
  { "garbage", HOSTILE_BYTES ("\x01\x02\xff\xfe garbage\r\n\r\n"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "garbage-that-stays", HOSTILE_BYTES ("\x01\x02\xff\xfe garbage\r\n\r\n"), .end = RAW_HANG,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "ssh", HOSTILE_BYTES ("SSH-2.0-OpenSSH_9.2p1\r\n"), .end = RAW_HANG, .greeting = TRUE,
    .deadline_ms = 1000, .code = INFLIGHT_ERROR_PROTOCOL,
    .what = "speaks SSH", .soup_code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "smtp", HOSTILE_BYTES ("220 mail.example ESMTP\r\n"), .end = RAW_HANG, .greeting = TRUE,
    .deadline_ms = 1000, .code = INFLIGHT_ERROR_PROTOCOL,
    .what = "speaks SMTP", .soup_code = INFLIGHT_ERROR_TIMED_OUT_WAITING },
  { "http-0.9", HOSTILE_BYTES ("<title>Old</title>\n"), .end = RAW_CLOSE,
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "http-3.9", HOSTILE_BYTES ("HTTP/3.9 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "status-99", HOSTILE_BYTES ("HTTP/1.1 99 X\r\nContent-Length: 5\r\n\r\nhello"),
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "status-1000", HOSTILE_BYTES ("HTTP/1.1 1000 X\r\nContent-Length: 5\r\n\r\nhello"),
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "nul-in-header", HOSTILE_BYTES (OK "X-Nul: a\0b\r\nContent-Length: 5\r\n\r\nhello"),
    .code = INFLIGHT_ERROR_PROTOCOL },
  { "nul-in-header-name", HOSTILE_BYTES (OK "X\0Y: ab\r\nContent-Length: 5\r\n\r\nhello"),
    .code = INFLIGHT_ERROR_PROTOCOL },

  /* HAZARDS: endless 100 or 103: protocol error after 32, within 1 s. */
  { "endless-100", HOSTILE_BYTES (""), .end = RAW_REPEAT, .tail = "HTTP/1.1 100 Continue\r\n\r\n",
    .max_sent = HOSTILE_BUFFERS, .deadline_ms = 1000, .code = INFLIGHT_ERROR_PROTOCOL },
  { "endless-103", HOSTILE_BYTES (""), .end = RAW_REPEAT,
    .tail = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    .max_sent = HOSTILE_BUFFERS, .deadline_ms = 1000, .code = INFLIGHT_ERROR_PROTOCOL },
  { "slow-103", HOSTILE_BYTES (""), .end = RAW_TRICKLE,
    .tail = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_PROTOCOL },

  /* HAZARDS: 204 or 304 with a body: success, next request on a fresh connection. */
  { "204-with-body", HOSTILE_BYTES ("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"),
    .fresh = TRUE, .curl_keeps = TRUE, .code = HOSTILE_SUCCESS, .status = 204 },
  { "304-with-body", HOSTILE_BYTES ("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello"),
    .fresh = TRUE, .curl_keeps = TRUE, .code = HOSTILE_SUCCESS, .status = 304 },
  { "204-with-answer", HOSTILE_BYTES ("HTTP/1.1 204 No Content\r\n\r\n"
    "HTTP/1.1 500 Not Yours\r\nContent-Length: 0\r\n\r\n"),
    .fresh = TRUE, .curl_keeps = TRUE, .code = HOSTILE_SUCCESS, .status = 204 },

  /* HAZARDS: redirect loop, 21 redirects: redirect limit, chain shown. */
  { "redirect-loop", HOSTILE_BYTES (FOUND "/redirect-loop\r\n\r\n"),
    .code = INFLIGHT_ERROR_REDIRECT_LIMIT, .status = 302, .check = check_chain },
  { "redirect-chain", .prepare = prepare_chain,
    .code = INFLIGHT_ERROR_REDIRECT_LIMIT, .status = 302, .check = check_chain },
  /* HAZARDS: to file:, data:, ftp:, javascript:, garbage: bad redirect. */
#define TO(row_name, location) \
  { "redirect-to-" row_name, HOSTILE_BYTES (FOUND location "\r\n\r\n"), \
    .code = INFLIGHT_ERROR_BAD_REDIRECT, .status = 302 }
  TO ("file", "file:///etc/passwd"),
  TO ("data", "data:text/html,x"),
  TO ("ftp", "ftp://127.0.0.1/"),
  TO ("javascript", "javascript:alert(1)"),
  TO ("mailto", "mailto:a@b"),
  TO ("about", "about:blank"),
  TO ("nothing", "http://"),
  TO ("no-host", "http://:80/x"),
  TO ("space", "http://exa mple.com/"),
  TO ("half-an-address", "http://[::1/"),
  TO ("port-0", "http://127.0.0.1:0/"),
  TO ("port-99999", "http://127.0.0.1:99999/"),
  /* HAZARDS: to user:pw@host: followed without the credentials. */
  { "redirect-to-user", .prepare = prepare_user_of_location,
    .code = HOSTILE_SUCCESS, .status = 200, .check = check_user_of_location },

  /* HAZARDS: 302, 401, 407, 421 with an endless body: decided after ≤ 64 KiB. */
  { "302-endless", HOSTILE_BYTES ("HTTP/1.1 302 Found\r\nLocation: /to\r\n\r\n"),
    .end = RAW_REPEAT, .tail = "hello", .limit_bytes = HOSTILE_NO_LIMIT,
    .max_sent = HOSTILE_BUFFERS,
    .code = HOSTILE_SUCCESS, .status = 200, .check = check_redirected },
  { "401-endless", HOSTILE_BYTES ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n\r\n"),
    .end = RAW_REPEAT, .tail = "hello", .limit_bytes = HOSTILE_NO_LIMIT,
    .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 401, .kept = "hello",
    .check = check_decided },
  { "407-endless", HOSTILE_BYTES ("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n"),
    .end = RAW_REPEAT, .tail = "hello", .limit_bytes = HOSTILE_NO_LIMIT,
    .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 407, .kept = "hello",
    .check = check_decided },
  { "421-endless", HOSTILE_BYTES ("HTTP/1.1 421 Misdirected\r\n\r\n"),
    .end = RAW_REPEAT, .tail = "hello", .limit_bytes = HOSTILE_NO_LIMIT,
    .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_HTTP_STATUS, .status = 421, .check = check_decided },

  /* HAZARDS: gzip bomb: too large at the decoded cap, or ratio over 200 after
   * 1 MiB. */
  { "bomb-at-cap", .prepare = prepare_bomb, .max_kept = 100000,
    .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200 },
  { "bomb-by-ratio", .prepare = prepare_bomb, .limit_bytes = HOSTILE_NO_LIMIT,
    .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200, .check = check_bomb },
  /* HAZARDS: gzip with bad magic, bad CRC, cut: decode error / truncated, raw bytes
   * kept. */
  /* What gives nothing comes to an end as well. */
  { "gzip-surplus", .prepare = prepare_surplus, .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_TOO_LARGE, .status = 200 },
  { "gzip-empty-blocks", .prepare = prepare_empty_blocks, .max_sent = HOSTILE_BUFFERS,
    .code = INFLIGHT_ERROR_DECODE, .status = 200 },
  { "gzip-endless-name", HOSTILE_BYTES (GZIP_HEADER ("\x08")), .end = RAW_REPEAT, .tail = "name",
    .max_sent = HOSTILE_BUFFERS, .code = INFLIGHT_ERROR_DECODE, .status = 200 },
  { "gzip-bad-magic", HOSTILE_BYTES (OK "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\n"
    "hello, world"), .code = INFLIGHT_ERROR_DECODE, .status = 200, .kept = "hello, world" },
  { "gzip-bad-crc", .prepare = prepare_bad_crc,
    .code = INFLIGHT_ERROR_DECODE, .status = 200, .kept = "\x1f\x8b\x08", .max_kept = 100 },
  { "gzip-cut", .prepare = prepare_cut,
    .code = INFLIGHT_ERROR_TRUNCATED, .status = 200, .kept = "\x1f\x8b\x08", .max_kept = 100 },
  /* HAZARDS: more than 3 encodings: protocol error. */
  { "four-encodings", HOSTILE_BYTES (OK "Content-Encoding: gzip, gzip, gzip, gzip\r\n"
    "Content-Length: 5\r\n\r\nhello"), .code = INFLIGHT_ERROR_PROTOCOL, .status = 200 },
  /* HAZARDS: unknown encoding: success, marked “encoded: …”. */
  { "unknown-encoding", HOSTILE_BYTES (OK "Content-Encoding: br\r\nContent-Length: 5\r\n\r\n"
    "hello"), .code = HOSTILE_SUCCESS, .status = 200, .kept = "hello",
    .check = check_encoded },
};

static const HostileTable hostile_http = { "hostile", rows, G_N_ELEMENTS (rows) };

/* The help is made of what is tested: it has what “--differences” prints. */
static void
test_differences (gconstpointer user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "help",
                                                 "requests.md", NULL);
  g_autofree char *wanted = hostile_dup_differences (user_data);
  g_autofree char *text = NULL;
  g_autofree char *table = NULL;
  const char *begin;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  begin = strstr (text, "| A server that");
  g_assert_nonnull (begin);
  table = g_strndup (begin, strstr (begin, "|\n\n") + 2 - begin);
  g_assert_cmpstr (table, ==, wanted);
}

/* A final dot is a name's, not TLS's (RFC 6066, section 3). */
static void
test_final_dot (RealNetwork   *net,
                gconstpointer  user_data)
{
  guint16 port = raw_server_get_port (net->server);
  g_autofree char *address = g_strdup_printf ("https://shop.test.:%u/x", port);
  g_autofree char *field = g_strdup_printf ("\r\nHost: shop.test.:%u\r\n", port);
  g_autofree char *request = NULL;
  g_autoptr (InflightTask) task = NULL;

  raw_server_set_certificate (net->server, hostile_get_certificate ("good"));
  task = real_network_fetch (net, address);
  assert_succeeded (task, 200, NULL);

  request = raw_server_dup_request (net->server, 0);
  g_assert_nonnull (strstr (request, field));
}

int
main (int   argc,
      char *argv[])
{
  const HostileTable *tables[] = { &hostile_http, &hostile_framing, &hostile_tls, NULL };

  if (argc > 1 && g_str_equal (argv[1], "--differences"))
    {
      g_autofree char *text = hostile_dup_differences (tables);

      fputs (text, stdout);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();
  hostile_trust_issuer ();

  for (gsize i = 0; tables[i] != NULL; i++)
    hostile_add_rows (tables[i]);
  g_test_add_data_func ("/engine/network/differences", tables, test_differences);
  REAL_ADD ("/engine/network/tls/final-dot", test_final_dot);

  /* HAZARDS: refused, no such name: each its own. */
  REAL_ADD ("/engine/network/hostile/refused", test_refused);
  REAL_ADD ("/engine/network/hostile/no-such-name", test_no_such_name);
  REAL_ADD ("/engine/network/hostile/no-interface", test_no_interface);
  REAL_ADD ("/engine/network/hostile/some-interface", test_some_interface);

  return g_test_run ();
}
