/* inflight-html-reader-private.h: the elements of an HTML page, without a tree
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-html-tokenizer-private.h"

G_BEGIN_DECLS

#define INFLIGHT_HTML_MAX_LEVELS 16

/**
 * InflightHtmlContent:
 * @INFLIGHT_HTML_CONTENT_HTML: HTML
 * @INFLIGHT_HTML_CONTENT_SVG: SVG
 * @INFLIGHT_HTML_CONTENT_MATHML: MathML
 */
typedef enum {
  INFLIGHT_HTML_CONTENT_HTML,
  INFLIGHT_HTML_CONTENT_SVG,
  INFLIGHT_HTML_CONTENT_MATHML,
} InflightHtmlContent;

typedef struct _InflightHtmlName InflightHtmlName;

/**
 * InflightHtmlLevel:
 * @name: the name of an open element
 * @content: what is in it
 */
typedef struct
{
  const InflightHtmlName *name;
  InflightHtmlContent     content;
} InflightHtmlLevel;

/**
 * InflightHtmlReader:
 * @tokenizer: reads the tags
 * @levels: of the open elements those that decide what is in them
 * @n_levels: how many
 * @n_templates: how many of them are templates
 * @n_beyond: how many more are open, of which nothing is known
 *
 * Reads a page from its beginning to its end, once. Initialize its tokenizer.
 */
typedef struct
{
  InflightHtmlTokenizer tokenizer;
  InflightHtmlLevel     levels[INFLIGHT_HTML_MAX_LEVELS];
  guint                 n_levels;
  guint                 n_templates;
  guint                 n_beyond;
} InflightHtmlReader;

/**
 * InflightHtmlElement:
 * @tag: its start tag
 * @text: what is in it, if that is text whatever it looks like
 */
typedef struct
{
  InflightHtmlTag   tag;
  InflightHtmlSlice text;
} InflightHtmlElement;

gboolean inflight_html_reader_next (InflightHtmlReader  *self,
                                    InflightHtmlElement *element);

G_END_DECLS
