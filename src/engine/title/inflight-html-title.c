/* inflight-html-title.c: the title of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-title-private.h"

#include "inflight-charset.h"
#include "inflight-html-encoding-private.h"
#include "inflight-html-reader-private.h"
#include "inflight-html-references-private.h"
#include "inflight-text.h"

/* A title that goes on for longer is cut: more is not shown anyway. */
#define MAX_TITLE_BYTES (INFLIGHT_TEXT_MAX_CHARS * 32)

/* A page with more faults is not in the encoding that it says; each of them costs
 * as much as ten bytes that are none. */
#define MAX_FAULTS (1 << 15)

static gboolean
find_element (const char        *data,
              gsize              size,
              InflightHtmlSlice *text)
{
  InflightHtmlReader reader = { .tokenizer = { data, data + size } };
  InflightHtmlElement element;

  while (inflight_html_reader_next (&reader, &element))
    if (inflight_html_slice_equal (element.tag.name, "title"))
      {
        *text = element.text;
        return TRUE;
      }

  return FALSE;
}

/* Only what is shown is decoded, if the page can be read without. */
static GString *
decode_title (InflightHtmlSlice  text,
              const char        *charset)
{
  gboolean is_whole = text.size <= MAX_TITLE_BYTES;
  gsize size = MIN (text.size, MAX_TITLE_BYTES);
  g_autoptr (GString) decoded = NULL;
  guint n_replaced;

  /* As browsers do, which have more to go by. */
  if (charset == NULL)
    charset = inflight_charset_is_utf8 (text.data, size, is_whole) ? "UTF-8" : "WINDOWS-1252";

  decoded = inflight_charset_decode (charset, text.data, size, is_whole, G_MAXUINT,
                                     &n_replaced);

  return inflight_html_references_resolve (decoded->str, decoded->len);
}

/**
 * inflight_html_title_find:
 * @data: the head of a page
 * @size: its size in bytes
 * @content_type: (nullable): the field Content-Type, for its charset
 *
 * Finds what a browser that runs no scripts shows as the title: the first `title`
 * of HTML wherever it stands, with its references resolved; if it has no end tag,
 * all of the rest.
 *
 * Returns: (transfer full) (nullable): the title, its white space as the page has
 *   it; %NULL if there is none
 */
GString *
inflight_html_title_find (const char *data,
                          gsize       size,
                          const char *content_type)
{
  g_autoptr (GString) decoded = NULL;
  InflightHtmlSlice text;
  const char *charset;
  gsize mark_bytes;
  guint n_replaced;

  charset = inflight_html_encoding_find (data, size, content_type, &mark_bytes);
  data += mark_bytes;
  size -= mark_bytes;

  if (charset != NULL && !inflight_charset_has_ascii (charset))
    {
      decoded = inflight_charset_decode (charset, data, size, FALSE, MAX_FAULTS, &n_replaced);
      data = decoded->str;
      size = decoded->len;
      charset = "UTF-8";
    }

  return find_element (data, size, &text) ? decode_title (text, charset) : NULL;
}
