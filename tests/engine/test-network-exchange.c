/* test-network-exchange.c: what is sent, and what is remembered of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"
#define EMPTY "Content-Length: 0\r\n\r\n"

/* The record */

static void
assert_in_order (const InflightTimings *timings,
                 gboolean               connected)
{
  g_assert_cmpint (timings->fetch_start_us, >, 0);
  if (connected)
    {
      g_assert_cmpint (timings->connect_start_us, >=, timings->fetch_start_us);
      g_assert_cmpint (timings->connect_end_us, >=, timings->connect_start_us);
      g_assert_cmpint (timings->request_start_us, >=, timings->connect_end_us);
    }
  else
    {
      g_assert_cmpint (timings->connect_start_us, ==, 0);
      g_assert_cmpint (timings->connect_end_us, ==, 0);
      g_assert_cmpint (timings->request_start_us, >=, timings->fetch_start_us);
    }
  g_assert_cmpint (timings->secure_connection_start_us, ==, 0);
  g_assert_cmpint (timings->request_end_us, >=, timings->request_start_us);
  g_assert_cmpint (timings->response_start_us, >=, timings->request_end_us);
  g_assert_cmpint (timings->response_end_us, >=, timings->response_start_us);
  g_assert_cmpint (timings->fetch_end_us, >=, timings->response_end_us);
}

static void
test_record (RealNetwork   *net,
             gconstpointer  user_data)
{
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", raw_server_get_port (net->server));
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (InflightTask) second = NULL;
  const InflightExchange *exchange;

  raw_server_add (net->server, "/x", RAW_KEEP, OK "Content-Length: 5\r\n\r\nhello", NULL);
  first = real_network_fetch (net, "/x");
  exchange = inflight_task_get_exchange (first);
  g_assert_nonnull (exchange);
  g_assert_null (exchange->previous);
  g_assert_null (exchange->uri);
  g_assert_null (exchange->error);
  g_assert_cmpuint (exchange->attempt, ==, 1);
  g_assert_cmpuint (exchange->status, ==, 200);
  g_assert_cmpstr (exchange->protocol, ==, "HTTP/1.1");
  g_assert_false (exchange->reused);
  g_assert_cmpstr (exchange->connection->remote_address, ==, address);
  g_assert_false (exchange->connection->via_proxy);
  g_assert_null (exchange->connection->tls_version);
  assert_in_order (&exchange->timings, TRUE);
  g_assert_false (inflight_task_is_unchecked (first));
  g_assert_false (inflight_task_is_unverified (first));

  second = real_network_fetch (net, "/x");
  exchange = inflight_task_get_exchange (second);
  g_assert_true (exchange->reused);
  g_assert_true (exchange->connection == inflight_task_get_exchange (first)->connection);
  assert_in_order (&exchange->timings, FALSE);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* A dead connection is replaced silently, and the record is of the new one. */
static void
test_replaced (RealNetwork   *net,
               gconstpointer  user_data)
{
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (InflightTask) second = NULL;
  const InflightExchange *exchange;

  raw_server_add (net->server, "/x", RAW_CLOSE, OK "Content-Length: 5\r\n\r\nhello", NULL);
  first = real_network_fetch (net, "/x");
  raw_server_await_gone (net->server, 1);
  second = real_network_fetch (net, "/x");
  assert_succeeded (second, 200, NULL);
  exchange = inflight_task_get_exchange (second);
  g_assert_false (exchange->reused);
  g_assert_true (exchange->connection != inflight_task_get_exchange (first)->connection);
  assert_in_order (&exchange->timings, TRUE);
}

static void
test_http_1_0 (RealNetwork   *net,
               gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/x", RAW_CLOSE, "HTTP/1.0 200 OK\r\n\r\nhello", NULL);
  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 200, NULL);
  g_assert_cmpstr (inflight_task_get_exchange (task)->protocol, ==, "HTTP/1.0");
  g_assert_true (inflight_task_is_unverified (task));
}

/* An address with a zone that is none leads nowhere, not to where the last one did. */
static void
test_long_zone (RealNetwork   *net,
                gconstpointer  user_data)
{
  g_autoptr (InflightTask) good = NULL;
  g_autoptr (InflightTask) bad = NULL;

  raw_server_add (net->server, "/x", RAW_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                  NULL);
  good = real_network_fetch (net, "/x");
  assert_succeeded (good, 200, NULL);

  bad = real_network_fetch (net, "http://[fe80::1%25aaaaaaaaaaaaaaaaaaaa]/x");
  g_assert_cmpint (inflight_task_get_state (bad), ==, INFLIGHT_TASK_STATE_FAILED);
  g_assert_cmpuint (inflight_task_get_status (bad), ==, 0);
  assert_failed (bad, INFLIGHT_ERROR_NO_INTERFACE);
}

