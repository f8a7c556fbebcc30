/* test-title.c: the title of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-title-private.h"
#include "inflight-network.h"
#include "inflight-text.h"
#include "inflight-title.h"
#include "inflight-uri.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define FALLBACK "last segment"

static char *
find (const char *body,
      gssize      length,
      const char *content_type,
      const char *pointer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, length >= 0 ? (gsize) length : strlen (body));
  g_autoptr (InflightUri) uri = inflight_uri_new ("http://example.com/dir/last%20segment?q", NULL);

  return inflight_title_find (bytes, content_type, pointer, uri);
}

static void
assert_title (const char *body,
              gssize      length,
              const char *content_type,
              const char *expected)
{
  g_autofree char *title = find (body, length, content_type, "/title");

  g_assert_cmpstr (title, ==, expected);
}

static void
assert_json (const char *body,
             const char *pointer,
             const char *expected)
{
  g_autofree char *title = find (body, -1, "application/json", pointer);

  g_assert_cmpstr (title, ==, expected);
}

/* JSON */

/* The document of RFC 6901, section 5, and its pointers; values that are no
 * strings there are strings here. */
static void
test_rfc6901 (void)
{
  const char *document =
    "{ \"foo\": [\"bar\", \"baz\"], \"\": \"0\", \"a/b\": \"1\", \"c%d\": \"2\", \"e^f\": \"3\","
    "  \"g|h\": \"4\", \"i\\\\j\": \"5\", \"k\\\"l\": \"6\", \" \": \"7\", \"m~n\": \"8\" }";
  const char *rows[][2] = {
    { "", FALLBACK }, { "/foo", FALLBACK }, { "/foo/0", "bar" }, { "/", "0" }, { "/a~1b", "1" },
    { "/c%d", "2" }, { "/e^f", "3" }, { "/g|h", "4" }, { "/i\\j", "5" }, { "/k\"l", "6" },
    { "/ ", "7" }, { "/m~0n", "8" },
    { "/foo/1", "baz" }, { "/foo/2", FALLBACK }, { "/foo/00", FALLBACK }, { "/foo/01", FALLBACK },
    { "/foo/-", FALLBACK }, { "/foo/+0", FALLBACK }, { "/foo/-1", FALLBACK },
    { "/foo/0/x", FALLBACK }, { "/foo/", FALLBACK }, { "/Foo/0", FALLBACK },
    { "/foo/99999999999999999999", FALLBACK }, { "/nothing/there", FALLBACK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("pointer %s", rows[i][0]);
      assert_json (document, rows[i][0], rows[i][1]);
    }

  assert_json ("{\"~1\": \"tilde one\", \"/\": \"slash\"}", "/~01", "tilde one");
  assert_json ("\"bare\"", "", "bare");
}

static void
test_json_values (void)
{
  assert_json ("{\"title\": \"A\"}", "/title", "A");
  assert_json ("\xef\xbb\xbf{\"title\": \"A\"}", "/title", "A");
  assert_json ("{\"title\": 5}", "/title", FALLBACK);
  assert_json ("{\"title\": 5.5}", "/title", FALLBACK);
  assert_json ("{\"title\": true}", "/title", FALLBACK);
  assert_json ("{\"title\": null}", "/title", FALLBACK);
  assert_json ("{\"title\": [\"A\"]}", "/title", FALLBACK);
  assert_json ("{\"title\": {\"title\": \"A\"}}", "/title", FALLBACK);
  assert_json ("{\"title\": {\"title\": \"A\"}}", "/title/title", "A");
  assert_json ("{\"title\": \"\"}", "/title", FALLBACK);
  assert_json ("{\"title\": \" \\n \"}", "/title", FALLBACK);
  assert_json ("{\"title\": \" a\\n\\tb \"}", "/title", "a b");
  assert_json ("{\"title\": \"<b>&amp;\"}", "/title", "<b>&amp;");
  assert_json ("{\"title\": \"\\u00e4\\ud83d\\ude00\"}", "/title", "ä😀");
  assert_json ("{\"title\": \"\\u001b[1m\"}", "/title", "␛[1m");
  assert_json ("{\"title\": \"a\xff\"}", "/title", "a\uFFFD");
}

static void
test_json_broken (void)
{
  const char *bodies[] = {
    "", " ", "{", "[", "{\"title\"", "{\"title\":", "{\"title\": \"A", "{\"title\": \"A\"",
    "}", "]", "nul", "\"", "{\"title\": \"A\\", "{title: 'A'}", "\xef\xbb\xbf", "// x", "\x01",
    "{\"title\": \"A\",}", "{\"title\": \"A\" \"b\"}", "{\"title\" \"A\"}",
    "{\"title\": \"A\"} x",
    "{\"a\": tru, \"title\": \"A\"}", "{\"a\": , \"title\": \"A\"}", "{,\"title\": \"A\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("body %" G_GSIZE_FORMAT, i);
      assert_json (bodies[i], "/title", FALLBACK);
    }

  assert_title ("{\"a\": \"\0\", \"title\": \"A\"}", 25, "application/json", FALLBACK);
}

/* Random documents, with the places of all their strings. */

static char *
random_text (void)
{
  static const char *const parts[] = {
    "a", "~", "/", "\"", "\\", "0", "é", " ", "{", "]", "\n", "€",
  };
  GString *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

  return g_string_free (text, FALSE);
}

static char *
extend_pointer (const char *pointer,
                const char *token)
{
  GString *text = g_string_new (token);

  g_string_replace (text, "~", "~0", 0);
  g_string_replace (text, "/", "~1", 0);
  g_string_prepend (text, "/");
  g_string_prepend (text, pointer);

  return g_string_free (text, FALSE);
}

static JsonNode *
random_node (const char *pointer,
             guint       depth,
             GHashTable *strings)
{
  int kind = g_test_rand_int_range (depth > 3 ? 2 : 0, 6);
  JsonNode *node = json_node_alloc ();

  if (kind == 0)
    {
      JsonObject *object = json_object_new ();

      for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
        {
          g_autofree char *name = random_text ();
          g_autofree char *place = extend_pointer (pointer, name);

          if (!json_object_has_member (object, name))
            json_object_set_member (object, name, random_node (place, depth + 1, strings));
        }
      json_node_init_object (node, object);
      json_object_unref (object);
    }
  else if (kind == 1)
    {
      JsonArray *array = json_array_new ();
      int n = g_test_rand_int_range (0, 5);

      for (int i = 0; i < n; i++)
        {
          g_autofree char *token = g_strdup_printf ("%d", i);
          g_autofree char *place = extend_pointer (pointer, token);

          json_array_add_element (array, random_node (place, depth + 1, strings));
        }
      json_node_init_array (node, array);
      json_array_unref (array);
    }
  else if (kind == 2)
    {
      json_node_init_int (node, g_test_rand_int ());
    }
  else if (kind == 3)
    {
      json_node_init_boolean (node, g_test_rand_bit ());
    }
  else
    {
      g_autofree char *text = random_text ();

      json_node_init_string (node, text);
      g_hash_table_insert (strings, g_strdup (pointer), g_strdup (text));
    }

  return node;
}

static void
test_json_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GHashTable) strings = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                              g_free, g_free);
      g_autoptr (JsonNode) root = random_node ("", 0, strings);
      g_autofree char *document = json_to_string (root, g_test_rand_bit ());
      GHashTableIter iter;
      gpointer pointer;
      gpointer expected;

      g_hash_table_iter_init (&iter, strings);
      while (g_hash_table_iter_next (&iter, &pointer, &expected))
        {
          g_autoptr (GString) found = inflight_json_title_find (document, strlen (document),
                                                                FALSE, pointer);
          g_autofree char *beyond = g_strconcat (pointer, "/0", NULL);

          g_assert_nonnull (found);
          g_assert_cmpstr (found->str, ==, expected);
          g_assert_null (inflight_json_title_find (document, strlen (document), FALSE, beyond));
        }

      /* Whatever is cut off, it is survived. */
      for (gsize size = 0; size < strlen (document); size++)
        {
          g_autofree char *cut = g_memdup2 (document, size);
          g_autoptr (GString) found = inflight_json_title_find (cut, size, FALSE, "/a");

          g_assert_true (found == NULL || !JSON_NODE_HOLDS_OBJECT (root));
        }
    }
}

