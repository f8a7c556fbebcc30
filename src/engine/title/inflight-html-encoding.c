/* inflight-html-encoding.c: the character encoding of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-encoding-private.h"

#include "inflight-charset.h"
#include "inflight-html-tokenizer-private.h"

#include <string.h>

/* In how much of a page it has to say in which encoding it is. */
#define PRESCAN_BYTES 1024

/* The page could be read so far, so it is in none of two bytes a character. */
static const char *
find_charset (InflightHtmlSlice label)
{
  g_autofree char *text = g_strndup (label.data, label.size);
  const char *charset = inflight_charset_find (text);

  return charset != NULL && g_str_has_prefix (charset, "UTF-16") ? "UTF-8" : charset;
}

static gboolean
is_space (char c)
{
  return c != '\0' && strchr (" \t\n\f\r", c) != NULL;
}

/* The word behind `charset` and `=` (HTML Standard, section 2.5.5). */
static const char *
find_in_content (InflightHtmlSlice content)
{
  g_autofree char *text = g_strndup (content.data, content.size);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *at = lower;

  while ((at = strstr (at, "charset")) != NULL)
    {
      InflightHtmlSlice label;

      at += strlen ("charset");
      while (is_space (*at))
        at++;
      if (*at != '=')
        continue;

      at++;
      while (is_space (*at))
        at++;

      label.data = at;
      label.size = strcspn (at, "; \t\n\f\r");
      if (*at == '"' || *at == '\'')
        {
          const char *close = strchr (at + 1, *at);

          if (close == NULL)
            return NULL;
          label.data = at + 1;
          label.size = close - label.data;
        }

      return find_charset (label);
    }

  return NULL;
}

static const char *
find_in_meta (const InflightHtmlTag *tag)
{
  InflightHtmlSlice value;

  if (inflight_html_tag_get_attribute (tag, "charset", &value))
    return find_charset (value);

  if (inflight_html_tag_get_attribute (tag, "http-equiv", &value) &&
      inflight_html_slice_equal (value, "content-type") &&
      inflight_html_tag_get_attribute (tag, "content", &value))
    return find_in_content (value);

  return NULL;
}

/* The encoding of an XML declaration, which a page may begin with. */
static const char *
find_in_declaration (const char *data,
                     gsize       size)
{
  const char *close = memchr (data, '>', size);
  g_autofree char *text = NULL;
  const char *at;

  if (close == NULL)
    return NULL;

  text = g_strndup (data, close - data);
  at = strstr (text, "encoding");
  if (at == NULL || !g_str_has_prefix (text, "<?xml"))
    return NULL;

  at += strlen ("encoding");
  at += strspn (at, " \t\n\f\r");
  if (*at != '=')
    return NULL;

  at += 1 + strspn (at + 1, " \t\n\f\r");
  if (*at != '"' && *at != '\'')
    return NULL;

  return find_charset ((InflightHtmlSlice) { at + 1, strcspn (at + 1, *at == '"' ? "\"" : "'") });
}

/* Every tag counts, wherever it stands (HTML Standard, section 13.2.3.2). */
static const char *
prescan (const char *data,
         gsize       size)
{
  InflightHtmlTokenizer tokenizer = { data, data + MIN (size, PRESCAN_BYTES) };
  InflightHtmlTag tag;

  while (inflight_html_tokenizer_next (&tokenizer, &tag))
    if (!tag.is_end && inflight_html_slice_equal (tag.name, "meta"))
      {
        const char *charset = find_in_meta (&tag);

        if (charset != NULL)
          return charset;
      }

  return find_in_declaration (data, MIN (size, PRESCAN_BYTES));
}

/**
 * inflight_html_encoding_find:
 * @data: the head of a page
 * @size: its size in bytes
 * @content_type: (nullable): the field Content-Type, as sent
 * @mark_bytes: (out): the size of its byte order mark, 0 without one
 *
 * A byte order mark says more than Content-Type, and that more than the page.
 *
 * Returns: (nullable): the encoding, a name for inflight_charset_decode(); %NULL if
 *   nobody names one that is known
 */
const char *
inflight_html_encoding_find (const char *data,
                             gsize       size,
                             const char *content_type,
                             gsize      *mark_bytes)
{
  const char *charset = inflight_charset_sniff (data, size, mark_bytes);
  g_autofree char *label = NULL;

  if (charset != NULL)
    return charset;

  label = inflight_charset_dup_label (content_type);
  if (label != NULL)
    charset = inflight_charset_find (label);

  return charset != NULL ? charset : prescan (data, size);
}
