/* test-uri.c: what an address must be, and what is sent and shown of it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-request.h"
#include "inflight-uri.h"

#include <string.h>

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
    "http://example.com\r\nX: y/", "http://us\ner@a/",
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
assert_uri (InflightUri *uri,
            const char  *host,
            guint        port,
            const char  *target)
{
  g_assert_cmpstr (inflight_uri_get_host (uri), ==, host);
  g_assert_cmpuint (inflight_uri_get_port (uri), ==, port);
  g_assert_cmpstr (inflight_uri_get_target (uri), ==, target);
}

static void
test_parts (void)
{
  const struct
  {
    const char *text;
    const char *scheme;
    const char *user;
    const char *password;
    const char *host;
    guint       port;
    const char *target;
  } rows[] = {
    { "http://a", "http", NULL, NULL, "a", 80, "/" },
    { "HTTPS://Ex.COM/P?Q#F", "https", NULL, NULL, "ex.com", 443, "/P?Q" },
    { "http://a:8080?q", "http", NULL, NULL, "a", 8080, "/?q" },
    { "http://a:#f", "http", NULL, NULL, "a", 80, "/" },
    { "http://a:00443/", "http", NULL, NULL, "a", 443, "/" },
    { "http://a./", "http", NULL, NULL, "a.", 80, "/" },
    { "http://u@a/", "http", "u", NULL, "a", 80, "/" },
    { "http://u:@a/", "http", "u", "", "a", 80, "/" },
    { "http://:p@a/", "http", "", "p", "a", 80, "/" },
    { "http://u%40:p%3A:%zz@a/", "http", "u%40", "p%3A:%zz", "a", 80, "/" },
    { "http://u:p@q@a:1/x y", "http", "u", "p@q", "a", 1, "/x%20y" },
    { "http://a/u:p@b", "http", NULL, NULL, "a", 80, "/u:p@b" },
    { "http://[2001:DB8::1]:81/", "http", NULL, NULL, "2001:db8::1", 81, "/" },
    { "http://[fe80::1%25eth0]/", "http", NULL, NULL, "fe80::1%eth0", 80, "/" },
    { "http://[fe80::1%eth0]/", "http", NULL, NULL, "fe80::1%eth0", 80, "/" },
    { "http://ex%61mple.com/", "http", NULL, NULL, "example.com", 80, "/" },
    { "http://b\303\274cher.example/", "http", NULL, NULL, "xn--bcher-kva.example", 80, "/" },
    { "http://b%C3%BCcher.example/", "http", NULL, NULL, "xn--bcher-kva.example", 80, "/" },
    { "http://0x7f.1/", "http", NULL, NULL, "0x7f.1", 80, "/" },
    { "http://2130706433/", "http", NULL, NULL, "2130706433", 80, "/" },
    { "  http://a/x  ", "http", NULL, NULL, "a", 80, "/x" },
    { "http://a ", "http", NULL, NULL, "a", 80, "/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (InflightUri) uri = inflight_uri_new (rows[i].text, &error);

      g_test_message ("address %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpstr (inflight_uri_get_text (uri), ==, rows[i].text);
      g_assert_cmpstr (inflight_uri_get_scheme (uri), ==, rows[i].scheme);
      g_assert_cmpstr (inflight_uri_get_user (uri), ==, rows[i].user);
      g_assert_cmpstr (inflight_uri_get_password (uri), ==, rows[i].password);
      assert_uri (uri, rows[i].host, rows[i].port, rows[i].target);
    }
}

/* What is sent is what is written: a server may have signed it. */
static void
test_target (void)
{
  const struct
  {
    const char *written;
    const char *sent;
  } rows[] = {
    { "/a%2fb%7E?x=%7e%2f&sig=a%2Bb%3d", "/a%2fb%7E?x=%7e%2f&sig=a%2Bb%3d" },
    { "/%61%2E%2e/%C3%bc", "/%61%2E%2e/%C3%bc" },
    { "//a//b/", "//a//b/" },
    { "/a/../b/./c/..", "/a/../b/./c/.." },
    { "/100%", "/100%25" },
    { "/%zz%1?%pos=%", "/%25zz%251?%25pos=%25" },
    { "/-._~!$&'()*+,;=:@|[]", "/-._~!$&'()*+,;=:@|[]" },
    { "/?-._~!$&'()*+,;=:@|[]/?`{}^\\", "/?-._~!$&'()*+,;=:@|[]/?`{}^\\" },
    { "/?", "/?" },
    { "/?#", "/?" },
    { "?", "/?" },
    { "#?x", "/" },
    { "/a b?c d#e f", "/a%20b?c%20d" },
    { "/\"<>^`{}?\"<>", "/%22%3C%3E%5E%60%7B%7D?%22%3C%3E" },
    { "/\303\274?\303\234", "/%C3%BC?%C3%9C" },
    { "/\377\200?\376", "/%FF%80?%FE" },
    { "/a\\b\\..\\c?d\\e", "/a/b/../c?d\\e" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("http://a", rows[i].written, NULL);
      g_autofree char *location = g_strconcat ("https://b", rows[i].written, NULL);
      g_autoptr (InflightUri) typed = inflight_uri_new (text, NULL);
      g_autoptr (InflightUri) redirected = inflight_uri_resolve (typed, location, NULL);

      g_test_message ("target %" G_GSIZE_FORMAT, i);
      assert_uri (typed, "a", 80, rows[i].sent);
      assert_uri (redirected, "b", 443, rows[i].sent);
    }
}

static void
test_messages (void)
{
  const char *texts[] = {
    "http://user:secret@exa mple/", "http://user:secret@a:secret/", "secret://a/",
    "http://secret%20/", "http://[secret]/", "http://a/secret\n", "http://user:secret\\@a/",
    "http://user:secret@/", "secret",
  };
  g_autoptr (InflightUri) base = inflight_uri_new ("http://a/", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) typed = NULL;
      g_autoptr (GError) redirected = NULL;
      g_autoptr (InflightUri) uri = NULL;

      g_assert_null (inflight_uri_new (texts[i], &typed));
      g_assert_null (strstr (typed->message, "secret"));

      uri = inflight_uri_resolve (base, texts[i], &redirected);
      g_assert_true ((uri == NULL) == (redirected != NULL));
      g_assert_true (redirected == NULL || strstr (redirected->message, "secret") == NULL);
    }
}