static void
test_json_deep (void)
{
  const guint depth = 100000;
  g_autofree char *arrays = g_strnfill (depth, '[');
  GString *objects = g_string_new (NULL);
  GString *shallow = g_string_new ("{\"title\": \"A\", \"b\": \"[[[[[[[[[[");

  for (guint i = 0; i < depth; i++)
    g_string_append (objects, "{\"title\":");
  for (guint i = 0; i < 200; i++)
    g_string_append (shallow, "\\\"[{");
  g_string_append (shallow, "\"}");

  assert_json (arrays, "/title", FALLBACK);
  assert_json (objects->str, "/title", FALLBACK);
  assert_title (arrays, -1, NULL, FALLBACK);

  /* Brackets in a string are no nesting. */
  assert_json (shallow->str, "/title", "A");

  g_string_free (objects, TRUE);
  g_string_free (shallow, TRUE);
}

static void
test_kinds (void)
{
  const char *json = "{\"title\": \"J\"}";
  const char *html = "<title>H</title>";

  assert_title (json, -1, "application/json", "J");
  assert_title (json, -1, "Application/JSON; charset=utf-8", "J");
  assert_title (json, -1, "application/problem+json", "J");
  assert_title (json, -1, "text/json", "J");
  assert_title (json, -1, "text/plain", "J");
  assert_title (json, -1, "application/octet-stream", "J");
  assert_title (json, -1, NULL, "J");
  assert_title ("\n \t[]", -1, NULL, FALLBACK);
  assert_title (json, -1, "text/html", FALLBACK);
  assert_title (json, -1, "image/png", FALLBACK);

  assert_title (html, -1, "text/html", "H");
  assert_title (html, -1, "TEXT/HTML;charset=utf-8", "H");
  assert_title (html, -1, "application/xhtml+xml", "H");
  assert_title (html, -1, NULL, "H");
  assert_title (html, -1, "text/plain", FALLBACK);
  assert_title (html, -1, "application/json", FALLBACK);
}

