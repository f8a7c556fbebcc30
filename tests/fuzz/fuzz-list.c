/* fuzz-list.c: any bytes as a list, and as an address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "inflight-address.h"
#include "inflight-list.h"
#include "inflight-pattern.h"
#include "inflight-request.h"
#include "inflight-uri.h"
#include "inflight-words.h"

#include <string.h>

#define BASE "http://127.0.0.1:4000"

/* No two letters of it are in a word that a message has. */
#define SECRET "qZ7kXw"

static void
assert_untold (const char *message)
{
  g_assert_true (message == NULL || strstr (message, SECRET) == NULL);
}

static void
check_problem (const InflightProblem *problem,
               gboolean               is_secret)
{
  g_autofree char *sentence = inflight_words_problem (problem);

  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_true (problem->text == NULL || g_utf8_validate (problem->text, -1, NULL));
  if (is_secret)
    assert_untold (sentence);
}

/* What is understood is good enough for the engine, and stays as it is. */
static void
check_list (const char *text,
            gsize       length,
            gboolean    glob,
            gboolean    is_secret)
{
  g_autoptr (InflightList) list = inflight_list_parse (text, length, glob, BASE);
  g_autoptr (InflightOptions) options = inflight_options_new ();
  guint64 count = inflight_list_get_count (list);

  for (guint i = 0; i < inflight_list_get_n_problems (list); i++)
    check_problem (inflight_list_get_problem (list, i), is_secret);

  for (guint64 i = 0; i < count; i += MAX (count / 8, 1))
    {
      g_autofree char *address = inflight_list_dup_address (list, i);
      g_autofree char *again = inflight_address_complete (address, NULL);
      g_autofree char *display = inflight_uri_dup_display (address);
      g_autoptr (InflightRequest) request = inflight_request_new (address, options, NULL);

      g_assert_nonnull (request);
      g_assert_cmpstr (again, ==, address);
      g_assert_true (g_str_is_ascii (address) && strlen (display) <= strlen (address) * 3);
    }
}

/* A password of any bytes, of an address that is refused. One that begins with “80/” is
 * a port and a path. */
static void
check_secret (const char *text)
{
  gsize half = strlen (text) / 2;
  g_autofree char *address = NULL;
  g_autofree char *display = NULL;
  g_autoptr (InflightPattern) pattern = NULL;
  InflightProblem *problem = NULL;

  if (g_ascii_isdigit (*text))
    return;

  address = g_strdup_printf ("http://user:%.*s" SECRET "%s@ho!st/", (int) half, text, text + half);
  display = inflight_uri_dup_display (address);
  pattern = inflight_pattern_parse (address, TRUE, NULL, &problem);

  if (pattern == NULL)
    {
      assert_untold (display);
      check_problem (problem, TRUE);
      inflight_problem_free (problem);
    }
}

/* The first byte says how, the others are the list. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = NULL;
  g_autofree char *display = NULL;

  if (size == 0)
    return 0;

  check_list ((const char *) data + 1, size - 1, data[0] & 1, FALSE);

  text = g_strndup ((const char *) data + 1, size - 1);
  display = inflight_uri_dup_display (text);
  check_secret (text);

  return 0;
}
