/* inflight-html-reader.c: the elements of an HTML page, without a tree
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-reader-private.h"

#include <string.h>

/* What the HTML Standard's tree construction (section 13.2.6) is needed for is to
 * know which elements are HTML, and which hold text. That takes the open elements
 * of SVG and MathML whose content differs from what is around them, and templates,
 * whose content is no part of the page. Other elements are not followed, so where
 * end tags are missing or crossed inside of SVG, a browser may see it end earlier
 * or later. */

typedef enum {
  KIND_OTHER,
  KIND_TEXT,
  KIND_SCRIPT,
  KIND_PLAINTEXT,
  KIND_TEMPLATE,
  KIND_ROOT,
  KIND_SVG_POINT,
  KIND_MATHML_POINT,
  KIND_ANNOTATION,
} Kind;

/* A name that means something, with what it means in HTML, and in SVG or MathML. A
 * point is an element of theirs whose content is HTML. Scripts are not run, so what
 * is in noscript is part of the page, as in a browser that runs none. */
struct _InflightHtmlName
{
  const char *text;
  gsize       size;
  Kind        kind;
  Kind        foreign_kind;
};

#define NAME(text) text, sizeof text - 1

#define N_LETTERS ('z' - 'a' + 1)
#define MAX_NAMES 6

/* By their first letter: they are looked up for every tag. */
static const InflightHtmlName names[N_LETTERS][MAX_NAMES] = {
  ['a' - 'a'] = { { NAME ("annotation-xml"), KIND_OTHER, KIND_ANNOTATION } },
  ['d' - 'a'] = { { NAME ("desc"), KIND_OTHER, KIND_SVG_POINT } },
  ['f' - 'a'] = { { NAME ("foreignobject"), KIND_OTHER, KIND_SVG_POINT } },
  ['i' - 'a'] = { { NAME ("iframe"), KIND_TEXT, KIND_OTHER } },
  ['m' - 'a'] = { { NAME ("math"), KIND_ROOT, KIND_ROOT },
                  { NAME ("mi"), KIND_OTHER, KIND_MATHML_POINT },
                  { NAME ("mn"), KIND_OTHER, KIND_MATHML_POINT },
                  { NAME ("mo"), KIND_OTHER, KIND_MATHML_POINT },
                  { NAME ("ms"), KIND_OTHER, KIND_MATHML_POINT },
                  { NAME ("mtext"), KIND_OTHER, KIND_MATHML_POINT } },
  ['n' - 'a'] = { { NAME ("noembed"), KIND_TEXT, KIND_OTHER },
                  { NAME ("noframes"), KIND_TEXT, KIND_OTHER } },
  ['p' - 'a'] = { { NAME ("plaintext"), KIND_PLAINTEXT, KIND_OTHER } },
  ['s' - 'a'] = { { NAME ("script"), KIND_SCRIPT, KIND_OTHER },
                  { NAME ("style"), KIND_TEXT, KIND_OTHER },
                  { NAME ("svg"), KIND_ROOT, KIND_ROOT } },
  ['t' - 'a'] = { { NAME ("template"), KIND_TEMPLATE, KIND_OTHER },
                  { NAME ("textarea"), KIND_TEXT, KIND_OTHER },
                  { NAME ("title"), KIND_TEXT, KIND_SVG_POINT } },
  ['x' - 'a'] = { { NAME ("xmp"), KIND_TEXT, KIND_OTHER } },
};

/* Start tags that end SVG and MathML around them (section 13.2.6.5), by their first
 * letter. */
#define MAX_BREAKOUTS       8
#define MAX_BREAKOUT_LENGTH 10

static const char breakouts[N_LETTERS][MAX_BREAKOUTS][MAX_BREAKOUT_LENGTH + 1] = {
  ['b' - 'a'] = { "b", "big", "blockquote", "body", "br" },
  ['c' - 'a'] = { "center", "code" },
  ['d' - 'a'] = { "dd", "div", "dl", "dt" },
  ['e' - 'a'] = { "em", "embed" },
  ['h' - 'a'] = { "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr" },
  ['i' - 'a'] = { "i", "img" },
  ['l' - 'a'] = { "li", "listing" },
  ['m' - 'a'] = { "menu", "meta" },
  ['n' - 'a'] = { "nobr" },
  ['o' - 'a'] = { "ol" },
  ['p' - 'a'] = { "p", "pre" },
  ['r' - 'a'] = { "ruby" },
  ['s' - 'a'] = { "s", "small", "span", "strike", "strong", "sub", "sup" },
  ['t' - 'a'] = { "table", "tt" },
  ['u' - 'a'] = { "u", "ul" },
  ['v' - 'a'] = { "var" },
};