static void
test_refused (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *address = raw_server_dup_uri (other, "/");
  g_autoptr (InflightTask) task = NULL;
  const InflightExchange *exchange;

  g_clear_pointer (&other, raw_server_free);
  task = real_network_fetch (net, address);
  exchange = inflight_task_get_exchange (task);
  g_assert_cmpuint (exchange->status, ==, 0);
  g_assert_null (exchange->connection);
  g_assert_cmpint (exchange->timings.connect_start_us, >, 0);
  g_assert_cmpint (exchange->timings.request_start_us, ==, 0);
  g_assert_cmpint (exchange->timings.response_start_us, ==, 0);
}

static void
test_chain (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  const InflightExchange *exchange;
  const char *ends[] = { "/c", "/b", NULL };
  const guint statuses[] = { 200, 307, 302 };

  raw_server_add_redirect (net->server, "/a", 302, "/b");
  raw_server_add_redirect (net->server, "/b", 307, "/c");
  task = real_network_fetch (net, "/a");
  assert_succeeded (task, 200, NULL);
  assert_led_to (task, "/c");

  exchange = inflight_task_get_exchange (task);
  g_assert_cmpuint (inflight_exchange_count_redirects (exchange), ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++, exchange = exchange->previous)
    {
      g_assert_cmpuint (exchange->status, ==, statuses[i]);
      g_assert_true (ends[i] == NULL ? exchange->uri == NULL
                                     : g_str_has_suffix (exchange->uri, ends[i]));
    }
  g_assert_null (exchange);
}

static void
test_ipv6 (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new_ipv6 ();
  g_autofree char *address = NULL;
  g_autofree char *remote = NULL;
  g_autoptr (InflightTask) task = NULL;

  if (other == NULL)
    {
      g_test_skip ("There is no IPv6 here");
      return;
    }

  address = g_strdup_printf ("http://[::1]:%u/x", raw_server_get_port (other));
  remote = g_strdup_printf ("[::1]:%u", raw_server_get_port (other));
  task = real_network_fetch (net, address);
  assert_succeeded (task, 200, NULL);
  g_assert_cmpstr (inflight_task_get_exchange (task)->connection->remote_address, ==, remote);
}

/* Methods and bodies */

static void
set_post (RealNetwork *net,
          const char  *method)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\": 1}", 8);

  real_network_renew_options (net);
  g_assert_true (inflight_options_set_method (net->options, method, NULL));
  inflight_options_set_body (net->options, body);
  inflight_options_add_header (net->options, "Content-Type: application/json", NULL);
}

static void
test_post (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  const InflightTimings *timings;

  set_post (net, "POST");
  raw_server_add (net->server, "/x", RAW_CLOSE, OK EMPTY, NULL);
  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 200, NULL);
  assert_sent (net->server, 0, "POST /x HTTP/1.1\r\n", TRUE);
  assert_sent (net->server, 0, "Content-Type: application/json\r\n", TRUE);
  assert_sent (net->server, 0, "Content-Length: 8\r\n", TRUE);

  timings = &inflight_task_get_exchange (task)->timings;
  g_assert_cmpint (timings->request_end_us, >=, timings->request_start_us);
}

static void
test_head (RealNetwork   *net,
           gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) next = NULL;

  g_assert_true (inflight_options_set_method (net->options, "HEAD", NULL));
  raw_server_add (net->server, "/x", RAW_KEEP,
                  OK "Content-Encoding: gzip\r\nContent-Length: 500\r\n\r\n", NULL);
  task = real_network_fetch (net, "/x");
  assert_succeeded (task, 200, NULL);
  g_assert_cmpuint (inflight_task_get_bytes (task), ==, 0);
  next = real_network_fetch (net, "/x");
  assert_succeeded (next, 200, NULL);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);
}

/* What is not sent cannot be too large. */
static void
test_announced (RealNetwork   *net,
                gconstpointer  user_data)
{
  g_autoptr (InflightTask) head = NULL;
  g_autoptr (InflightTask) unmodified = NULL;

  raw_server_add (net->server, "/head", RAW_KEEP, OK "Content-Length: 99999999\r\n\r\n", NULL);
  raw_server_add (net->server, "/304", RAW_KEEP,
                  "HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\n\r\n", NULL);
  unmodified = real_network_fetch (net, "/304");
  assert_succeeded (unmodified, 304, NULL);

  real_network_renew_options (net);
  g_assert_true (inflight_options_set_method (net->options, "HEAD", NULL));
  head = real_network_fetch (net, "/head");
  assert_succeeded (head, 200, NULL);
}

