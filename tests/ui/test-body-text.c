/* test-body-text.c: bodies as text that can be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-body-text.h"
#include "ui-fixture.h"

#include <string.h>

#define MIB (1 << 20)

/* Takes @data. */
static InflightBodyText *
make_taking (char              *data,
             gsize              size,
             const char        *type,
             InflightBodyFlags  flags)
{
  g_autoptr (GBytes) body = g_bytes_new_take (data, size);
  InflightBodyText *text = inflight_body_text_new (body, type, flags, NULL);

  /* Whatever it is. */
  g_assert_true (g_utf8_validate_len (text->text, text->length, NULL));
  g_assert_cmpuint (strlen (text->text), ==, text->length);
  g_assert_cmpuint (text->longest, <=, INFLIGHT_BODY_MAX_COLUMNS);
  g_assert_cmpuint (text->shown_bytes, <=, text->size_bytes);
  g_assert_cmpuint (text->length, <=, INFLIGHT_BODY_MAX_BYTES * 2 + 8);

  return text;
}

static InflightBodyText *
make (const char        *data,
      const char        *type,
      InflightBodyFlags  flags)
{
  return make_taking (g_strdup (data), strlen (data), type, flags);
}

static guint
count_longest (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  glong longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (lines[i], -1));

  return longest;
}

/* JSON */

static void
test_json (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } rows[] = {
    { "{\"b\":1.50,\"a\":[1e400,-0,\"\\u00e9\\/\"],\"b\":{},\"c\":[ ]}",
      "{\n  \"b\": 1.50,\n  \"a\": [\n    1e400,\n    -0,\n    \"\\u00e9\\/\"\n  ],\n"
      "  \"b\": {},\n  \"c\": []\n}" },
    { " [ true , false,null ]\r\n", "[\n  true,\n  false,\n  null\n]" },
    { "\"text\"", "\"text\"" },
    { "\xef\xbb\xbf" "12.5e-3", "12.5e-3" },
    { "[[[]]]", "[\n  [\n    []\n  ]\n]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightBodyText) text = make (rows[i].json, "application/json",
                                                INFLIGHT_BODY_FORMAT);
      g_autoptr (InflightBodyText) raw = make (rows[i].json, "application/json", 0);

      g_assert_true (text->is_formatted);
      g_assert_true (text->may_colour);
      g_assert_false (text->is_wrong);
      g_assert_cmpstr (text->text, ==, rows[i].text);
      g_assert_cmpuint (text->shown_bytes, ==, text->size_bytes);
      g_assert_false (raw->is_formatted);
      g_assert_true (raw->may_colour);
      g_assert_cmpint (raw->kind, ==, INFLIGHT_BODY_JSON);
    }
}

/* It stays as it is, and the place is named. */
static void
test_wrong_json (void)
{
  static const struct
  {
    const char *json;
    guint       line;
    guint       column;
  } rows[] = {
    { "{\"a\":1,}", 1, 8 }, { "[1,\n 2 3]", 2, 4 }, { "[01]", 1, 3 }, { "[1.]", 1, 4 },
    { "{a:1}", 1, 2 }, { "[\"\\x\"]", 1, 4 }, { "[\"\xc3\xa4\",nul]", 1, 9 }, { "[]]", 1, 3 },
    { "[1}", 1, 3 }, { "[+1]", 1, 2 }, { "[\"\n\"]", 1, 3 }, { "{\"a\" 1}", 1, 6 },
    { "[1", 1, 3 }, { "{\"a\":", 1, 6 }, { "[\"", 1, 3 }, { "]", 1, 1 }, { "[1e]", 1, 4 },
    { "[\"\\u12g4\"]", 1, 7 }, { "{\"a\":1 \"b\":2}", 1, 8 }, { "[1,]", 1, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightBodyText) text = make (rows[i].json, "application/json",
                                                INFLIGHT_BODY_FORMAT);
      g_autoptr (InflightBodyText) undeclared = make (rows[i].json, NULL, INFLIGHT_BODY_FORMAT);

      g_test_message ("%s", rows[i].json);
      g_assert_false (text->is_formatted);
      g_assert_true (text->is_wrong);
      g_assert_cmpuint (text->wrong_line, ==, rows[i].line);
      g_assert_cmpuint (text->wrong_column, ==, rows[i].column);
      g_assert_cmpstr (text->text, ==, rows[i].json);

      /* It was not said to be any. */
      g_assert_false (undeclared->is_wrong);
      g_assert_cmpint (undeclared->kind, ==, INFLIGHT_BODY_TEXT);
    }
}

