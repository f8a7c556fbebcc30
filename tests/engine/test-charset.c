/* test-charset.c: bytes of any character encoding as UTF-8
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-charset.h"

#include <string.h>

static void
test_labels (void)
{
  const char *rows[][2] = {
    { "utf-8", "UTF-8" }, { "UTF8", "UTF-8" }, { " utf-8\n", "UTF-8" },
    { "866", "IBM866" }, { "x-x-big5", "BIG5-HKSCS" }, { "cseucpkdfmtjapanese", "EUC-JP-MS" },
    { "latin1", "WINDOWS-1252" }, { "iso-8859-9", "WINDOWS-1254" }, { "logical", "ISO-8859-8" },
    { "unicodefffe", "UTF-16BE" }, { "x-mac-ukrainian", "MAC-UK" }, { "gb_2312-80", "GB18030" },
    { "iso-2022-kr", NULL }, { "replacement", NULL }, { "utf-7", NULL }, { "utf-32", NULL },
    { "", NULL }, { "iso-8859-1x", NULL }, { "a", NULL }, { "zzz", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (inflight_charset_find (rows[i][0]), ==, rows[i][1]);
}

/* Each name that a label stands for is one that iconv has, with ASCII in it. */
static void
test_names (void)
{
  const char *labels[] = {
    "utf-8", "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
    "iso-8859-7", "iso-8859-8", "iso-8859-8-i", "iso-8859-10", "iso-8859-13", "iso-8859-14",
    "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-874",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gbk",
    "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "x-user-defined",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *charset = inflight_charset_find (labels[i]);
      GIConv converter = g_iconv_open ("UTF-8", charset);
      g_autoptr (GString) text = NULL;
      guint n_replaced;

      g_test_message ("%s", labels[i]);
      g_assert_true (converter != (GIConv) -1);
      g_iconv_close (converter);

      text = inflight_charset_decode (charset, "<a~\\\x80", 4, TRUE, G_MAXUINT, &n_replaced);
      g_assert_cmpstr (text->str, ==, "<a~\\");
      g_assert_cmpint (n_replaced, ==, 0);
    }
}