/* Ours, unless the person's. */
static void
test_own_fields (RealNetwork   *net,
                 gconstpointer  user_data)
{
  g_autoptr (InflightTask) plain = real_network_fetch (net, "/x");
  g_autoptr (InflightTask) own = NULL;

  assert_sent (net->server, 0, "User-Agent: Inflight/" PACKAGE_VERSION "\r\n", TRUE);
  assert_sent (net->server, 0, "Accept: */*\r\n", TRUE);
  assert_sent (net->server, 0, "Accept-Encoding: gzip, deflate\r\n", TRUE);

  real_network_renew_options (net);
  g_assert_true (inflight_options_add_header (net->options, "User-Agent: mine", NULL));
  g_assert_true (inflight_options_add_header (net->options, "Accept-Encoding: br", NULL));
  g_assert_true (inflight_options_add_header (net->options, "Accept: text/html", NULL));
  own = real_network_fetch (net, "/x");
  assert_sent (net->server, 1, "Accept: text/html\r\n", TRUE);
  assert_sent (net->server, 1, "*/*", FALSE);
  assert_sent (net->server, 1, "User-Agent: mine\r\n", TRUE);
  assert_sent (net->server, 1, "Accept-Encoding: br\r\n", TRUE);
  assert_sent (net->server, 1, "Inflight/", FALSE);
  assert_sent (net->server, 1, "gzip", FALSE);
}

/* RFC 9110, section 15.4. */
static void
test_redirected_methods (RealNetwork   *net,
                         gconstpointer  user_data)
{
  const struct
  {
    guint       status;
    const char *method;
    const char *becomes;
    gboolean    body;
  } rows[] = {
    { 301, "POST", "GET", FALSE }, { 302, "POST", "GET", FALSE }, { 303, "POST", "GET", FALSE },
    { 307, "POST", "POST", TRUE }, { 308, "POST", "POST", TRUE }, { 303, "PUT", "GET", FALSE },
    { 301, "PUT", "PUT", TRUE }, { 302, "DELETE", "DELETE", TRUE }, { 303, "HEAD", "HEAD", TRUE },
  };

  raw_server_add (net->server, "/to", RAW_CLOSE, OK EMPTY, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s /to HTTP/1.1\r\n", rows[i].becomes);
      g_autoptr (InflightTask) task = NULL;
      g_autofree char *bytes = NULL;

      bytes = g_strdup_printf ("HTTP/1.1 %u Moved\r\nLocation: /to\r\nConnection: close\r\n" EMPTY,
                               rows[i].status);
      raw_server_add (net->server, "/from", RAW_CLOSE, bytes, NULL);
      set_post (net, rows[i].method);
      task = real_network_fetch (net, "/from");
      assert_succeeded (task, 200, NULL);
      assert_led_to (task, "/to");
      assert_sent (net->server, 2 * i + 1, line, TRUE);
      assert_sent (net->server, 2 * i + 1, "Content-Length: 8\r\n", rows[i].body);
      assert_sent (net->server, 2 * i + 1, "Content-Type: ", rows[i].body);
    }
}