/* Of a body that was not kept as a whole the head is formatted. */
static void
test_cut_json (void)
{
  g_autoptr (InflightBodyText) text = make ("{\"a\":[1,\"tex", "application/json",
                                            INFLIGHT_BODY_FORMAT | INFLIGHT_BODY_PARTIAL);

  g_assert_true (text->is_formatted);
  g_assert_cmpstr (text->text, ==, "{\n  \"a\": [\n    1,\n    \"tex");
}

static void
test_minified_json (void)
{
  static const char unit[] = "{\"id\":12,\"title\":\"sunt aut facere\"},";
  g_autofree char *objects = ui_repeat (unit, MIB);
  GString *json = g_string_new ("[");
  gsize size;
  g_autoptr (InflightBodyText) text = NULL;

  g_string_append_len (json, objects, MIB / strlen (unit) * strlen (unit) - 1);
  g_string_append_c (json, ']');
  size = json->len;
  text = make_taking (g_string_free (json, FALSE), size, "application/json",
                      INFLIGHT_BODY_FORMAT);

  g_assert_true (text->is_formatted);
  g_assert_cmpuint (text->longest, <, 80);
  g_assert_cmpuint (text->shown_bytes, <, MIB);
  g_assert_cmpuint (text->shown_bytes, >, 64 << 10);
  g_assert_cmpuint (text->length, <=, INFLIGHT_BODY_MAX_BYTES);
}

/* No stack overflows, and no document of n brackets becomes n² characters. */
static void
test_deep_json (void)
{
  gsize depth = 100000;
  char *data = g_malloc (2 * depth);
  char *open = ui_repeat ("[", MIB);
  char *objects = ui_repeat ("{\"\":", MIB);
  g_autoptr (InflightBodyText) text = NULL;
  g_autoptr (InflightBodyText) wrong = NULL;
  g_autoptr (InflightBodyText) cut = NULL;

  memset (data, '[', depth);
  memset (data + depth, ']', depth);
  text = make_taking (data, 2 * depth, "application/json", INFLIGHT_BODY_FORMAT);
  g_assert_true (text->is_formatted);
  g_assert_true (g_str_has_prefix (text->text, "[\n  [\n    [\n"));

  wrong = make_taking (open, MIB, "application/json", INFLIGHT_BODY_FORMAT);
  g_assert_true (wrong->is_wrong);
  g_assert_cmpuint (wrong->wrong_column, ==, MIB + 1);

  /* GtkSourceView would overflow it. */
  g_assert_false (text->may_colour);
  g_assert_false (wrong->may_colour);

  cut = make_taking (objects, MIB, NULL, INFLIGHT_BODY_FORMAT | INFLIGHT_BODY_PARTIAL);
  g_assert_true (cut->is_formatted);
}

/* Lines */

static void
test_one_line (void)
{
  static const char *const units[] = { "x", "a b, ", "\xe2\x82\xac", "\xcc\x81", "\t", "\\u0000" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (InflightBodyText) text = make_taking (ui_repeat (units[i], MIB), MIB,
                                                       "text/plain", 0);

      g_assert_cmpuint (text->n_broken, ==, 1);
      g_assert_cmpuint (count_longest (text->text), ==,
                        text->longest / (*units[i] == '\t' ? 8 : 1));
      g_assert_cmpuint (text->shown_bytes, ==, INFLIGHT_BODY_MAX_BYTES);
    }
}

static void
test_break (void)
{
  g_autofree char *before = g_strnfill (INFLIGHT_BODY_MAX_COLUMNS - 50, 'x');
  g_autofree char *after = g_strnfill (80, 'y');
  g_autofree char *data = g_strconcat (before, ",", after, "\nshort\n", NULL);
  g_autofree char *expected = g_strconcat (before, ",\n", after, "\nshort\n", NULL);
  g_autofree char *exact = g_strnfill (INFLIGHT_BODY_MAX_COLUMNS, 'x');
  g_autoptr (InflightBodyText) text = make (data, "text/plain", 0);
  g_autoptr (InflightBodyText) whole = make (exact, "text/plain", 0);

  g_assert_cmpstr (text->text, ==, expected);
  g_assert_cmpuint (text->n_broken, ==, 1);
  g_assert_cmpuint (text->longest, ==, INFLIGHT_BODY_MAX_COLUMNS - 49);
  g_assert_cmpuint (whole->n_broken, ==, 0);
}

