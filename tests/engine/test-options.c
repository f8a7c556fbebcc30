/* test-options.c: what many requests have in common
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-options.h"

#include <string.h>

static void
append_header_cb (const char *name,
                  const char *value,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%s=%s|", name, value);
}

static char *
dup_headers (const InflightOptions *options)
{
  GString *text = g_string_new (NULL);

  inflight_options_foreach_header (options, append_header_cb, text);

  return g_string_free (text, FALSE);
}

static void
test_defaults (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autofree char *headers = dup_headers (options);

  g_assert_cmpstr (inflight_options_get_method (options), ==, "GET");
  g_assert_cmpint (inflight_options_get_deadline_us (options), ==, 30 * G_USEC_PER_SEC);
  g_assert_cmpuint (inflight_options_get_limit_bytes (options), ==, 16777216);
  g_assert_cmpuint (inflight_options_get_max_redirects (options), ==, 20);
  g_assert_cmpint (inflight_options_get_error_policy (options), ==, INFLIGHT_ERROR_POLICY_STATUS);
  g_assert_cmpstr (inflight_options_get_title_pointer (options), ==, "/title");
  g_assert_cmpstr (headers, ==, "");
}

static void
test_set (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();

  inflight_options_set_deadline_us (options, 0);
  inflight_options_set_limit_bytes (options, 5);
  inflight_options_set_max_redirects (options, 0);
  inflight_options_set_error_policy (options, INFLIGHT_ERROR_POLICY_NETWORK);

  g_assert_cmpint (inflight_options_get_deadline_us (options), ==, 0);
  g_assert_cmpuint (inflight_options_get_limit_bytes (options), ==, 5);
  g_assert_cmpuint (inflight_options_get_max_redirects (options), ==, 0);
  g_assert_cmpint (inflight_options_get_error_policy (options), ==, INFLIGHT_ERROR_POLICY_NETWORK);
}

static void
test_headers (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *headers = NULL;
  const char *lines[] = {
    "Accept: */*", "X-Empty:", "X-Colon: a:b", "X-Tab:\ta\tb ", "x!#$%&'*+-.^_`|~9: token",
    "X-Latin: ä", "Accept: text/html",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      inflight_options_add_header (options, lines[i], &error);
      g_assert_no_error (error);
    }

  headers = dup_headers (options);
  g_assert_cmpstr (headers, ==,
                   "Accept=*/*|X-Empty=|X-Colon=a:b|X-Tab=a\tb|x!#$%&'*+-.^_`|~9=token|"
                   "X-Latin=ä|Accept=text/html|");
}

static void
test_bad_headers (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autofree char *headers = NULL;
  const char *lines[] = {
    "", ":", ": value", "no colon", "Two Words: x", " Lead: x", "Trail : x", "Ümlaut: x",
    "A(b): x", "A\tb: x", "A\r\nB: x", "A: x\r\nB: y", "A: x\ny", "A: x\ry", "A: \x01", "A: x\x7f",
    "Host: example.com", "host: x", "CONTENT-LENGTH: 5", "Transfer-Encoding: chunked",
    "Connection: close", "Keep-Alive: x", "TE: x", "Trailer: x", "Upgrade: h2c", "Expect: x",
    "Proxy-Connection: x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("line %" G_GSIZE_FORMAT, i);
      g_assert_false (inflight_options_add_header (options, lines[i], &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_INVALID_HEADER);
    }

  headers = dup_headers (options);
  g_assert_cmpstr (headers, ==, "");
}

/* A header may be a credential: what is wrong with it is said without it. */
static void
test_secret (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  const char *lines[] = { "Authorization Bearer hunter2", "Authorization: hunter2\n" "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (inflight_options_add_header (options, lines[i], &error));
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_pointer (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();
  g_autoptr (GError) error = NULL;
  const char *good[][2] = {
    { "/a/0/b", "/a/0/b" }, { "name", "/name" }, { "", "" }, { "/", "/" },
    { "/a~1b/m~0n", "/a~1b/m~0n" }, { "a b", "/a b" }, { "/ä", "/ä" },
  };
  const char *bad[] = { "a/b", "/~", "/~2", "/a~", "~1", "/\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      inflight_options_set_title_pointer (options, good[i][0], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (inflight_options_get_title_pointer (options), ==, good[i][1]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (inflight_options_set_title_pointer (options, bad[i], &error));
      g_assert_error (error, INFLIGHT_ERROR, INFLIGHT_ERROR_FAILED);
      g_assert_cmpstr (inflight_options_get_title_pointer (options), ==, "/ä");
      g_clear_error (&error);
    }
}

static void
test_enum_nicks (void)
{
  const GType types[] = {
    INFLIGHT_TYPE_TASK_STATE, INFLIGHT_TYPE_UNTIL, INFLIGHT_TYPE_THEN,
    INFLIGHT_TYPE_CANCELLED_AS, INFLIGHT_TYPE_OUTCOME, INFLIGHT_TYPE_ERROR_POLICY,
    INFLIGHT_TYPE_CANCEL_REASON, INFLIGHT_TYPE_ERROR,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GEnumClass) class = g_type_class_ref (types[i]);
      int value = -1;

      for (guint j = 0; j < class->n_values; j++)
        {
          const char *nick = inflight_enum_to_nick (types[i], class->values[j].value);

          g_assert_true (inflight_enum_from_nick (types[i], nick, &value));
          g_assert_cmpint (value, ==, class->values[j].value);
        }

      g_assert_false (inflight_enum_from_nick (types[i], "nothing", &value));
      g_assert_cmpint (value, ==, class->values[class->n_values - 1].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/options/defaults", test_defaults);
  g_test_add_func ("/engine/options/set", test_set);
  g_test_add_func ("/engine/options/headers", test_headers);
  g_test_add_func ("/engine/options/headers/bad", test_bad_headers);
  g_test_add_func ("/engine/options/headers/secret", test_secret);
  g_test_add_func ("/engine/options/pointer", test_pointer);
  g_test_add_func ("/engine/options/nicks", test_enum_nicks);

  return g_test_run ();
}
