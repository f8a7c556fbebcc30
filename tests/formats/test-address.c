/* test-address.c: completing addresses
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address.h"
#include "inflight-request.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *address;
} Completion;

typedef struct
{
  const char          *text;
  InflightProblemKind  kind;
  guint                column;
  const char          *what;    /* or NULL */
  guint64              count;
} Refusal;

/* What comes out of here must be good enough for the engine. */
static void
assert_is_request (const char *address)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (InflightRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  request = inflight_request_new (address, options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (request);
}

static void
tell (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%.80s", escaped);
}

static void
check_completions (const Completion *table,
                   gsize             n)
{
  for (gsize i = 0; i < n; i++)
    {
      InflightProblem *problem = NULL;
      g_autofree char *address = NULL;
      g_autofree char *again = NULL;

      tell (table[i].text);
      address = inflight_address_complete (table[i].text, &problem);
      g_assert_null (problem);
      g_assert_cmpstr (address, ==, table[i].address);
      assert_is_request (address);

      /* What is complete stays as it is. */
      again = inflight_address_complete (address, NULL);
      g_assert_cmpstr (again, ==, address);
    }
}

static void
check_refusals (const Refusal *table,
                gsize          n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (InflightProblem) problem = NULL;
      g_autofree char *address = NULL;

      tell (table[i].text);
      address = inflight_address_complete (table[i].text, &problem);
      g_assert_null (address);
      g_assert_nonnull (problem);
      g_assert_cmpint (problem->kind, ==, table[i].kind);
      g_assert_cmpuint (problem->line, ==, 0);
      g_assert_cmpuint (problem->column, ==, table[i].column);
      g_assert_cmpstr (problem->text, ==, table[i].what);
      g_assert_cmpuint (problem->count, ==, table[i].count);

      /* Not everybody wants to know why. */
      g_assert_null (inflight_address_complete (table[i].text, NULL));
    }
}

