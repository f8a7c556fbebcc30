/* test-html-title.c: the title of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-reader-private.h"
#include "inflight-html-title-private.h"
#include "inflight-text.h"

#include <string.h>

static void
assert_bytes (const char *page,
              gsize       size,
              const char *content_type,
              const char *expected)
{
  g_autofree char *copy = size > 0 ? g_memdup2 (page, size) : g_strdup ("");
  g_autoptr (GString) title = inflight_html_title_find (copy, size, content_type);

  g_assert_cmpstr (title != NULL ? title->str : NULL, ==, expected);
}

static void
assert_title (const char *page,
              const char *content_type,
              const char *expected)
{
  assert_bytes (page, strlen (page), content_type, expected);
}

typedef struct
{
  const char *page;
  const char *title;
} Row;

static void
assert_rows (const Row *rows,
             gsize      n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_test_message ("page %" G_GSIZE_FORMAT, i);
      assert_title (rows[i].page, "text/html", rows[i].title);
    }
}

static void
test_places (void)
{
  const Row rows[] = {
    { "<title>A</title>", "A" },
    { "<!DOCTYPE html><html><head><title>A B</title></head><body>x</body></html>", "A B" },
    { "<HTML><HEAD><TITLE lang=en>A</TiTlE>", "A" },
    { "<title>\n  A\n\tB </title>", "\n  A\n\tB " },
    { "<title></title><title>B</title>", "" },
    { "<title/>A</title>", "A" },
    { "<html><body>no title</body></html>", NULL },
    { "<title>A</title><title>B</title>", "A" },
    { "<body><p>x<title>A</title>", "A" },
    { "<img src=x><title>A</title>", "A" },
    { "</html><title>A</title>", "A" },
    { "<!DOCTYPE html PUBLIC \"<title>\"><title>A</title>", "A" },
    { "<noscript><title>A</title></noscript>", "A" },
    { "<titles>no</titles><title>A</title>", "A" },
    { "plain words", NULL }, { "", NULL }, { "<", NULL }, { "</", NULL }, { "<title", NULL },
    { "<title a='>", NULL }, { "<!", NULL }, { "<!-", NULL }, { "<?", NULL },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

/* Inside of it nothing means anything but its own end tag and references. */
static void
test_contents (void)
{
  const Row rows[] = {
    { "<title>List<String></title>", "List<String>" },
    { "<title>The <script> element</title>", "The <script> element" },
    { "<title><!-- A --></title>", "<!-- A -->" },
    { "<title>A</titl></title>", "A</titl>" },
    { "<title>A</titles></title>", "A</titles>" },
    { "<title>A</title >", "A" },
    { "<title>A</title/>", "A" },
    { "<title>A</title\tx='>'>", "A" },
    { "<title>not closed<p>", "not closed<p>" },
    { "<title>A</title", "A</title" },
    { "<title>A</title ", "A" },
    { "<title>A</", "A</" },
    { "<title>", "" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
  assert_bytes ("<title>A\0B</title>", 18, "text/html", "A\uFFFDB");
}

static void
test_no_markup (void)
{
  const Row rows[] = {
    { "<!-- <title>no</title> --><title>A</title>", "A" },
    { "<!--><title>A</title>-->", "A" },
    { "<!---><title>A</title>-->", "A" },
    { "<!-- --!><title>A</title>-->", "A" },
    { "<!-- -- ><title>no</title>", NULL },
    { "<!---!><title>no</title>", NULL },
    { "<? <title>no</title>", NULL },
    { "<?php echo '>' ?><title>A</title>", "A" },
    { "</ <title>A</title>", NULL },
    { "</><title>A</title>", "A" },
    { "<1><title>A</title>", "A" },
    { "<![CDATA[ <title>A</title> ]]>", NULL },
    { "<![CDATA[ > <title>A</title> ]]>", "A" },
    { "<a b='<title>no</title>'><title>A</title>", "A" },
    { "<a b=<title>A</title>", NULL },
    { "<a b=\"<title>no</title>", NULL },
    { "<a =><title>A</title>", "A" },
    { "<a =b='><title>no</title>'><title>A</title>", "A" },
    { "<a b='x'c=\"y\"/d=/><title>A</title>", "A" },
    { "<textarea><title>no</title></textarea><title>A</title>", "A" },
    { "<style><title>no</title></style><title>A</title>", "A" },
    { "<iframe><title>no</title></iframe><title>A</title>", "A" },
    { "<noembed><title>no</title></noembed><title>A</title>", "A" },
    { "<noframes><title>no</title></noframes><title>A</title>", "A" },
    { "<xmp><title>no</title></xmp><title>A</title>", "A" },
    { "<plaintext><title>no</title></plaintext>", NULL },
    { "<textarea><title>no</title>", NULL },
    { "<template><title>no</title></template><title>A</title>", "A" },
    { "<template><template></template><title>no</title></template><title>A</title>", "A" },
    { "<template><svg></template><title>A</title>", "A" },
    { "<template><title>no</title>", NULL },
    { "<svg><desc><template></svg><title>no</title></template></desc></svg><title>A</title>",
      "A" },
    { "</template><title>A</title>", "A" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_scripts (void)
{
  const Row rows[] = {
    { "<script>var x = '<title>no</title>';</script><title>A</title>", "A" },
    { "<script></scripts><title>no</title>", NULL },
    { "<script><!-- </script><title>A</title>", "A" },
    { "<script><!-- <script> </script> <title>no</title> --></script><title>A</title>", "A" },
    { "<script><!-- <script> </script> </script><title>A</title>", "A" },
    { "<script><!-- <script> <title>no</title> --> </script><title>A</title>", "A" },
    { "<script><!-- <scripts> </script><title>A</title>", "A" },
    { "<script><!--><script></script><title>A</title>", "A" },
    { "<script><!---><script></script><title>A</title>", "A" },
    { "<script><!- <script></script><title>A</title>", "A" },
    { "<script><title>no</title>", NULL },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

/* A title of SVG is none of the page, but one of HTML inside of it is. */
static void
test_foreign (void)
{
  const Row rows[] = {
    { "<svg><title>no</title></svg>", NULL },
    { "<svg><title>no</title></svg><title>A</title>", "A" },
    { "<svg><g><title>no</title></g></svg><title>A</title>", "A" },
    { "<svg><svg><title>no</title></svg><title>no</title></svg><title>A</title>", "A" },
    { "<svg/><title>A</title>", "A" },
    { "<svg><title/><title>no</title></svg>", NULL },
    { "<svg><style><title>no</title></style></svg><title>A</title>", "A" },
    { "<svg><script><title>no</title></script></svg><title>A</title>", "A" },
    { "<svg><![CDATA[ > <p><title>no</title> ]]></svg><title>A</title>", "A" },
    { "<svg><p><title>A</title></svg>", "A" },
    { "<svg></p><title>A</title></svg>", "A" },
    { "<svg></a></b><title>no</title></svg>", NULL },
    { "<svg><font><title>no</title></svg>", NULL },
    { "<svg><font size=1><title>A</title></svg>", "A" },
    { "<svg><foreignObject><title>A</title></foreignObject></svg>", "A" },
    { "<svg><desc><title>A</title></desc></svg>", "A" },
    { "<svg><title><title>A</title></title><title>no</title></svg>", "A" },
    { "<svg><foreignObject></foreignObject><title>no</title></svg>", NULL },
    { "<svg><foreignObject><textarea></svg></textarea></foreignObject>"
      "<title>no</title></svg>", NULL },
    { "<svg><template><title>no</title></template></svg>", NULL },
    { "<math><title>no</title></math><title>A</title>", "A" },
    { "<math><mi><title>A</title></mi></math>", "A" },
    { "<math><mtext></mtext><title>no</title></math>", NULL },
    { "<math><annotation-xml encoding='Text/HTML'><title>A</title></annotation-xml></math>", "A" },
    { "<math><annotation-xml encoding=x><title>no</title></annotation-xml></math>", NULL },
    { "<svg><mi><title>no</title></mi></svg>", NULL },
    { "</svg><title>A</title>", "A" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
  assert_bytes ("<svg><b\0><title>no</title>", 27, "text/html", NULL);
}

/* There may be more of them than are followed. */
static void
test_deep_foreign (void)
{
  GString *page = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (page, "<svg><foreignObject>");
  g_string_append (page, "<title>no</title>");
  for (guint i = 0; i < 100; i++)
    g_string_append (page, "</foreignObject></svg>");
  g_string_append (page, "<title>A</title>");

  assert_title (page->str, "text/html", "A");

  /* What is in one of them is no end of it. */
  g_string_truncate (page, 0);
  for (guint i = 0; i < INFLIGHT_HTML_MAX_LEVELS / 2; i++)
    g_string_append (page, "<svg><desc>");
  g_string_append (page, "<svg><title>no</title><title>no</title>");
  assert_title (page->str, "text/html", NULL);
  g_string_free (page, TRUE);
}

static void
test_references (void)
{
  const Row rows[] = {
    { "<title>A &amp; B &lt;i&gt; &eacute;&#8364;&#x4e16;&#X4E16;</title>", "A & B <i> é€世世" },
    { "<title>C&plus;&plus;&colon; a&comma; &check;</title>", "C++: a, ✓" },
    { "<title>A &amp B &copy 2020 &ampx</title>", "A & B © 2020 &x" },
    { "<title>&notit; &notin; &not; &no;</title>", "¬it; ∉ ¬ &no;" },
    { "<title>&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegral</title>",
      "∳&CounterClockwiseContourIntegral" },
    { "<title>&NotEqualTilde;&fjlig;</title>", "≂̸fj" },
    { "<title>&zwnj;&Zcaron;&zz;&AMP;&AElig</title>", "\u200cŽ&zz;&Æ" },
    { "<title>&#128;&#146;&#150;&#x9f;&#129;</title>", "€’–Ÿ\xc2\x81" },
    { "<title>&#65&#x42 &#;&#x;&#xg;&#</title>", "AB &#;&#x;&#xg;&#" },
    { "<title>&#0;&#xd800;&#x110000;&#4294967361;</title>", "\uFFFD\uFFFD\uFFFD\uFFFD" },
    { "<title>&amp;lt;&&amp;&</title>", "&lt;&&&" },
    { "<title>&</title>", "&" }, { "<title>&amp", "&" }, { "<title>&am", "&am" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_long (void)
{
  GString *page = g_string_new ("<title>");
  g_autoptr (GString) title = NULL;

  while (page->len < 1 << 20)
    g_string_append (page, "ä&auml;");

  title = inflight_html_title_find (page->str, page->len, "text/html");
  g_assert_cmpint (g_utf8_strlen (title->str, title->len), >, INFLIGHT_TEXT_MAX_CHARS);
  g_assert_cmpint (title->len, <, 1 << 16);
  g_assert_true (g_str_has_prefix (title->str, "ääää"));
  g_string_free (page, TRUE);
}

/* Encodings */

static void
test_charset_of_header (void)
{
  const char *latin1 = "<title>Gr\xfc\xdf" "e \x80</title>";
  const char *utf8 = "<title>Grüße</title>";

  assert_title (utf8, "text/html; charset=utf-8", "Grüße");
  assert_title (utf8, "text/html", "Grüße");
  assert_title (utf8, NULL, "Grüße");
  assert_title ("<title>\xc3</title>", NULL, "Ã");
  assert_title (utf8, "text/html; charset=iso-8859-1", "GrÃ¼ÃŸe");
  assert_title (latin1, "text/html; charset=iso-8859-1", "Grüße €");
  assert_title (latin1, "text/html; charset=\"ISO-8859-1\"", "Grüße €");
  assert_title (latin1, "text/html", "Grüße €");
  assert_title ("<title>\x90\xa2\x8a\x45</title>", "text/html;charset=Shift_JIS", "世界");
  assert_title ("<title>A\x83\\B</title>", "text/html;charset=Shift_JIS", "AソB");
  assert_title ("<title>\x1b$B@$3&\x1b(B</title>", "text/html; charset=iso-2022-jp", "世界");
  assert_title ("<title>A</title>", "text/html; charset=nonsense", "A");
  assert_title ("<title>A</title>", "text/html; charset=", "A");
  assert_title (latin1, "text/html; charset=iso-2022-kr", "Grüße €");
}

/* One bad byte costs one character, and what is beside the title costs nothing. */
static void
test_bad_bytes (void)
{
  assert_title ("<title>a\xff" "b</title>", "text/html; charset=utf-8", "a\uFFFDb");
  assert_title ("<title>a\xe2\x82" "b\xe2</title>", "text/html; charset=utf-8",
                "a\uFFFDb\uFFFD");
  assert_title ("<title>a\xff</title>", "text/html; charset=shift_jis", "a\uFFFD");
  assert_title ("<title>a\x81</title>", "text/html; charset=shift_jis", "a\uFFFD");
  assert_title ("<title>ä</title>\xff", "text/html", "ä");
  assert_title ("\xff<title>ä</title>", "text/html", "ä");
}

static void
test_charset_of_page (void)
{
  const Row rows[] = {
    { "<meta charset=iso-8859-1><title>\xfc</title>", "ü" },
    { "<title>\xcf\xf0\xe8\xe2\xe5\xf2</title><meta charset=\"windows-1251\">", "Привет" },
    { "<meta charset=shift_jis><title>\x90\xa2\x8a\x45</title>", "世界" },
    { "<META http-equiv=Content-Type content='text/html; CHARSET = \"shift_jis\"'>"
      "<title>\x90\xa2\x8a\x45</title>", "世界" },
    { "<meta content='text/html; charset=shift_jis' http-equiv=content-type>"
      "<title>\x90\xa2\x8a\x45</title>", "世界" },
    { "<meta content='text/html; charset=shift_jis'><title>\xfc</title>", "ü" },
    { "<meta http-equiv=refresh content='0; charset=shift_jis'><title>\xfc</title>", "ü" },
    { "<meta name=x charset=utf-16><title>ä</title>", "ä" },
    { "<meta charset=nonsense><meta charset=shift_jis><title>\x90\xa2</title>", "世" },
    { "<!-- <meta charset=shift_jis> --><title>\xfc</title>", "ü" },
    { "<?xml version='1.0' encoding=\"shift_jis\"?><title>\x90\xa2</title>", "世" },
    { "<?xml encoding='shift_jis'?><meta charset=windows-1251><title>\xcf</title>", "П" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows));
  assert_title ("<meta charset=shift_jis><title>\xfc</title>", "text/html;charset=latin1", "ü");
  assert_title ("<meta charset=shift_jis><title>\x90\xa2</title>", "text/html;charset=x", "世");
}

/* It has to be in the first 1,024 bytes. */
static void
test_far_charset (void)
{
  for (guint i = 0; i < 2; i++)
    {
      GString *page = g_string_new (NULL);

      while (page->len < 1024 - strlen ("<meta charset=shift_jis>") + i)
        g_string_append_c (page, ' ');
      g_string_append (page, "<meta charset=shift_jis><title>\x90\xa2</title>");
      assert_title (page->str, "text/html", i == 0 ? "世" : "\uFFFD¢");
      g_string_free (page, TRUE);
    }
}

/* The mark says more than the header. */
static void
test_byte_order_mark (void)
{
  const char *utf16le = "\xff\xfe<\0t\0i\0t\0l\0e\0>\0\xe4\0<\0/\0t\0i\0t\0l\0e\0>\0";
  const char *utf16be = "\xfe\xff\0<\0t\0i\0t\0l\0e\0>\0\xe4\0<\0/\0t\0i\0t\0l\0e\0>";

  assert_title ("\xef\xbb\xbf<title>ä</title>", "text/html", "ä");
  assert_title ("\xef\xbb\xbf<title>ä</title>", "text/html; charset=iso-8859-1", "ä");
  assert_title ("\xef\xbb\xbf<meta charset=shift_jis><title>ä</title>", "text/html", "ä");
  assert_bytes (utf16le, 34, "text/html", "ä");
  assert_bytes (utf16be, 34, "text/html", "ä");
  assert_bytes (utf16le, 34, "text/html; charset=utf-8", "ä");
  assert_bytes (utf16le + 2, 32, "text/html; charset=utf-16", "ä");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/html-title/places", test_places);
  g_test_add_func ("/engine/html-title/contents", test_contents);
  g_test_add_func ("/engine/html-title/no-markup", test_no_markup);
  g_test_add_func ("/engine/html-title/scripts", test_scripts);
  g_test_add_func ("/engine/html-title/foreign", test_foreign);
  g_test_add_func ("/engine/html-title/foreign/deep", test_deep_foreign);
  g_test_add_func ("/engine/html-title/references", test_references);
  g_test_add_func ("/engine/html-title/long", test_long);
  g_test_add_func ("/engine/html-title/charset-of-header", test_charset_of_header);
  g_test_add_func ("/engine/html-title/bad-bytes", test_bad_bytes);
  g_test_add_func ("/engine/html-title/charset-of-page", test_charset_of_page);
  g_test_add_func ("/engine/html-title/charset-of-page/far", test_far_charset);
  g_test_add_func ("/engine/html-title/byte-order-mark", test_byte_order_mark);

  return g_test_run ();
}
