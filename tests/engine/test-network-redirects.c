/* test-network-redirects.c: redirects and credentials on real sockets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <string.h>

static void
add_chain (RawServer *server,
           guint      n_redirects)
{
  for (guint i = n_redirects; i > 0; i--)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *next = g_strdup_printf ("/%u", i - 1);

      raw_server_add_redirect (server, path, 302, next);
    }
}

static void
test_statuses (RealNetwork   *net,
               gconstpointer  user_data)
{
  const guint followed[] = { 301, 302, 303, 307, 308 };
  const guint kept[] = { 300, 304, 305, 306 };

  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autoptr (InflightTask) task = NULL;
      g_autofree char *address = NULL;

      raw_server_add_redirect (net->server, "/from", followed[i], "to?x#y");
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, 200, NULL);
      assert_led_to (task, "/to");
      g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
      address = inflight_task_dup_final_address (task);
      g_assert_true (g_str_has_suffix (address, "/to?x"));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (InflightTask) task = NULL;

      raw_server_add_redirect (net->server, "/from", kept[i], "/to");
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, kept[i], NULL);
      g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 0);
    }
}

static void
test_without_location (RealNetwork   *net,
                       gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/x", RAW_KEEP,
                  "HTTP/1.1 302 Found\r\nContent-Length: 5\r\n\r\nhello", NULL);
  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 302, NULL);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, 5);
}

/* A redirect is decided by its header: what its body is, or whether it comes, is
 * nobody's concern. */
static void
test_bodies (RealNetwork   *net,
             gconstpointer  user_data)
{
  const struct
  {
    const char *name;
    RawEnd      end;
    const char *bytes;
    const char *tail;
  } rows[] = {
    { "cut", RAW_CLOSE, "Content-Length: 100\r\n\r\nhello", NULL },
    { "cut at once", RAW_CLOSE, "Content-Length: 100\r\n\r\n", NULL },
    { "cut chunk", RAW_CLOSE, "Transfer-Encoding: chunked\r\n\r\n10\r\nhello", NULL },
    { "reset", RAW_RESET, "Content-Length: 100\r\n\r\nhello", NULL },
    { "not sent", RAW_HANG, "Content-Length: 5\r\n\r\n", NULL },
    { "dripping", RAW_DRIP, "Content-Length: 100\r\n\r\n", "hello" },
    { "endless", RAW_REPEAT, "\r\n", "hello" },
    { "huge", RAW_HANG, "Content-Length: 10000000000\r\n\r\n", NULL },
    { "no gzip", RAW_KEEP, "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", NULL },
    { "four encodings", RAW_KEEP,
      "Content-Encoding: gzip, gzip, gzip, gzip\r\nContent-Length: 5\r\n\r\nhello", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *bytes = g_strconcat ("HTTP/1.1 302 Found\r\nLocation: /to\r\n",
                                            rows[i].bytes, NULL);
      g_autoptr (InflightTask) task = NULL;

      g_test_message ("%s", rows[i].name);
      raw_server_add (net->server, "/from", rows[i].end, bytes, rows[i].tail);
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, 200, NULL);
      assert_led_to (task, "/to");
      g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
    }
}

/* What is there already is read, so that the connection can be used again. */
static void
test_reuse (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/from", RAW_KEEP, "HTTP/1.1 302 Found\r\nLocation: /to\r\n"
                  "Content-Length: 5\r\n\r\nhello", NULL);
  task = real_network_fetch (net, "/from");
  assert_succeeded (task, 200, NULL);
  assert_led_to (task, "/to");
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

static void
test_limit (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) twenty = NULL;
  g_autoptr (InflightTask) twenty_one = NULL;
  g_autoptr (InflightTask) none = NULL;

  add_chain (net->server, 21);
  twenty = real_network_fetch (net, "/20");
  assert_succeeded (twenty, 200, NULL);
  assert_led_to (twenty, "/0");
  g_assert_cmpuint (inflight_task_get_n_redirects (twenty), ==, 20);

  twenty_one = real_network_fetch (net, "/21");
  assert_failed (twenty_one, INFLIGHT_ERROR_REDIRECT_LIMIT);
  g_assert_cmpuint (inflight_task_get_n_redirects (twenty_one), ==, 20);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 21 + 21);

  real_network_renew_options (net);
  inflight_options_set_max_redirects (net->options, 0);
  none = real_network_fetch (net, "/1");
  assert_failed (none, INFLIGHT_ERROR_REDIRECT_LIMIT);
  g_assert_cmpuint (inflight_task_get_status (none), ==, 302);
}