static void
test_address (void)
{
  const char *rows[][2] = {
    { "http://example.com/a/b", "b" }, { "http://example.com/a/b/", "b" },
    { "http://example.com/a//", "a" }, { "http://example.com/", "example.com" },
    { "http://example.com", "example.com" }, { "http://u:p@example.com/?q", "example.com" },
    { "http://example.com/%E4%B8%96", "世" }, { "http://example.com/%ff", "\uFFFD" },
    { "http://example.com/a%2Fb", "a/b" }, { "http://example.com/x/%20", "x" },
    { "http://example.com/%00", "␀" }, { "http://example.com/100%", "100%" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InflightUri) uri = inflight_uri_new (rows[i][0], NULL);
      g_autofree char *title = NULL;

      g_test_message ("%s", rows[i][0]);
      if (uri == NULL)
        continue;
      title = inflight_title_find (NULL, NULL, "/title", uri);
      g_assert_cmpstr (title, ==, rows[i][1]);
    }
}

/* HTML */

static void
test_html (void)
{
  const char *rows[][2] = {
    { "<title>A</title>", "A" },
    { "<!DOCTYPE html><html><head><title>A B</title></head><body>x</body></html>", "A B" },
    { "<HTML><HEAD><TITLE lang=en>A</TITLE>", "A" },
    { "<title>\n  A\n\tB </title>", "A B" },
    { "<title>A &amp; B &lt;i&gt; &eacute;&#8364;&#x4e16;</title>", "A & B <i> é€世" },
    { "<!-- <title>no</title> --><title>A</title>", "A" },
    { "<title></title>", FALLBACK },
    { "<title>  </title>", FALLBACK },
    { "<html><body>no title</body></html>", FALLBACK },
    { "<title>A</title><title>B</title>", "A" },
    { "<head><meta name=x content='<title>no</title>'><title>A</title>", "A" },
    { "<head><script>var x = '<title>no</title>';</script><title>A</title>", "A" },
    { "<body><svg><title>no</title></svg></body>", FALLBACK },
    { "<svg xmlns='http://www.w3.org/2000/svg'><title>no</title></svg>", FALLBACK },
    { "<title>A</title><body><svg><title>no</title></svg>", "A" },
    { "<title>not closed", "not closed" },
    { "plain words", FALLBACK },
    { "<", FALLBACK },
    { "<title", FALLBACK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("page %" G_GSIZE_FORMAT, i);
      assert_title (rows[i][0], -1, "text/html", rows[i][1]);
    }
}

static void
test_charset_of_header (void)
{
  assert_title ("<title>Gr\xc3\xbc\xc3\x9f" "e</title>", -1, "text/html; charset=utf-8", "Grüße");
  assert_title ("<title>Gr\xc3\xbc\xc3\x9f" "e</title>", -1, "text/html", "Grüße");
  assert_title ("<title>Gr\xfc\xdf" "e</title>", -1, "text/html; charset=iso-8859-1", "Grüße");
  assert_title ("<title>Gr\xfc\xdf" "e</title>", -1, "text/html; charset=\"ISO-8859-1\"", "Grüße");
  assert_title ("<title>\x90\xa2\x8a\x45</title>", -1, "text/html;charset=Shift_JIS", "世界");
  assert_title ("<title>Gr\xc3\xbc</title>", -1, "text/html; charset=iso-8859-1", "GrÃ¼");
  assert_title ("<title>a\xff" "b</title>", -1, "text/html; charset=utf-8", "a\uFFFDb");
  assert_title ("<title>A</title>", -1, "text/html; charset=nonsense", "A");
  assert_title ("<title>A</title>", -1, "text/html; charset=", "A");
}

static void
test_charset_of_page (void)
{
  assert_title ("<meta charset=iso-8859-1><title>Gr\xfc\xdf" "e</title>", -1, "text/html", "Grüße");
  assert_title ("<meta charset=shift_jis><title>\x90\xa2\x8a\x45</title>", -1, "text/html", "世界");
  assert_title ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"
                "<title>Gr\xfc\xdf" "e</title>", -1, "text/html", "Grüße");

  /* The header goes before it, and the bytes, too. */
  assert_title ("<meta charset=shift_jis><title>Gr\xfc\xdf" "e</title>", -1,
                "text/html; charset=iso-8859-1", "Grüße");
  assert_title ("<meta charset=iso-8859-1><title>Gr\xc3\xbc\xc3\x9f" "e</title>", -1,
                "text/html; charset=utf-8", "Grüße");
}

