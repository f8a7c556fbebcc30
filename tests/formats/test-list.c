/* test-list.c: lists of addresses and patterns
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-list.h"
#include "inflight-request.h"

#include <string.h>

#define BASE "http://127.0.0.1:4000"

typedef struct
{
  const char *text;
  const char *addresses;        /* with a space between them */
} Reading;

static char *
join (InflightList *list)
{
  g_autoptr (GPtrArray) addresses = inflight_list_dup_addresses (list, FALSE);

  g_assert_cmpuint (addresses->len, ==, inflight_list_get_count (list));
  g_ptr_array_add (addresses, NULL);

  return g_strjoinv (" ", (char **) addresses->pdata);
}

/* The kinds of the problems with line and column, as “space@3:5 …”. */
static char *
join_problems (InflightList *list)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < inflight_list_get_n_problems (list); i++)
    {
      const InflightProblem *problem = inflight_list_get_problem (list, i);
      g_autoptr (GEnumClass) class = g_type_class_ref (INFLIGHT_TYPE_PROBLEM_KIND);

      g_string_append_printf (all, "%s%s@%u:%u", i > 0 ? " " : "",
                              g_enum_get_value (class, problem->kind)->value_nick,
                              problem->line, problem->column);
    }

  return g_strdup (all->str);
}

static void
check (const char *text,
       gssize      length,
       const char *addresses,
       const char *problems)
{
  g_autoptr (InflightList) list = inflight_list_parse (text, length, TRUE, BASE);
  g_autofree char *escaped = g_strescape (text, NULL);
  g_autofree char *all = join (list);
  g_autofree char *wrong = join_problems (list);

  g_test_message ("%.80s", escaped);
  g_assert_cmpstr (all, ==, addresses);
  g_assert_cmpstr (wrong, ==, problems);
}