/* What a server answers with, and what it is asked for then. */
static void
test_locations (RealNetwork   *net,
                gconstpointer  user_data)
{
  const struct
  {
    const char *location;
    const char *sent;
  } rows[] = {
    { "/100%", "/100%25" },
    { "/go?p=%pos=!;&x=1", "/go?p=%25pos=!;&x=1" },
    { "/t?next=http%3a//h/%7e", "/t?next=http%3a//h/%7e" },
    { "%2f%7E//|'", "/dir/%2f%7E//|'" },
    { "/a b?c d", "/a%20b?c%20d" },
    { "/\303\274?\303\274", "/%C3%BC?%C3%BC" },
    { "/a\tb", "/ab" },
    { "\\a\\..\\b?\\", "/b?\\" },
    { "../x/./y/..", "/x/" },
    { "?", "/dir/from?" },
    { "?q#f", "/dir/from?q" },
    { "http:x", "/dir/x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightTask) task = NULL;
      g_autofree char *line = g_strdup_printf ("GET %s HTTP/1.1\r\n", rows[i].sent);

      g_test_message ("location %" G_GSIZE_FORMAT, i);
      raw_server_add_redirect (net->server, "/dir/from", 302, rows[i].location);
      task = real_network_fetch (net, "/dir/from");
      g_assert_cmpuint (inflight_task_get_status (task), ==, 200);
      assert_sent (net->server, 2 * i + 1, line, TRUE);
    }
}

/* A Location that names a host is as it is written, dot segments and all. */
static void
test_written (RealNetwork   *net,
              gconstpointer  user_data)
{
  const char *targets[] = {
    "/a%2fb%7E?x=%7e%2f&sig=a%2Bb%3d", "/%41//b/../c/./d|", "/?-._~!$&'()*+,;=:@|[]`{}^\\",
    "/%2e%2E/x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (InflightTask) typed = real_network_fetch (net, targets[i]);
      g_autoptr (InflightTask) redirected = NULL;
      g_autofree char *line = g_strdup_printf ("GET %s HTTP/1.1\r\n", targets[i]);
      g_autofree char *location = raw_server_dup_uri (net->server, targets[i]);

      raw_server_add_redirect (net->server, "/from", 302, location);
      redirected = real_network_fetch (net, "/from");
      g_assert_cmpuint (inflight_task_get_status (redirected), ==, 200);
      assert_sent (net->server, 3 * i, line, TRUE);
      assert_sent (net->server, 3 * i + 2, line, TRUE);
    }
}

static void
test_bad_locations (RealNetwork   *net,
                    gconstpointer  user_data)
{
  const char *locations[] = {
    "ftp://a/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://a:0/",
    "http://a b/", "http://secret@[/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr (InflightTask) task = NULL;

      g_test_message ("location %" G_GSIZE_FORMAT, i);
      raw_server_add_redirect (net->server, "/from", 302, locations[i]);
      task = real_network_fetch (net, "/from");
      assert_failed (task, INFLIGHT_ERROR_BAD_REDIRECT);
      g_assert_null (strstr (inflight_task_get_error (task)->message, "secret"));
    }

  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, G_N_ELEMENTS (locations));
}

static void
test_empty_location (RealNetwork   *net,
                     gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add_redirect (net->server, "/x", 302, "");
  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 302, NULL);
  g_assert_cmpuint (raw_server_get_n_requests (net->server), ==, 1);
}

/* Credentials */

