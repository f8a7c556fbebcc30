/* test-json-title.c: the title of a JSON answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-title-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
assert_bytes (const char *body,
              gsize       size,
              gboolean    is_cut,
              const char *pointer,
              const char *expected)
{
  g_autofree char *copy = size > 0 ? g_memdup2 (body, size) : g_strdup ("");
  g_autoptr (GString) title = inflight_json_title_find (copy, size, is_cut, pointer);

  g_assert_cmpstr (title != NULL ? title->str : NULL, ==, expected);
}

static void
assert_json (const char *body,
             const char *pointer,
             const char *expected)
{
  assert_bytes (body, strlen (body), FALSE, pointer, expected);
}

/* The document of RFC 6901, section 5, and its pointers; values that are no
 * strings there are strings here. */
static void
test_rfc6901 (void)
{
  const char *document =
    "{ \"foo\": [\"bar\", \"baz\"], \"\": \"0\", \"a/b\": \"1\", \"c%d\": \"2\", \"e^f\": \"3\","
    "  \"g|h\": \"4\", \"i\\\\j\": \"5\", \"k\\\"l\": \"6\", \" \": \"7\", \"m~n\": \"8\" }";
  const char *rows[][2] = {
    { "", NULL }, { "/foo", NULL }, { "/foo/0", "bar" }, { "/", "0" }, { "/a~1b", "1" },
    { "/c%d", "2" }, { "/e^f", "3" }, { "/g|h", "4" }, { "/i\\j", "5" }, { "/k\"l", "6" },
    { "/ ", "7" }, { "/m~0n", "8" },
    { "/foo/1", "baz" }, { "/foo/2", NULL }, { "/foo/00", NULL }, { "/foo/01", NULL },
    { "/foo/-", NULL }, { "/foo/+0", NULL }, { "/foo/-1", NULL },
    { "/foo/0/x", NULL }, { "/foo/", NULL }, { "/Foo/0", NULL },
    { "/foo/99999999999999999999", NULL }, { "/nothing/there", NULL },
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
test_values (void)
{
  assert_json ("{\"title\": \"A\"}", "/title", "A");
  assert_json ("\xef\xbb\xbf{\"title\": \"A\"}", "/title", "A");
  assert_json ("{\"title\": 5}", "/title", NULL);
  assert_json ("{\"title\": 5.5}", "/title", NULL);
  assert_json ("{\"title\": true}", "/title", NULL);
  assert_json ("{\"title\": null}", "/title", NULL);
  assert_json ("{\"title\": [\"A\"]}", "/title", NULL);
  assert_json ("{\"title\": {\"title\": \"A\"}}", "/title", NULL);
  assert_json ("{\"title\": {\"title\": \"A\"}}", "/title/title", "A");
  assert_json ("{\"title\": \"\"}", "/title", "");
  assert_json ("{\"title\": \" \\n \"}", "/title", " \n ");
  assert_json ("{\"title\": \" a\\n\\tb \"}", "/title", " a\n\tb ");
  assert_json ("{\"title\": \"<b>&amp;\"}", "/title", "<b>&amp;");
  assert_json ("{\"title\": \"\\u00e4\\ud83d\\ude00\"}", "/title", "ä😀");
  assert_json ("{\"title\": \"\\u001b[1m\"}", "/title", "\x1b[1m");
  assert_json ("{\"title\": \"a\xff\"}", "/title", "a\uFFFD");
}

static void
test_escapes (void)
{
  g_autoptr (GString) nul = NULL;
  const char *document = "{\"title\": \"A\\u0000B\"}";

  assert_json ("{\"title\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "/title", "\"\\/\b\f\n\r\t");
  assert_json ("{\"title\": \"\\u20AC\\u20ac\"}", "/title", "€€");

  /* Half of a pair, and what is no escape at all. */
  assert_json ("{\"title\": \"\\ud83d\"}", "/title", "\uFFFD");
  assert_json ("{\"title\": \"\\ude00\\ud83d\"}", "/title", "\uFFFD\uFFFD");
  assert_json ("{\"title\": \"\\ude00\\ude01\"}", "/title", "\uFFFD\uFFFD");
  assert_json ("{\"title\": \"\\ud83dx\"}", "/title", "\uFFFDx");
  assert_json ("{\"title\": \"\\ud83d\\u0041\"}", "/title", "\uFFFDA");
  assert_json ("{\"title\": \"\\x41\"}", "/title", NULL);
  assert_json ("{\"title\": \"\\u12\"}", "/title", NULL);
  assert_json ("{\"title\": \"\\u12g4\"}", "/title", NULL);

  nul = inflight_json_title_find (document, strlen (document), FALSE, "/title");
  g_assert_cmpmem (nul->str, nul->len, "A\0B", 3);
}

/* A name is compared with what its escapes mean, and as long as it is. */
static void
test_names (void)
{
  assert_json ("{\"\\u0074itle\": \"A\"}", "/title", "A");
  assert_json ("{\"title\\u0000evil\": \"A\"}", "/title", NULL);
  assert_json ("{\"title\\u0000\": \"A\"}", "/title", NULL);
  assert_json ("{\"titl\\x65\": \"A\"}", "/title", NULL);
  assert_json ("{\"titl\": \"A\", \"titles\": \"B\", \"\": \"C\"}", "/title", NULL);
  assert_json ("{\"\\ud83d\\ude00\": \"A\"}", "/😀", "A");
  assert_json ("{\"a\\/b\": \"A\"}", "/a~1b", "A");
  assert_json ("{\"~\": \"A\"}", "/~", "A");
}

/* As for JSON.parse() and json-glib. */
static void
test_doubles (void)
{
  assert_json ("{\"title\": \"A\", \"title\": \"B\"}", "/title", "B");
  assert_json ("{\"title\": \"A\", \"title\": 5}", "/title", NULL);
  assert_json ("{\"a\": {\"b\": \"A\"}, \"a\": {\"b\": \"B\"}}", "/a/b", "B");
  assert_json ("{\"a\": {\"b\": \"A\"}, \"a\": {\"c\": \"B\"}}", "/a/b", NULL);
  assert_json ("{\"a\": {\"b\": \"A\"}, \"a\": []}", "/a/b", NULL);
  assert_json ("{\"a\": [1, {\"b\": \"A\"}, 2], \"c\": {\"a\": [1, {\"b\": \"B\"}]}}",
               "/a/1/b", "A");
}

static void
assert_cut (const char *head,
            const char *expected)
{
  assert_bytes (head, strlen (head), TRUE, "/a/1/title", expected);
  assert_bytes (head, strlen (head), FALSE, "/a/1/title", NULL);
}

/* What is cut has what is there, but nothing that is broken has. */
static void
test_cut (void)
{
  assert_cut ("{\"a\": [0, {\"title\": \"A\"", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A\", \"b\": \"B", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}], \"b\": [[{\"c", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}], \"b\\", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}], \"b\": tr", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}], ", "A");
  assert_cut ("{\"a\": [0, {\"title\": \"A", NULL);
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}], \"b\": x, \"c\": [", NULL);
  assert_cut ("{\"a\": [0, {\"title\": \"A\"}]} x", NULL);
  assert_bytes ("{\"title\": \"A\"}", 14, TRUE, "/title", "A");
}

