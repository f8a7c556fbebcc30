/* inflight-html-tokenizer.c: the tags of an HTML page, without a tree
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-html-tokenizer-private.h"

#include <string.h>

/* The states of the HTML Standard, section 13.2.5, as far as they decide where a
 * tag begins and ends. Nothing is copied, and no byte is looked at more than a
 * fixed number of times: attributes are read when somebody asks for one, so there
 * is no list of them in which to look for doubles.
 *
 * All that means something here is ASCII, so that it may be any encoding of which
 * ASCII is a part: see inflight_charset_has_ascii(). */

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* What a name of a tag ends with. */
static gboolean
is_name_end (char c)
{
  return is_space (c) || c == '/' || c == '>';
}

static const char *
skip_spaces (const char *at,
             const char *end)
{
  while (at < end && is_space (*at))
    at++;

  return at;
}

static gboolean
begins_with (const char *at,
             const char *end,
             const char *text)
{
  gsize length = strlen (text);

  return (gsize) (end - at) >= length && g_ascii_strncasecmp (at, text, length) == 0;
}

/* Attributes */

/* “Before attribute value name” up to the value, without its quotes. */
static const char *
read_value (const char        *at,
            const char        *end,
            InflightHtmlSlice *value)
{
  char quote = *at;

  if (quote == '"' || quote == '\'')
    {
      const char *close = memchr (at + 1, quote, end - (at + 1));

      value->data = at + 1;
      value->size = (close != NULL ? close : end) - value->data;

      return close != NULL ? close + 1 : end;
    }

  value->data = at;
  while (at < end && !is_space (*at) && *at != '>')
    at++;
  value->size = at - value->data;

  return at;
}

/* Reads the attribute behind white space and slashes at @at. Returns where it
 * ends; a name of no size is no attribute, but the end of the tag. */
static const char *
read_attribute (const char        *at,
                const char        *end,
                InflightHtmlSlice *name,
                InflightHtmlSlice *value)
{
  const char *equals;

  while (at < end && (is_space (*at) || *at == '/'))
    at++;

  name->data = at;
  *value = (InflightHtmlSlice) { "", 0 };
  if (at < end && *at == '=')
    at++;
  while (at < end && *at != '=' && !is_name_end (*at))
    at++;
  name->size = at - name->data;

  equals = skip_spaces (at, end);
  if (equals == end || *equals != '=' || name->size == 0)
    return at;

  at = skip_spaces (equals + 1, end);

  return at < end && *at != '>' ? read_value (at, end, value) : at;
}

/**
 * inflight_html_tag_get_attribute:
 * @self: a tag
 * @name: the name of an attribute, in lower case
 * @value: (out): its value as written, without quotes
 *
 * Takes time in proportion to the size of the tag.
 *
 * Returns: whether it has one; of several it is the first
 */
gboolean
inflight_html_tag_get_attribute (const InflightHtmlTag *self,
                                 const char            *name,
                                 InflightHtmlSlice     *value)
{
  const char *at = self->attributes.data;
  const char *end = at + self->attributes.size;

  while (at < end)
    {
      InflightHtmlSlice found;

      at = read_attribute (at, end, &found, value);
      if (inflight_html_slice_equal (found, name))
        return TRUE;
    }

  return FALSE;
}

/**
 * inflight_html_slice_equal:
 * @self: bytes
 * @text: text in lower case
 *
 * Returns: whether they are the same but for the case of ASCII letters
 */
gboolean
inflight_html_slice_equal (InflightHtmlSlice  self,
                           const char        *text)
{
  return self.size == strlen (text) && g_ascii_strncasecmp (self.data, text, self.size) == 0;
}

/* What is no tag */

/* Returns what follows the first `>`. */
static const char *
skip_bogus_comment (const char *at,
                    const char *end)
{
  const char *close = memchr (at, '>', end - at);

  return close != NULL ? close + 1 : end;
}

/* What follows `<!--`: `>`, `->`, `-->` and `--!>` end it. */
static const char *
skip_comment (const char *at,
              const char *end)
{
  const char *begin = at;

  if (begins_with (at, end, ">"))
    return at + 1;
  if (begins_with (at, end, "->"))
    return at + 2;

  for (; at < end; at++)
    if (*at == '>')
      {
        if (at - begin >= 2 && at[-1] == '-' && at[-2] == '-')
          return at + 1;
        if (at - begin >= 3 && at[-1] == '!' && at[-2] == '-' && at[-3] == '-')
          return at + 1;
      }

  return end;
}

static const char *
skip_cdata (const char *at,
            const char *end)
{
  const char *begin = at;

  for (; at < end; at++)
    if (*at == '>' && at - begin >= 2 && at[-1] == ']' && at[-2] == ']')
      return at + 1;

  return end;
}

/* What follows `<!`. A document type ends with the first `>` even in quotes. */
static const char *
skip_declaration (const InflightHtmlTokenizer *self,
                  const char                  *at)
{
  if (begins_with (at, self->end, "--"))
    return skip_comment (at + 2, self->end);

  if (self->is_foreign && (gsize) (self->end - at) >= strlen ("[CDATA[") &&
      memcmp (at, "[CDATA[", strlen ("[CDATA[")) == 0)
    return skip_cdata (at + strlen ("[CDATA["), self->end);

  return skip_bogus_comment (at, self->end);
}

