/* inflight-html-title.c: the title of an HTML page
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-title-private.h"

#include "inflight-text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define CHUNK_BYTES 4096

/* A title comes early, and libxml2 takes a second for a MiB of “<?”. */
#define MAX_PAGE_BYTES (128 << 10)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A title that goes on for longer is cut: more is not shown anyway. */
#define MAX_TITLE_BYTES (INFLIGHT_TEXT_MAX_CHARS * 16)

typedef struct
{
  GString  *title;
  gboolean  inside;
  gboolean  done;
} Reader;

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Reader *self = user_data;

  if (self->done)
    return;

  if (xmlStrcasecmp (name, BAD_CAST "title") == 0)
    self->inside = TRUE;

  /* An SVG in the body may have a title of its own. */
  if (xmlStrcasecmp (name, BAD_CAST "body") == 0)
    self->done = TRUE;
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name)
{
  Reader *self = user_data;

  if (self->inside && xmlStrcasecmp (name, BAD_CAST "title") == 0)
    self->done = TRUE;
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            length)
{
  Reader *self = user_data;

  if (!self->inside || self->done)
    return;

  g_string_append_len (self->title, (const char *) text, length);
  if (self->title->len > MAX_TITLE_BYTES)
    self->done = TRUE;
}

/* The parameter charset of a media type (RFC 9110, section 8.3.2). */
static char *
get_charset (const char *content_type)
{
  g_autofree char *lower = NULL;
  const char *charset;

  if (content_type == NULL)
    return NULL;

  lower = g_ascii_strdown (content_type, -1);
  charset = strstr (lower, "charset=");
  if (charset == NULL)
    return NULL;

  charset += strlen ("charset=");
  if (*charset == '"')
    charset++;

  return g_strndup (charset, strcspn (charset, "\"; \t"));
}

/* What the server says of the encoding counts, then the byte order mark and the
 * bytes themselves, then what the page says (which libxml2 reads). */
static char *
convert_to_utf8 (const char *data,
                 gsize       size,
                 const char *content_type,
                 gsize      *out_size)
{
  g_autofree char *charset = get_charset (content_type);
  const char *end;

  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 ||
                    memcmp (data, "\xfe\xff", 2) == 0))
    {
      g_free (charset);
      charset = g_strdup ("utf-16");
    }

  g_utf8_validate_len (data, size, &end);

  /* The head of a body may end inside a character. */
  if (data + size - end < 4 && (charset == NULL || g_str_equal (charset, "utf-8")))
    {
      *out_size = end - data;
      return g_memdup2 (data, *out_size);
    }

  if (charset == NULL)
    return NULL;

  if (g_str_equal (charset, "utf-8"))
    {
      char *valid = g_utf8_make_valid (data, size);

      *out_size = strlen (valid);
      return valid;
    }

  return g_convert_with_fallback (data, size, "UTF-8", charset, "\uFFFD",
                                  NULL, out_size, NULL);
}

static void
read_title (Reader     *reader,
            const char *data,
            gsize       size,
            gboolean    is_utf8)
{
  htmlSAXHandler sax = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
  };
  htmlParserCtxtPtr parser;
  int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                HTML_PARSE_NOWARNING | HTML_PARSE_NONET;

  if (is_utf8)
    options |= HTML_PARSE_IGNORE_ENC;

  /* libxml2 takes it for text, with which the body begins. */
  if (is_utf8 && size >= strlen (BYTE_ORDER_MARK) &&
      memcmp (data, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      data += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }

  parser = htmlCreatePushParserCtxt (&sax, reader, NULL, 0, NULL,
                                     is_utf8 ? XML_CHAR_ENCODING_UTF8
                                             : XML_CHAR_ENCODING_NONE);
  if (parser == NULL)
    return;

  htmlCtxtUseOptions (parser, options);

  for (gsize at = 0; at < size && !reader->done; at += CHUNK_BYTES)
    htmlParseChunk (parser, data + at, MIN (CHUNK_BYTES, size - at), 0);

  if (!reader->done)
    htmlParseChunk (parser, NULL, 0, 1);

  if (parser->myDoc != NULL)
    xmlFreeDoc (parser->myDoc);
  htmlFreeParserCtxt (parser);
}

/**
 * inflight_html_title_find:
 * @data: the head of a page
 * @size: its size in bytes
 * @content_type: (nullable): the field Content-Type, for its charset
 *
 * Reads as far as the end of the `<title>`, and no further than 128 KiB.
 *
 * Returns: (transfer full) (nullable): the title, entities resolved, as the
 *   page has it otherwise; %NULL if there is none
 */
char *
inflight_html_title_find (const char *data,
                          gsize       size,
                          const char *content_type)
{
  Reader reader = { .title = g_string_new (NULL) };
  g_autofree char *utf8 = NULL;
  gsize utf8_size = 0;

  size = MIN (size, MAX_PAGE_BYTES);
  utf8 = convert_to_utf8 (data, size, content_type, &utf8_size);

  if (utf8 != NULL)
    read_title (&reader, utf8, utf8_size, TRUE);
  else
    read_title (&reader, data, size, FALSE);

  return g_string_free (reader.title, !reader.inside);
}
