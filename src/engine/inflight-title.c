/* inflight-title.c: the title of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-title.h"

#include "inflight-html-title-private.h"
#include "inflight-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* json-glib 1.6 recurses, and overflows the stack on 100,000 brackets. */
#define MAX_JSON_DEPTH 64

typedef enum {
  KIND_OTHER,
  KIND_JSON,
  KIND_HTML,
} Kind;

/* By the media type (RFC 6839 for “+json”); by the first character where a
 * server does not name one. */
static Kind
guess_kind (const char *content_type,
            const char *data,
            gsize       size)
{
  g_autofree char *type = NULL;

  if (content_type != NULL)
    {
      type = g_ascii_strdown (content_type, strcspn (content_type, "; \t"));

      if (g_str_has_suffix (type, "/json") || g_str_has_suffix (type, "+json"))
        return KIND_JSON;
      if (g_str_equal (type, "text/html") ||
          g_str_equal (type, "application/xhtml+xml"))
        return KIND_HTML;
      if (!g_str_equal (type, "text/plain") &&
          !g_str_equal (type, "application/octet-stream"))
        return KIND_OTHER;
    }

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i] == '{' || data[i] == '[' ? KIND_JSON
             : data[i] == '<' && type == NULL ? KIND_HTML
                                              : KIND_OTHER;

  return KIND_OTHER;
}

/* JSON */

static gboolean
is_shallow (const char *data,
            gsize       size)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string && data[i] == '\\')
        i++;
      else if (data[i] == '"')
        in_string = !in_string;
      else if (!in_string && (data[i] == '[' || data[i] == '{'))
        depth++;
      else if (!in_string && (data[i] == ']' || data[i] == '}'))
        depth--;

      if (depth > MAX_JSON_DEPTH)
        return FALSE;
    }

  return TRUE;
}

/* RFC 6901, section 4: “~1” is “/”, then “~0” is “~”. */
static char *
unescape_token (const char *token)
{
  GString *text = g_string_new (token);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);

  return g_string_free (text, FALSE);
}

/* An array index is 0, or digits that do not begin with one. */
static JsonNode *
step_into_array (JsonArray  *array,
                 const char *token)
{
  guint64 index;

  if (!g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT, &index, NULL) ||
      (token[0] == '0' && token[1] != '\0') ||
      index >= json_array_get_length (array))
    return NULL;

  return json_array_get_element (array, index);
}

static JsonNode *
step (JsonNode   *node,
      const char *token)
{
  g_autofree char *name = unescape_token (token);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), name);

  if (JSON_NODE_HOLDS_ARRAY (node))
    return step_into_array (json_node_get_array (node), name);

  return NULL;
}

/* RFC 6901. */
static JsonNode *
resolve_pointer (JsonNode   *root,
                 const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  JsonNode *node = root;

  if (*pointer == '\0')
    return root;

  for (gsize i = 1; tokens[i] != NULL && node != NULL; i++)
    node = step (node, tokens[i]);

  return node;
}

/* Returns: (transfer full) (nullable): the value, made valid if it is not UTF-8;
 * json-glib looks at that first. */
static JsonParser *
parse_json (const char *data,
            gsize       size)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *valid = NULL;

  if (json_parser_load_from_data (parser, data, size, &error))
    return g_steal_pointer (&parser);

  if (!g_error_matches (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA))
    return NULL;

  valid = g_utf8_make_valid (data, size);
  if (!json_parser_load_from_data (parser, valid, -1, NULL))
    return NULL;

  return g_steal_pointer (&parser);
}

static char *
find_in_json (const char *data,
              gsize       size,
              const char *pointer)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *node;

  if (!is_shallow (data, size))
    return NULL;

  parser = parse_json (data, size);
  if (parser == NULL || json_parser_get_root (parser) == NULL)
    return NULL;

  node = resolve_pointer (json_parser_get_root (parser), pointer);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return g_strdup (json_node_get_string (node));
}

/* The address */

/* The last segment with something in it; the host where there is none. */
static char *
find_in_uri (GUri *uri)
{
  g_auto (GStrv) segments = g_strsplit (g_uri_get_path (uri), "/", -1);

  for (guint i = g_strv_length (segments); i > 0; i--)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      gsize size;
      const char *data;

      if (*segments[i - 1] == '\0')
        continue;

      bytes = g_uri_unescape_bytes (segments[i - 1], -1, NULL, NULL);
      if (bytes == NULL)
        return inflight_text_clean (segments[i - 1], -1);

      data = g_bytes_get_data (bytes, &size);
      text = inflight_text_clean (data, size);
      if (*text != '\0')
        return g_steal_pointer (&text);
    }

  return inflight_text_clean (g_uri_get_host (uri), -1);
}

/**
 * inflight_title_find:
 * @body: (nullable): the decoded body, or its first MiB
 * @content_type: (nullable): its media type, as sent
 * @pointer: the JSON Pointer (RFC 6901) of the title in a JSON answer
 * @uri: the address that answered
 *
 * Finds the title: the string at @pointer of a JSON answer, the `<title>` of an
 * HTML one, otherwise the last segment of the path. A value that is not a
 * string is no title. Any bytes are survived, at a cost bounded by their number.
 *
 * Returns: (transfer full): the title, see inflight_text_clean(); never empty
 */
char *
inflight_title_find (GBytes     *body,
                     const char *content_type,
                     const char *pointer,
                     GUri       *uri)
{
  g_autofree char *found = NULL;
  g_autofree char *title = NULL;
  const char *data = NULL;
  gsize size = 0;

  if (body != NULL)
    data = g_bytes_get_data (body, &size);

  if (size > 0)
    switch (guess_kind (content_type, data, size))
      {
      case KIND_JSON:
        found = find_in_json (data, size, pointer);
        break;

      case KIND_HTML:
        found = inflight_html_title_find (data, size, content_type);
        break;

      case KIND_OTHER:
        break;
      }

  if (found != NULL)
    title = inflight_text_clean (found, -1);

  if (title != NULL && *title != '\0')
    return g_steal_pointer (&title);

  return find_in_uri (uri);
}