static char
to_lower (char c)
{
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* A tag's name begins with a letter. */
static guint
get_letter (InflightHtmlSlice slice)
{
  return to_lower (slice.data[0]) - 'a';
}

static const InflightHtmlName *
find_name (InflightHtmlSlice slice)
{
  const InflightHtmlName *row = names[get_letter (slice)];

  for (guint i = 0; i < MAX_NAMES && row[i].text != NULL; i++)
    if (row[i].size == slice.size &&
        g_ascii_strncasecmp (row[i].text, slice.data, slice.size) == 0)
      return &row[i];

  return NULL;
}

static gboolean
is_in_breakouts (InflightHtmlSlice slice)
{
  const char (*row)[MAX_BREAKOUT_LENGTH + 1] = breakouts[get_letter (slice)];
  char second = slice.size > 1 ? to_lower (slice.data[1]) : '\0';

  if (slice.size > MAX_BREAKOUT_LENGTH)
    return FALSE;

  for (guint i = 0; i < MAX_BREAKOUTS && row[i][0] != '\0'; i++)
    if (row[i][1] == second && strlen (row[i]) == slice.size &&
        g_ascii_strncasecmp (row[i], slice.data, slice.size) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_breakout (const InflightHtmlTag *tag)
{
  static const char *const attributes[] = { "color", "face", "size" };
  InflightHtmlSlice value;

  if (tag->is_end)
    return inflight_html_slice_equal (tag->name, "p") ||
           inflight_html_slice_equal (tag->name, "br");

  if (is_in_breakouts (tag->name))
    return TRUE;

  if (inflight_html_slice_equal (tag->name, "font"))
    for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
      if (inflight_html_tag_get_attribute (tag, attributes[i], &value))
        return TRUE;

  return FALSE;
}

/* Levels */

static InflightHtmlContent
get_content (const InflightHtmlReader *self)
{
  return self->n_levels > 0 ? self->levels[self->n_levels - 1].content
                            : INFLIGHT_HTML_CONTENT_HTML;
}

static gboolean
is_template (const InflightHtmlReader *self,
             guint                     level)
{
  return self->levels[level].name->kind == KIND_TEMPLATE;
}

static void
open_level (InflightHtmlReader     *self,
            const InflightHtmlName *name,
            InflightHtmlContent     content)
{
  if (self->n_levels == INFLIGHT_HTML_MAX_LEVELS)
    {
      self->n_beyond++;
      return;
    }

  self->levels[self->n_levels++] = (InflightHtmlLevel) { name, content };
  self->n_templates += name->kind == KIND_TEMPLATE;
}

static void
close_levels (InflightHtmlReader *self,
              guint               n_left)
{
  while (self->n_levels > n_left)
    self->n_templates -= is_template (self, --self->n_levels);
}

static void
leave_foreign (InflightHtmlReader *self)
{
  while (get_content (self) != INFLIGHT_HTML_CONTENT_HTML)
    close_levels (self, self->n_levels - 1);
}

/* No end tag but its own ends a template. */
static void
close_element (InflightHtmlReader     *self,
               const InflightHtmlName *name)
{
  if (self->n_beyond > 0)
    {
      self->n_beyond--;
      return;
    }

  for (guint i = self->n_levels; i > 0; i--)
    {
      if (self->levels[i - 1].name == name)
        {
          close_levels (self, i - 1);
          return;
        }

      if (is_template (self, i - 1) && name->kind != KIND_TEMPLATE)
        return;
    }
}

static void
read_end_tag (InflightHtmlReader    *self,
              const InflightHtmlTag *tag)
{
  const InflightHtmlName *name = find_name (tag->name);

  if (name != NULL && (name->foreign_kind != KIND_OTHER || name->kind == KIND_TEMPLATE))
    close_element (self, name);
  else if (get_content (self) != INFLIGHT_HTML_CONTENT_HTML && is_breakout (tag))
    leave_foreign (self);
}

/* Start tags */

static gboolean
holds_html (const InflightHtmlTag *annotation)
{
  InflightHtmlSlice encoding;

  return inflight_html_tag_get_attribute (annotation, "encoding", &encoding) &&
         (inflight_html_slice_equal (encoding, "text/html") ||
          inflight_html_slice_equal (encoding, "application/xhtml+xml"));
}

static void
read_foreign (InflightHtmlReader     *self,
              const InflightHtmlTag  *tag,
              const InflightHtmlName *name)
{
  InflightHtmlContent content = get_content (self);
  Kind kind = name != NULL && !tag->is_self_closing ? name->foreign_kind : KIND_OTHER;

  switch (kind)
    {
    case KIND_ROOT:
      open_level (self, name, content);
      break;

    case KIND_SVG_POINT:
      if (content == INFLIGHT_HTML_CONTENT_SVG)
        open_level (self, name, INFLIGHT_HTML_CONTENT_HTML);
      break;

    case KIND_MATHML_POINT:
      if (content == INFLIGHT_HTML_CONTENT_MATHML)
        open_level (self, name, INFLIGHT_HTML_CONTENT_HTML);
      break;

    case KIND_ANNOTATION:
      if (content == INFLIGHT_HTML_CONTENT_MATHML)
        open_level (self, name, holds_html (tag) ? INFLIGHT_HTML_CONTENT_HTML : content);
      break;

    case KIND_OTHER:
    case KIND_TEXT:
    case KIND_SCRIPT:
    case KIND_PLAINTEXT:
    case KIND_TEMPLATE:
      break;
    }
}

/* Its own end tag is nobody else's: an SVG may have a title around it. */
static void
read_text (InflightHtmlReader     *self,
           const InflightHtmlName *name,
           InflightHtmlSlice      *text)
{
  InflightHtmlTag end_tag;

  if (name->kind == KIND_SCRIPT)
    inflight_html_tokenizer_skip_script (&self->tokenizer);
  else
    inflight_html_tokenizer_read_text (&self->tokenizer, name->text, text);

  inflight_html_tokenizer_next (&self->tokenizer, &end_tag);
}

static void
read_html (InflightHtmlReader     *self,
           InflightHtmlElement    *element,
           const InflightHtmlName *name)
{
  switch (name != NULL ? name->kind : KIND_OTHER)
    {
    case KIND_TEXT:
    case KIND_SCRIPT:
      read_text (self, name, &element->text);
      break;

    case KIND_PLAINTEXT:
      self->tokenizer.at = self->tokenizer.end;
      break;

    case KIND_TEMPLATE:
      open_level (self, name, INFLIGHT_HTML_CONTENT_HTML);
      break;

    case KIND_ROOT:
      if (!element->tag.is_self_closing)
        open_level (self, name,
                    g_str_equal (name->text, "svg") ? INFLIGHT_HTML_CONTENT_SVG
                                                    : INFLIGHT_HTML_CONTENT_MATHML);
      break;

    case KIND_OTHER:
    case KIND_SVG_POINT:
    case KIND_MATHML_POINT:
    case KIND_ANNOTATION:
      break;
    }
}

/* Returns whether it is an HTML element of the page itself. */
static gboolean
read_start_tag (InflightHtmlReader  *self,
                InflightHtmlElement *element)
{
  const InflightHtmlName *name = find_name (element->tag.name);
  gboolean is_part;

  if (get_content (self) != INFLIGHT_HTML_CONTENT_HTML && name == NULL &&
      is_breakout (&element->tag))
    leave_foreign (self);

  if (get_content (self) != INFLIGHT_HTML_CONTENT_HTML)
    {
      read_foreign (self, &element->tag, name);
      return FALSE;
    }

  is_part = self->n_templates == 0 && self->n_beyond == 0;
  read_html (self, element, name);

  return is_part;
}

/**
 * inflight_html_reader_next:
 * @self: a reader
 * @element: (out): the next element
 *
 * Takes time in proportion to what it reads, whatever that is: of more than
 * %INFLIGHT_HTML_MAX_LEVELS open elements that matter the others are only counted,
 * and what is in them is left out.
 *
 * Returns: whether there is one more element of HTML: none of SVG or MathML, or of
 *   a template
 */
gboolean
inflight_html_reader_next (InflightHtmlReader  *self,
                           InflightHtmlElement *element)
{
  gboolean is_found = FALSE;

  while (!is_found && inflight_html_tokenizer_next (&self->tokenizer, &element->tag))
    {
      element->text = (InflightHtmlSlice) { NULL, 0 };

      if (element->tag.is_end)
        read_end_tag (self, &element->tag);
      else
        is_found = read_start_tag (self, element);

      self->tokenizer.is_foreign = self->n_levels > 0 &&
                                   !is_template (self, self->n_levels - 1);
    }

  return is_found;
}