/* The mark says more than the header. */
static void
test_byte_order_mark (void)
{
  const char *utf16le = "\xff\xfe<\0t\0i\0t\0l\0e\0>\0\xe4\0<\0/\0t\0i\0t\0l\0e\0>\0";
  const char *utf16be = "\xfe\xff\0<\0t\0i\0t\0l\0e\0>\0\xe4\0<\0/\0t\0i\0t\0l\0e\0>";

  assert_title ("\xef\xbb\xbf<title>\xc3\xa4</title>", -1, "text/html", "ä");
  assert_title (utf16le, 34, "text/html", "ä");
  assert_title (utf16be, 34, "text/html", "ä");
  assert_title (utf16le, 34, "text/html; charset=utf-8", "ä");
}

/* Whatever arrives: no crash, no message, something to show. */

static void
assert_survives (const char *data,
                 gsize       size)
{
  const char *types[] = { "text/html", "application/json", "text/html; charset=shift_jis" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *title = find (data, size, types[i], "/title");

      g_assert_nonnull (title);
      g_assert_cmpint (strlen (title), >, 0);
      g_assert_true (g_utf8_validate (title, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (title, -1), <=, INFLIGHT_TEXT_MAX_CHARS + 1);
    }
}

static void
try_garbage (void)
{
  const gsize size = 1 << 20;
  const char *patterns[] = {
    "<", ">", "&", "&#", "<title>", "<a ", "<!--", "<!", "<![CDATA[", "\"", "{\"title\":\"", "[",
    "\\", "\xff", "\xe3\x81", "<div>", "<title>a", "&amp;", "<p x=\"", "\r\n", "<?", "</",
  };
  g_autofree char *data = g_malloc (size + 64);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      gsize length = strlen (patterns[i]);

      g_test_message ("%s", g_utf8_validate (patterns[i], -1, NULL) ? patterns[i] : "bytes");
      for (gsize at = 0; at < size; at += length)
        memcpy (data + at, patterns[i], length);
      assert_survives (data, size);
    }

  for (gsize i = 0; i < size; i++)
    data[i] = g_test_rand_int_range (0, 256);
  assert_survives (data, size);

  memset (data, 0, size);
  assert_survives (data, size);
}

