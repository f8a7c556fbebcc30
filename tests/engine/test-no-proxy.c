/* test-no-proxy.c: the hosts that NO_PROXY keeps from the proxy
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-no-proxy-private.h"

/**
 * Row:
 * @list: what the variable holds
 * @host: the host asked for
 * @port: the port asked for
 * @expected: whether no proxy is used
 */
typedef struct
{
  const char *list;
  const char *host;
  guint       port;
  gboolean    expected;
} Row;

static const Row rows[] = {
  { "", "example.com", 80, FALSE },
  { " , ,", "example.com", 80, FALSE },

  { "*", "example.com", 80, TRUE },
  { "*", "10.0.0.1", 80, TRUE },
  { "*", "::1", 80, TRUE },
  { "a.example, *", "example.com", 80, TRUE },
  { "*:8080", "example.com", 8080, TRUE },
  { "*:8080", "example.com", 80, FALSE },

  { "example.com", "example.com", 80, TRUE },
  { "example.com", "EXAMPLE.com", 80, TRUE },
  { "Example.COM", "example.com", 80, TRUE },
  { "example.com", "www.example.com", 80, TRUE },
  { "example.com", "a.b.example.com", 80, TRUE },
  { "example.com", "nonexample.com", 80, FALSE },
  { "example.com", "example.com.org", 80, FALSE },
  { "example.com", "com", 80, FALSE },
  { "www.example.com", "example.com", 80, FALSE },
  { ".example.com", "example.com", 80, TRUE },
  { ".example.com", "www.example.com", 80, TRUE },
  { ".example.com", "nonexample.com", 80, FALSE },
  { "*.example.com", "example.com", 80, TRUE },
  { "*.example.com", "www.example.com", 80, TRUE },
  { "*.example.com", "nonexample.com", 80, FALSE },
  { "example.com.", "www.example.com", 80, TRUE },
  { "example.com", "www.example.com.", 80, TRUE },
  { "example.com.", "example.com.", 80, TRUE },
  { "localhost", "a.localhost", 80, TRUE },
  { ".", "example.com", 80, FALSE },
  { "*.", "example.com", 80, FALSE },
  { ".", "example.com..", 80, FALSE },
  { "ex*mple.com", "example.com", 80, FALSE },
  { "b\303\274cher.example", "xn--bcher-kva.example", 80, TRUE },
  { "\377.example", "example", 80, FALSE },

  { "a,example.com,b", "example.com", 80, TRUE },
  { " a , example.com ", "example.com", 80, TRUE },
  { "a b\texample.com", "example.com", 80, TRUE },
  { "a,,example.com", "example.com", 80, TRUE },
  { "a;example.com", "example.com", 80, FALSE },

  { "example.com:8080", "example.com", 8080, TRUE },
  { "example.com:8080", "www.example.com", 8080, TRUE },
  { "example.com:8080", "example.com", 80, FALSE },
  { ".example.com:8080", "www.example.com", 8080, TRUE },
  { "example.com:", "example.com", 80, FALSE },
  { "example.com:x", "example.com", 80, FALSE },
  { "example.com:0", "example.com", 80, FALSE },
  { "example.com:65616", "example.com", 80, FALSE },
  { "10.0.0.1:8080", "10.0.0.1", 8080, TRUE },
  { "10.0.0.1:8080", "10.0.0.1", 80, FALSE },
  { "[::1]:8080", "::1", 8080, TRUE },
  { "[::1]:8080", "::1", 80, FALSE },
  { "http://example.com", "example.com", 80, FALSE },
  { "example.com/8", "example.com", 80, FALSE },

  { "10.0.0.1", "10.0.0.1", 80, TRUE },
  { "10.0.0.1", "10.0.0.2", 80, FALSE },
  { "0.0.1", "10.0.0.1", 80, FALSE },
  { "10.0.0.1", "x.10.0.0.1", 80, FALSE },
  { "10.0.0.0/8", "10.255.0.1", 80, TRUE },
  { "10.0.0.0/8", "11.0.0.1", 80, FALSE },
  { "10.9.9.9/8", "10.1.2.3", 80, TRUE },
  { "192.168.0.0/18", "192.168.63.255", 80, TRUE },
  { "192.168.0.0/18", "192.168.64.0", 80, FALSE },
  { "192.168.1.1/32", "192.168.1.1", 80, TRUE },
  { "192.168.1.1/32", "192.168.1.0", 80, FALSE },
  { "192.168.1.1/31", "192.168.1.0", 80, TRUE },
  { "0.0.0.0/0", "203.0.113.1", 80, TRUE },
  { "0.0.0.0/0", "2001:db8::1", 80, FALSE },
  { "0.0.0.0/0", "example.com", 80, FALSE },
  { "10.0.0.0/33", "10.0.0.0", 80, FALSE },
  { "10.0.0.0/-1", "10.0.0.0", 80, FALSE },
  { "10.0.0.0/", "10.0.0.0", 80, FALSE },
  { "10.0.0.0/8x", "10.0.0.0", 80, FALSE },
  { "10.0.0.0/8:80", "10.0.0.0", 80, FALSE },

  { "::1", "::1", 80, TRUE },
  { "::1", "0:0:0:0:0:0:0:1", 80, TRUE },
  { "::1", "::2", 80, FALSE },
  { "[::1]", "::1", 80, TRUE },
  { "::1/128", "::1", 80, TRUE },
  { "::1/128", "::2", 80, FALSE },
  { "fe80::/10", "febf::1", 80, TRUE },
  { "fe80::/10", "fec0::1", 80, FALSE },
  { "fe80::/10", "fe80::1%eth0", 80, TRUE },
  { "2001:db8::/33", "2001:db8:7fff::1", 80, TRUE },
  { "2001:db8::/33", "2001:db8:8000::1", 80, FALSE },
  { "::/0", "2001:db8::1", 80, TRUE },
  { "::/0", "10.0.0.1", 80, FALSE },
  { "::/129", "::", 80, FALSE },
  { "::1:8080", "::1", 8080, FALSE },
  { "[::1", "::1", 80, FALSE },
  { "[]", "example.com", 80, FALSE },
  { ":80", "example.com", 80, FALSE },
};

static void
test_covers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightNoProxy) list = inflight_no_proxy_new (rows[i].list);

      g_autofree char *escaped = g_strescape (rows[i].list, NULL);

      g_test_message ("“%s” and “%s” port %u", escaped, rows[i].host, rows[i].port);
      g_assert_cmpint (inflight_no_proxy_covers (list, rows[i].host, rows[i].port), ==,
                       rows[i].expected);
    }

  g_assert_false (inflight_no_proxy_covers (NULL, "example.com", 80));
}

static void
test_ip_literal (void)
{
  const char *literals[] = {
    "127.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "fe80::1%eth0",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
  };
  const char *names[] = {
    "", "%", "localhost", "127.0.0.1.example", "127.1", "2130706433", "1.2.3.4.5",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555", "127.0.0.1.",
  };

  g_autofree char *long_name = g_strnfill (100000, '1');

  g_assert_false (inflight_host_is_ip_literal (long_name));
  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    g_assert_true (inflight_host_is_ip_literal (literals[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (inflight_host_is_ip_literal (names[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/no-proxy/covers", test_covers);
  g_test_add_func ("/engine/no-proxy/ip-literal", test_ip_literal);

  return g_test_run ();
}
