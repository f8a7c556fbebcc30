/* test-uri-resolve.c: where a redirect leads
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-types.h"
#include "inflight-uri.h"

#include <string.h>

/* All are read against http://user:password@a/b/c/d;p?q. */
static void
assert_resolved (const char *location,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InflightUri) base = inflight_uri_new ("http://user:password@a/b/c/d;p?q#f", NULL);
  g_autoptr (InflightUri) uri = inflight_uri_resolve (base, location, &error);
  g_autofree char *url = NULL;

  g_assert_no_error (error);
  url = inflight_uri_to_url (uri);
  if (g_strcmp0 (url, expected) != 0)
    g_error ("“%s” is “%s”, not “%s”", location, url, expected);

  if (inflight_uri_get_origin (uri) == inflight_uri_get_origin (base))
    {
      g_assert_cmpstr (inflight_uri_get_user (uri), ==, "user");
      g_assert_cmpstr (inflight_uri_get_password (uri), ==, "password");
    }
  else
    {
      g_assert_null (inflight_uri_get_user (uri));
      g_assert_null (inflight_uri_get_password (uri));
    }
}

/* RFC 3986, sections 5.4.1 and 5.4.2, but for other schemes and for fragments. */
static void
test_rfc3986 (void)
{
  const struct
  {
    const char *location;
    const char *expected;
  } rows[] = {
    { "g", "http://a/b/c/g" },          { "./g", "http://a/b/c/g" },
    { "g/", "http://a/b/c/g/" },        { "/g", "http://a/g" },
    { "//g", "http://g/" },             { "?y", "http://a/b/c/d;p?y" },
    { "g?y", "http://a/b/c/g?y" },      { "#s", "http://a/b/c/d;p?q" },
    { "g#s", "http://a/b/c/g" },        { "g?y#s", "http://a/b/c/g?y" },
    { ";x", "http://a/b/c/;x" },        { "g;x", "http://a/b/c/g;x" },
    { "g;x?y#s", "http://a/b/c/g;x?y" }, { "", "http://a/b/c/d;p?q" },
    { ".", "http://a/b/c/" },           { "./", "http://a/b/c/" },
    { "..", "http://a/b/" },            { "../", "http://a/b/" },
    { "../g", "http://a/b/g" },         { "../..", "http://a/" },
    { "../../", "http://a/" },          { "../../g", "http://a/g" },
    { "../../../g", "http://a/g" },     { "../../../../g", "http://a/g" },
    { "/./g", "http://a/g" },           { "/../g", "http://a/g" },
    { "g.", "http://a/b/c/g." },        { ".g", "http://a/b/c/.g" },
    { "g..", "http://a/b/c/g.." },      { "..g", "http://a/b/c/..g" },
    { "./../g", "http://a/b/g" },       { "./g/.", "http://a/b/c/g/" },
    { "g/./h", "http://a/b/c/g/h" },    { "g/../h", "http://a/b/c/h" },
    { "g;x=1/./y", "http://a/b/c/g;x=1/y" }, { "g;x=1/../y", "http://a/b/c/y" },
    { "g?y/./x", "http://a/b/c/g?y/./x" }, { "g?y/../x", "http://a/b/c/g?y/../x" },
    { "g#s/../x", "http://a/b/c/g" },   { "http:g", "http://a/b/c/g" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_resolved (rows[i].location, rows[i].expected);
}

/* What browsers make of a Location (URL Standard, section 4.4). */
static void
test_browsers (void)
{
  const struct
  {
    const char *location;
    const char *expected;
  } rows[] = {
    { "/100%", "http://a/100%25" },
    { "/go?p=%pos=!;&x=1", "http://a/go?p=%25pos=!;&x=1" },
    { "/t?next=http%3a//h/%7e", "http://a/t?next=http%3a//h/%7e" },
    { "/a b/\303\274\377?\"<>' \374#x y", "http://a/a%20b/%C3%BC%FF?%22%3C%3E'%20%FC" },
    { "/\001\177", "http://a/%01%7F" },
    { " \t /x\r\n ", "http://a/x" },
    { "\037x\037", "http://a/b/c/x" },
    { "/a\tb\r\nc?d\te", "http://a/abc?de" },
    { "h\nttp://b/", "http://b/" },
    { "\\x\\..\\y?\\z", "http://a/y?\\z" },
    { "\\\\b\\c", "http://b/c" },
    { "/\\b/c", "http://b/c" },
    { "..\\x", "http://a/b/x" },
    { "http:\\\\b\\c?\\", "http://b/c?\\" },
    { "HTTP:///b/c", "http://b/c" },
    { "http:////b", "http://b/" },
    { "http:/x", "http://a/x" },
    { "http:", "http://a/b/c/d;p?q" },
    { "https:b/c", "https://b/c" },
    { "https:/b", "https://b/" },
    { "https:\\b", "https://b/" },
    { "///b", "http://b/" },
    { "/x//y", "http://a/x//y" },
    { "/x//../y", "http://a/x/y" },
    { "/x/%2e/%2E%2e/.%2e/y", "http://a/y" },
    { "/%2e%2e%2e", "http://a/%2e%2e%2e" },
    { "/x/...", "http://a/x/..." },
    { "/x/..?y", "http://a/?y" },
    { "//b/x/../y", "http://b/x/../y" },
    { "http://B:80", "http://b/" },
    { "http://b:443", "http://b:443/" },
    { "https://a/", "https://a/" },
    { "http://A:80/x", "http://a/x" },
    { "http://mallory:secret@a/x", "http://a/x" },
    { "http://mallory@b/x", "http://b/x" },
    { "//x:y@b@c/", "http://c/" },
    { "http://b\303\274cher.example", "http://xn--bcher-kva.example/" },
    { "http://[::1]:81/", "http://[::1]:81/" },
    { "http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/" },
    { "?", "http://a/b/c/d;p?" },
    { "?a b", "http://a/b/c/d;p?a%20b" },
    { "x:y", NULL },
    { "b:80/", NULL },
    { "ftp://b/", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "data:,x", NULL },
    { "//", NULL },
    { "https:", NULL },
    { "http://", NULL },
    { "http://b:0/", NULL },
    { "http://b:65536/", NULL },
    { "http://b:x/", NULL },
    { "http://b c/", NULL },
    { "http://b%20c/", NULL },
    { "http://b%2fc/", NULL },
    { "http://b%00/", NULL },
    { "http://b\360/", NULL },
    { "http://\342\204\200/", NULL },
    { "http://[::1", NULL },
    { "http://[::1]x/", NULL },
    { "http://[b]/", NULL },
    { "http://[fe80::1%]/", NULL },
    { "http://[fe80::1%25a/b]/", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightUri) base = inflight_uri_new ("http://a/b", NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("location %" G_GSIZE_FORMAT, i);
      if (rows[i].expected != NULL)
        {
          assert_resolved (rows[i].location, rows[i].expected);
          continue;
        }

      g_assert_null (inflight_uri_resolve (base, rows[i].location, &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
    }
}

/* A server chooses the text: the cost may grow with its length alone. If a search
 * for each of the dot segments began at the front, this would not end in time. */
static void
test_long (void)
{
  const guint n_front = 8 << 20;
  g_autofree char *front = g_strnfill (n_front, 'x');
  g_autoptr (GString) location = g_string_new ("/");
  g_autoptr (InflightUri) base = inflight_uri_new ("http://a/", NULL);
  g_autoptr (InflightUri) uri = NULL;

  g_string_append (location, front);
  for (guint i = 0; i < 1 << 20; i++)
    g_string_append (location, "/y/..");

  uri = inflight_uri_resolve (base, location->str, NULL);
  g_assert_true (g_str_has_suffix (inflight_uri_get_target (uri), "x/"));
  g_assert_cmpuint (strlen (inflight_uri_get_target (uri)), ==, n_front + 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/uri/resolve/rfc3986", test_rfc3986);
  g_test_add_func ("/engine/uri/resolve/browsers", test_browsers);
  g_test_add_func ("/engine/uri/resolve/long", test_long);

  return g_test_run ();
}
