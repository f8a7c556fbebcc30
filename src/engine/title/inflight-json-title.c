/* inflight-json-title.c: the title of a JSON answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-title-private.h"

#include "inflight-json-string-private.h"

#include <string.h>

/* json-glib makes a tree of all of a document for the one string that is looked
 * for: that was a seventh of all work for a small answer, takes forty times the
 * memory of a large one, and overflows the stack on a deep one. So the string is
 * found here, in one pass over the bytes, without recursion and without a copy of
 * anything else. */

/* So many levels of a pointer are followed without asking for memory. */
#define USUAL_LEVELS 32

typedef struct
{
  const char *at;
  const char *end;

  /* The token that is looked for in the containers that the pointer led into so
   * far; each of these is an object or an array. */
  const char *pointer;
  const char *token;
  gsize       token_size;
  char       *kinds;
  gsize       n_kinds;

  /* The last string that the pointer led to, with its quotes. */
  const char *found;
  const char *found_end;
} Finder;

typedef enum {
  STEP_MATCHED,
  STEP_CLOSED,
  STEP_BROKEN,
} Step;

static void
skip_space (Finder *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\n' ||
                                  *self->at == '\t' || *self->at == '\r'))
    self->at++;
}

/* Skips a character, and the white space around it. */
static gboolean
take (Finder *self,
      char    character)
{
  skip_space (self);
  if (self->at == self->end || *self->at != character)
    return FALSE;

  self->at++;
  skip_space (self);

  return TRUE;
}

#define EACH_BYTE (~G_GUINT64_CONSTANT (0) / 0xff)

/* Not zero if one of the bytes is @byte (Hacker's Delight, section 6-1). */
static inline guint64
find_byte (guint64 word,
           guint8  byte)
{
  guint64 differs = word ^ (EACH_BYTE * byte);

  return (differs - EACH_BYTE) & ~differs & (EACH_BYTE * 0x80);
}

/* Eight bytes at once, as long as nothing special is among them: most of a document
 * is inside strings that nobody looks for. */
static const char *
skip_plain (const char *at,
            const char *end)
{
  guint64 word;

  while (end - at >= (gssize) sizeof word)
    {
      memcpy (&word, at, sizeof word);
      if ((find_byte (word, '"') | find_byte (word, '\\') | find_byte (word, '\0')) != 0)
        break;
      at += sizeof word;
    }

  return at;
}

static gboolean
skip_string (Finder *self)
{
  const char *at = self->at;
  const char *end = self->end;

  if (at == end || *at != '"')
    return FALSE;

  for (at = skip_plain (at + 1, end); at < end && *at != '"' && *at != '\0'; at++)
    if (*at == '\\' && at + 1 < end)
      at++;

  self->at = at;
  if (at == end || *at != '"')
    return FALSE;

  self->at++;

  return TRUE;
}

/* A number, true, false or null. */
static gboolean
skip_scalar (Finder *self)
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
skip_container (Finder *self)
{
  static const guint8 matters[256] = { ['"'] = 1, ['{'] = 1, ['['] = 1, ['}'] = 1, [']'] = 1 };
  const char *at = self->at;
  const char *end = self->end;
  gsize depth = 0;

  for (;;)
    {
      while (at < end && !matters[(guint8) *at])
        at++;

      self->at = at;
      if (at == end)
        return FALSE;

      if (*at == '"')
        {
          if (!skip_string (self))
            return FALSE;
          at = self->at;
          continue;
        }

      self->at = ++at;
      if (at[-1] == '{' || at[-1] == '[')
        depth++;
      else if (--depth == 0)
        return TRUE;
    }
}

static gboolean
skip_value (Finder *self)
{
  if (self->at == self->end)
    return FALSE;

  if (*self->at == '"')
    return skip_string (self);

  if (*self->at == '{' || *self->at == '[')
    return skip_container (self);

  return skip_scalar (self);
}

/* Tokens */

/* Reads a character of a token: “~1” is “/”, “~0” is “~” (RFC 6901, section 4). */
static char
read_token (const char **token)
{
  char c = *(*token)++;

  if (c == '~' && (**token == '0' || **token == '1'))
    return *(*token)++ == '0' ? '~' : '/';

  return c;
}

/* Whether the string is the token that is looked for. It is not decoded for that. */
static gboolean
is_token (const Finder *self,
          const char   *begin,
          const char   *end)
{
  const char *token = self->token;
  const char *token_end = token + self->token_size;

  for (begin++, end--; begin < end;)
    {
      char bytes[6] = { *begin };
      int n_bytes = 1;

      if (*begin++ == '\\')
        {
          gunichar c;

          begin = inflight_json_escape_read (begin, end, &c);
          if (begin == NULL)
            return FALSE;
          n_bytes = g_unichar_to_utf8 (c, bytes);
        }

      for (int i = 0; i < n_bytes; i++)
        if (token == token_end || read_token (&token) != bytes[i])
          return FALSE;
    }

  return token == token_end;
}

/* Steps */

static void
find_token (Finder     *self,
            const char *token)
{
  self->token = token;
  self->token_size = strcspn (token, "/");
}