/* A field whose name speaks of a secret stays with the origin. */
static void
test_secret_headers (RealNetwork   *net,
                     gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *there = raw_server_dup_uri (other, "/there");
  g_autoptr (InflightTask) task = NULL;
  const char *const secret[] = { "X-Api-Key: 1", "X-Auth-Token: 2", "X-Amz-Signature: 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_true (inflight_options_add_header (net->options, secret[i], NULL));
  g_assert_true (inflight_options_add_header (net->options, "X-Keyword: 4", NULL));
  raw_server_add_redirect (net->server, "/from", 302, there);
  task = real_network_fetch (net, "/from");
  assert_succeeded (task, 200, NULL);
  assert_led_to (task, "/there");

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    {
      assert_sent (net->server, 0, secret[i], TRUE);
      assert_sent (other, 0, secret[i], FALSE);
    }
  assert_sent (other, 0, "X-Keyword: 4", TRUE);
}

/* Retries on the wire */

static void
test_retry_after (RealNetwork   *net,
                  gconstpointer  user_data)
{
  const struct { const char *fields; gint64 seconds; } rows[] = {
    { "Retry-After: 7\r\n", 7 },
    { "Retry-After: 0\r\n", 0 },
    { "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 10:01:30 GMT\r\n", 90 },
    { "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\n"
      "Retry-After: Tuesday, 24-Nov-26 10:00:05 GMT\r\n", 5 },
    { "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\nRetry-After: Tue Nov 24 10:00:06 2026\r\n", 6 },
    { "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 09:00:00 GMT\r\n", -1 },
    { "Retry-After: -5\r\n", -1 },
    { "Retry-After: +5\r\n", -1 },
    { "Retry-After: abc\r\n", -1 },
    { "Retry-After: 1.5\r\n", -1 },
    { "Retry-After: 1000000000000000000000000000000\r\n", -1 },
    { "Retry-After: 5\r\nRetry-After: 5\r\n", -1 },
    { "Retry-After: Mon, 01 Jan 1990 00:00:00 GMT\r\n", -1 },
    { "Retry-After:\r\n", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 503 No\r\n%s" EMPTY, rows[i].fields);
      g_autoptr (InflightTask) task = NULL;

      g_test_message ("%s", rows[i].fields);
      raw_server_add (net->server, "/x", RAW_KEEP, bytes, NULL);
      task = real_network_fetch (net, "/x");
      assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);
      g_assert_cmpint (inflight_task_get_exchange (task)->retry_after_us, ==,
                       rows[i].seconds >= 0 ? rows[i].seconds * G_USEC_PER_SEC : -1);
    }
}

static void
test_retried (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;

  raw_server_add (net->server, "/x", RAW_KEEP, "HTTP/1.1 503 No\r\nRetry-After: 0\r\n" EMPTY, NULL);
  inflight_options_set_max_retries (net->options, 1);
  task = real_network_start (net, "/x");
  raw_server_await_requests (net->server, 1);
  raw_server_add (net->server, "/x", RAW_KEEP, OK EMPTY, NULL);
  real_network_await_settled (task);
  assert_succeeded (task, 200, NULL);
  g_assert_cmpuint (inflight_task_get_attempts (task), ==, 2);
}

/* Proxies: the raw server takes the place of one. */

static void
test_proxy (RealNetwork   *net,
            gconstpointer  user_data)
{
  g_autofree char *proxy = g_strdup_printf ("http://user:pass@127.0.0.1:%u",
                                            raw_server_get_port (net->server));
  g_autoptr (InflightTask) task = NULL;
  g_autoptr (InflightTask) direct = NULL;
  const InflightExchange *exchange;
  g_autoptr (GError) error = NULL;

  inflight_network_set_proxy (net->network, proxy, &error);
  g_assert_no_error (error);
  raw_server_add (net->server, "http://far.away.invalid/x", RAW_KEEP, OK EMPTY, NULL);
  task = real_network_fetch (net, "http://far.away.invalid/x");
  assert_succeeded (task, 200, NULL);
  assert_sent (net->server, 0, "GET http://far.away.invalid/x HTTP/1.1\r\n", TRUE);
  assert_sent (net->server, 0, "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n", TRUE);
  exchange = inflight_task_get_exchange (task);
  g_assert_true (exchange->connection->via_proxy);

  inflight_network_set_proxy (net->network, "direct://", &error);
  g_assert_no_error (error);
  direct = real_network_fetch (net, "/x");
  assert_succeeded (direct, 200, NULL);
  assert_sent (net->server, 1, "GET /x HTTP/1.1\r\n", TRUE);
  assert_sent (net->server, 1, "Proxy-Authorization", FALSE);
}

/* What a proxy says to a tunnel is not the server's answer. */
static void
test_tunnel (RealNetwork   *net,
             gconstpointer  user_data)
{
  const guint statuses[] = { 403, 407, 502 };
  g_autofree char *proxy = g_strdup_printf ("http://user:pass@127.0.0.1:%u",
                                            raw_server_get_port (net->server));

  inflight_network_set_proxy (net->network, proxy, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *bytes = g_strdup_printf ("HTTP/1.1 %u No\r\n" EMPTY, statuses[i]);
      g_autoptr (InflightTask) task = NULL;
      guint n_requests = raw_server_get_n_requests (net->server);

      raw_server_add (net->server, "*", RAW_CLOSE, bytes, NULL);
      task = real_network_fetch (net, "https://far.away.invalid/x");
      assert_failed (task, INFLIGHT_ERROR_PROXY);
      g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
      assert_sent (net->server, n_requests, "CONNECT far.away.invalid:443 HTTP/1.1\r\n", TRUE);
      assert_sent (net->server, n_requests, "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n", TRUE);
    }
}

/* Nor is it read to an end that may never come. */
static void
test_endless_tunnel (RealNetwork   *net,
                     gconstpointer  user_data)
{
  const struct { const char *bytes; const char *tail; } rows[] = {
    { "", "HTTP/1.1 100 X\r\n\r\n" },
    { "", "HTTP/1.1 103 X\r\nLink: x\r\n\r\n" },
    { "HTTP/1.1 200 OK\r\n", "X: y\r\n" },
    { "HTTP/1.1 302 X\r\nLocation: /x\r\n\r\n", "hello" },
    { "HTTP/1.1 403 X\r\n\r\n", "hello" },
    { "HTTP/1.1 407 X\r\nProxy-Authenticate: Basic\r\n\r\n", "hello" },
  };
  g_autofree char *proxy = raw_server_dup_uri (net->server, "");

  inflight_network_set_proxy (net->network, proxy, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint64 before = raw_server_get_sent_bytes (net->server);
      g_autoptr (InflightTask) task = NULL;

      g_test_message ("%s", rows[i].bytes);
      raw_server_add (net->server, "*", RAW_REPEAT, rows[i].bytes, rows[i].tail);
      task = real_network_fetch (net, "https://far.away.invalid/x");
      assert_failed (task, INFLIGHT_ERROR_PROXY);
      g_assert_cmpuint (inflight_task_get_status (task), ==, 0);
      raw_server_await_gone (net->server, i + 1);
      g_assert_cmpuint (raw_server_get_sent_bytes (net->server) - before, <, 8 << 20);
    }
}

/* Cancelling reaches a tunnel that nobody answers for. */
static void
test_silent_tunnel (RealNetwork   *net,
                    gconstpointer  user_data)
{
  g_autofree char *proxy = raw_server_dup_uri (net->server, "");
  g_autoptr (InflightTask) task = NULL;

  inflight_network_set_proxy (net->network, proxy, NULL);
  raw_server_add (net->server, "*", RAW_HANG, "", NULL);
  task = real_network_start (net, "https://far.away.invalid/x");
  raw_server_await_requests (net->server, 1);
  real_network_cancel (net, task);
  real_network_await_settled (task);
  g_assert_cmpint (inflight_task_get_state (task), ==, INFLIGHT_TASK_STATE_CANCELLED);
  raw_server_await_gone (net->server, 1);
}

/* It is not the target whose name is not known. */
static void
test_unknown_proxy (RealNetwork   *net,
                    gconstpointer  user_data)
{
  const char *addresses[] = { "http://127.0.0.1:1/x", "https://127.0.0.1:1/x" };

  inflight_network_set_proxy (net->network, "http://proxy.invalid:3128", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (InflightTask) task = real_network_fetch (net, addresses[i]);

      assert_failed (task, INFLIGHT_ERROR_PROXY);
    }
}

static void
test_proxy_refused (RealNetwork   *net,
                    gconstpointer  user_data)
{
  g_autoptr (RawServer) other = raw_server_new ();
  g_autofree char *proxy = raw_server_dup_uri (other, "");
  g_autoptr (InflightTask) task = NULL;

  g_clear_pointer (&other, raw_server_free);
  inflight_network_set_proxy (net->network, proxy, NULL);
  task = real_network_fetch (net, "http://far.away.invalid/x");
  assert_failed (task, INFLIGHT_ERROR_PROXY);
}

/* A connection that is kept leads the way of before. */
static void
test_proxy_changes (RealNetwork   *net,
                    gconstpointer  user_data)
{
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u",
                                            raw_server_get_port (net->server));
  g_autofree char *uri = raw_server_dup_uri (net->server, "/x");
  g_autofree char *line = g_strdup_printf ("GET %s HTTP/1.1\r\n", uri);
  g_autoptr (InflightTask) before = NULL;
  g_autoptr (InflightTask) after = NULL;

  raw_server_add (net->server, uri, RAW_KEEP, OK EMPTY, NULL);
  before = real_network_fetch (net, "/x");
  assert_succeeded (before, 200, NULL);
  assert_sent (net->server, 0, "GET /x HTTP/1.1\r\n", TRUE);

  g_assert_true (inflight_network_set_proxy (net->network, proxy, NULL));
  after = real_network_fetch (net, "/x");
  assert_succeeded (after, 200, NULL);
  assert_sent (net->server, 1, line, TRUE);
}

