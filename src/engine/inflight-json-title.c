/* inflight-json-title.c: the title of a JSON answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-title-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* json-glib makes a tree of all of a document for the one string that is looked
 * for: that was a seventh of all work for a small answer, takes forty times the
 * memory of a large one, and overflows the stack on a deep one. So the string is
 * found here, in one pass over the bytes and without recursion, and json-glib is
 * given what has escapes in it. */

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static void
skip_space (Cursor *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\n' ||
                                  *self->at == '\t' || *self->at == '\r'))
    self->at++;
}

/* Skips a character, and the white space around it. */
static gboolean
take (Cursor *self,
      char    character)
{
  skip_space (self);
  if (self->at == self->end || *self->at != character)
    return FALSE;

  self->at++;
  skip_space (self);

  return TRUE;
}

static gboolean
skip_string (Cursor *self)
{
  if (self->at == self->end || *self->at != '"')
    return FALSE;

  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '"')
        {
          self->at++;
          return TRUE;
        }

      if (*self->at == '\\')
        self->at++;
      else if (*self->at == '\0')
        return FALSE;
    }

  return FALSE;
}

/* A number, true, false or null. */
static gboolean
skip_scalar (Cursor *self)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *begin = self->at;

  while (self->at < self->end && (g_ascii_isalnum (*self->at) || *self->at == '-' ||
                                  *self->at == '+' || *self->at == '.'))
    self->at++;

  if (self->at == begin)
    return FALSE;

  if (*begin == '-' || g_ascii_isdigit (*begin))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((gsize) (self->at - begin) == strlen (words[i]) &&
        memcmp (begin, words[i], self->at - begin) == 0)
      return TRUE;

  return FALSE;
}

/* Of what nobody looks for only strings and brackets are looked at. */
static gboolean
skip_container (Cursor *self)
{
  gsize depth = 0;

  while (self->at < self->end)
    {
      char c = *self->at;

      if (c == '"')
        {
          if (!skip_string (self))
            return FALSE;
          continue;
        }

      self->at++;
      if (c == '{' || c == '[')
        depth++;
      else if ((c == '}' || c == ']') && --depth == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
skip_value (Cursor *self)
{
  if (self->at == self->end)
    return FALSE;

  if (*self->at == '"')
    return skip_string (self);

  if (*self->at == '{' || *self->at == '[')
    return skip_container (self);

  return skip_scalar (self);
}

/* Strings */

/* Returns: (transfer full) (nullable): what a string stands for. */
static char *
decode_string (const char *begin,
               const char *end)
{
  gsize size = end - begin - 2;
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert (end - begin >= 2);

  if (memchr (begin, '\\', end - begin) == NULL)
    return g_utf8_make_valid (begin + 1, size);

  quoted = g_utf8_make_valid (begin, end - begin);
  node = json_from_string (quoted, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  /* json-glib makes half a surrogate pair of an escape that is cut short. */
  return g_utf8_make_valid (json_node_get_string (node), -1);
}

static gboolean
is_string (const char *begin,
           const char *end,
           const char *expected)
{
  g_autofree char *text = NULL;
  gsize size = end - begin - 2;

  if (memchr (begin, '\\', end - begin) == NULL)
    return size == strlen (expected) && memcmp (begin + 1, expected, size) == 0;

  text = decode_string (begin, end);

  return g_strcmp0 (text, expected) == 0;
}

/* Steps */

/* To the value of the last member of that name, as json-glib has it. Returns
 * whether there is one, and the object comes to its end. */
static gboolean
step_into_object (Cursor     *self,
                  const char *name)
{
  Cursor found = { NULL, NULL };

  if (!take (self, '{'))
    return FALSE;

  do
    {
      const char *begin = self->at;
      const char *end;
      Cursor value;

      if (!skip_string (self))
        return FALSE;
      end = self->at;

      if (!take (self, ':'))
        return FALSE;
      value.at = self->at;
      if (!skip_value (self))
        return FALSE;
      value.end = self->at;

      if (is_string (begin, end, name))
        found = value;
    }
  while (take (self, ','));

  if (!take (self, '}') || found.at == NULL)
    return FALSE;

  *self = found;

  return TRUE;
}

/* An array index is 0, or digits that do not begin with one (RFC 6901, section 4). */
static gboolean
read_index (const char *token,
            guint64    *index)
{
  return g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT, index, NULL) &&
         (token[0] != '0' || token[1] == '\0');
}

static gboolean
step_into_array (Cursor     *self,
                 const char *token)
{
  Cursor found = { NULL, NULL };
  guint64 index;

  if (!read_index (token, &index) || !take (self, '['))
    return FALSE;

  do
    {
      Cursor value = { self->at, NULL };

      if (!skip_value (self))
        return FALSE;
      value.end = self->at;

      if (index-- == 0)
        found = value;
    }
  while (take (self, ','));

  if (!take (self, ']') || found.at == NULL)
    return FALSE;

  *self = found;

  return TRUE;
}

/* RFC 6901, section 4: “~1” is “/”, then “~0” is “~”. */
static char *
unescape_token (const char *token,
                gsize       length)
{
  GString *text = g_string_new_len (token, length);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);

  return g_string_free (text, FALSE);
}

static gboolean
step (Cursor     *self,
      const char *token,
      gsize       length)
{
  g_autofree char *name = unescape_token (token, length);

  if (self->at < self->end && *self->at == '[')
    return step_into_array (self, name);

  return step_into_object (self, name);
}

/* Nothing but one value, and no end in the middle of it. */
static gboolean
enter_document (Cursor *self)
{
  Cursor rest;

  /* RFC 8259, section 8.1: a byte order mark may be ignored. */
  if (self->end - self->at >= 3 && memcmp (self->at, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;

  skip_space (self);
  rest = *self;
  if (!skip_value (&rest))
    return FALSE;

  self->end = rest.at;
  skip_space (&rest);

  return rest.at == rest.end;
}

/**
 * inflight_json_title_find:
 * @data: a JSON document (RFC 8259), or what a server takes for one
 * @size: its size in bytes
 * @pointer: a JSON Pointer (RFC 6901)
 *
 * Costs a pass over the bytes for each token of @pointer, whatever they are.
 *
 * Returns: (transfer full) (nullable): the string that @pointer leads to, in
 *   UTF-8; %NULL if it leads nowhere or to something else, or the document
 *   is broken on the way or ends early
 */
char *
inflight_json_title_find (const char *data,
                          gsize       size,
                          const char *pointer)
{
  Cursor cursor = { data, data + size };

  if (!enter_document (&cursor))
    return NULL;

  while (*pointer == '/')
    {
      gsize length = strcspn (++pointer, "/");

      if (!step (&cursor, pointer, length))
        return NULL;
      pointer += length;
    }

  if (cursor.at == cursor.end || *cursor.at != '"')
    return NULL;

  return decode_string (cursor.at, cursor.end);
}