static void
test_many_lines (void)
{
  g_autoptr (InflightBodyText) text = make_taking (ui_repeat ("\n", MIB), MIB, "text/plain", 0);

  g_assert_cmpuint (text->length, ==, INFLIGHT_BODY_MAX_LINES);
  g_assert_cmpuint (text->shown_bytes, ==, INFLIGHT_BODY_MAX_LINES);
}

static void
test_controls (void)
{
  static const char data[] = "a\0b\x1b[31m\r\nc\rd\xe2\x80\xae" "evil\ttab\x7f";
  g_autofree char *filler = g_strnfill (2000, 'x');
  g_autoptr (GString) body = g_string_new_len (data, sizeof data - 1);
  g_autoptr (InflightBodyText) text = NULL;

  g_string_append (body, filler);
  text = make_taking (g_memdup2 (body->str, body->len), body->len, "text/plain", 0);
  g_assert_true (g_str_has_prefix (text->text,
                                   "a\u2400b\u241b[31m\nc\u240dd\ufffdevil\ttab\u2421x"));
}

/* Encodings */

static void
test_charsets (void)
{
  static const struct
  {
    const char *type;
    const char *data;
    gsize       size;
    const char *text;
    const char *charset;
    gboolean    is_guess;
    guint       n_replaced;
  } rows[] = {
    { "text/plain", "\xc3\xa9t\xc3\xa9", 5, "\u00e9t\u00e9", "UTF-8", FALSE, 0 },
    { NULL, "\xe9t\xe9", 3, "\u00e9t\u00e9", "WINDOWS-1252", TRUE, 0 },
    { "text/plain; charset=utf-8", "a\xff" "b\xc3", 4, "a\ufffdb\ufffd", "UTF-8", FALSE, 2 },
    { "text/html;charset=\"ISO-8859-1\"", "\xe9\x80", 2, "\u00e9\u20ac", "WINDOWS-1252", FALSE, 0 },
    { "text/plain; x=y; charset=Shift_JIS", "\x93\xfa", 2, "\u65e5", "CP932", FALSE, 0 },
    { "text/plain; charset=nonsense", "abc", 3, "abc", "UTF-8", FALSE, 0 },
    { "text/plain", "\xff\xfe" "a\0\xac\x20", 6, "a\u20ac", "UTF-16LE", FALSE, 0 },
    { "text/plain", "\xfe\xff\0a\x20\xac", 6, "a\u20ac", "UTF-16BE", FALSE, 0 },
    { "text/plain; charset=utf-16be", "\0a\xd8\0\0b", 6, "a\ufffdb", "UTF-16BE", FALSE, 1 },
    { "application/octet-stream", "plain", 5, "plain", "UTF-8", FALSE, 0 },
    { "text/plain; charset=ISO-2022-CN-EXT", "abc", 3, "abc", "UTF-8", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightBodyText) text = make_taking (g_memdup2 (rows[i].data, rows[i].size),
                                                       rows[i].size, rows[i].type, 0);

      g_assert_cmpstr (text->text, ==, rows[i].text);
      g_assert_cmpstr (text->charset, ==, rows[i].charset);
      g_assert_cmpint (text->is_guess, ==, rows[i].is_guess);
      g_assert_cmpuint (text->n_replaced, ==, rows[i].n_replaced);
      g_assert_cmpuint (text->shown_bytes, ==, rows[i].size);
    }
}

static void
test_unknown_charset (void)
{
  g_autoptr (InflightBodyText) text = make ("abc", "text/plain; charset=\xe2\x80\xaex-7", 0);

  g_assert_cmpstr (text->unknown_charset, ==, "\ufffdx-7");
}

/* A character that the limit cuts is no fault. */
static void
test_cut_character (void)
{
  g_autoptr (InflightBodyText) text = make_taking (ui_repeat ("\xe2\x82\xac", MIB), MIB,
                                                   "text/plain; charset=utf-8",
                                                   INFLIGHT_BODY_PARTIAL);

  g_assert_cmpuint (text->n_replaced, ==, 0);
}

/* Kinds */