static void
test_broken (void)
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
      assert_json (bodies[i], "/title", NULL);
    }

  assert_bytes ("{\"a\": \"\0\", \"title\": \"A\"}", 25, FALSE, "/title", NULL);
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
test_random (void)
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
          g_autofree char *cut = size > 0 ? g_memdup2 (document, size) : g_strdup ("");
          g_autoptr (GString) found = inflight_json_title_find (cut, size, FALSE, "/a");

          g_assert_true (found == NULL || !JSON_NODE_HOLDS_OBJECT (root));
        }
    }
}

/* A pointer of any length takes one pass. */
static void
test_long_pointer (void)
{
  GString *document = g_string_new (NULL);
  GString *pointer = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    {
      g_string_append (document, i % 2 == 0 ? "{\"b\":0,\"a\":" : "[0,");
      g_string_append (pointer, i % 2 == 0 ? "/a" : "/1");
    }
  g_string_append (document, "\"A\"");
  for (guint i = 3000; i > 0; i--)
    g_string_append (document, i % 2 == 0 ? ",2]" : ",\"c\":3}");

  assert_json (document->str, pointer->str, "A");
  g_string_append (pointer, "/0");
  assert_json (document->str, pointer->str, NULL);

  g_string_free (document, TRUE);
  g_string_free (pointer, TRUE);
}

static void
test_deep (void)
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

  assert_json (arrays, "/title", NULL);
  assert_json (objects->str, "/title", NULL);

  /* Brackets in a string are no nesting. */
  assert_json (shallow->str, "/title", "A");

  g_string_free (objects, TRUE);
  g_string_free (shallow, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/json-title/rfc6901", test_rfc6901);
  g_test_add_func ("/engine/json-title/values", test_values);
  g_test_add_func ("/engine/json-title/escapes", test_escapes);
  g_test_add_func ("/engine/json-title/names", test_names);
  g_test_add_func ("/engine/json-title/doubles", test_doubles);
  g_test_add_func ("/engine/json-title/cut", test_cut);
  g_test_add_func ("/engine/json-title/broken", test_broken);
  g_test_add_func ("/engine/json-title/random", test_random);
  g_test_add_func ("/engine/json-title/long-pointer", test_long_pointer);
  g_test_add_func ("/engine/json-title/deep", test_deep);

  return g_test_run ();
}
