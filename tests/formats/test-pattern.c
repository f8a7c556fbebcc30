/* test-pattern.c: addresses with ranges and sets in them
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address.h"
#include "inflight-pattern.h"
#include "inflight-request.h"

#include <string.h>

#define BASE "http://127.0.0.1:4000"

typedef struct
{
  const char *text;
  const char *addresses;        /* with a space between them */
} Expansion;

typedef struct
{
  const char          *text;
  InflightProblemKind  kind;
  guint                column;
  const char          *what;    /* or NULL */
  guint64              count;
} Refusal;

static void
tell (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%.80s", escaped);
}

static char *
expand (InflightPattern *pattern)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint64 i = 0; i < inflight_pattern_get_count (pattern); i++)
    {
      g_autofree char *address = inflight_pattern_dup_address (pattern, i);

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", address);
    }

  return g_strdup (all->str);
}

static void
check_expansions (const Expansion *table,
                  gsize            n,
                  gboolean         glob)
{
  for (gsize i = 0; i < n; i++)
    {
      InflightProblem *problem = NULL;
      g_autoptr (InflightPattern) pattern = NULL;
      g_autofree char *all = NULL;

      tell (table[i].text);
      pattern = inflight_pattern_parse (table[i].text, glob, BASE, &problem);
      g_assert_null (problem);
      g_assert_nonnull (pattern);
      all = expand (pattern);
      g_assert_cmpstr (all, ==, table[i].addresses);
    }
}

static void
check_refusals (const Refusal *table,
                gsize          n,
                gboolean       glob)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (InflightProblem) problem = NULL;
      g_autoptr (InflightPattern) pattern = NULL;

      tell (table[i].text);
      pattern = inflight_pattern_parse (table[i].text, glob, NULL, &problem);
      g_assert_null (pattern);
      g_assert_nonnull (problem);
      g_assert_cmpint (problem->kind, ==, table[i].kind);
      g_assert_cmpuint (problem->line, ==, 0);
      g_assert_cmpuint (problem->column, ==, table[i].column);
      g_assert_cmpstr (problem->text, ==, table[i].what);
      g_assert_cmpuint (problem->count, ==, table[i].count);

      g_assert_null (inflight_pattern_parse (table[i].text, glob, NULL, NULL));
    }
}

static void
test_ranges (void)
{
  static const Expansion expansions[] = {
    { "a.b/[1-3]", "https://a.b/1 https://a.b/2 https://a.b/3" },
    { "a.b/[0-2]", "https://a.b/0 https://a.b/1 https://a.b/2" },
    { "a.b/[008-10]", "https://a.b/008 https://a.b/009 https://a.b/010" },
    { "a.b/[1-003]", "https://a.b/1 https://a.b/2 https://a.b/3" },
    { "a.b/[00-1]", "https://a.b/00 https://a.b/01" },
    { "a.b/[9-11:2]", "https://a.b/9 https://a.b/11" },
    { "a.b/[1-6:2]", "https://a.b/1 https://a.b/3 https://a.b/5" },
    { "a.b/[5-5]", "https://a.b/5" },
    { "a.b/[05-5:1]x", "https://a.b/05x" },
    { "a.b/[a-c]", "https://a.b/a https://a.b/b https://a.b/c" },
    { "a.b/[a-e:2]", "https://a.b/a https://a.b/c https://a.b/e" },
    { "a.b/[X-Z].html", "https://a.b/X.html https://a.b/Y.html https://a.b/Z.html" },
    { "a.b/[q-q]", "https://a.b/q" },
    { "a.b/[18446744073709551614-18446744073709551615]",
      "https://a.b/18446744073709551614 https://a.b/18446744073709551615" },
    { "a.b/[0-18446744073709551615:18446744073709551615]",
      "https://a.b/0 https://a.b/18446744073709551615" },
    { "/posts/[1-2]?delay=50", BASE "/posts/1?delay=50 " BASE "/posts/2?delay=50" },
  };
  static const Refusal refusals[] = {
    { "a.b/[9-1]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[9-1]" },
    { "ä.b/ü[9-1]", INFLIGHT_PROBLEM_BAD_RANGE, 6, "[9-1]" },
    { "a.b/[z-a]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[z-a]" },
    { "a.b/[a-9]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[a-9]" },
    { "a.b/[1-z]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-z]" },
    { "a.b/[12-z]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[12-z]" },
    { "a.b/[A-z]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[A-z]" },
    { "a.b/[a-Z]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[a-Z]" },
    { "a.b/[1-3:0]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-3:0]" },
    { "a.b/[1-3:3]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-3:3]" },
    { "a.b/[1-1:2]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-1:2]" },
    { "a.b/[1-3:]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-3:]" },
    { "a.b/[1-3:-1]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[1-3:-1]" },
    { "a.b/[a-z:z]", INFLIGHT_PROBLEM_BAD_RANGE, 5, "[a-z:z]" },
    { "a.b/[18446744073709551616-18446744073709551617]", INFLIGHT_PROBLEM_BAD_RANGE, 5,
      "[18446744073709551616-18446744073709551617]" },
    { "a.b/[1-18446744073709551616:9223372036854775808]", INFLIGHT_PROBLEM_BAD_RANGE, 5,
      "[1-18446744073709551616:9223372036854775808]" },
  };

  check_expansions (expansions, G_N_ELEMENTS (expansions), TRUE);
  check_refusals (refusals, G_N_ELEMENTS (refusals), TRUE);
}