/* What is kept open may lead nowhere. */
static void
test_network_changed (RealNetwork   *net,
                      gconstpointer  user_data)
{
  g_autoptr (InflightTask) first = NULL;
  g_autoptr (InflightTask) second = NULL;
  g_autoptr (InflightTask) third = NULL;

  raw_server_add (net->server, "/x", RAW_KEEP, OK "Content-Length: 0\r\n\r\n", NULL);
  first = real_network_fetch (net, "/x");
  second = real_network_fetch (net, "/x");
  assert_succeeded (second, 200, NULL);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 1);

  inflight_network_changed (net->network);
  third = real_network_fetch (net, "/x");
  assert_succeeded (third, 200, NULL);
  g_assert_cmpuint (raw_server_get_n_connections (net->server), ==, 2);
  raw_server_await_gone (net->server, 1);
}

/* Nor do they stay open; those beside one in use perhaps as long as that is. */
static void
test_network_keeps_changing (RealNetwork   *net,
                             gconstpointer  user_data)
{
  g_autoptr (InflightTask) hanging = NULL;
  guint n_descriptors;

  raw_server_add (net->server, "/x", RAW_KEEP, OK EMPTY, NULL);
  raw_server_add (net->server, "/hang", RAW_HANG, OK "Content-Length: 5\r\n\r\nhell", NULL);
  hanging = real_network_start (net, "/hang");
  real_network_await (hanging, INFLIGHT_TASK_STATE_RECEIVING);
  n_descriptors = count_descriptors ();

  for (guint i = 1; i <= 15; i++)
    {
      g_autoptr (InflightTask) task = real_network_fetch (net, "/x");

      assert_succeeded (task, 200, NULL);
      inflight_network_changed (net->network);
      raw_server_await_gone (net->server, i - 1);
    }

  /* Both ends of the last connection and of the one beside that in use, and what watches
   * the last. */
  await_descriptors (n_descriptors + 5);
  g_assert_false (inflight_task_is_settled (hanging));
  real_network_cancel (net, hanging);
  real_network_await_settled (hanging);
  raw_server_await_gone (net->server, 16);
}

