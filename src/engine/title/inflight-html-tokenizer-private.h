/* inflight-html-tokenizer-private.h: the tags of an HTML page, without a tree
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightHtmlSlice:
 * @data: bytes of the page
 * @size: how many
 */
typedef struct
{
  const char *data;
  gsize       size;
} InflightHtmlSlice;

/**
 * InflightHtmlTag:
 * @name: its name, as written
 * @attributes: everything behind the name, see
 *   inflight_html_tag_get_attribute()
 * @is_end: whether it is an end tag
 * @is_self_closing: whether it ends with `/>`
 */
typedef struct
{
  InflightHtmlSlice name;
  InflightHtmlSlice attributes;
  gboolean          is_end;
  gboolean          is_self_closing;
} InflightHtmlTag;

/**
 * InflightHtmlTokenizer:
 * @at: the next byte
 * @end: the end of the page
 * @is_foreign: whether `<![CDATA[` begins a section: only in SVG and MathML
 *
 * Reads a page from its beginning to its end, once. Initialize it with the page
 * and zeros.
 */
typedef struct
{
  const char *at;
  const char *end;
  gboolean    is_foreign;
} InflightHtmlTokenizer;

gboolean inflight_html_tokenizer_next        (InflightHtmlTokenizer *self,
                                              InflightHtmlTag       *tag);
void     inflight_html_tokenizer_read_text   (InflightHtmlTokenizer *self,
                                              const char            *name,
                                              InflightHtmlSlice     *text);
void     inflight_html_tokenizer_skip_script (InflightHtmlTokenizer *self);

gboolean inflight_html_tag_get_attribute     (const InflightHtmlTag *self,
                                              const char            *name,
                                              InflightHtmlSlice     *value);

gboolean inflight_html_slice_equal           (InflightHtmlSlice  self,
                                              const char        *text);

G_END_DECLS
