/* test-text.c: text from outside, made fit to be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-text.h"

#include <string.h>

static void
assert_clean (const char *text,
              gssize      length,
              const char *expected)
{
  g_autofree char *clean = inflight_text_clean (text, length);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_plain (void)
{
  assert_clean ("", -1, "");
  assert_clean ("hello", -1, "hello");
  assert_clean ("hello", 4, "hell");
  assert_clean ("hello", 0, "");
  assert_clean ("Grüße, 世界 👋", -1, "Grüße, 世界 👋");
  assert_clean ("<b>&amp;</b>", -1, "<b>&amp;</b>");
}

static void
test_white_space (void)
{
  assert_clean ("  a \t b\r\n\r\nc  ", -1, "a b c");
  assert_clean (" \n\t ", -1, "");
  assert_clean ("a\u00a0\u2003\u3000b", -1, "a b");
  assert_clean ("a\u2028b\u2029c", -1, "a b c");
}

static void
test_controls (void)
{
  assert_clean ("a\0b", 3, "a␀b");
  assert_clean ("\x1b[31mred\x07", -1, "␛[31mred␇");
  assert_clean ("del\x7f", -1, "del␡");
  assert_clean ("c1\xc2\x9b", -1, "c1\uFFFD");
}

static void
test_bidi (void)
{
  assert_clean ("a\u202eb\u2066c\u2069", -1, "a\uFFFDb\uFFFDc\uFFFD");
  assert_clean ("a\u200eb\u200fc\u061cd", -1, "abcd");
  assert_clean ("שלום", -1, "שלום");
}

static void
test_invisible (void)
{
  assert_clean ("a\u00adb\u200bc\ufeffd\u2060e", -1, "abcde");
  assert_clean ("\U000e0041\U000e007f", -1, "");
  assert_clean ("\u3164\u1160\uffa0", -1, "");
  assert_clean ("\u2800⠁\u2800\u2800⠃\u2800", -1, "⠁ ⠃");
  assert_clean ("a\ufff9b\U0001d173c\u206ad\U000e0080", -1, "abcd");

  /* What words and emoji are made with stays. */
  assert_clean ("می\u200cخواهم 👩\u200d🚒 ❤\ufe0f 葛\U000e0100", -1,
                "می\u200cخواهم 👩\u200d🚒 ❤\ufe0f 葛\U000e0100");
  assert_clean ("ᠠ\u180eᠡ \u05d0\u034f\u05d1", -1, "ᠠ\u180eᠡ \u05d0\u034f\u05d1");
}

static void
test_invalid (void)
{
  g_autofree char *clean = NULL;

  assert_clean ("a\xff" "b", -1, "a\uFFFDb");
  assert_clean ("\xe2\x82", -1, "\uFFFD\uFFFD");
  assert_clean ("\xed\xa0\x80", -1, "\uFFFD\uFFFD\uFFFD");

  clean = inflight_text_clean ("\xc0\xaf\xf8\x88\x80\x80\x80", -1);
  g_assert_true (g_utf8_validate (clean, -1, NULL));
}

static void
test_marks (void)
{
  GString *text = g_string_new ("Z");
  g_autofree char *clean = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "\u0301");
  g_string_append (text, "a\u0301");

  clean = inflight_text_clean (text->str, -1);
  g_assert_cmpint (g_utf8_strlen (clean, -1), ==, 1 + 8 + 2);
  g_string_free (text, TRUE);
}

static void
test_long (void)
{
  g_autofree char *exact = g_strnfill (INFLIGHT_TEXT_MAX_CHARS, 'x');
  g_autofree char *text = g_strnfill (1 << 20, 'x');
  g_autofree char *cut = g_strconcat (exact, "…", NULL);
  g_autofree char *blank = g_strnfill (1 << 20, ' ');

  assert_clean (text, -1, cut);
  assert_clean (blank, -1, "");
  assert_clean (exact, INFLIGHT_TEXT_MAX_CHARS - 1, exact + 1);
}

/* The limit cuts what is beyond it, and says so only then. */
static void
test_exact (void)
{
  g_autofree char *exact = g_strnfill (INFLIGHT_TEXT_MAX_CHARS, 'x');
  g_autofree char *blank = g_strconcat (exact, " \n\u200b ", NULL);
  g_autofree char *words = NULL;

  assert_clean (exact, -1, exact);
  assert_clean (blank, -1, exact);

  /* A folded space counts. */
  exact[INFLIGHT_TEXT_MAX_CHARS - 1] = '\0';
  words = g_strconcat (exact, " y", NULL);
  g_free (blank);
  blank = g_strconcat (exact, "…", NULL);
  assert_clean (words, -1, blank);
}

/* Whatever the bytes, the promise holds. */
static void
test_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      guint8 bytes[2048];
      g_autofree char *clean = NULL;

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = g_test_rand_int_range (0, 256);

      clean = inflight_text_clean ((const char *) bytes, sizeof bytes);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (clean, -1), <=, INFLIGHT_TEXT_MAX_CHARS + 1);
      for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

static void
test_isolate (void)
{
  g_autofree char *isolated = inflight_text_isolate ("שלום");

  g_assert_cmpstr (isolated, ==, "\u2068שלום\u2069");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/text/plain", test_plain);
  g_test_add_func ("/engine/text/white-space", test_white_space);
  g_test_add_func ("/engine/text/controls", test_controls);
  g_test_add_func ("/engine/text/bidi", test_bidi);
  g_test_add_func ("/engine/text/invisible", test_invisible);
  g_test_add_func ("/engine/text/invalid", test_invalid);
  g_test_add_func ("/engine/text/marks", test_marks);
  g_test_add_func ("/engine/text/long", test_long);
  g_test_add_func ("/engine/text/exact", test_exact);
  g_test_add_func ("/engine/text/random", test_random);
  g_test_add_func ("/engine/text/isolate", test_isolate);

  return g_test_run ();
}
