/* test-network-upload.c: requests that are answered, or cut off, before they are sent
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "real-network.h"

/* More than fits in between. */
#define UPLOAD_BYTES (16 << 20)

static InflightTask *
upload (RealNetwork *net)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (UPLOAD_BYTES), UPLOAD_BYTES);

  g_assert_true (inflight_options_set_method (net->options, "POST", NULL));
  inflight_options_set_body (net->options, body);

  return real_network_fetch (net, "/x");
}

/* What was never sent whole has not waited for an answer. */
static void
test_cut (RealNetwork   *net,
          gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  const InflightTimings *timings;

  raw_server_add (net->server, "/x", RAW_RESET, "", NULL);
  task = upload (net);
  assert_failed (task, INFLIGHT_ERROR_RESET);

  timings = &inflight_task_get_exchange (task)->timings;
  g_assert_cmpint (timings->request_start_us, >, 0);
  g_assert_cmpint (timings->request_end_us, ==, 0);
  g_assert_cmpint (timings->response_start_us, ==, 0);
}

/* It is sent until an answer begins; libsoup sends all. */
static void
test_refused (RealNetwork   *net,
              gconstpointer  user_data)
{
  g_autoptr (InflightTask) task = NULL;
  const InflightTimings *timings;

  raw_server_add (net->server, "/x", RAW_HANG,
                  "HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n", NULL);
  task = upload (net);
  assert_failed (task, INFLIGHT_ERROR_HTTP_STATUS);

  timings = &inflight_task_get_exchange (task)->timings;
  g_assert_cmpint (timings->request_end_us, >, timings->request_start_us);
  g_assert_cmpint (timings->request_end_us, <=, timings->response_start_us);
  if (real_network_is_curl ())
    g_assert_cmpint (timings->request_end_us, ==, timings->response_start_us);
}

/* libsoup cannot tell whether that was before its end. */
static void
test_next (RealNetwork   *net,
           gconstpointer  user_data)
{
  static const struct {
    const char *answer;
    gboolean    kept;
  } rows[] = {
    { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", TRUE },
    { "HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("pay", 3);
      g_autoptr (InflightTask) put = NULL;
      g_autoptr (InflightTask) next = NULL;

      raw_server_add (net->server, "/x", RAW_KEEP, rows[i].answer, NULL);
      real_network_renew_options (net);
      g_assert_true (inflight_options_set_method (net->options, "PUT", NULL));
      inflight_options_set_body (net->options, body);
      put = real_network_fetch (net, "/x");

      real_network_renew_options (net);
      next = real_network_fetch (net, "/next");
      assert_succeeded (next, 200, NULL);
      g_assert_cmpint (inflight_task_get_exchange (next)->reused, ==,
                       rows[i].kept || real_network_is_curl ());
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  REAL_ADD ("/engine/network/upload/cut", test_cut);
  REAL_ADD ("/engine/network/upload/refused", test_refused);
  REAL_ADD ("/engine/network/upload/next", test_next);

  return g_test_run ();
}