static void
test_to_text (void)
{
  const struct
  {
    const char *text;
    const char *string;
    const char *url;
    const char *basic;
  } rows[] = {
    { "HTTP://Ex.com:80#f", "http://ex.com/", "http://ex.com/", NULL },
    { "https://u@a:80/?q", "https://u@a:80/?q", "https://a:80/?q", "Basic dTo=" },
    { "http://Aladdin:open%20sesame@[::1]:8080/x", "http://Aladdin:open%20sesame@[::1]:8080/x",
      "http://[::1]:8080/x", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" },
    { "http://:%zz%@[fe80::1%25e]/", "http://:%zz%@[fe80::1%25e]/", "http://[fe80::1%25e]/",
      "Basic OiV6eiU=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightUri) uri = inflight_uri_new (rows[i].text, NULL);
      g_autofree char *string = inflight_uri_to_string (uri);
      g_autofree char *url = inflight_uri_to_url (uri);
      g_autofree char *basic = inflight_uri_dup_basic (uri);

      g_assert_cmpstr (string, ==, rows[i].string);
      g_assert_cmpstr (url, ==, rows[i].url);
      g_assert_cmpstr (basic, ==, rows[i].basic);
    }
}

static void
test_origin (void)
{
  const struct
  {
    const char *text;
    const char *origin;
    const char *host;
  } rows[] = {
    { "http://Example.COM/x", "http://example.com:80", "example.com" },
    { "http://example.com:80", "http://example.com:80", "example.com" },
    { "http://example.com:443", "http://example.com:443", "example.com:443" },
    { "https://example.com", "https://example.com:443", "example.com" },
    { "https://u:p@example.com:8443/", "https://example.com:8443", "example.com:8443" },
    { "http://[::1]/", "http://[::1]:80", "[::1]" },
    { "http://[::1]:8080/x", "http://[::1]:8080", "[::1]:8080" },
    { "https://[2001:DB8::443]/", "https://[2001:db8::443]:443", "[2001:db8::443]" },
    { "http://[fe80::1%25eth0]:8080/", "http://[fe80::1%25eth0]:8080", "[fe80::1%25eth0]:8080" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightUri) uri = inflight_uri_new (rows[i].text, NULL);
      g_autoptr (InflightUri) again = inflight_uri_new (rows[i].text, NULL);
      g_autofree char *host = inflight_uri_dup_host (inflight_uri_get_origin (uri));

      g_assert_cmpstr (inflight_uri_get_origin (uri), ==, rows[i].origin);
      g_assert_cmpstr (host, ==, rows[i].host);
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
    { "http://a/?apikey=1;password=2", "http://a/?apikey=…" },
    { "http://a/?apikey=1;2&n=3", "http://a/?apikey=…&n=3" },
    { "http://a/?sig=1&auth=2&code=3&session=4", "http://a/?sig=…&auth=…&code=…&session=…" },
    { "http://a/?X-Amz-Signature=1&access_token=2", "http://a/?X-Amz-Signature=…&access_token=…" },
    { "http://a/?keyword=1&postcode=2&monkeys=3", "http://a/?keyword=1&postcode=2&monkeys=3" },
    { "http://a/?token", "http://a/?token" },
    { "http://a/?token=&x=1", "http://a/?token=…&x=1" },
    { "http://a/?token=1#top", "http://a/?token=…#top" },
    { "http://a/#access_token=1&n=2", "http://a/#access_token=…&n=2" },
    { "http://a/?pwd=1&jwt=2&sessionId=3&bearer=4", "http://a/?pwd=…&jwt=…&sessionId=…&bearer=…" },
    { "http://a/?token[]=1&b[token]=2", "http://a/?token[]=…&b[token]=…" },
    { "http://a/?token%5B%5D=1&b%5btoken%5d=2", "http://a/?token%5B%5D=…&b%5btoken%5d=…" },
    { "http://a/?to%6ben=1&x=2", "http://a/?to%6ben=…&x=2" },
    { "http://a/b;jsessionid=1;c=2/d", "http://a/b;jsessionid=…/d" },
    { "http://a/?to=https%3A%2F%2Fb%2F%3Ftoken%3D1&x=2", "http://a/?to=…&x=2" },
    { "http://a/?to=https%3A%2F%2Fu%3Ap%40b%2F&x=2", "http://a/?to=…&x=2" },
    { "http://a/?to=https%253A%252F%252Fu%253Ap%2540b%252F", "http://a/?to=…" },
    { "http://a/?to=https%3A%2F%2Fb%2F%3Fx%3D1", "http://a/?to=https%3A%2F%2Fb%2F%3Fx%3D1" },
    { "http://a/2020/http://u:p@b/c", "http://a/2020/http://b/c" },
    { "http://a/web/https:/u:p@b/c", "http://a/web/https:/…@b/c" },
    { "http://a/?to=https:/u:p@b/c", "http://a/?to=https:/…@b/c" },
    { "http://a/?to=//u:p@b/c&x=2", "http://a/?to=//…@b/c&x=2" },
    { "http://a/?to=u:p=q@b&x=2", "http://a/?to=…@b&x=2" },
    { "http://a/u:token=p@b", "http://a/…@b" },
    { "http://a/?token=u:p@b&x=2", "http://a/?token=…&x=2" },
    { "http://a/u:p@b%3Ftoken%3D1", "http://a/…@…" },
    { "http://a/?to=https%3A%2Fu%3Ap%40b&x=2", "http://a/?to=…&x=2" },
    { "http://a/?to=u%3Ap@b", "http://a/?to=…" },
    { "http://a/?pw=1&password1=2&apiKeyV2=3&x_token_2=4",
      "http://a/?pw=…&password1=…&apiKeyV2=…&x_token_2=…" },
    { "http://a/?keyword1=1&v2=2&1=3&2sha256=4", "http://a/?keyword1=1&v2=2&1=3&2sha256=4" },
    { "http://a/@me", "http://a/@me" },
    { "http://a/@me/[5-1]", "http://a/@me/[5-1]" },
    { "a:8080/@me", "a:8080/@me" },
    { "http://[::1]:80/a@b", "http://[::1]:80/a@b" },
    { "http://[fe80::1%25eth0]:80/a@b", "http://[fe80::1%25eth0]:80/a@b" },
    { "http://u:p/w@h/x", "http://…@h/x" },
    { "http://u:p?w@h/x", "http://…@h/x" },
    { "http://u:p#w@h/x?key=1", "http://…@h/x?key=…" },
    { "http:/u:p@h/", "http:/…@h/" },
    { "http:u:p@h/", "http:…@h/" },
    { "u:p@h:99999/", "…@h:99999/" },
    { "u:p@q@h:99999/", "…@h:99999/" },
    { "http://u:p", "http://u:…" },
    { "http://u:p/w?x=1", "http://u:…" },
    { "ftp://u:p/w@h/", "ftp://…@h/" },
    { "http://u:1/w x:p@h", "http://…@h" },
    { "http://a:99999/?token=1;2#3&x=4", "http://a:99999/?token=…&x=4" },
    { "http://u:12/p w@h/", "http://…@h/" },
    { "http://u:12/p{w@h/", "http://…@h/" },
    { "https//u:p@h/", "https//…@h/" },
    { "HTTP//u:p/w@h/", "HTTP//…@h/" },
    { "httpx//h/", "httpx//h/" },
    { "http://u:p w@h/", "http://h/" },
    { "http://u:p@w/x y@h/", "http://…@h/" },
    { "mailto:u@h", "mailto:…@h" },
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
  g_autoptr (InflightUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  g_assert_null (inflight_request_new ("gopher://example.com", options, &error));
  g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_ADDRESS);
  g_clear_error (&error);

  request = inflight_request_new ("http://u:p@example.com/?key=v", options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inflight_request_get_uri (request), ==, "http://u:p@example.com/?key=v");
  g_assert_true (inflight_request_get_options (request) == options);
  uri = inflight_uri_ref (inflight_request_peek_uri (request));
  g_assert_true (inflight_request_get_origin (request) == inflight_uri_get_origin (uri));
  shown = inflight_request_dup_display (request);
  g_assert_cmpstr (shown, ==, "http://example.com/?key=…");

  /* The address outlives the request that it is part of. */
  g_clear_pointer (&request, inflight_request_unref);
  assert_uri (uri, "example.com", 80, "/?key=v");
  g_assert_cmpstr (inflight_uri_get_user (uri), ==, "u");
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
  g_test_add_func ("/engine/uri/parts", test_parts);
  g_test_add_func ("/engine/uri/target", test_target);
  g_test_add_func ("/engine/uri/messages", test_messages);
  g_test_add_func ("/engine/uri/to-text", test_to_text);
  g_test_add_func ("/engine/uri/origin", test_origin);
  g_test_add_func ("/engine/uri/origin/threads", test_threads);
  g_test_add_func ("/engine/uri/display", test_display);
  g_test_add_func ("/engine/uri/request", test_request);

  return g_test_run ();
}