static void
test_basic (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autofree char *plain = raw_server_dup_uri (net->server, "/from");
  g_autofree char *address = g_strconcat ("http://Aladdin:open%20sesame@", plain + 7, NULL);
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *shown = NULL;

  raw_server_add_redirect (net->server, "/from", 302, "/to");
  task = real_network_fetch (net, address);
  assert_succeeded (task, 200, NULL);
  assert_led_to (task, "/to");

  /* The example of RFC 7617, section 2. */
  for (guint i = 0; i < 2; i++)
    assert_sent (net->server, i, "\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n",
                 TRUE);
  assert_sent (net->server, 0, "Aladdin", FALSE);
  shown = inflight_task_dup_final_address (task);
  g_assert_null (strstr (shown, "Aladdin"));
  g_assert_null (strstr (shown, "sesame"));
}

/* To another port, which is another origin. */
static void
test_other_origin (RealNetwork   *net,
                   gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *there = raw_server_dup_uri (other, "/there");
  g_autofree char *back = raw_server_dup_uri (net->server, "/back");
  g_autofree char *plain = raw_server_dup_uri (net->server, "/from");
  g_autofree char *address = g_strconcat ("http://user:password@", plain + 7, NULL);
  g_autoptr (InflightTask) with_user = NULL;
  g_autoptr (InflightTask) with_headers = NULL;

  raw_server_add_redirect (net->server, "/from", 302, there);
  raw_server_add_redirect (other, "/there", 302, back);
  with_user = real_network_fetch (net, address);
  assert_succeeded (with_user, 200, NULL);
  assert_led_to (with_user, "/back");
  assert_sent (net->server, 0, "\r\nAuthorization: Basic ", TRUE);
  assert_sent (other, 0, "Authorization", FALSE);
  assert_sent (net->server, 1, "Authorization", FALSE);

  real_network_renew_options (net);
  inflight_options_add_header (net->options, "authorization: Bearer x", NULL);
  inflight_options_add_header (net->options, "COOKIE: a=b", NULL);
  inflight_options_add_header (net->options, "Proxy-Authorization: Basic eA==", NULL);
  inflight_options_add_header (net->options, "X-Other: y", NULL);
  with_headers = real_network_fetch (net, plain);
  assert_succeeded (with_headers, 200, NULL);
  assert_led_to (with_headers, "/back");
  assert_sent (net->server, 2, "uthorization: Bearer x\r\n", TRUE);
  assert_sent (net->server, 2, ": a=b\r\n", TRUE);
  assert_sent (net->server, 2, "\r\nX-Other: y\r\n", TRUE);

  /* Once abroad they stay at home, even on the way back. */
  assert_sent (other, 1, "uthorization", FALSE);
  assert_sent (other, 1, ": a=b", FALSE);
  assert_sent (other, 1, "\r\nX-Other: y\r\n", TRUE);
  assert_sent (net->server, 3, "uthorization", FALSE);
  assert_sent (net->server, 3, ": a=b", FALSE);
}

static void
test_header_wins (RealNetwork   *net,
                  gconstpointer  user_data)
{
  g_autofree char *plain = raw_server_dup_uri (net->server, "/x");
  g_autofree char *address = g_strconcat ("http://user:password@", plain + 7, NULL);
  g_autoptr (InflightTask) task = NULL;

  inflight_options_add_header (net->options, "Authorization: Bearer x", NULL);
  task = real_network_fetch (net, address);
  assert_succeeded (task, 200, NULL);
  assert_sent (net->server, 0, "\r\nAuthorization: Bearer x\r\n", TRUE);
  assert_sent (net->server, 0, "Basic", FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/network/redirect/statuses", test_statuses);
  REAL_ADD ("/engine/network/redirect/without-location", test_without_location);
  REAL_ADD ("/engine/network/redirect/bodies", test_bodies);
  REAL_ADD ("/engine/network/redirect/reuse", test_reuse);
  REAL_ADD ("/engine/network/redirect/limit", test_limit);
  REAL_ADD ("/engine/network/redirect/locations", test_locations);
  REAL_ADD ("/engine/network/redirect/as-written", test_written);
  REAL_ADD ("/engine/network/redirect/bad-locations", test_bad_locations);
  REAL_ADD ("/engine/network/redirect/empty-location", test_empty_location);
  REAL_ADD ("/engine/network/credentials/basic", test_basic);
  REAL_ADD ("/engine/network/credentials/other-origin", test_other_origin);
  REAL_ADD ("/engine/network/credentials/header-wins", test_header_wins);

  return g_test_run ();
}