static void
test_scheme (void)
{
  static const Completion completions[] = {
    { "https://example.com/", "https://example.com/" },
    { "HTTP://Example.COM/A", "http://example.com/A" },
    { "example.com", "https://example.com/" },
    { "  example.com\n", "https://example.com/" },
    { "\xc2\xa0" "example.com\xe2\x80\x8b", "https://example.com/" },
    { "//example.com/x", "https://example.com/x" },
    { "intranet/x", "https://intranet/x" },
    { "example.com:8080/x", "https://example.com:8080/x" },
    { "example.com?u=http://a.b/", "https://example.com/?u=http://a.b/" },
    { "example.com/a:b", "https://example.com/a:b" },
    { "intranet:8080", "https://intranet:8080/" },
    { "localhost", "http://localhost/" },
    { "LocalHost:80/x", "http://localhost:80/x" },
    { "app.localhost", "http://app.localhost/" },
    { "notlocalhost", "https://notlocalhost/" },
    { "127.0.0.1:4000/posts/1", "http://127.0.0.1:4000/posts/1" },
    { "[::1]:8080/x", "http://[::1]:8080/x" },
    { "https://127.0.0.1/", "https://127.0.0.1/" },
    { "https://localhost/", "https://localhost/" },
    { "user:secret@example.com/", "https://user:secret@example.com/" },
    { "user@localhost", "http://user@localhost/" },
    { "http/x", "https://http/x" },
    { "example.com//x", "https://example.com//x" },
  };
  static const Refusal refusals[] = {
    { "ftp://example.com/", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "ftp" },
    { "  file:///etc/passwd", INFLIGHT_PROBLEM_BAD_SCHEME, 3, "file" },
    { "javascript:alert(1)", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "javascript" },
    { "javascript:alert('a@b')", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "javascript" },
    { "mailto:joe@example.com", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "mailto" },
    { "data:text/html,x", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "data" },
    { "view-source:https://example.com/", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "view-source" },
    { "httpss://example.com/", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "httpss" },
    { "http:example.com", INFLIGHT_PROBLEM_BAD_ADDRESS, 5 },
    { "https:/example.com", INFLIGHT_PROBLEM_BAD_ADDRESS, 6 },
    { "https//user:secret@example.com/", INFLIGHT_PROBLEM_BAD_ADDRESS, 6 },
    { " HTTP//example.com", INFLIGHT_PROBLEM_BAD_ADDRESS, 6 },
  };

  check_completions (completions, G_N_ELEMENTS (completions));
  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

static void
test_host (void)
{
  static const Completion completions[] = {
    { "a_b.example-1.com", "https://a_b.example-1.com/" },
    { "example.com.", "https://example.com./" },
    { "bücher.example", "https://xn--bcher-kva.example/" },
    { "http://BÜCHER.example/ü", "http://xn--bcher-kva.example/%C3%BC" },
    { "例え。テスト", "https://xn--r8jz45g.xn--zckzah/" },
    { "１２７.0.0.1", "http://127.0.0.1/" },
    { "1.2.3.com", "https://1.2.3.com/" },
    { "☕.example", "https://xn--53h.example/" },
    { "col·lega.example", "https://xn--collega-xma.example/" },
    { "http://ulrs.txt", "http://ulrs.txt/" },
    { "a.example/ulrs.txt", "https://a.example/ulrs.txt" },
    { "readme.md", "https://readme.md/" },
    { "x:80/y", "https://x:80/y" },
    { "[2001:DB8::1]", "http://[2001:db8::1]/" },
    { "http://[::ffff:1.2.3.4]/", "http://[::ffff:1.2.3.4]/" },
    { "http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/" },
    { "http://[fe80::1%eth0]:80/", "http://[fe80::1%25eth0]:80/" },
  };
  static const Refusal refusals[] = {
    { "", INFLIGHT_PROBLEM_EMPTY, 1 },
    { " \t\r\n", INFLIGHT_PROBLEM_EMPTY, 1 },
    { "http://", INFLIGHT_PROBLEM_NO_HOST, 8 },
    { "http:///x", INFLIGHT_PROBLEM_NO_HOST, 8 },
    { "https://user@/x", INFLIGHT_PROBLEM_NO_HOST, 14 },
    { "https://:80/x", INFLIGHT_PROBLEM_NO_HOST, 9 },
    { "/posts/1", INFLIGHT_PROBLEM_NO_HOST, 1 },
    { "?q=1", INFLIGHT_PROBLEM_NO_HOST, 1 },
    { "#top", INFLIGHT_PROBLEM_NO_HOST, 1 },
    { "ex!ample.com", INFLIGHT_PROBLEM_BAD_HOST, 3, "!" },
    { "ex%61mple.com", INFLIGHT_PROBLEM_BAD_HOST, 3, "%" },
    { "http://a<b>/", INFLIGHT_PROBLEM_BAD_HOST, 9, "<" },
    { "http://ü!/", INFLIGHT_PROBLEM_BAD_HOST, 9, "!" },
    { "http://℀.com/", INFLIGHT_PROBLEM_BAD_HOST, 8, "℀" },
    { "http://a∕b.com/", INFLIGHT_PROBLEM_BAD_HOST, 9, "∕" },
    { "http://a⁄b.com/", INFLIGHT_PROBLEM_BAD_HOST, 9, "⁄" },
    { "http://“a.com/", INFLIGHT_PROBLEM_BAD_HOST, 8, "“" },
    { "http://a.com…/", INFLIGHT_PROBLEM_BAD_HOST, 13, "…" },
    { "ulrs.txt", INFLIGHT_PROBLEM_FILE_NAME, 1 },
    { " a.b.JSON:80/x", INFLIGHT_PROBLEM_FILE_NAME, 2 },
    { "C:/x/y.txt", INFLIGHT_PROBLEM_FILE_NAME, 1 },
    { "http://a\xe2\x80\xae" "b/", INFLIGHT_PROBLEM_INVISIBLE, 9, NULL, 0x202e },
    { "a..b", INFLIGHT_PROBLEM_BAD_HOST, 1, ".." },
    { ".example.com", INFLIGHT_PROBLEM_BAD_HOST, 1, "." },
    { "http://./", INFLIGHT_PROBLEM_BAD_HOST, 8, "." },
    { "1.2.3.999", INFLIGHT_PROBLEM_BAD_HOST, 1, "1.2.3.999" },
    { "http://10.1/", INFLIGHT_PROBLEM_BAD_HOST, 8, "10.1" },
    { "3232235521", INFLIGHT_PROBLEM_BAD_HOST, 1, "3232235521" },
    { "http://[::1/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[" },
    { "http://[::g]/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[::g]" },
    { "http://[1.2.3.4]/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[1.2.3.4]" },
    { "http://[]/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[]" },
    { "http://[:]/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[:]" },
    { "http://[:%254]/", INFLIGHT_PROBLEM_BAD_HOST, 8, "[:%254]" },
    { "http://[::1]x/", INFLIGHT_PROBLEM_BAD_HOST, 13, "x" },
    { "http://[fe80::1%]/", INFLIGHT_PROBLEM_BAD_HOST, 16, "%" },
    { "http://[fe80::1%25]/", INFLIGHT_PROBLEM_BAD_HOST, 16, "%" },
    { "http://[fe80::1%e!]/", INFLIGHT_PROBLEM_BAD_HOST, 18, "!" },
    { "http://[fe80::1%ü]/", INFLIGHT_PROBLEM_BAD_HOST, 17, "ü" },
  };

  check_completions (completions, G_N_ELEMENTS (completions));
  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

static void
test_host_length (void)
{
  g_autofree char *label_63 = g_strnfill (63, 'a');
  g_autofree char *label_64 = g_strnfill (64, 'a');
  g_autofree char *host_253 = g_strdup_printf ("%s.%s.%s.%.61s", label_63, label_63,
                                               label_63, label_63);
  g_autofree char *host_254 = g_strconcat (host_253, "a", NULL);
  g_autofree char *foreign = NULL;
  g_autoptr (GString) many = g_string_new ("ü");
  g_autofree char *good = g_strdup_printf ("https://%s/", host_253);
  const Completion completions[] = { { host_253, good } };
  Refusal refusals[] = {
    { label_64, INFLIGHT_PROBLEM_HOST_TOO_LONG, 1, NULL, 64 },
    { host_254, INFLIGHT_PROBLEM_HOST_TOO_LONG, 1, NULL, 254 },
    { NULL, INFLIGHT_PROBLEM_HOST_TOO_LONG, 1, NULL, 30001 },
  };

  for (guint i = 0; i < 30000; i++)
    g_string_append (many, "ö");
  refusals[2].text = many->str;

  check_completions (completions, G_N_ELEMENTS (completions));
  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

static void
test_port (void)
{
  static const Completion completions[] = {
    { "example.com:1", "https://example.com:1/" },
    { "example.com:65535", "https://example.com:65535/" },
    { "example.com:00080/", "https://example.com:80/" },
    { "http://example.com:/x", "http://example.com/x" },
    { "http://example.com:443", "http://example.com:443/" },
  };
  static const Refusal refusals[] = {
    { "example.com:0", INFLIGHT_PROBLEM_BAD_PORT, 13, "0" },
    { "example.com:65536", INFLIGHT_PROBLEM_BAD_PORT, 13, "65536" },
    { "localhost:99999999999999999999", INFLIGHT_PROBLEM_BAD_PORT, 11,
      "99999999999999999999" },
    { "http://example.com:-1/", INFLIGHT_PROBLEM_BAD_PORT, 20 },
    { "http://http://example.com/", INFLIGHT_PROBLEM_BAD_ADDRESS, 12 },
    { "https://example.com://x", INFLIGHT_PROBLEM_BAD_ADDRESS, 20 },
    { "http://example.com:80:90/", INFLIGHT_PROBLEM_BAD_PORT, 20 },
    { "localhost:abc", INFLIGHT_PROBLEM_BAD_PORT, 11 },
    { "fe80::1", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "fe80" },
    { "_http://example.com/", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "_http" },
    /* Half of a password: not repeated. */
    { "http://user:se/cret@example.com/", INFLIGHT_PROBLEM_BAD_PORT, 13 },
  };

  check_completions (completions, G_N_ELEMENTS (completions));
  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

static void
test_path (void)
{
  static const Completion completions[] = {
    { "a.example/ü?ö=ä", "https://a.example/%C3%BC?%C3%B6=%C3%A4" },
    { "a.example/%c3%BC%2f", "https://a.example/%c3%BC%2f" },
    { "a.example/100%", "https://a.example/100%25" },
    { "a.example/%4", "https://a.example/%254" },
    { "a.example/%zz%", "https://a.example/%25zz%25" },
    { "a.example/?f[x]={y}|\"<>^`", "https://a.example/?f%5Bx%5D=%7By%7D%7C%22%3C%3E%5E%60" },
    { "a.example/-._~!$&'()*+,;=:@/?/?", "https://a.example/-._~!$&'()*+,;=:@/?/?" },
    { "a.example/x#fragment", "https://a.example/x" },
    { "a.example#fragment?no", "https://a.example/" },
    { "a.example?q#f", "https://a.example/?q" },
    { "a.example/../b/./c", "https://a.example/../b/./c" },
    { "a.example/\xf0\x9f\x8d\xb0", "https://a.example/%F0%9F%8D%B0" },
  };

  check_completions (completions, G_N_ELEMENTS (completions));
}

static void
test_user (void)
{
  static const Completion completions[] = {
    { "http://u:p@a.example/", "http://u:p@a.example/" },
    { "http://u:p@ss@a.example/", "http://u:p%40ss@a.example/" },
    { "http://@a.example/", "http://@a.example/" },
    { "http://ü:%C3%BC@a.example/", "http://%C3%BC:%C3%BC@a.example/" },
    { "http://a[b:%@a.example/", "http://a%5Bb:%25@a.example/" },
    { "https://good.example@evil.example/", "https://good.example@evil.example/" },
  };
  static const Refusal refusals[] = {
    { "http://%00@a.example/", INFLIGHT_PROBLEM_BAD_ADDRESS, 8 },
    { "http://a:%ff@a.example/", INFLIGHT_PROBLEM_BAD_ADDRESS, 8 },
  };

  check_completions (completions, G_N_ELEMENTS (completions));
  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

/* What cannot be seen goes, where it belongs to nothing that can. */
static void
test_invisible (void)
{
  static const char *const around[] = {
    "\u2060", "\u00ad", "\ufe0f", "\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u202c",
    "\ufeff", "\u2066", "\u061c", "\u3164", "\u2800", "\U000e0020", "\u200d\u200d \ufe0f\u00a0",
  };
  static const Completion completions[] = {
    { "a.example/❤\ufe0f", "https://a.example/%E2%9D%A4%EF%B8%8F" },
    { "a.example/می\u200cخ", "https://a.example/%D9%85%DB%8C%E2%80%8C%D8%AE" },
    { "a.example/👩\u200d👧\u200e", "https://a.example/%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7" },
  };

  check_completions (completions, G_N_ELEMENTS (completions));

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    for (guint where = 0; where < 3; where++)
      {
        g_autofree char *text = g_strconcat (where != 1 ? around[i] : "", "a.example/x",
                                             where != 0 ? around[i] : "", NULL);
        const Completion completion = { text, "https://a.example/x" };

        check_completions (&completion, 1);
      }
}

static void
test_characters (void)
{
  static const Refusal refusals[] = {
    { "a.example/\r\nHost: b", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 11, NULL, '\r' },
    { "a.exa\nmple/", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 6, NULL, '\n' },
    { "ü.example/\x1b[31m", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 11, NULL, 0x1b },
    { "a.example/\x7f", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 11, NULL, 0x7f },
    { "a.example/\xc2\x85", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 11, NULL, 0x85 },
    { "a.example/x y", INFLIGHT_PROBLEM_SPACE, 12, NULL, ' ' },
    { "a.example/x\ty", INFLIGHT_PROBLEM_SPACE, 12, NULL, '\t' },
    { "a.example/\xe3\x80\x80y", INFLIGHT_PROBLEM_SPACE, 11, NULL, 0x3000 },
    { "a.example/x#a b", INFLIGHT_PROBLEM_SPACE, 14, NULL, ' ' },
    { "http://a.example\\@b/", INFLIGHT_PROBLEM_BACKSLASH, 17 },
    { "http:\\\\a.example", INFLIGHT_PROBLEM_BACKSLASH, 6 },
    { "a.example/\\", INFLIGHT_PROBLEM_BACKSLASH, 11 },
    { "ü.example/\xff", INFLIGHT_PROBLEM_NOT_UTF8, 11 },
    { "a.example/\u200bx", INFLIGHT_PROBLEM_INVISIBLE, 11, NULL, 0x200b },
    { "a.example/\ufeffx", INFLIGHT_PROBLEM_INVISIBLE, 11, NULL, 0xfeff },
    { "a.exam\u00adple/x", INFLIGHT_PROBLEM_INVISIBLE, 7, NULL, 0xad },
    { "a.example/x\u200dy", INFLIGHT_PROBLEM_INVISIBLE, 12, NULL, 0x200d },
    { "a.example/ü\u200e\u200dy", INFLIGHT_PROBLEM_INVISIBLE, 12, NULL, 0x200e },
    { "http://example\u2800.nb/", INFLIGHT_PROBLEM_INVISIBLE, 15, NULL, 0x2800 },
    { "a.example/\u2800x", INFLIGHT_PROBLEM_INVISIBLE, 11, NULL, 0x2800 },
    { "a.example/\U0001d159x", INFLIGHT_PROBLEM_INVISIBLE, 11, NULL, 0x1d159 },
    { "a.example/\u00a0x", INFLIGHT_PROBLEM_SPACE, 11, NULL, 0xa0 },
    { "a.example/\ufffdx", INFLIGHT_PROBLEM_NOT_UTF8, 11, NULL, 0xfffd },
    { "\xc0\xaf", INFLIGHT_PROBLEM_NOT_UTF8, 1 },
    { "a.example/\xed\xa0\x80", INFLIGHT_PROBLEM_NOT_UTF8, 11 },
  };

  check_refusals (refusals, G_N_ELEMENTS (refusals));
}

static void
test_length (void)
{
  g_autofree char *text = g_strnfill (INFLIGHT_MAX_LINE_BYTES + 1, 'a');
  g_autofree char *address = NULL;
  Refusal refusal = {
    text, INFLIGHT_PROBLEM_LINE_TOO_LONG, 1, NULL, INFLIGHT_MAX_LINE_BYTES + 1
  };

  memcpy (text, "a.example/", strlen ("a.example/"));
  check_refusals (&refusal, 1);

  text[INFLIGHT_MAX_LINE_BYTES] = '\0';
  address = inflight_address_complete (text, NULL);
  g_assert_cmpuint (strlen (address), ==, INFLIGHT_MAX_LINE_BYTES + strlen ("https://"));
}

static void
test_problem (void)
{
  InflightProblem *problem;
  g_autoptr (InflightProblem) copy = NULL;
  g_autofree char *scheme = g_strnfill (1000, 'x');
  g_autofree char *text = g_strconcat (scheme, "://a/", NULL);
  g_autofree char *shortened = g_strnfill (64, 'x');

  problem = inflight_problem_new (INFLIGHT_PROBLEM_BAD_HOST, 3, 7, "üxy", strlen ("üx"));
  copy = inflight_problem_copy (problem);
  inflight_problem_free (problem);

  g_assert_cmpint (copy->kind, ==, INFLIGHT_PROBLEM_BAD_HOST);
  g_assert_cmpuint (copy->line, ==, 0);
  g_assert_cmpuint (copy->column, ==, 3);
  g_assert_cmpuint (copy->count, ==, 7);
  g_assert_cmpstr (copy->text, ==, "üx");

  problem = NULL;
  g_assert_null (inflight_address_complete (text, &problem));
  g_assert_cmpstr (problem->text, ==, shortened);
  inflight_problem_free (problem);
}

/* Texts of pieces that mean something: whatever comes out, the engine takes. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "http", "https", ":", "/", "//", "://", "@", "?", "#", "[", "]", "::1", ".", "..",
    "a", "example", "com", "127", "0", "1", "localhost", "%", "%41", "%00", "%25", "\\",
    " ", "\t", "\r", "ü", "。", "℀", "\xff", "\xc3", "-", "_", "{", "}", ",", ";", "65536",
    "80", "\xe2\x80\xae", "\xef\xbb\xbf", "~", "!", "&", "=", "ftp", "xn--", "ß", "\x01",
  };
  guint n_good = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (InflightProblem) problem = NULL;
      g_autofree char *address = NULL;
      int n = g_test_rand_int_range (0, 9);

      for (int j = 0; j < n; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      address = inflight_address_complete (text->str, &problem);
      g_assert_true ((address == NULL) == (problem != NULL));

      if (address != NULL)
        {
          assert_is_request (address);
          g_assert_true (g_str_is_ascii (address));
          n_good++;
        }
      else
        {
          g_assert_cmpuint (problem->column, >=, 1);
          g_assert_cmpuint (problem->column, <=, strlen (text->str) + 1);
          g_assert_true (problem->text == NULL || g_utf8_validate (problem->text, -1, NULL));
        }
    }

  g_assert_cmpuint (n_good, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/address/scheme", test_scheme);
  g_test_add_func ("/formats/address/host", test_host);
  g_test_add_func ("/formats/address/host-length", test_host_length);
  g_test_add_func ("/formats/address/port", test_port);
  g_test_add_func ("/formats/address/path", test_path);
  g_test_add_func ("/formats/address/user", test_user);
  g_test_add_func ("/formats/address/invisible", test_invisible);
  g_test_add_func ("/formats/address/characters", test_characters);
  g_test_add_func ("/formats/address/length", test_length);
  g_test_add_func ("/formats/address/problem", test_problem);
  g_test_add_func ("/formats/address/random", test_random);

  return g_test_run ();
}
