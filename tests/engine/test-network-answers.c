/* test-network-answers.c: what honest servers answer, and the verdict
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define JSON "Content-Type: application/json\r\n"
#define TITLE "{\"title\": \"Moby\"}"

/* A row of the table: what is sent, and what it comes to. */
typedef struct
{
  const char *name;
  RawEnd      end;
  const char *bytes;
  int         code;
  int         status;
  const char *title;
  gint64      n_bytes;
} Row;

#define SUCCESS -1
#define ANY -1

static const Row rows[] = {
  { "plain", RAW_KEEP, OK JSON "Content-Length: 17\r\n\r\n" TITLE, SUCCESS, 200, "Moby", 17 },
  { "empty", RAW_KEEP, OK "Content-Length: 0\r\n\r\n", SUCCESS, 200, NULL, 0 },
  { "until-close", RAW_CLOSE, OK JSON "\r\n" TITLE, SUCCESS, 200, "Moby", 17 },
  { "http-1.0", RAW_CLOSE, "HTTP/1.0 200 OK\r\n" JSON "\r\n" TITLE,
    SUCCESS, 200, "Moby", 17 },
  { "chunked", RAW_KEEP, OK JSON "Transfer-Encoding: chunked\r\n\r\n"
    "8\r\n{\"title\"\r\n9\r\n: \"Moby\"}\r\n0\r\n\r\n", SUCCESS, 200, "Moby", 17 },
  { "same-length-twice", RAW_KEEP, OK JSON "Content-Length: 17\r\nContent-Length: 17\r\n\r\n" TITLE,
    SUCCESS, 200, "Moby", 17 },
  { "204", RAW_KEEP, "HTTP/1.1 204 No Content\r\n\r\n", SUCCESS, 204, NULL, 0 },
  { "204-with-length", RAW_KEEP, "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
    SUCCESS, 204, NULL, 0 },
  { "304", RAW_KEEP, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
    SUCCESS, 304, NULL, 0 },
  { "100-first", RAW_KEEP, "HTTP/1.1 100 Continue\r\n\r\n"
    "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" OK JSON
    "Content-Length: 17\r\n\r\n" TITLE, SUCCESS, 200, "Moby", 17 },

  { "404", RAW_KEEP, "HTTP/1.1 404 Not Found\r\n" JSON "Content-Length: 17\r\n\r\n" TITLE,
    INFLIGHT_ERROR_HTTP_STATUS, 404, "Moby", 17 },
  { "500", RAW_CLOSE, "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\n\r\n"
    "<title>Oops</title>", INFLIGHT_ERROR_HTTP_STATUS, 500, "Oops", 19 },
  { "401", RAW_KEEP, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n" JSON
    "Content-Length: 17\r\n\r\n" TITLE, INFLIGHT_ERROR_HTTP_STATUS, 401, "Moby", 17 },
  { "407", RAW_KEEP, "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=x\r\n" JSON
    "Content-Length: 17\r\n\r\n" TITLE, INFLIGHT_ERROR_HTTP_STATUS, 407, "Moby", 17 },
  { "421", RAW_KEEP, "HTTP/1.1 421 Misdirected\r\nContent-Length: 5\r\n\r\nhello",
    INFLIGHT_ERROR_HTTP_STATUS, 421, NULL, ANY },
};