static void
test_kinds (void)
{
  static const struct
  {
    const char       *type;
    const char       *data;
    InflightBodyKind  kind;
  } rows[] = {
    { "application/problem+json; charset=utf-8", "{}", INFLIGHT_BODY_JSON },
    { "Text/HTML", "x", INFLIGHT_BODY_HTML },
    { "application/xhtml+xml", "x", INFLIGHT_BODY_HTML },
    { "image/svg+xml", "<svg/>", INFLIGHT_BODY_XML },
    { "text/css", "a{}", INFLIGHT_BODY_CSS },
    { "application/javascript", "1", INFLIGHT_BODY_SCRIPT },
    { NULL, " [1]", INFLIGHT_BODY_JSON },
    { NULL, "<!DOCTYPE HTML><p>", INFLIGHT_BODY_HTML },
    { NULL, "<?xml version='1.0'?>", INFLIGHT_BODY_XML },
    { "text/plain", "words", INFLIGHT_BODY_TEXT },
    { "image/png", "\x89PNG\r\n\x1a\n", INFLIGHT_BODY_BINARY },
    { NULL, "", INFLIGHT_BODY_EMPTY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightBodyText) text = make (rows[i].data, rows[i].type, INFLIGHT_BODY_FORMAT);

      g_assert_cmpint (text->kind, ==, rows[i].kind);
    }
}

static void
test_binary (void)
{
  static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR|~";
  g_autoptr (InflightBodyText) text = make_taking (g_memdup2 (head, sizeof head - 1),
                                                   sizeof head - 1, "text/html", 0);
  g_autoptr (InflightBodyText) zeros = make_taking (g_malloc0 (MIB), MIB, NULL, 0);
  g_autoptr (InflightBodyText) encoded = make ("text", "text/plain", INFLIGHT_BODY_ENCODED);

  g_assert_cmpint (text->kind, ==, INFLIGHT_BODY_BINARY);
  g_assert_cmpstr (text->text, ==,
                   "00000000  89 50 4e 47 0d 0a 1a 0a  00 00 00 0d 49 48 44 52  .PNG........IHDR\n"
                   "00000010  7c 7e                                             |~\n");
  g_assert_cmpuint (zeros->shown_bytes, ==, INFLIGHT_BODY_MAX_HEX_BYTES);
  g_assert_cmpuint (count_longest (zeros->text), ==, zeros->longest);
  g_assert_cmpint (encoded->kind, ==, INFLIGHT_BODY_BINARY);
}

/* Whatever bytes there are, what make_taking() asserts holds. */
static void
test_random (void)
{
  static const char *const types[] = {
    NULL, "application/json", "text/html", "text/plain; charset=utf-8",
    "text/plain; charset=utf-16", "text/plain; charset=gb18030", "text/xml; charset=iso-2022-jp",
  };
  static const char alphabet[] = "{}[]\",:\\u0 1e-.tfn\n\r\t\0\xe2\x82\xac\xc3\xff<>";

  for (guint i = 0; i < 2000; i++)
    {
      gsize size = g_test_rand_int_range (1, i % 100 == 0 ? 300000 : 200);
      char *data = g_malloc (size);
      InflightBodyText *text;

      for (gsize j = 0; j < size; j++)
        data[j] = i % 3 == 0 ? g_test_rand_int_range (0, 256)
                             : alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text = make_taking (data, size, types[i % G_N_ELEMENTS (types)],
                          g_test_rand_int_range (0, 8) & ~INFLIGHT_BODY_ENCODED);
      g_assert_cmpuint (count_longest (text->text), <=, INFLIGHT_BODY_MAX_COLUMNS);
      inflight_body_text_free (text);
    }
}

/* On a thread */

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **prepared = user_data;

  *prepared = g_object_ref (result);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) body = g_bytes_new_take (ui_repeat ("[1,", MIB), MIB);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inflight_body_text_prepare_async (body, "application/json", INFLIGHT_BODY_FORMAT, cancellable,
                                    prepared_cb, &result);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (inflight_body_text_prepare_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/body-text/json", test_json);
  g_test_add_func ("/ui/body-text/json/wrong", test_wrong_json);
  g_test_add_func ("/ui/body-text/json/cut", test_cut_json);
  g_test_add_func ("/ui/body-text/json/minified", test_minified_json);
  g_test_add_func ("/ui/body-text/json/deep", test_deep_json);
  g_test_add_func ("/ui/body-text/one-line", test_one_line);
  g_test_add_func ("/ui/body-text/break", test_break);
  g_test_add_func ("/ui/body-text/many-lines", test_many_lines);
  g_test_add_func ("/ui/body-text/controls", test_controls);
  g_test_add_func ("/ui/body-text/charsets", test_charsets);
  g_test_add_func ("/ui/body-text/charsets/unknown", test_unknown_charset);
  g_test_add_func ("/ui/body-text/charsets/cut", test_cut_character);
  g_test_add_func ("/ui/body-text/kinds", test_kinds);
  g_test_add_func ("/ui/body-text/binary", test_binary);
  g_test_add_func ("/ui/body-text/random", test_random);
  g_test_add_func ("/ui/body-text/cancelled", test_cancelled);

  return g_test_run ();
}
