/* test-uri.c: what an address must be, and what of it may be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-request.h"
#include "inflight-uri.h"

static void
test_good (void)
{
  const char *texts[] = {
    "http://example.com", "https://example.com/", "HTTP://EXAMPLE.COM/A",
    "http://localhost:8080/x?y=z#f", "http://127.0.0.1", "http://[::1]:80/",
    "http://[fe80::1]/", "http://a_b.example-c.org", "http://xn--bcher-kva.example",
    "http://user:password@example.com/", "http://example.com/%20%2f",
    "http://example.com:65535/", "http://a",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (InflightUri) uri = inflight_uri_new (texts[i], &error);

      g_test_message ("address %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_nonnull (uri);
    }
}

static void
test_bad (void)
{
  g_autofree char *long_host = g_strnfill (254, 'a');
  g_autofree char *long_address = g_strconcat ("http://", long_host, "/", NULL);
  const char *texts[] = {
    "", "example.com", "/posts/1", "//example.com/", "http:", "http://", "http:///x",
    "http://:80/", "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)",
    "data:text/html,x", "mailto:a@example.com", "http://exa mple.com/",
    "http://example.com\r\nX: y/",
    "http://example.com/\r\nX: y", "http://exam\\ple.com/", "http://example.com\\@evil.org/",
    "http://example.com/\t", "http://example.com/\x7f", "http://exa%0d%0ample.com/",
    "http://exa%20mple.com/", "http://exa%2fmple.com/", "http://exa<mple.com/",
    "http://.example.com/", "http://example.com:0/", "http://example.com:65536/",
    "http://example.com:x/", "http://[::1/", "http://[::1]x/", "http://[example]/",
    "http://a;b/", "http://a,b/", "http://$HOME/", "http://user@/",
    long_address,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("address %" G_GSIZE_FORMAT, i);
      g_assert_null (inflight_uri_new (texts[i], &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
    }
}

static void
test_origin (void)
{
  const struct
  {
    const char *text;
    const char *origin;
  } rows[] = {
    { "http://Example.COM/x", "http://example.com:80" },
    { "http://example.com:80", "http://example.com:80" },
    { "https://example.com", "https://example.com:443" },
    { "https://u:p@example.com:8443/", "https://example.com:8443" },
    { "http://[::1]/", "http://::1:80" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightUri) uri = inflight_uri_new (rows[i].text, NULL);
      g_autoptr (InflightUri) again = inflight_uri_new (rows[i].text, NULL);

      g_assert_cmpstr (inflight_uri_get_origin (uri), ==, rows[i].origin);
      g_assert_true (inflight_uri_get_origin (again) == inflight_uri_get_origin (uri));
    }
}

static void
test_display (void)
{
  const struct
  {
    const char *text;
    const char *shown;
  } rows[] = {
    { "http://example.com/x?page=2#top", "http://example.com/x?page=2#top" },
    { "http://user:secret@example.com/", "http://example.com/" },
    { "http://user@example.com", "http://example.com" },
    { "http://a:b@c@example.com/p@q", "http://example.com/p@q" },
    { "http://example.com/a@b?c=d@e", "http://example.com/a@b?c=d@e" },
    { "http://a/?token=1", "http://a/?token=…" },
    { "http://a/?KEY=1&n=2&Secret=3", "http://a/?KEY=…&n=2&Secret=…" },
    { "http://a/?apikey=1;password=2", "http://a/?apikey=…;password=…" },
    { "http://a/?sig=1&auth=2&code=3&session=4", "http://a/?sig=…&auth=…&code=…&session=…" },
    { "http://a/?X-Amz-Signature=1&access_token=2", "http://a/?X-Amz-Signature=…&access_token=…" },
    { "http://a/?keyword=1&postcode=2&monkeys=3", "http://a/?keyword=1&postcode=2&monkeys=3" },
    { "http://a/?token", "http://a/?token" },
    { "http://a/?token=&x=1", "http://a/?token=…&x=1" },
    { "http://a/?token=1#top", "http://a/?token=…#top" },
    { "http://a/#access_token=1&n=2", "http://a/#access_token=…&n=2" },
    { "not an address", "not an address" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = inflight_uri_dup_display (rows[i].text);

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

static void
test_request (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  g_assert_null (inflight_request_new ("gopher://example.com", options, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
  g_clear_error (&error);

  request = inflight_request_new ("http://u:p@example.com/?key=v", options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inflight_request_get_uri (request), ==, "http://u:p@example.com/?key=v");
  g_assert_true (inflight_request_get_options (request) == options);
  shown = inflight_request_dup_display (request);
  g_assert_cmpstr (shown, ==, "http://example.com/?key=…");
}

static gpointer
parse_often (gpointer user_data)
{
  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (InflightUri) other = inflight_uri_new (i % 2 ? "http://a/" : "http://b/", NULL);
      g_autoptr (InflightUri) uri = inflight_uri_new ("http://EXAMPLE.com/", NULL);

      g_assert_cmpstr (inflight_uri_get_origin (other), ==, i % 2 ? "http://a:80" : "http://b:80");
      g_assert_cmpstr (inflight_uri_get_origin (uri), ==, "http://example.com:80");
    }

  return NULL;
}

/* The last one to let go of an origin, and another who asks for it. */
static void
test_threads (void)
{
  GThread *thread = g_thread_new ("other", parse_often, NULL);

  parse_often (NULL);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/uri/good", test_good);
  g_test_add_func ("/engine/uri/bad", test_bad);
  g_test_add_func ("/engine/uri/origin", test_origin);
  g_test_add_func ("/engine/uri/origin/threads", test_threads);
  g_test_add_func ("/engine/uri/display", test_display);
  g_test_add_func ("/engine/uri/request", test_request);

  return g_test_run ();
}