static void
test_content_type (void)
{
  const char *rows[][2] = {
    { NULL, NULL }, { "", NULL }, { "text/html", NULL }, { "text/html; charset", NULL },
    { "text/html;charset=utf-8", "utf-8" }, { "text/html; Charset=UTF-8 ; x=y", "UTF-8" },
    { "text/html; charset=\"utf-8\"", "utf-8" }, { "text/html; charset='utf-8'", "utf-8" },
    { "text/html; x=y;charset=a;charset=b", "a" }, { "text/html; charset=", "" },
    { "text/html; x=\"; charset=no\"; charset=yes", "yes" }, { "text/html; xcharset=no", NULL },
    { "text/html; charset=\"open", "open" }, { "charset=no", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = inflight_charset_dup_label (rows[i][0]);

      g_test_message ("%s", rows[i][0] != NULL ? rows[i][0] : "none");
      g_assert_cmpstr (label, ==, rows[i][1]);
    }
}

static void
test_decode (void)
{
  const struct
  {
    const char *charset;
    const char *bytes;
    gsize       size;
    gboolean    is_whole;
    const char *text;
    guint       n_replaced;
  } rows[] = {
    { "UTF-8", "aä", 3, TRUE, "aä", 0 },
    { "UTF-8", "a\xff" "b", 3, TRUE, "a\uFFFDb", 1 },
    { "UTF-8", "\xf0\x9f\x98" "a", 4, TRUE, "\uFFFDa", 1 },
    { "UTF-8", "\xf0\x80\x80" "a", 4, TRUE, "\uFFFD\uFFFD\uFFFDa", 3 },
    { "UTF-8", "\xed\xa0\x80" "a", 4, TRUE, "\uFFFD\uFFFD\uFFFDa", 3 },
    { "UTF-8", "\xf4\x90" "a", 3, TRUE, "\uFFFD\uFFFDa", 2 },
    { "UTF-8", "\xc0\xc1\xf5", 3, TRUE, "\uFFFD\uFFFD\uFFFD", 3 },
    { "UTF-8", "a\xe2\x82", 3, TRUE, "a\uFFFD", 1 },
    { "UTF-8", "a\xe2\x82", 3, FALSE, "a", 0 },
    { "UTF-16LE", "a\0\x3d\xd8\0\xde", 6, TRUE, "a😀", 0 },
    { "UTF-16BE", "\0a\xd8\x3d\xde\0", 6, TRUE, "a😀", 0 },
    { "UTF-16BE", "\xde\0\0a", 4, TRUE, "\uFFFDa", 1 },
    { "UTF-16BE", "\xd8\0\0a", 4, TRUE, "\uFFFDa", 1 },
    { "UTF-16BE", "\xd8\0\xd8\x3d\xde\0", 6, TRUE, "\uFFFD😀", 1 },
    { "UTF-16BE", "\0a\xd8\0", 4, TRUE, "a\uFFFD", 1 },
    { "UTF-16BE", "\0a\xd8\0", 4, FALSE, "a", 0 },
    { "UTF-16BE", "\0a\0", 3, TRUE, "a\uFFFD", 1 },
    { "UTF-16BE", "\0a\0", 3, FALSE, "a", 0 },
    { "CP932", "\x90\xa2\xff" "a", 4, TRUE, "世\uFFFDa", 1 },
    { "CP932", "a\x90", 2, FALSE, "a", 0 },
    { "CP932", "\x81\xad" "a\x81" "1", 5, TRUE, "\uFFFDa\uFFFD1", 2 },
    { "CP932", "\xa0\xb1", 2, TRUE, "\uFFFDｱ", 1 },
    { "EUC-JP-MS", "\xa9\xa1\xa4\xa2", 4, TRUE, "\uFFFDあ", 1 },
    { "GB18030", "\x80" "1\xff" "2", 4, TRUE, "€1\uFFFD2", 1 },
    { "BIG5-HKSCS", "\xa3\xe1\xa4\x40", 4, TRUE, "€一", 0 },
    { "WINDOWS-1252", "\x80\xe4", 2, TRUE, "€ä", 0 },
    { "WINDOWS-1258", "a\xd2" "e", 3, TRUE, "\u1ea3e", 0 },
    { "WINDOWS-1258", "a\x8a" "b", 3, TRUE, "a\uFFFDb", 1 },
    { "WINDOWS-1255", "a\xd9" "b", 3, TRUE, "a\uFFFDb", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *bytes = g_memdup2 (rows[i].bytes, rows[i].size);
      g_autoptr (GString) text = NULL;
      guint n_replaced;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      text = inflight_charset_decode (rows[i].charset, bytes, rows[i].size, rows[i].is_whole,
                                      G_MAXUINT, &n_replaced);
      g_assert_cmpstr (text->str, ==, rows[i].text);
      g_assert_cmpint (n_replaced, ==, rows[i].n_replaced);
    }
}

/* What follows the last fault that there may be is left out. */
static void
test_many_faults (void)
{
  const char *charsets[] = { "UTF-8", "UTF-16BE", "CP932" };
  const char *bytes = "\xdc\xff\xdc\xff\xdc\xff\xdc\xff";

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (GString) text = NULL;
      guint n_replaced;

      text = inflight_charset_decode (charsets[i], bytes, 8, TRUE, 2, &n_replaced);
      g_assert_cmpint (n_replaced, ==, 2);
      g_assert_true (g_utf8_validate (text->str, text->len, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/charset/labels", test_labels);
  g_test_add_func ("/engine/charset/names", test_names);
  g_test_add_func ("/engine/charset/content-type", test_content_type);
  g_test_add_func ("/engine/charset/decode", test_decode);
  g_test_add_func ("/engine/charset/many-faults", test_many_faults);

  return g_test_run ();
}