static void
test_lines (void)
{
  static const Reading readings[] = {
    { "", "" },
    { "\n\r\n\r \t \n", "" },
    { "a.b", "https://a.b/" },
    { "a.b\nc.d\n", "https://a.b/ https://c.d/" },
    { "a.b\r\nc.d\r\n\r\ne.f", "https://a.b/ https://c.d/ https://e.f/" },
    { "a.b\rc.d\r", "https://a.b/ https://c.d/" },
    { "\xef\xbb\xbf" "a.b\n", "https://a.b/" },
    { "\xef\xbb\xbf# x\na.b\n", "https://a.b/" },
    { "a.b/[1-2]\n{c,d}.e\n", "https://a.b/1 https://a.b/2 https://c.e/ https://d.e/" },
    { "\ta.b \n\xc2\xa0" "c.d\xe2\x80\x83\n", "https://a.b/ https://c.d/" },
    { "intranet\nlocalhost\n", "https://intranet/ http://localhost/" },
    { "/posts/[1-2]\na.b", BASE "/posts/1 " BASE "/posts/2 https://a.b/" },
    { "a.b\na.b", "https://a.b/ https://a.b/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    check (readings[i].text, -1, readings[i].addresses, "");
}

static void
test_comments (void)
{
  static const Reading readings[] = {
    { "# a.b\na.b\n  #c.d\n", "https://a.b/" },
    { "a.b # the first\nc.d\t#\n", "https://a.b/ https://c.d/" },
    { "a.b#fragment\n", "https://a.b/" },
    { "a.b/x#fragment # more c.d\n", "https://a.b/x" },
    { "# not UTF-8 \xff nor \x01\na.b", "https://a.b/" },
    { "a.b c.d #e.f", "https://a.b/ https://c.d/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    check (readings[i].text, -1, readings[i].addresses, "");
}

static void
test_pasted (void)
{
  static const Reading readings[] = {
    { "https://a.b/ https://c.d/\thttp://e/", "https://a.b/ https://c.d/ http://e/" },
    { "a.b c.d localhost:80 [::1] host:8080/x",
      "https://a.b/ https://c.d/ http://localhost:80/ http://[::1]/ https://host:8080/x" },
    { "/posts/1 /posts/2", BASE "/posts/1 " BASE "/posts/2" },
    { "a.b/[1-2] https://{c,d}.e", "https://a.b/1 https://a.b/2 https://c.e/ https://d.e/" },
    { "<https://a.b/>", "https://a.b/" },
    { "\"https://a.b/\",\n\"https://c.d/\"\n", "https://a.b/ https://c.d/" },
    { "'a.b', 'c.d',", "https://a.b/ https://c.d/" },
    { "“a.b”\n‘c.d’", "https://a.b/ https://c.d/" },
    { "„a.b/x“ c.d ‚e.f/y‘ «g.h» »i.j« ‹k.l› 「m.n」",
      "https://a.b/x https://c.d/ https://e.f/y https://g.h/ https://i.j/ https://k.l/ "
      "https://m.n/" },
    { "”a.b” 『c.d』 【e.f】 （g.h） 〈i.j〉 ⟨k.l⟩ ＜m.n＞ `o.p` (q.r) “\"s.t\"”",
      "https://a.b/ https://c.d/ https://e.f/ https://g.h/ https://i.j/ https://k.l/ "
      "https://m.n/ https://o.p/ https://q.r/ https://s.t/" },
    { "\u200e“\u200ba.b\u2060”,\u00ad", "https://a.b/" },
    { "\u200b# a.b\n\ufeff\n\ufeff\u200ec.d\u202c # x", "https://c.d/" },
    { "[::1]\n[::1]:80/x", "http://[::1]/ http://[::1]:80/x" },
    { "a.b/(x)\n(a.b/(x))", "https://a.b/(x) https://a.b/(x)" },
    { "\"<a.b>\",,", "https://a.b/" },
    { ",\n\"\"\n<>\na.b", "https://a.b/" },
    { "a.b/x'", "https://a.b/x'" },
    { "a.b/{x,y},", "https://a.b/x https://a.b/y" },
    { "❮a.b❯ ❰c.d❱ ❨e.f❩ ⸢g.h⸣ ﹁i.j﹂ ﴾k.l﴿",
      "https://a.b/ https://c.d/ https://e.f/ https://g.h/ https://i.j/ https://k.l/" },
    { "“http://a.b/1\nhttp://a.b/2”\n❮a.b/3\na.b/4❯\n\"a.b/5\na.b/6\"\n<a.b/7\na.b/8>\n"
      "a.b/9)",
      "http://a.b/1 http://a.b/2 https://a.b/3 https://a.b/4 https://a.b/5 https://a.b/6 "
      "https://a.b/7 https://a.b/8 https://a.b/9" },
    { "[http://a.b]\n[[http://a.b/[1-2]]]\n[http://a.b/[3-4]\n",
      "http://a.b/ http://a.b/1 http://a.b/2 http://a.b/3 http://a.b/4" },
    { "a.b/„x“\n„a.b/„x““\na.b/（x）\n（a.b/（x））",
      "https://a.b/%E2%80%9Ex%E2%80%9C https://a.b/%E2%80%9Ex%E2%80%9C "
      "https://a.b/%EF%BC%88x%EF%BC%89 https://a.b/%EF%BC%88x%EF%BC%89" },
    { "\u2800“a.b”\u2800\n\u2800\n", "https://a.b/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    check (readings[i].text, -1, readings[i].addresses, "");

  /* A comma is no separator by itself: it may be part of a path. */
  check ("a.b, c.d,e.f,", -1, "https://a.b/", "bad-host@1:9");
}

/* As Markdown, chats, mail and tables have them. */
static void
test_marked_up (void)
{
  static const Reading readings[] = {
    { "- [My title](http://a.b/(x))\n", "http://a.b/(x)" },
    { "[a b](http://c.d/) ![](<http://e.f>), [g](http://h.i)",
      "http://c.d/ http://e.f/ http://h.i/" },
    { "<http://a.b/x|a.b> <http://c.d|c>", "http://a.b/x http://c.d/" },
    { "http://a.b,http://c.d;https://e.f|http://g.h、http://i.j",
      "http://a.b/ http://c.d/ https://e.f/ http://g.h/ http://i.j/" },
    { "\"http://a.b/\",\"http://c.d/\"\n“http://a.b/”；“http://c.d/”",
      "http://a.b/ http://c.d/ http://a.b/ http://c.d/" },
    { ",,http://a.b/,,,http://c.d/,", "http://a.b/ http://c.d/" },
    { "http://a.b?u=x,http://c.d", "http://a.b/?u=x,http://c.d" },
    { "{http://a.b,http://c.d}/x", "http://a.b/x http://c.d/x" },
    { "http://a.b/http://c.d,e", "http://a.b/http://c.d,e" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    check (readings[i].text, -1, readings[i].addresses, "");

  check ("[a b](c.d)\n[a](http://c.d \"title\")\n", -1, "",
         "unbalanced@1:1 unbalanced@1:5 space@2:15");
  check ("\"http://a.b/\",\"Title\",\"x\"\n", -1, "", "bad-address@1:13");
  check ("<a href=\"http://a.b/\">x</a>\n<li>http://a.b/</li>\n", -1, "",
         "bad-address@1:2 bad-host@2:4");
}

/* What is called as a file is none of a host’s names. */
static void
test_file_names (void)
{
  check ("ulrs.txt\na.b\n“My.CSV”\n", -1, "https://a.b/", "file-name@1:1 file-name@3:2");
  check ("x{1,2}.json\n", -1, "", "file-name@1:1");
  check ("http://h/x \"report.pdf\"\n", -1, "http://h/x", "file-name@1:13");
  check ("https://ulrs.txt\nh/ulrs.txt\nread.md\nx.zip\n", -1,
         "https://ulrs.txt/ https://h/ulrs.txt https://read.md/ https://x.zip/", "");
}

/* As editors and web pages write them. What is behind a bullet may as well be a word. */
static void
test_bullets (void)
{
  check ("- https://a.b/\n* c.d/x\n+ e.f\n • “g.h”,\n", -1,
         "https://a.b/ https://c.d/x https://e.f/ https://g.h/", "");
  check ("1. a.b\n12)\tc.d e.f # x\n-\u00a0/x\n", -1,
         "https://a.b/ https://c.d/ https://e.f/ " BASE "/x", "");
  check ("- a.b ftp://c.d/\n", -1, "https://a.b/", "bad-scheme@1:7");
  check ("- https://a.b/ A title\n", -1, "", "space@1:15");
  check ("- intranet\n- - a.b\n1 a.b\n1: a.b\n. a.b\n“-” a.b\na- a.b\n", -1, "",
         "bad-address@1:1 bad-address@2:1 bad-address@3:1 bad-address@4:1 "
         "bad-address@5:1 bad-address@6:2 bad-address@7:1");
  check ("– a.b\n◦ c.d\n(1) e.f\n[1] g.h\n[12]: i.j\n| k.l\n> > m.n\n>o.p\n", -1,
         "https://a.b/ https://c.d/ https://e.f/ https://g.h/ https://i.j/ https://k.l/ "
         "https://m.n/ https://o.p/", "");
  check ("- [ ] a.b\n* [x] c.d\n[X] e.f\n", -1, "https://a.b/ https://c.d/ https://e.f/", "");
}

static void
test_problems (void)
{
  check ("a.b\nftp://c.d/\ne.f\n", -1, "https://a.b/ https://e.f/", "bad-scheme@2:1");
  check ("\n\n  ü.b/[9-1] # x\na.b", -1, "https://a.b/", "bad-range@3:7");
  check ("a.b\r\n\r\nc d\r\ne!f\r\n", -1, "https://a.b/", "bad-address@3:1 bad-host@4:2");
  check ("see https://a.b/ for more\nc.d\n", -1, "https://c.d/", "bad-address@1:1");
  check ("  https://a.b/ A title\nc.d\n", -1, "https://c.d/", "space@1:15");
  check ("Note: a.b\n", -1, "", "bad-address@1:1");
  check ("\"a.b/x y\"\n", -1, "", "space@1:7");
  check ("a.b ftp://c.d/ <e.f>\n", -1, "https://a.b/ https://e.f/", "bad-scheme@1:5");
  check ("a.b\nc.d/x\u200by\n", -1, "https://a.b/", "invisible@2:6");
  check ("“a.b/[2-1]”, ü.b/{}", -1, "", "bad-range@1:6 empty-set@1:18");
  check ("a.b\n\xff\nc.d", -1, "https://a.b/ https://c.d/", "not-utf8@2:1");
  check ("a.b\nü\xff\nc.d", -1, "https://a.b/ https://c.d/", "not-utf8@2:2");
  check ("a.b\nx\x1b[0m\nc.d", -1, "https://a.b/ https://c.d/", "control-character@2:2");
  check ("a.b\nx\0y\nc.d", 11, "https://a.b/ https://c.d/", "control-character@2:2");
  check ("a.b\nc.d", 5, "https://a.b/ https://c/", "");
}

/* What has a space in it is not asked for, and neither is what follows the space. */
static void
test_spaces (void)
{
  check ("http://h/my file.pdf\na.b", -1, "https://a.b/", "space@1:12");
  check ("http://h/list?q=foo bar.baz", -1, "", "space@1:20");
  check ("http://my host.com/", -1, "", "space@1:10");
  check ("h.com/my file.pdf", -1, "", "space@1:9");
  check ("h.com?q=my file.pdf", -1, "", "space@1:11");
  check ("h.com/my\u00a0file.pdf", -1, "", "space@1:9");
  check ("h.com/x, file.pdf", -1, "", "space@1:9");
  check ("/my file.pdf", -1, "", "space@1:4");
  check ("http://h/my /file.pdf", -1, "", "space@1:12");
  check ("\"http://h/my file.pdf\"", -1, "", "space@1:13");
  check ("a.b c.d/my file.pdf", -1, "", "space@1:11");
  check ("http://h/a.b http://h/my file.pdf", -1, "", "space@1:25");
  check ("“http://h/my file.pdf”", -1, "", "space@1:13");
  check ("http://h/my file.pdfhttp://user:p/SECRET@h/", -1, "", "space@1:12");
  check ("http://h/my XHTTPS://user:p/SECRET@h/", -1, "", "space@1:12");
  check ("http://h/my file/http://i/", -1, "", "space@1:12");
}

static void
test_utf16 (void)
{
  static const char little[] = "\xff\xfe" "a\0.\0b\0\r\0\n\0#\0\n\0c\0.\0d\0";
  static const char big[] = "\xfe\xff\0a\0.\0b\0/\0\xfc\xd8\x3d\xde\x00\0\n\0c\0.\0d";
  static const char half[] = "\xff\xfe" "a\0.\0b\0/\0\0\xd8x\0\n\0c\0.\0d\0\n\0"
                             "e\0.\0\0\xdc\n\0f\0.\0g";
  static const char nul[] = "\xff\xfe" "a\0\0\0b\0\n\0c\0.\0d\0";

  check (little, sizeof little - 1, "https://a.b/ https://c.d/", "");
  check (big, sizeof big - 1, "https://a.b/%C3%BC%F0%9F%98%80 https://c.d/", "");
  check (half, sizeof half - 1, "https://c.d/", "not-utf16@1:5 not-utf16@3:3 not-utf16@4:3");
  check (nul, sizeof nul - 1, "https://c.d/", "control-character@1:2");
  check ("\xff\xfe", 2, "", "");
  check ("\xff\xfe#", 3, "", "not-utf16@1:1");
  check ("\xff", 1, "", "not-utf8@1:1");
}

static guint
count_duplicates (InflightList *list)
{
  guint n_duplicates;
  g_autoptr (GArray) none = inflight_list_find_duplicates (list, 0, &n_duplicates);

  g_assert_cmpuint (none->len, ==, 0);

  return n_duplicates;
}

static void
test_glob_and_base (void)
{
  g_autoptr (InflightList) list = inflight_list_parse ("a.b/[1-2]\n/x\n", -1, FALSE, NULL);
  g_autoptr (InflightList) nothing = inflight_list_parse (NULL, 0, TRUE, NULL);
  g_autofree char *all = join (list);
  g_autofree char *wrong = join_problems (list);

  g_assert_cmpstr (all, ==, "https://a.b/%5B1-2%5D");
  g_assert_cmpstr (wrong, ==, "no-host@2:1");
  g_assert_cmpuint (inflight_list_get_count (nothing), ==, 0);
  g_assert_cmpuint (inflight_list_get_n_problems (nothing), ==, 0);
  g_assert_cmpuint (count_duplicates (nothing), ==, 0);
}

static void
test_duplicates (void)
{
  g_autoptr (InflightList) list = NULL;
  g_autoptr (InflightList) same = NULL;
  g_autoptr (GPtrArray) unique = NULL;
  g_autofree char *all = NULL;

  list = inflight_list_parse ("a.b\nhttps://A.B\na.b/[1-3]\na.b/2\nc.d\na.b#x\na.b/[2-4]",
                              -1, TRUE, NULL);
  same = inflight_list_ref (list);
  g_assert_cmpuint (inflight_list_get_count (same), ==, 11);
  g_assert_cmpuint (count_duplicates (same), ==, 5);

  unique = inflight_list_dup_addresses (same, TRUE);
  g_ptr_array_add (unique, NULL);
  all = g_strjoinv (" ", (char **) unique->pdata);
  g_assert_cmpstr (all, ==, "https://a.b/ https://a.b/1 https://a.b/2 https://a.b/3 "
                            "https://c.d/ https://a.b/4");
}

/* Each is told with its line, and that of the first; no more of them than wanted. */
static void
test_find_duplicates (void)
{
  g_autoptr (InflightList) list =
    inflight_list_parse ("# none\na.b/[1-3]\n\nc.d a.b/2\na.b/[2-4]\ne.f/{x,x}", -1, TRUE, NULL);
  static const InflightDuplicate expected[] = {
    { .index = 4, .line = 4, .first_line = 2 },
    { .index = 5, .line = 5, .first_line = 2 },
    { .index = 6, .line = 5, .first_line = 2 },
    { .index = 9, .line = 6, .first_line = 6 },
  };
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) two = NULL;
  guint n_duplicates;

  all = inflight_list_find_duplicates (list, 100, &n_duplicates);
  g_assert_cmpuint (n_duplicates, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    {
      const InflightDuplicate *duplicate = &g_array_index (all, InflightDuplicate, i);

      g_assert_cmpuint (duplicate->index, ==, expected[i].index);
      g_assert_cmpuint (duplicate->line, ==, expected[i].line);
      g_assert_cmpuint (duplicate->first_line, ==, expected[i].first_line);
    }

  two = inflight_list_find_duplicates (list, 2, &n_duplicates);
  g_assert_cmpuint (n_duplicates, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (two->len, ==, 2);
}

/* With the hash function that GLib has, this does not end. */
static void
test_colliding (void)
{
  g_autoptr (GString) text = g_string_new ("a.b/");
  g_autoptr (InflightList) list = NULL;

  for (guint i = 0; i < 17; i++)
    g_string_append (text, "{Ez,FY}");

  list = inflight_list_parse (text->str, -1, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (list), ==, 1 << 17);
  g_assert_cmpuint (count_duplicates (list), ==, 0);
}

static void
test_single_addresses (void)
{
  g_autoptr (InflightList) list = NULL;
  g_autoptr (GPtrArray) all = NULL;

  list = inflight_list_parse ("a.b\na.b/[1-3]\n\nftp://x/\nc.d\n{e,f}.g", -1, TRUE, NULL);
  all = inflight_list_dup_addresses (list, FALSE);
  g_assert_cmpuint (all->len, ==, 7);

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *address = inflight_list_dup_address (list, i);

      g_assert_cmpstr (address, ==, g_ptr_array_index (all, i));
    }
}

static void
test_million (void)
{
  g_autoptr (InflightList) list = NULL;
  g_autoptr (InflightList) full = NULL;
  g_autofree char *last = NULL;
  const InflightProblem *problem;

  list = inflight_list_parse ("a.b/[1-999998]\nc.d/[1-3]\ne.f\ng.h/[1-18446744073709551615]\n",
                              -1, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (list), ==, 999999);
  g_assert_cmpuint (inflight_list_get_n_problems (list), ==, 2);

  problem = inflight_list_get_problem (list, 0);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_TOO_MANY);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpuint (problem->count, ==, 1000001);

  problem = inflight_list_get_problem (list, 1);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_TOO_MANY);
  g_assert_cmpuint (problem->line, ==, 4);
  g_assert_cmpuint (problem->count, ==, G_MAXUINT64);

  last = inflight_list_dup_address (list, 999998);
  g_assert_cmpstr (last, ==, "https://e.f/");

  /* When no address fits any more, nothing further is read. */
  full = inflight_list_parse ("a.b/[1-1000000]\n\n# x\nc.d e.f\nftp://y/\n", -1, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (full), ==, INFLIGHT_MAX_ADDRESSES);
  g_assert_cmpuint (inflight_list_get_n_problems (full), ==, 1);
  problem = inflight_list_get_problem (full, 0);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_TOO_MANY);
  g_assert_cmpuint (problem->line, ==, 4);
  g_assert_cmpuint (problem->column, ==, 1);
}

static void
test_many_problems (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (InflightList) list = NULL;
  const InflightProblem *problem;
  guint n;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "ftp://x/\n");
  g_string_append (text, "a.b\n");

  list = inflight_list_parse (text->str, text->len, TRUE, NULL);
  n = inflight_list_get_n_problems (list);
  g_assert_cmpuint (n, ==, 1001);
  g_assert_cmpuint (inflight_list_get_count (list), ==, 1);

  problem = inflight_list_get_problem (list, n - 1);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_MORE);
  g_assert_cmpuint (problem->line, ==, 1001);
  g_assert_cmpuint (problem->count, ==, 4000);
}

static void
test_lengths (void)
{
  g_autofree char *text = g_malloc (INFLIGHT_MAX_LIST_BYTES + 2);
  const InflightProblem *problem;
  g_autoptr (InflightList) one_line = NULL;
  g_autoptr (InflightList) too_large = NULL;
  g_autoptr (InflightList) comment = NULL;

  memset (text, 'a', INFLIGHT_MAX_LIST_BYTES + 2);
  memcpy (text, "a.b/", strlen ("a.b/"));
  memcpy (text + INFLIGHT_MAX_LIST_BYTES - 4, "\nc.d", 4);

  one_line = inflight_list_parse (text, INFLIGHT_MAX_LIST_BYTES, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (one_line), ==, 1);
  g_assert_cmpuint (inflight_list_get_n_problems (one_line), ==, 1);
  problem = inflight_list_get_problem (one_line, 0);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_LINE_TOO_LONG);
  g_assert_cmpuint (problem->line, ==, 1);
  g_assert_cmpuint (problem->count, ==, INFLIGHT_MAX_LIST_BYTES - 4);

  too_large = inflight_list_parse (text, INFLIGHT_MAX_LIST_BYTES + 1, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (too_large), ==, 0);
  g_assert_cmpuint (inflight_list_get_n_problems (too_large), ==, 1);
  problem = inflight_list_get_problem (too_large, 0);
  g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_TOO_LARGE);
  g_assert_cmpuint (problem->line, ==, 0);
  g_assert_cmpuint (problem->count, ==, INFLIGHT_MAX_LIST_BYTES + 1);

  text[0] = '#';
  comment = inflight_list_parse (text, INFLIGHT_MAX_LIST_BYTES, TRUE, NULL);
  g_assert_cmpuint (inflight_list_get_count (comment), ==, 1);
  g_assert_cmpuint (inflight_list_get_n_problems (comment), ==, 0);
}

/* Lines that each want much: what a list may cost is shared by its lines. */
static void
test_hostile (void)
{
  static const char *const lines[] = {
    "{a,!}[1-500000].b\n", "[1-1000000]!.b\n", "h{a,b,!}[1-333333].c/\n",
    "ü[1-5000].b\n", "a.b/[1-18446744073709551615]\n", "{,}{,}{,}{,}{,}{,}{,}{,}{,}{,}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (InflightList) list = NULL;

      for (guint j = 0; j < 3000; j++)
        g_string_append (text, lines[i]);

      list = inflight_list_parse (text->str, text->len, TRUE, NULL);
      g_assert_cmpuint (inflight_list_get_count (list), <=, INFLIGHT_MAX_ADDRESSES);
      g_assert_cmpuint (inflight_list_get_n_problems (list), ==, 1001);
    }
}

static void
check_random_list (InflightList    *list,
                   InflightOptions *options)
{
  guint64 count = inflight_list_get_count (list);
  g_autoptr (GPtrArray) unique = NULL;
  guint last_line = 0;

  for (guint i = 0; i < inflight_list_get_n_problems (list); i++)
    {
      const InflightProblem *problem = inflight_list_get_problem (list, i);

      g_assert_cmpuint (problem->line, >=, MAX (last_line, 1));
      g_assert_cmpuint (problem->column, >=, 1);
      last_line = problem->line;
    }

  for (guint64 i = 0; i < count; i += MAX (count / 20, 1))
    {
      g_autofree char *address = inflight_list_dup_address (list, i);
      g_autoptr (InflightRequest) request = NULL;

      request = inflight_request_new (address, options, NULL);
      g_assert_nonnull (request);
    }

  if (count > 10000)
    return;

  unique = inflight_list_dup_addresses (list, TRUE);
  g_assert_cmpuint (unique->len + count_duplicates (list), ==, count);
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "\n", "\r\n", "\r", " ", "\t", "#", " #", "a.b", "https://c.d/x", "/posts/", "[1-3]",
    "{a,b}", "<", ">", "\"", "'", "“", "”", ",", "localhost", "ftp://", "\xff", "\xef\xbb\xbf",
    "[", "}", "\\", "word", "ü", ":80", "[1-9999]", "\xe2\x80\xa8", "\xc2", "\x01", "?q=",
    "\u200b", "\u200d", "\ufe0f", "„", "（", "）", "\xff\xfe", "\xfe\xff", "@", ":", "token=",
  };
  g_autoptr (InflightOptions) options = inflight_options_new ();

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (InflightList) list = NULL;
      g_autofree char *exact = NULL;
      int n = g_test_rand_int_range (0, 30);

      for (int j = 0; j < n; j++)
        {
          int k = g_test_rand_int_range (0, G_N_ELEMENTS (pieces) + 1);

          if (k == G_N_ELEMENTS (pieces))
            g_string_append_c (text, '\0');
          else
            g_string_append (text, pieces[k]);
        }

      /* Not a byte more than there is: a sanitizer sees a read behind it. */
      exact = g_memdup2 (text->str, text->len);
      list = inflight_list_parse (exact, text->len, g_test_rand_bit (),
                                  g_test_rand_bit () ? BASE : NULL);
      check_random_list (list, options);
    }
}