static void
test_bad_proxy (RealNetwork   *net,
                gconstpointer  user_data)
{
  const char *bad[] = { "", "127.0.0.1:0", "ftp://x", "http://", "http://user:secret@[", "x y" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (inflight_network_set_proxy (net->network, bad[i], &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
      g_assert_null (strstr (error->message, "secret"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/exchange/record", test_record);
  REAL_ADD ("/engine/exchange/replaced", test_replaced);
  REAL_ADD ("/engine/exchange/http-1.0", test_http_1_0);
  REAL_ADD ("/engine/exchange/refused", test_refused);
  REAL_ADD ("/engine/exchange/long-zone", test_long_zone);
  REAL_ADD ("/engine/exchange/chain", test_chain);
  REAL_ADD ("/engine/exchange/ipv6", test_ipv6);
  REAL_ADD ("/engine/exchange/post", test_post);
  REAL_ADD ("/engine/exchange/head", test_head);
  REAL_ADD ("/engine/exchange/announced", test_announced);
  REAL_ADD ("/engine/exchange/own-fields", test_own_fields);
  REAL_ADD ("/engine/exchange/redirected-methods", test_redirected_methods);
  REAL_ADD ("/engine/exchange/secret-headers", test_secret_headers);
  REAL_ADD ("/engine/exchange/retry-after", test_retry_after);
  REAL_ADD ("/engine/exchange/retried", test_retried);
  REAL_ADD ("/engine/exchange/proxy", test_proxy);
  REAL_ADD ("/engine/exchange/tunnel", test_tunnel);
  REAL_ADD ("/engine/exchange/tunnel/endless", test_endless_tunnel);
  REAL_ADD ("/engine/exchange/tunnel/silent", test_silent_tunnel);
  REAL_ADD ("/engine/exchange/proxy-unknown", test_unknown_proxy);
  REAL_ADD ("/engine/exchange/proxy-refused", test_proxy_refused);
  REAL_ADD ("/engine/exchange/proxy-changes", test_proxy_changes);
  REAL_ADD ("/engine/exchange/network-changed", test_network_changed);
  REAL_ADD ("/engine/exchange/network-keeps-changing", test_network_keeps_changing);
  REAL_ADD ("/engine/exchange/bad-proxy", test_bad_proxy);

  return g_test_run ();
}
