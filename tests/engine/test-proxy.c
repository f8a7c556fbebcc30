/* test-proxy.c: what the address of a proxy must be
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-proxy.h"
#include "inflight-types.h"

#include <string.h>

#define SECRET "s3cret"

typedef struct
{
  const char *text;
  const char *expected;
} Row;

static const Row good[] = {
  { "http://proxy.example:3128", "http://proxy.example:3128" },
  { "HTTP://Proxy.Example:3128/", "http://proxy.example:3128" },
  { "proxy.example:3128", "http://proxy.example:3128" },
  { "proxy", "http://proxy:1080" },
  { "ftp.example:3128", "http://ftp.example:3128" },
  { "proxy.example./", "http://proxy.example.:1080" },
  { "http://proxy", "http://proxy:1080" },
  { "https://proxy", "https://proxy:443" },
  { "socks4://proxy", "socks4://proxy:1080" },
  { "socks4a://proxy:1", "socks4a://proxy:1" },
  { "socks5://proxy:65535", "socks5://proxy:65535" },
  { "socks5h://proxy", "socks5h://proxy:1080" },
  { "SOCKS://127.0.0.1:9050/", "socks5h://127.0.0.1:9050" },
  { "127.0.0.1:8080", "http://127.0.0.1:8080" },
  { "[::1]:8080", "http://[::1]:8080" },
  { "http://[::1]", "http://[::1]:1080" },
  { "http://[fe80::1%25eth0]:8080", "http://[fe80::1%25eth0]:8080" },
  { "http://b\303\274cher.example:80", "http://xn--bcher-kva.example:80" },
  { "user@proxy:1", "http://user@proxy:1" },
  { "user:pass@proxy:1", "http://user:pass@proxy:1" },
  { "http://user:p%40s%3As:x%2f@proxy:1", "http://user:p%40s%3As:x%2f@proxy:1" },
  { "http://:pass@proxy", "http://:pass@proxy:1080" },
  { "http://@proxy", "http://@proxy:1080" },
  { "http://us\303\251r:\"<\377\303\251@proxy", "http://us%C3%A9r:%22%3C%FF%C3%A9@proxy:1080" },
  { "http://u%:%2:100%zz@proxy", "http://u%25:%252:100%25zz@proxy:1080" },
  { "http://a%20b:c@proxy", "http://a%20b:c@proxy:1080" },
  { "direct://", "direct://" },
  { "Direct://", "direct://" },
};

static void
show (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("“%s”", escaped);
}

/* What was handed on is a proxy, too, and the same one. */
static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *proxy = inflight_proxy_check (good[i].text, &error);
      g_autofree char *again = NULL;

      show (good[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (proxy, ==, good[i].expected);

      again = inflight_proxy_check (proxy, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, proxy);
    }
}

static const Row bad[] = {
  { "", "empty" },
  { " ", "space" },
  { " http://proxy", "space" },
  { "http://proxy ", "space" },
  { "http://pro xy", "space" },
  { "http://pro\\xy", "backslash" },
  { "http://proxy\n", "control" },
  { "http://user:" SECRET "\177@proxy", "control" },
  { "http://us er:" SECRET "@proxy", "space" },
  { "ftp://user:" SECRET "@proxy", "scheme" },
  { "socks6://proxy", "scheme" },
  { "httpx://proxy", "scheme" },
  { "htt://proxy", "scheme" },
  { "://proxy", "scheme" },
  { "direct://proxy", "scheme" },
  { "http://proxy/x", "after the port" },
  { "http://proxy:1//", "after the port" },
  { "http://proxy?" SECRET, "after the port" },
  { "http://proxy/#" SECRET, "after the port" },
  { "proxy/http://" SECRET, "after the port" },
  { "socks5h://localhost/run/" SECRET, "after the port" },
  { "http://user:" SECRET "/x@proxy", "after the port" },
  { "http://user:" SECRET, "port" },
  { "http://user:" SECRET "@", "no host" },
  { "http://", "no host" },
  { ":8080", "no host" },
  { "http:", "port" },
  { "http://proxy:", "port" },
  { "http://proxy:0", "port" },
  { "http://proxy:65536", "port" },
  { "http://proxy:99999999999999999999999", "port" },
  { "http://proxy:-1", "port" },
  { "http://proxy:+1", "port" },
  { "http://proxy:80x", "port" },
  { "::1:8080", "brackets" },
  { "http://[::1", "brackets" },
  { "http://[::1]8080", "neither" },
  { "http://[::x]:8080", "neither" },
  { "http://[127.0.0.1]:8080", "neither" },
  { "http://[]:8080", "neither" },
  { "http://pro!xy", "neither" },
  { "http://.proxy", "neither" },
  { "http://pro%0axy", "neither" },
  { "http://pro\377xy", "neither" },
  { "http://user:" SECRET "@x@proxy", "%40" },
  { "http://user:" SECRET "%00@proxy", "control" },
  { "http://user:" SECRET "%0d%0aX:y@proxy", "control" },
  { "http://user%7f:" SECRET "@proxy", "control" },
};

static void
assert_bad (const char *text,
            const char *says)
{
  g_autoptr (GError) error = NULL;

  show (text);
  g_assert_null (inflight_proxy_check (text, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_nonnull (strstr (error->message, "; a proxy is http://host:port"));
  g_assert_null (strstr (error->message, SECRET));
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_bad (bad[i].text, bad[i].expected);
}

/* An escape is one byte of what is sent. */
static void
test_long (void)
{
  g_autofree char *xs = g_strnfill (252, 'x');
  g_autofree char *fits = g_strconcat (xs, "%41%c3%A9", NULL);
  g_autofree char *socks = g_strconcat ("socks5://", fits, ":", fits, "@proxy:1", NULL);
  g_autofree char *long_user = g_strconcat ("socks4://x", fits, "@proxy", NULL);
  g_autofree char *long_password = g_strconcat ("socks5://u:x", fits, "@proxy", NULL);
  g_autofree char *http = g_strconcat ("http://u:x", fits, "@proxy:1", NULL);
  g_autofree char *long_host = g_strnfill (254, 'x');
  g_autofree char *proxy = inflight_proxy_check (socks, NULL);
  g_autofree char *other = inflight_proxy_check (http, NULL);

  g_assert_cmpstr (proxy, ==, socks);
  g_assert_cmpstr (other, ==, http);
  assert_bad (long_user, "255");
  assert_bad (long_password, "255");
  assert_bad (long_host, "neither");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/proxy/good", test_good);
  g_test_add_func ("/engine/proxy/bad", test_bad);
  g_test_add_func ("/engine/proxy/long", test_long);

  return g_test_run ();
}