static void
test_sets (void)
{
  static const Expansion expansions[] = {
    { "a.b/{one,two}", "https://a.b/one https://a.b/two" },
    { "a.b/{one}", "https://a.b/one" },
    { "a.b/{a,}", "https://a.b/a https://a.b/" },
    { "a.b/{,}x", "https://a.b/x https://a.b/x" },
    { "a.b/{ü,100%}", "https://a.b/%C3%BC https://a.b/100%25" },
    { "a.b/{f[x],g[]}=1", "https://a.b/f%5Bx%5D=1 https://a.b/g%5B%5D=1" },
    { "a.b/{x?q,y#f,z}/t", "https://a.b/x?q/t https://a.b/y https://a.b/z/t" },
    { "{a.b,localhost,[::1]}/x", "https://a.b/x http://localhost/x http://[::1]/x" },
    { "{http,https}://a.b/", "http://a.b/ https://a.b/" },
    { "{http:,https:}//a.b/", "http://a.b/ https://a.b/" },
    { "{http://a.b/c,https://d.e}/f", "http://a.b/c/f https://d.e/f" },
    { "a.b:{80,8080}", "https://a.b:80/ https://a.b:8080/" },
    { "{,www.}a.b", "https://a.b/ https://www.a.b/" },
  };
  static const Refusal refusals[] = {
    { "a.b/{}", INFLIGHT_PROBLEM_EMPTY_SET, 5, "{}" },
    { "a.b/{a{b}}", INFLIGHT_PROBLEM_NESTED, 7 },
    { "a.b/{a[1-2],b}", INFLIGHT_PROBLEM_NESTED, 7 },
    { "a.b/{a[2-1],b}", INFLIGHT_PROBLEM_NESTED, 7 },
    { "a.b/{a,b", INFLIGHT_PROBLEM_UNBALANCED, 5, "{" },
    { "a.b/a,b}", INFLIGHT_PROBLEM_UNBALANCED, 8, "}" },
    { "a.b/{a]}", INFLIGHT_PROBLEM_UNBALANCED, 7, "]" },
    { "a.b/{a[,b]}", INFLIGHT_PROBLEM_UNBALANCED, 7, "[" },
    { "HTTPS//{a,b}/", INFLIGHT_PROBLEM_BAD_ADDRESS, 6 },
    { "http//a.b", INFLIGHT_PROBLEM_BAD_ADDRESS, 5 },
  };

  check_expansions (expansions, G_N_ELEMENTS (expansions), TRUE);
  check_refusals (refusals, G_N_ELEMENTS (refusals), TRUE);
}