/* An array index is 0, or digits that do not begin with one (RFC 6901, section 4). */
static gboolean
read_index (const Finder *self,
            guint        *index)
{
  if (self->token_size == 0 || self->token_size > 9 ||
      (self->token[0] == '0' && self->token_size > 1))
    return FALSE;

  for (gsize i = 0; i < self->token_size; i++)
    {
      if (!g_ascii_isdigit (self->token[i]))
        return FALSE;
      *index = *index * 10 + (self->token[i] - '0');
    }

  return TRUE;
}

/* To the next member of that name, from the one before. */
static Step
step_in_object (Finder   *self,
                gboolean  is_first)
{
  for (; !take (self, '}'); is_first = FALSE)
    {
      const char *begin;
      const char *end;

      if (!is_first && !take (self, ','))
        return STEP_BROKEN;

      begin = self->at;
      if (!skip_string (self))
        return STEP_BROKEN;
      end = self->at;

      if (!take (self, ':'))
        return STEP_BROKEN;
      if (is_token (self, begin, end))
        return STEP_MATCHED;
      if (!skip_value (self))
        return STEP_BROKEN;
    }

  return STEP_CLOSED;
}

/* To the element of that index from the first, otherwise to the end. */
static Step
step_in_array (Finder   *self,
               gboolean  is_first)
{
  guint index = 0;
  gboolean is_wanted = is_first && read_index (self, &index);

  for (; !take (self, ']'); is_first = FALSE)
    {
      if (!is_first && !take (self, ','))
        return STEP_BROKEN;
      if (is_wanted && index-- == 0)
        return STEP_MATCHED;
      if (!skip_value (self))
        return STEP_BROKEN;
    }

  return STEP_CLOSED;
}

/* Returns whether the pointer leads into the container at the cursor. */
static gboolean
enter (Finder *self)
{
  const char *behind = self->n_kinds == 0 ? self->pointer : self->token + self->token_size;

  if (*behind != '/' || self->at == self->end || (*self->at != '{' && *self->at != '['))
    return FALSE;

  self->kinds[self->n_kinds++] = *self->at++;
  find_token (self, behind + 1);
  skip_space (self);

  return TRUE;
}

static void
leave (Finder *self)
{
  const char *token = self->token - 1;

  if (--self->n_kinds == 0)
    return;

  do
    token--;
  while (*token != '/');
  find_token (self, token + 1);
}

/* Reads a value that the pointer has led to so far, but no container that it leads
 * into. A later one of the same place counts, even if it is no string. */
static gboolean
read_value (Finder *self)
{
  const char *behind = self->n_kinds == 0 ? self->pointer : self->token + self->token_size;
  const char *begin = self->at;

  if (!skip_value (self))
    return FALSE;

  if (*behind == '\0' && *begin == '"')
    {
      self->found = begin;
      self->found_end = self->at;
    }

  return TRUE;
}

/* Returns whether nothing is wrong up to the end. */
static gboolean
read_document (Finder *self)
{
  Step step = STEP_MATCHED;

  skip_space (self);
  do
    {
      gboolean is_first = FALSE;

      if (step == STEP_MATCHED)
        {
          self->found = NULL;
          is_first = enter (self);
          if (!is_first && !read_value (self))
            return FALSE;
        }
      else
        {
          leave (self);
        }

      if (self->n_kinds == 0)
        break;

      step = self->kinds[self->n_kinds - 1] == '{' ? step_in_object (self, is_first)
                                                   : step_in_array (self, is_first);
    }
  while (step != STEP_BROKEN);

  skip_space (self);

  return step != STEP_BROKEN && self->at == self->end;
}

/**
 * inflight_json_title_find:
 * @data: a JSON document (RFC 8259), or what a server takes for one
 * @size: its size in bytes
 * @is_cut: whether more of it may follow
 * @pointer: a JSON Pointer (RFC 6901)
 *
 * Takes one pass over the bytes, whatever they and @pointer are. Of several members
 * of the same name the last counts, as for `JSON.parse()` and json-glib; in a
 * document that is cut, the last that is there.
 *
 * Returns: (transfer full) (nullable): the string that @pointer leads to: UTF-8 that
 *   may hold NULs; %NULL if it leads nowhere or to something else, or the document
 *   is broken, or ends early and is not cut
 */
GString *
inflight_json_title_find (const char *data,
                          gsize       size,
                          gboolean    is_cut,
                          const char *pointer)
{
  Finder finder = { .at = data, .end = data + size, .pointer = pointer };
  char usual_kinds[USUAL_LEVELS];
  g_autofree char *kinds = NULL;
  gsize n_levels = 0;

  for (const char *p = pointer; *p != '\0'; p++)
    n_levels += *p == '/';
  if (n_levels > USUAL_LEVELS)
    kinds = g_malloc (n_levels);
  finder.kinds = kinds != NULL ? kinds : usual_kinds;

  /* RFC 8259, section 8.1: a byte order mark may be ignored. */
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    finder.at += 3;

  if (!read_document (&finder) && (!is_cut || finder.at < finder.end))
    return NULL;

  return finder.found != NULL ? inflight_json_string_decode (finder.found, finder.found_end) : NULL;
}