static void
try_random (void)
{
  const char *pieces[] = {
    "<title>", "</title>", "<body>", "<html>", "<!--", "-->", "&amp;", "&#x", ";", "<meta charset=",
    "utf-16", "shift_jis", ">", "\"", "\xff", "\xc3\xa4", " ", "title", "{", "}", ":", "[", "]",
    "<script>", "</script>", "\n", "<?xml encoding='", "'?>", "<![CDATA[", "\x1b$B",
  };

  for (guint round = 0; round < 1000; round++)
    {
      GString *page = g_string_new (NULL);

      for (guint i = g_test_rand_int_range (0, 40); i > 0; i--)
        {
          g_string_append (page, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          if (g_test_rand_int_range (0, 20) == 0)
            g_string_append_c (page, '\0');
        }

      assert_survives (page->str, page->len);
      g_string_free (page, TRUE);
    }
}

/* libxml2 prints errors unless it is kept from it. */
static void
test_quiet (gconstpointer user_data)
{
  void (*func) (void) = user_data;

  if (g_test_subprocess ())
    {
      func ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  inflight_engine_init ();

  g_test_add_func ("/engine/title/json/rfc6901", test_rfc6901);
  g_test_add_func ("/engine/title/json/values", test_json_values);
  g_test_add_func ("/engine/title/json/broken", test_json_broken);
  g_test_add_func ("/engine/title/json/random", test_json_random);
  g_test_add_func ("/engine/title/json/deep", test_json_deep);
  g_test_add_func ("/engine/title/kinds", test_kinds);
  g_test_add_func ("/engine/title/address", test_address);
  g_test_add_func ("/engine/title/html", test_html);
  g_test_add_func ("/engine/title/html/charset-of-header", test_charset_of_header);
  g_test_add_func ("/engine/title/html/charset-of-page", test_charset_of_page);
  g_test_add_func ("/engine/title/html/byte-order-mark", test_byte_order_mark);
  g_test_add_data_func ("/engine/title/quiet/garbage", try_garbage, test_quiet);
  g_test_add_data_func ("/engine/title/quiet/random", try_random, test_quiet);
  g_test_add_data_func ("/engine/title/quiet/html", test_html, test_quiet);
  g_test_add_data_func ("/engine/title/quiet/json", test_json_broken, test_quiet);

  return g_test_run ();
}