/* curl: the last one varies fastest. */
static void
test_order (void)
{
  static const Expansion expansions[] = {
    { "a.b/[1-2]/{x,y}", "https://a.b/1/x https://a.b/1/y https://a.b/2/x https://a.b/2/y" },
    { "a.b/{x,y}[1-1]{z}[a-b]", "https://a.b/x1za https://a.b/x1zb https://a.b/y1za "
                                "https://a.b/y1zb" },
    { "[a-b].c/[1-2]", "https://a.c/1 https://a.c/2 https://b.c/1 https://b.c/2" },
    { "a.b/%[09-10]", "https://a.b/%09 https://a.b/%10" },
  };

  check_expansions (expansions, G_N_ELEMENTS (expansions), TRUE);
}

static void
test_literals (void)
{
  static const Expansion expansions[] = {
    { "a.b/?filter[name]=x", "https://a.b/?filter%5Bname%5D=x" },
    { "a.b/?a[]=1&a[0]=2", "https://a.b/?a%5B%5D=1&a%5B0%5D=2" },
    { "a.b/[from-to]", "https://a.b/%5Bfrom-to%5D" },
    { "a.b/[2024-01-05]", "https://a.b/%5B2024-01-05%5D" },
    { "a.b/[1-]", "https://a.b/%5B1-%5D" },
    { "a.b/[-1]", "https://a.b/%5B-1%5D" },
    { "a.b/[[1-2]]", "https://a.b/%5B1%5D https://a.b/%5B2%5D" },
    { "a.b/[{x,y}]", "https://a.b/%5Bx%5D https://a.b/%5By%5D" },
    { "a.b/\\[1-3\\]\\{x\\,y\\}", "https://a.b/%5B1-3%5D%7Bx,y%7D" },
    { "a.b/{a\\,b,c\\}\\x}", "https://a.b/a,b https://a.b/c%7Dx" },
    { "http://[::1]:80/[1-2]", "http://[::1]:80/1 http://[::1]:80/2" },
    { "[::1]/{x,y}", "http://[::1]/x http://[::1]/y" },
    { "http://[fe80::1%25e-0]/", "http://[fe80::1%25e-0]/" },
    { "http://[2001:db8::[8-9]]/", "http://[2001:db8::8]/ http://[2001:db8::9]/" },
  };
  static const Expansion plain[] = {
    { "a.b/[1-3]", "https://a.b/%5B1-3%5D" },
    { "a.b/{a,b}", "https://a.b/%7Ba,b%7D" },
    { "a.b/[9-1]{}]", "https://a.b/%5B9-1%5D%7B%7D%5D" },
    { "/x[1-2]", BASE "/x%5B1-2%5D" },
  };
  static const Refusal refusals[] = {
    { "a.b/[1-3", INFLIGHT_PROBLEM_UNBALANCED, 5, "[" },
    { "a.b/[1-3:2", INFLIGHT_PROBLEM_UNBALANCED, 5, "[" },
    { "a.b/[x[y]", INFLIGHT_PROBLEM_UNBALANCED, 5, "[" },
    { "a.b/x]", INFLIGHT_PROBLEM_UNBALANCED, 6, "]" },
    { "a.b/\\x", INFLIGHT_PROBLEM_BACKSLASH, 5 },
    { "a.b/x\\", INFLIGHT_PROBLEM_BACKSLASH, 6 },
    { "a.b/{x\\\\,y}", INFLIGHT_PROBLEM_BACKSLASH, 7 },
  };
  static const Refusal plain_refusals[] = {
    { "a.b/\\[x", INFLIGHT_PROBLEM_BACKSLASH, 5 },
    { "a[1-2].b/", INFLIGHT_PROBLEM_BAD_HOST, 2, "[" },
  };

  check_expansions (expansions, G_N_ELEMENTS (expansions), TRUE);
  check_expansions (plain, G_N_ELEMENTS (plain), FALSE);
  check_refusals (refusals, G_N_ELEMENTS (refusals), TRUE);
  check_refusals (plain_refusals, G_N_ELEMENTS (plain_refusals), FALSE);
}

