/* test-reach.c: what is public and what is private
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-reach-private.h"

static void
assert_address (const char *text,
                gboolean    is_private)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  g_test_message ("%s", text);
  g_assert_nonnull (address);
  g_assert_cmpint (inflight_inet_address_is_private (address), ==, is_private);
}

static void
test_private (void)
{
  static const char *const texts[] = {
    "0.0.0.0", "0.1.2.3", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0",
    "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254",
    "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.255",
    "192.168.0.0", "192.168.255.255", "224.0.0.0", "239.255.255.255", "240.0.0.0",
    "255.255.255.255",

    "::", "::1", "fc00::", "fd12:3456:789a::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fe80::", "fe80::1", "febf:ffff::1", "fec0::1", "feff::1", "ff00::", "ff02::1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",

    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:0.0.0.0", "64:ff9b::192.168.1.1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "64:ff9b:1:ffff::8.8.8.8", "2002:7f00:1::1",
    "2002:c0a8:101::1", "::10.0.0.1", "::127.0.0.1", "::2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_address (texts[i], TRUE);
}

static void
test_public (void)
{
  static const char *const texts[] = {
    "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
    "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
    "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.2.1", "192.167.255.255",
    "192.169.0.0", "198.18.0.1", "198.51.100.1", "203.0.113.1", "223.255.255.255",

    "2000::", "2001:db8::1", "2606:4700::1111", "fbff:ffff::1", "fe00::1", "fe7f::1",
    "64:ff9a::7f00:1", "64:ff9b:2::1", "2003:7f00:1::1", "100::1", "::1:0:0:1",

    "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "::8.8.8.8",
    "::fffe:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::1:127.0.0.1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_address (texts[i], FALSE);
}

static void
assert_host (const char *host,
             gboolean    is_public)
{
  g_test_message ("“%s”", host);
  g_assert_cmpint (inflight_host_is_public_name (host), ==, is_public);
}

static void
test_public_names (void)
{
  static const char *const hosts[] = {
    "example.com", "example.com.", "www.example.org", "a.b", "EXAMPLE.COM", "a_b.example.net",
    "xn--bcher-kva.example", "localhost.example.com", "local.example.com", "a.mylocalhost",
    "a.alocal", "printer.local.example.com", "home.arpa.example.com", "1.0.0.127.in-addr.arpa",
    "notmyhome.arpa", "lan.de", "testing.test.org", "attest.com", "thing.onion",
    "name.invalid", "127.0.0.1.nip.io", "127.1", "0x7f.1", "1.2.3.4.5",
    "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "203.0.113.1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    assert_host (hosts[i], TRUE);
}

static void
test_local_names (void)
{
  static const char *const hosts[] = {
    "", ".", "a", "router", "router.", "com", "localhost", "LocalHost", "localhost.",
    "a.localhost", "a.b.LOCALHOST.", "printer.local", "printer.LOCAL.", "nas.home.arpa",
    "home.arpa", "db.internal", "wiki.intranet", "box.private", "git.corp", "tv.home",
    "nas.lan", "a.test", "x.y.test.", "2130706433",
    "127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.178.1", "0.0.0.0",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fe80::1%25eth0", "fd00::1", "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    assert_host (hosts[i], FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/reach/private", test_private);
  g_test_add_func ("/engine/reach/public", test_public);
  g_test_add_func ("/engine/reach/public-names", test_public_names);
  g_test_add_func ("/engine/reach/local-names", test_local_names);

  return g_test_run ();
}
