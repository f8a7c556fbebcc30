/* inflight-title.c: the title of an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-title.h"

#include "inflight-html-title-private.h"
#include "inflight-json-title-private.h"
#include "inflight-record-private.h"
#include "inflight-text.h"

#include <string.h>

typedef enum {
  KIND_OTHER,
  KIND_JSON,
  KIND_HTML,
} Kind;

static gboolean
ends_with (const char *type,
           gsize       length,
           const char *ending)
{
  gsize n = strlen (ending);

  return length >= n && g_ascii_strncasecmp (type + length - n, ending, n) == 0;
}

static gboolean
is_type (const char *type,
         gsize       length,
         const char *expected)
{
  return length == strlen (expected) && ends_with (type, length, expected);
}

/* By the media type (RFC 6839 for “+json”); by the first character where a
 * server does not name one. */
static Kind
guess_kind (const char *content_type,
            const char *data,
            gsize       size)
{
  gsize length = content_type != NULL ? strcspn (content_type, "; \t") : 0;

  if (content_type != NULL)
    {
      if (ends_with (content_type, length, "/json") ||
          ends_with (content_type, length, "+json"))
        return KIND_JSON;
      if (is_type (content_type, length, "text/html") ||
          is_type (content_type, length, "application/xhtml+xml"))
        return KIND_HTML;
      if (!is_type (content_type, length, "text/plain") &&
          !is_type (content_type, length, "application/octet-stream"))
        return KIND_OTHER;
    }

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i] == '{' || data[i] == '[' ? KIND_JSON
             : data[i] == '<' && content_type == NULL ? KIND_HTML
                                                      : KIND_OTHER;

  return KIND_OTHER;
}

/**
 * inflight_title_may_be_in:
 * @content_type: (nullable): the media type of a body, as sent
 * @data: how the body begins
 * @size: how much of it is there, from 1
 *
 * Returns: whether a title is looked for in such a body
 */
gboolean
inflight_title_may_be_in (const char *content_type,
                          const char *data,
                          gsize       size)
{
  return guess_kind (content_type, data, size) != KIND_OTHER;
}

/**
 * inflight_title_find:
 * @body: (nullable): the decoded body, or how it begins
 * @bytes: how large the whole of it is, or was when it was given up
 * @content_type: (nullable): its media type, as sent
 * @pointer: the JSON Pointer (RFC 6901) of the title in a JSON answer
 *
 * Finds the title: the string at @pointer of a JSON answer, the `<title>` of an
 * HTML one. A value that is not a string is no title, and neither is white space.
 * Any bytes are survived, and take time in proportion to their number: 10 ms a MiB
 * at most.
 *
 * Returns: (transfer full) (nullable): the title, see inflight_text_clean(), never
 *   empty; %NULL if the answer has none
 */
char *
inflight_title_find (GBytes     *body,
                     guint64     bytes,
                     const char *content_type,
                     const char *pointer)
{
  g_autoptr (GString) found = NULL;
  g_autofree char *title = NULL;
  const char *data = NULL;
  gboolean is_cut;
  gsize size = 0;

  if (body != NULL)
    data = g_bytes_get_data (body, &size);
  is_cut = size < bytes || size >= INFLIGHT_HEAD_BYTES;

  if (size > 0)
    switch (guess_kind (content_type, data, size))
      {
      case KIND_JSON:
        found = inflight_json_title_find (data, size, is_cut, pointer);
        break;

      case KIND_HTML:
        found = inflight_html_title_find (data, size, content_type);
        break;

      case KIND_OTHER:
        break;
      }

  if (found == NULL)
    return NULL;

  title = inflight_text_clean (found->str, found->len);

  return *title != '\0' ? g_steal_pointer (&title) : NULL;
}