/* Tags */

/* Reads the tag whose name is at @at. Returns whether it comes to an end; one that
 * does not is none. */
static gboolean
read_tag (InflightHtmlTokenizer *self,
          const char            *at,
          InflightHtmlTag       *tag)
{
  InflightHtmlSlice name;
  InflightHtmlSlice value;
  const char *begin;

  tag->name.data = at;
  while (at < self->end && !is_name_end (*at))
    at++;
  tag->name.size = at - tag->name.data;

  tag->attributes.data = at;
  do
    {
      begin = at;
      at = read_attribute (at, self->end, &name, &value);
    }
  while (name.size > 0);
  tag->attributes.size = at - tag->attributes.data;

  /* Not the slash that a value without quotes ends with. */
  tag->is_self_closing = at > begin && at[-1] == '/';
  self->at = at < self->end ? at + 1 : at;

  return at < self->end;
}

/* Reads on from a `<`. Returns whether it begins a tag. */
static gboolean
read_markup (InflightHtmlTokenizer *self,
             InflightHtmlTag       *tag)
{
  const char *at = ++self->at;

  if (at == self->end)
    return FALSE;

  tag->is_end = *at == '/';
  if (tag->is_end)
    at++;

  if (at < self->end && g_ascii_isalpha (*at))
    return read_tag (self, at, tag);

  if (tag->is_end)
    self->at = skip_bogus_comment (at, self->end);
  else if (*at == '!')
    self->at = skip_declaration (self, at + 1);
  else if (*at == '?')
    self->at = skip_bogus_comment (at, self->end);

  return FALSE;
}

/**
 * inflight_html_tokenizer_next:
 * @self: a tokenizer
 * @tag: (out): the next tag
 *
 * Whoever reads the tags says what is no markup behind some of them, see
 * inflight_html_tokenizer_read_text() and inflight_html_tokenizer_skip_script().
 *
 * Returns: whether there is one more
 */
gboolean
inflight_html_tokenizer_next (InflightHtmlTokenizer *self,
                              InflightHtmlTag       *tag)
{
  while (self->at < self->end)
    {
      if (*self->at != '<')
        {
          self->at = memchr (self->at, '<', self->end - self->at);
          if (self->at == NULL)
            self->at = self->end;
        }
      else if (read_markup (self, tag))
        {
          return TRUE;
        }
    }

  return FALSE;
}

/* Text */

/* Whether the tag at @at, a `<`, has that name behind that prefix. */
static gboolean
is_tag (const char *at,
        const char *end,
        const char *prefix,
        const char *name)
{
  gsize prefix_size = strlen (prefix);
  gsize size = prefix_size + strlen (name);

  return (gsize) (end - at) > size && memcmp (at, prefix, prefix_size) == 0 &&
         is_name_end (at[size]) &&
         g_ascii_strncasecmp (at + prefix_size, name, size - prefix_size) == 0;
}

/**
 * inflight_html_tokenizer_read_text:
 * @self: a tokenizer that is behind a start tag
 * @name: the name of the tag, in lower case
 * @text: (out): what is up to the end tag, or the end of the page
 *
 * Reads on to the end tag: what is before it is text, whatever it looks like, the
 * standard's RCDATA and RAWTEXT. They differ only in character references, which
 * RCDATA has, see inflight_html_references_resolve().
 */
void
inflight_html_tokenizer_read_text (InflightHtmlTokenizer *self,
                                   const char            *name,
                                   InflightHtmlSlice     *text)
{
  text->data = self->at;

  while (self->at < self->end && !is_tag (self->at, self->end, "</", name))
    {
      self->at = memchr (self->at + 1, '<', self->end - (self->at + 1));
      if (self->at == NULL)
        self->at = self->end;
    }

  text->size = self->at - text->data;
}

/**
 * inflight_html_tokenizer_skip_script:
 * @self: a tokenizer that is behind a start tag `<script>`
 *
 * Reads on to the end tag that is the script's own: in a comment, as in
 * `<!-- <script> … </script> -->`, a script may hold another.
 */
void
inflight_html_tokenizer_skip_script (InflightHtmlTokenizer *self)
{
  enum { PLAIN, ESCAPED, DOUBLE_ESCAPED } state = PLAIN;
  const char *at = self->at;

  for (; at < self->end; at++)
    if (*at == '<')
      {
        if (is_tag (at, self->end, "</", "script"))
          {
            if (state != DOUBLE_ESCAPED)
              break;
            state = ESCAPED;
          }
        else if (state == ESCAPED && is_tag (at, self->end, "<", "script"))
          {
            state = DOUBLE_ESCAPED;
          }
        else if (state == PLAIN && begins_with (at, self->end, "<!--"))
          {
            state = ESCAPED;
            at += strlen ("<!-");
          }
      }
    else if (*at == '>' && state != PLAIN && at - self->at >= 2 &&
             at[-1] == '-' && at[-2] == '-')
      {
        state = PLAIN;
      }

  self->at = at;
}
