/* test-network-redirects.c: redirects and credentials on real sockets
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <string.h>

static void
add_redirect (RawServer  *server,
              const char *path,
              guint       status,
              const char *location)
{
  g_autofree char *bytes = NULL;

  bytes = g_strdup_printf ("HTTP/1.1 %u Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                           status, location);
  raw_server_add (server, path, RAW_KEEP, bytes, NULL);
}

static void
add_chain (RawServer *server,
           guint      n_redirects)
{
  for (guint i = n_redirects; i > 0; i--)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);
      g_autofree char *next = g_strdup_printf ("/%u", i - 1);

      add_redirect (server, path, 302, next);
    }
}

static void
assert_request (RawServer  *server,
                guint       index,
                const char *line,
                gboolean    there)
{
  g_autofree char *request = raw_server_dup_request (server, index);

  if ((strstr (request, line) != NULL) != there)
    g_error ("Request %u: “%s” is %s: %s", index, line, there ? "missing" : "there", request);
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

      add_redirect (net->server, "/from", followed[i], "to?x#y");
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, 200, "to");
      g_assert_cmpuint (inflight_task_get_n_redirects (task), ==, 1);
      address = inflight_task_dup_final_address (task);
      g_assert_true (g_str_has_suffix (address, "/to?x"));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (InflightTask) task = NULL;

      add_redirect (net->server, "/from", kept[i], "/to");
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, kept[i], "from");
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
  assert_succeeded (task, 302, "x");
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, 5);
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
  assert_succeeded (twenty, 200, "0");
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

/* Credentials */

static void
test_basic (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autofree char *plain = raw_server_dup_uri (net->server, "/from");
  g_autofree char *address = g_strconcat ("http://Aladdin:open%20sesame@", plain + 7, NULL);
  g_autoptr (InflightTask) task = NULL;
  g_autofree char *shown = NULL;

  add_redirect (net->server, "/from", 302, "/to");
  task = real_network_fetch (net, address);
  assert_succeeded (task, 200, "to");

  /* The example of RFC 7617, section 2. */
  for (guint i = 0; i < 2; i++)
    assert_request (net->server, i, "\r\nAuthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n",
                    TRUE);
  assert_request (net->server, 0, "Aladdin", FALSE);
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

  add_redirect (net->server, "/from", 302, there);
  add_redirect (other, "/there", 302, back);
  with_user = real_network_fetch (net, address);
  assert_succeeded (with_user, 200, "back");
  assert_request (net->server, 0, "\r\nAuthorization: Basic ", TRUE);
  assert_request (other, 0, "Authorization", FALSE);
  assert_request (net->server, 1, "Authorization", FALSE);

  real_network_renew_options (net);
  inflight_options_add_header (net->options, "authorization: Bearer x", NULL);
  inflight_options_add_header (net->options, "COOKIE: a=b", NULL);
  inflight_options_add_header (net->options, "Proxy-Authorization: Basic eA==", NULL);
  inflight_options_add_header (net->options, "X-Other: y", NULL);
  with_headers = real_network_fetch (net, plain);
  assert_succeeded (with_headers, 200, "back");
  assert_request (net->server, 2, "uthorization: Bearer x\r\n", TRUE);
  assert_request (net->server, 2, ": a=b\r\n", TRUE);
  assert_request (net->server, 2, "\r\nX-Other: y\r\n", TRUE);

  /* Once abroad they stay at home, even on the way back. */
  assert_request (other, 1, "uthorization", FALSE);
  assert_request (other, 1, ": a=b", FALSE);
  assert_request (other, 1, "\r\nX-Other: y\r\n", TRUE);
  assert_request (net->server, 3, "uthorization", FALSE);
  assert_request (net->server, 3, ": a=b", FALSE);
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
  assert_succeeded (task, 200, "x");
  assert_request (net->server, 0, "\r\nAuthorization: Bearer x\r\n", TRUE);
  assert_request (net->server, 0, "Basic", FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/network/redirect/statuses", test_statuses);
  REAL_ADD ("/engine/network/redirect/without-location", test_without_location);
  REAL_ADD ("/engine/network/redirect/limit", test_limit);
  REAL_ADD ("/engine/network/credentials/basic", test_basic);
  REAL_ADD ("/engine/network/credentials/other-origin", test_other_origin);
  REAL_ADD ("/engine/network/credentials/header-wins", test_header_wins);

  return g_test_run ();
}