/* Where a value can change the host, every host is looked at. */
static void
test_hosts (void)
{
  static const Expansion expansions[] = {
    { "10.0.0.[254-255]", "http://10.0.0.254/ http://10.0.0.255/" },
    { "{u:p@,}a.b/", "https://u:p@a.b/ https://a.b/" },
    { "a.b{/x,:80,?q}", "https://a.b/x https://a.b:80/ https://a.b/?q" },
    { "a.b:{/x,/y}", "https://a.b/x https://a.b/y" },
    { "http:/{/a/,/b/}[1-2]", "http://a/1 http://a/2 http://b/1 http://b/2" },
    { "u:p@h:80//x{?q,/y}", "https://u:p@h:80//x?q https://u:p@h:80//x/y" },
    { "ü[1-2].b/", "https://xn--1-dha.b/ https://xn--2-dha.b/" },
  };
  static const Refusal refusals[] = {
    { "u:p@h://x{?q,/y}", INFLIGHT_PROBLEM_BAD_ADDRESS, 6 },
    { "http://a:{,1}//x", INFLIGHT_PROBLEM_BAD_ADDRESS, 9 },
    { "http://a{b,:}//x", INFLIGHT_PROBLEM_BAD_ADDRESS, 9 },
    { "http://a:/{/x,y}", INFLIGHT_PROBLEM_BAD_ADDRESS, 9 },
    { "10.0.0.[255-256]", INFLIGHT_PROBLEM_BAD_HOST, 1, "10.0.0.256" },
    { "http://{a.b,c!d}/x", INFLIGHT_PROBLEM_BAD_HOST, 8, "!" },
    { "http://a[1-2].ü!/x", INFLIGHT_PROBLEM_BAD_HOST, 16, "!" },
    { "http://ü{a,b}!/x", INFLIGHT_PROBLEM_BAD_HOST, 14, "!" },
    { "{a.b,}/x", INFLIGHT_PROBLEM_NO_HOST, 7 },
    { "http://{a.b,}/[1-2]", INFLIGHT_PROBLEM_NO_HOST, 14 },
    { "a.b:[65535-65536]/", INFLIGHT_PROBLEM_BAD_PORT, 5, "65536" },
    { "{http,ftp}://a.b/", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "ftp" },
    { "a:/{/x,y}", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "a" },
    { "{b,a:/}/x[1-2]", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "a" },
    { "a:{/,}/x", INFLIGHT_PROBLEM_BAD_SCHEME, 1, "a" },
    { "http:/{/,x}a.b", INFLIGHT_PROBLEM_BAD_ADDRESS, 5 },
    { "http:{//,/}a.b/[1-2]", INFLIGHT_PROBLEM_BAD_ADDRESS, 5 },
    { "{http:,x}//{a!,b!}/", INFLIGHT_PROBLEM_BAD_HOST, 12, "!" },
    { "//{a,b!}", INFLIGHT_PROBLEM_BAD_HOST, 3, "!" },
    { "/posts/[1-3]", INFLIGHT_PROBLEM_NO_HOST, 1 },
    { "", INFLIGHT_PROBLEM_EMPTY, 1 },
    { " a.b/[1-2] x", INFLIGHT_PROBLEM_SPACE, 11, NULL, ' ' },
    { "a.b/{x,\xff}", INFLIGHT_PROBLEM_NOT_UTF8, 8 },
    { "a.b/{x,\x01}", INFLIGHT_PROBLEM_CONTROL_CHARACTER, 8, NULL, 1 },
  };

  check_expansions (expansions, G_N_ELEMENTS (expansions), TRUE);
  check_refusals (refusals, G_N_ELEMENTS (refusals), TRUE);
}