static void
test_random_bytes (void)
{
  g_autoptr (InflightOptions) options = inflight_options_new ();

  for (guint i = 0; i < 5000; i++)
    {
      char bytes[64];
      gsize n = g_test_rand_int_range (0, sizeof bytes + 1);
      g_autofree char *exact = NULL;
      g_autoptr (InflightList) list = NULL;

      for (gsize j = 0; j < n; j++)
        bytes[j] = g_test_rand_int_range (0, 256);

      exact = g_memdup2 (bytes, n);
      list = inflight_list_parse (exact, n, TRUE, BASE);
      check_random_list (list, options);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/list/lines", test_lines);
  g_test_add_func ("/formats/list/comments", test_comments);
  g_test_add_func ("/formats/list/pasted", test_pasted);
  g_test_add_func ("/formats/list/marked-up", test_marked_up);
  g_test_add_func ("/formats/list/file-names", test_file_names);
  g_test_add_func ("/formats/list/bullets", test_bullets);
  g_test_add_func ("/formats/list/problems", test_problems);
  g_test_add_func ("/formats/list/spaces", test_spaces);
  g_test_add_func ("/formats/list/utf16", test_utf16);
  g_test_add_func ("/formats/list/glob-and-base", test_glob_and_base);
  g_test_add_func ("/formats/list/duplicates", test_duplicates);
  g_test_add_func ("/formats/list/find-duplicates", test_find_duplicates);
  g_test_add_func ("/formats/list/colliding", test_colliding);
  g_test_add_func ("/formats/list/single-addresses", test_single_addresses);
  g_test_add_func ("/formats/list/million", test_million);
  g_test_add_func ("/formats/list/many-problems", test_many_problems);
  g_test_add_func ("/formats/list/lengths", test_lengths);
  g_test_add_func ("/formats/list/hostile", test_hostile);
  g_test_add_func ("/formats/list/random", test_random);
  g_test_add_func ("/formats/list/random-bytes", test_random_bytes);

  return g_test_run ();
}
