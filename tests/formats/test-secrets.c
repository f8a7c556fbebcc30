/* test-secrets.c: what no message about an address may hold
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address.h"
#include "inflight-input.h"
#include "inflight-list.h"
#include "inflight-pattern.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <string.h>

#define SECRET "OpenSesame"
#define N_ADDRESSES 60000

static const char *
pick (GRand             *rand,
      const char *const *words,
      gsize              n_words)
{
  return words[g_rand_int_range (rand, 0, n_words)];
}

#define PICK(rand, words) pick (rand, words, G_N_ELEMENTS (words))

static const char *const junk[] = {
  "", "", "", "a", "1", "/", "?", "#", " ", ":", "@", "[", "]", "{", "}", "\\", "[1-2:", "[9-1]",
  "[::1]", "%", "%40", "%2F", "é", "\u200b", ".", "1.2.", ".999", "//", "://", "&", "=", ",", ";",
  "\t", "http://", "{a,b}", "host.example", ":80", "\x1b", "#x ", " # ",
};

static void
append_junk (GString *out,
             GRand   *rand,
             guint    most)
{
  for (int n = g_rand_int_range (rand, 0, most + 1); n > 0; n--)
    g_string_append (out, PICK (rand, junk));
}

/* A password, as far as a person would say; nobody’s begins with “80/”. */
static void
append_user (GString *out,
             GRand   *rand)
{
  static const char *const users[] = { "u", "user", "ali.b", "ü", "a%40b", "", "{a,b}", "[1-2]" };
  static const char *const begin[] = { "p", "", "é", "1p", "p w", "[", "{", "[1-2:", "%" };

  g_string_append (out, PICK (rand, users));
  g_string_append_c (out, ':');
  g_string_append (out, PICK (rand, begin));
  if (g_rand_boolean (rand))
    append_junk (out, rand, 2);
  g_string_append (out, SECRET);
  append_junk (out, rand, 2);
  g_string_append_c (out, '@');
}

static void
append_parameter (GString *out,
                  GRand   *rand)
{
  static const char *const names[] = {
    "token", "access_token", "token[]", "a[token]", "to%6ben", "token%5B%5D", "pwd", "jwt",
    "sessionid", "apiKey", "bearer", "X-Amz-Signature", "sig", "code", "key", "auth", "PASSWORD",
    "client_secret", "id_token", "JSESSIONID", "Authorization", "pw", "password1", "apiKeyV2",
  };
  static const char *const separators[] = { "?", "&", "?x=1&", "#", "?a=b;", "/;", "?q=a?" };
  static const char *const values[] = { "", "a", "1", "%20", ".", "-", "[", "{", "é", "a;", "a=" };

  g_string_append (out, PICK (rand, separators));
  g_string_append (out, PICK (rand, names));
  g_string_append_c (out, '=');
  g_string_append (out, PICK (rand, values));
  g_string_append (out, SECRET);
  g_string_append (out, PICK (rand, values));
}

static char *
make_text (GRand *rand)
{
  static const char *const schemes[] = {
    "", "http://", "https://", "http:/", "http:", "http:///", "//", "ftp://", "HTTP://",
    "https//", "Http//",
    " http://", "\u200bhttps://", "http:\\\\", "mailto:", "x:",
  };
  static const char *const hosts[] = {
    "h", "a.example", "[::1]", "[::g]", "1.2.3.999", "", "a..b", "[1-2].b", "{a,b}", "ü.b", "h!",
  };
  static const char *const ports[] = { "", "", ":80", ":99999", ":x", ":", ":0", ":[1-2]" };
  static const char *const paths[] = { "", "/", "/x", "/[5-1]", "/{", "/a b", "/x\u200by", "\\" };
  GString *out = g_string_new (PICK (rand, schemes));
  gboolean has_user = g_rand_boolean (rand);

  if (has_user)
    append_user (out, rand);
  g_string_append (out, PICK (rand, hosts));
  g_string_append (out, PICK (rand, ports));
  g_string_append (out, PICK (rand, paths));
  if (!has_user || g_rand_boolean (rand))
    append_parameter (out, rand);
  if (g_rand_boolean (rand))
    g_string_append (out, PICK (rand, paths));

  return g_string_free (out, FALSE);
}

static gboolean
is_told (const char *message)
{
  g_autofree char *lower = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  return lower != NULL && strstr (lower, "sesame") != NULL;
}

static void
assert_untold (const char *message,
               const char *text)
{
  if (is_told (message))
    g_error ("“%s” is told of “%s”", message, text);
}

static void
check_list (const char *text,
            gboolean    glob)
{
  g_autoptr (InflightList) list = inflight_list_parse (text, -1, glob, NULL);

  for (guint i = 0; i < inflight_list_get_n_problems (list); i++)
    {
      const InflightProblem *problem = inflight_list_get_problem (list, i);
      g_autofree char *sentence = inflight_words_problem (problem);

      assert_untold (problem->text, text);
      assert_untold (sentence, text);
    }
}

/* What is refused as an argument is named, too. */
static gboolean
check_argument (const char *text,
                gboolean    glob)
{
  g_autoptr (InflightInput) input = inflight_input_new (glob, NULL);
  g_autoptr (GError) error = NULL;

  if (!inflight_input_add_argument (input, text, NULL, &error))
    {
      assert_untold (error->message, text);
      return TRUE;
    }

  for (guint i = 0; i < inflight_input_get_n_problems (input); i++)
    {
      const char *source;
      const InflightProblem *problem = inflight_input_get_problem (input, i, &source);
      g_autofree char *sentence = inflight_words_problem (problem);

      assert_untold (source, text);
      assert_untold (problem->text, text);
      assert_untold (sentence, text);
    }

  return inflight_input_get_n_problems (input) > 0;
}

static void
test_random (void)
{
  guint n_refused = 0;

  for (guint seed = 0; seed < N_ADDRESSES; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *text = make_text (rand);
      gboolean glob = g_rand_boolean (rand);

      n_refused += check_argument (text, glob);
      check_list (text, glob);
    }

  g_assert_cmpuint (n_refused, >, N_ADDRESSES / 2);
}

/* Where one of them is understood, it is kept to itself all the same. */
static void
test_parameters (void)
{
  guint n_understood = 0;

  for (guint seed = 0; seed < N_ADDRESSES; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new ("http://u:" SECRET "@h/x");
      g_autofree char *address = NULL;
      g_autofree char *display = NULL;

      append_parameter (text, rand);
      if (g_rand_boolean (rand))
        append_parameter (text, rand);

      address = inflight_address_complete (text->str, NULL);
      if (address == NULL)
        continue;

      n_understood++;
      display = inflight_uri_dup_display (address);
      assert_untold (display, address);
      check_list (text->str, TRUE);
    }

  g_assert_cmpuint (n_understood, >, N_ADDRESSES / 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/secrets/random", test_random);
  g_test_add_func ("/formats/secrets/parameters", test_parameters);

  return g_test_run ();
}