static void
test_base (void)
{
  static const struct
  {
    const char *text;
    const char *base;
    const char *address;
  } table[] = {
    { "/posts/1", "http://127.0.0.1:4000", "http://127.0.0.1:4000/posts/1" },
    { "/posts/1", "http://127.0.0.1:4000/", "http://127.0.0.1:4000/posts/1" },
    { " /posts/1 ", "http://[::1]:80", "http://[::1]:80/posts/1" },
    { "//posts/1", "http://a.b", "http://a.b//posts/1" },
    { "/", "http://a.b", "http://a.b/" },
    { "a.b/posts", "http://127.0.0.1:4000", "https://a.b/posts" },
    { "?q", "http://127.0.0.1:4000", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (InflightPattern) pattern = NULL;
      g_autofree char *address = NULL;

      pattern = inflight_pattern_parse (table[i].text, TRUE, table[i].base, NULL);
      if (pattern != NULL)
        address = inflight_pattern_dup_address (pattern, 0);
      g_assert_cmpstr (address, ==, table[i].address);
    }
}

static void
test_limits (void)
{
  static const Refusal refusals[] = {
    { "a.b/[1-1000001]", INFLIGHT_PROBLEM_TOO_MANY, 1, NULL, 1000001 },
    { "  a.b/[1-1001]/[1-1000]", INFLIGHT_PROBLEM_TOO_MANY, 3, NULL, 1001000 },
    { "a.b/[0-18446744073709551615]", INFLIGHT_PROBLEM_TOO_MANY, 1, NULL, G_MAXUINT64 },
    { "a.b/[1-1000000000000000000000000000000]", INFLIGHT_PROBLEM_TOO_MANY, 1, NULL,
      G_MAXUINT64 },
    { "a.b/[0-9999999999][0-9999999999]", INFLIGHT_PROBLEM_TOO_MANY, 1, NULL, G_MAXUINT64 },
    { "[a-z][a-z][a-z][a-z][a-z].b", INFLIGHT_PROBLEM_TOO_MANY, 1, NULL, 11881376 },
    { "ü[1-1000000].b", INFLIGHT_PROBLEM_TOO_MANY_HOSTS, 1, NULL, 1000000 },
  };
  g_autoptr (InflightPattern) million = NULL;
  g_autoptr (InflightPattern) hosts = NULL;
  g_autoptr (InflightPattern) again = NULL;
  g_autofree char *last = NULL;
  g_autofree char *last_host = NULL;
  g_autofree char *zeros = g_strnfill (299, '0');
  g_autofree char *wide = g_strdup_printf ("a.b/[%s1-1000000]", zeros);
  /* “a.b/”, the digits, and what completing may add. */
  const Refusal wide_refusal = {
    wide, INFLIGHT_PROBLEM_TOO_MANY_BYTES, 1, NULL, (4 + 300 + 32) * 1000000
  };

  check_refusals (refusals, G_N_ELEMENTS (refusals), TRUE);
  check_refusals (&wide_refusal, 1, TRUE);

  million = inflight_pattern_parse ("a.b/[1-1000]/[001-1000]", TRUE, NULL, NULL);
  g_assert_cmpuint (inflight_pattern_get_count (million), ==, INFLIGHT_MAX_ADDRESSES);
  last = inflight_pattern_dup_address (million, INFLIGHT_MAX_ADDRESSES - 1);
  g_assert_cmpstr (last, ==, "https://a.b/1000/1000");

  hosts = inflight_pattern_parse ("10.[0-3].[0-255].[0-255]", TRUE, NULL, NULL);
  again = inflight_pattern_ref (hosts);
  last_host = inflight_pattern_dup_address (again, inflight_pattern_get_count (again) - 1);
  g_assert_cmpstr (last_host, ==, "http://10.3.255.255/");
}

/* Texts that want time or memory: bounded by what the limits are, not by what
 * they ask for. */
static void
test_hostile (void)
{
  static const char *const repeated[] = {
    "[", "]", "{", "}", "{a,", "[1-", "[1-2:", "[[1-2]", "{a}", "[1-1]", "[a-b]", "{a,b}",
    "\\[", "\\", "[]", "/", "//", "://", "@", "%", "ü", ":", "[::", ".", "a.", "[00000-1]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (repeated); i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autoptr (GString) text = g_string_new (j == 0 ? "" : "a.b/");
        g_autoptr (InflightPattern) pattern = NULL;
        g_autoptr (InflightProblem) problem = NULL;

        while (text->len + strlen (repeated[i]) <= INFLIGHT_MAX_LINE_BYTES)
          g_string_append (text, repeated[i]);

        pattern = inflight_pattern_parse (text->str, TRUE, NULL, &problem);
        g_assert_true ((pattern == NULL) == (problem != NULL));

        g_string_append (text, "aaaaaaaaaaa");
        g_clear_pointer (&problem, inflight_problem_free);
        g_assert_null (inflight_pattern_parse (text->str, TRUE, NULL, &problem));
        g_assert_cmpint (problem->kind, ==, INFLIGHT_PROBLEM_LINE_TOO_LONG);
        g_assert_cmpuint (problem->count, ==, text->len);
      }
}

/* Appends each of @values to each of @texts: the last part varies fastest. */
static GPtrArray *
multiply (GPtrArray *texts,
          GPtrArray *values)
{
  GPtrArray *product = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < values->len; j++)
      g_ptr_array_add (product, g_strconcat (g_ptr_array_index (texts, i),
                                             g_ptr_array_index (values, j), NULL));

  g_ptr_array_unref (texts);

  return product;
}