static void
test_row (RealNetwork   *net,
          gconstpointer  user_data)
{
  const Row *row = user_data;
  g_autofree char *path = g_strconcat ("/", row->name, NULL);
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;

  raw_server_add (net->server, path, row->end, row->bytes, NULL);
  inflight_options_set_limit_bytes (net->options, 100000);
  task = real_network_fetch (net, path);

  g_assert_true (inflight_task_is_body_whole (task));
  if (row->code == SUCCESS)
    assert_succeeded (task, row->status, NULL);
  else
    assert_failed (task, row->code);

  if (row->status != ANY)
    g_assert_cmpuint (inflight_task_get_status (task), ==, row->status);
  if (row->title != NULL || row->code == SUCCESS)
    g_assert_cmpstr (inflight_task_get_title (task), ==, row->title);
  if (row->n_bytes != ANY)
    g_assert_cmpuint (inflight_task_get_bytes (task), ==, row->n_bytes);
  /* It spoils nothing for the one that comes after it. */
  next = real_network_fetch (net, "/next");
  assert_succeeded (next, 200, NULL);
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
  static const char answer[] =
    OK JSON "Content-Encoding: gzip\r\nConnection: close\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\x2a\xc9\x2c\xc9\x49\x55\xb2\x52"
    "\x50\xf2\xcd\x4f\xaa\x54\xaa\x05\x00\x17\xba\x3d\xea\x11\x00\x00\x00";
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer, sizeof answer - 1);
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *request = NULL;

  raw_server_add_bytes (net->server, "/gzip", RAW_CLOSE, bytes, NULL);
  task = real_network_fetch (net, "/gzip");
  assert_succeeded (task, 200, "Moby");
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, strlen (TITLE));

  request = raw_server_dup_request (net->server, 0);
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: gzip, deflate\r\n"));
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
  g_assert_false (inflight_task_is_body_whole (beyond));
  g_assert_cmpuint (g_bytes_get_size (inflight_task_get_body (beyond)), ==, 10);
  announced = real_network_fetch (net, "/11-announced");
  assert_failed (announced, INFLIGHT_ERROR_TOO_LARGE);
  g_assert_false (inflight_task_is_body_whole (announced));
}

/* Bodies whose last byte ends a turn of reading: on a connection that is kept
 * nothing else comes, and nothing says that the end is there. */
static void
test_whole_turns (RealNetwork   *net,
                  gconstpointer  user_data)
{
  for (gsize size = 64 << 10; size <= 2 << 20; size += 64 << 10)
    {
      g_autofree char *path = g_strdup_printf ("/%" G_GSIZE_FORMAT, size);
      g_autofree char *body = g_strnfill (size, 'x');
      g_autofree char *text = NULL;
      g_autoptr (InflightTask) task = NULL;

      text = g_strdup_printf (OK "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", size, body);
      raw_server_add (net->server, path, RAW_KEEP, text, NULL);
      task = real_network_fetch (net, path);
      assert_succeeded (task, 200, NULL);
      g_assert_cmpuint (inflight_task_get_bytes (task), ==, size);
    }

  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* What is folded onto nothing is not folded onto the answer before. */
static void
test_fold_first (RealNetwork   *net,
                 gconstpointer  user_data)
{
  raw_server_add (net->server, "/good", RAW_KEEP, OK "Content-Length: 0\r\n\r\n", NULL);
  raw_server_add (net->server, "/fold", RAW_CLOSE, OK " X-Fold: x\r\nContent-Length: 0\r\n\r\n",
                  NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (InflightTask) good = real_network_fetch (net, "/good");
      g_autoptr (InflightTask) fold = real_network_fetch (net, "/fold");

      assert_succeeded (good, 200, NULL);
      /* RFC 9112, section 2.2, leaves both to the recipient; libcurl rejects it up to
       * 8.1. */
      if (real_network_is_curl () && inflight_task_get_error (fold) != NULL)
        assert_failed (fold, INFLIGHT_ERROR_PROTOCOL);
      else
        assert_succeeded (fold, 200, NULL);
    }
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

  REAL_ADD ("/engine/network/network-policy", test_network_policy);
  REAL_ADD ("/engine/network/gzip", test_gzip);
  REAL_ADD ("/engine/network/limit", test_limit);
  REAL_ADD ("/engine/network/whole-turns", test_whole_turns);
  REAL_ADD ("/engine/network/fold-first", test_fold_first);
  REAL_ADD ("/engine/network/headers-kept", test_headers_kept);

  return g_test_run ();
}