static const char *const host_pieces[] = { "hh", NULL };

static const char *const path_pieces[] = {
  "/", "x", "ü", "%", "?", "#", "%4", "a=b", "&", "7", "@", ":", "//", "f", "", NULL,
};

/* What decides where scheme and host end. */
static const char *const head_pieces[] = {
  "", "/", "//", "/x", ":", "://", ":/", "a", "a:", "h:", "http", "http:", "https:/", "?",
  "#", "80", "@", "a.b", NULL,
};

/* A part of a pattern, and the values it should have. */
static GPtrArray *
make_part (GString           *pattern,
           const char *const *pieces)
{
  int n_pieces = g_strv_length ((char **) pieces);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  int kind = g_test_rand_int_range (0, 4);
  int first = g_test_rand_int_range (0, 20);
  int n = g_test_rand_int_range (1, 5);
  int step = n > 1 ? g_test_rand_int_range (1, 4) : 1;
  gboolean padded = g_test_rand_bit ();
  char letter = g_test_rand_bit () ? 'a' : 'A';

  for (int i = 0; i < n; i++)
    {
      const char *piece = pieces[g_test_rand_int_range (0, n_pieces)];

      if (kind == 0 && i == 0)
        g_ptr_array_add (values, g_strdup (piece));
      else if (kind == 1)
        g_ptr_array_add (values, g_strdup (piece));
      else if (kind == 2)
        g_ptr_array_add (values, g_strdup_printf (padded ? "%05d" : "%d", first + i * step));
      else if (kind == 3)
        g_ptr_array_add (values, g_strdup_printf ("%c", letter + first % 10 + i * step));
    }

  if (kind == 0)
    {
      g_string_append (pattern, g_ptr_array_index (values, 0));
    }
  else if (kind == 1)
    {
      for (guint i = 0; i < values->len; i++)
        g_string_append_printf (pattern, "%c%s", i == 0 ? '{' : ',',
                                (char *) g_ptr_array_index (values, i));
      /* “{}” means nothing. */
      if (values->len == 1 && *(char *) g_ptr_array_index (values, 0) == '\0')
        g_string_truncate (pattern, pattern->len - 1);
      else
        g_string_append_c (pattern, '}');
    }
  else
    {
      g_string_append_printf (pattern, "[%s-%s", (char *) g_ptr_array_index (values, 0),
                              (char *) g_ptr_array_index (values, values->len - 1));
      if (step > 1)
        g_string_append_printf (pattern, ":%d", step);
      g_string_append_c (pattern, ']');
    }

  return values;
}

/* Against an expansion that knows nothing of parsing. */
static void
test_random_expansion (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new ("h");
      g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (InflightPattern) pattern = NULL;
      g_autoptr (InflightProblem) problem = NULL;
      int n_host = g_test_rand_int_range (0, 3);
      int n_path = g_test_rand_int_range (0, 5);

      g_ptr_array_add (expected, g_strdup ("h"));
      for (int j = 0; j < n_host + n_path; j++)
        {
          g_autoptr (GPtrArray) values = NULL;
          g_autoptr (GPtrArray) slash = g_ptr_array_new ();

          if (j == n_host)
            {
              g_ptr_array_add (slash, (gpointer) "/");
              expected = multiply (g_steal_pointer (&expected), slash);
              g_string_append_c (text, '/');
            }
          values = make_part (text, j < n_host ? host_pieces : path_pieces);
          expected = multiply (g_steal_pointer (&expected), values);
        }

      pattern = inflight_pattern_parse (text->str, TRUE, NULL, &problem);
      if (problem != NULL)
        g_test_message ("%s", text->str);
      g_assert_null (problem);
      g_assert_cmpuint (inflight_pattern_get_count (pattern), ==, expected->len);

      for (guint j = 0; j < expected->len; j++)
        {
          g_autofree char *address = inflight_pattern_dup_address (pattern, j);
          g_autofree char *completed = NULL;

          completed = inflight_address_complete (g_ptr_array_index (expected, j), NULL);
          g_assert_cmpstr (address, ==, completed);
        }
    }
}

/* However a scheme and a host come about, a pattern is refused if one of its
 * addresses were; otherwise it stands for what they are by themselves. */
static void
test_random_heads (void)
{
  guint n_good = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (InflightPattern) pattern = NULL;
      int n_parts = g_test_rand_int_range (2, 6);

      g_ptr_array_add (expected, g_strdup (""));
      for (int j = 0; j < n_parts; j++)
        {
          g_autoptr (GPtrArray) values = make_part (text, head_pieces);

          expected = multiply (g_steal_pointer (&expected), values);
        }

      pattern = inflight_pattern_parse (text->str, TRUE, NULL, NULL);
      if (pattern == NULL)
        continue;

      n_good++;
      for (guint j = 0; j < expected->len; j++)
        {
          g_autofree char *address = inflight_pattern_dup_address (pattern, j);
          g_autofree char *completed = NULL;

          completed = inflight_address_complete (g_ptr_array_index (expected, j), NULL);
          if (g_strcmp0 (address, completed) != 0)
            g_error ("%s: %s is not %s", text->str, address, completed);
        }
    }

  g_assert_cmpuint (n_good, >, 1000);
}

/* Pieces that mean something, in any order: no crash, and whatever comes out is
 * an address that the engine takes. */
static void
test_random_text (void)
{
  static const char *const pieces[] = {
    "http", ":", "/", "//", "://", "@", "?", "#", "[", "]", "{", "}", ",", "\\", "-", "1",
    "9", "00", "a", "z", "ü", ".", "[1-3]", "{a,b}", "[a-c:2]", "::1", "[::1]", "%", "%4",
    "a.b/", "localhost", " ", "\xff", "1000000", "18446744073709551615", "[9-1]", "80",
  };
  g_autoptr (InflightOptions) options = inflight_options_new ();
  guint n_good = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (InflightPattern) pattern = NULL;
      g_autoptr (InflightProblem) problem = NULL;
      const char *base = g_test_rand_bit () ? BASE : NULL;
      gboolean glob = g_test_rand_int_range (0, 8) > 0;
      int n = g_test_rand_int_range (0, 12);
      guint64 count;

      for (int j = 0; j < n; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      pattern = inflight_pattern_parse (text->str, glob, base, &problem);
      g_assert_true ((pattern == NULL) == (problem != NULL));

      if (pattern == NULL)
        {
          g_assert_cmpuint (problem->column, >=, 1);
          g_assert_cmpuint (problem->column, <=, strlen (text->str) + 1);
          continue;
        }

      n_good++;
      count = inflight_pattern_get_count (pattern);
      g_assert_cmpuint (count, >=, 1);
      g_assert_cmpuint (count, <=, INFLIGHT_MAX_ADDRESSES);

      for (guint64 j = 0; j < count; j += MAX (count / 50, 1))
        {
          g_autofree char *address = inflight_pattern_dup_address (pattern, j);
          g_autoptr (InflightRequest) request = NULL;
          g_autoptr (GError) error = NULL;

          request = inflight_request_new (address, options, &error);
          if (request == NULL)
            g_error ("%s: %s: %s", text->str, address, error->message);
        }
    }

  g_assert_cmpuint (n_good, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/pattern/ranges", test_ranges);
  g_test_add_func ("/formats/pattern/sets", test_sets);
  g_test_add_func ("/formats/pattern/order", test_order);
  g_test_add_func ("/formats/pattern/literals", test_literals);
  g_test_add_func ("/formats/pattern/hosts", test_hosts);
  g_test_add_func ("/formats/pattern/base", test_base);
  g_test_add_func ("/formats/pattern/limits", test_limits);
  g_test_add_func ("/formats/pattern/hostile", test_hostile);
  g_test_add_func ("/formats/pattern/random-expansion", test_random_expansion);
  g_test_add_func ("/formats/pattern/random-heads", test_random_heads);
  g_test_add_func ("/formats/pattern/random-text", test_random_text);

  return g_test_run ();
}
