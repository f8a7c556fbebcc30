/* inflight-json-indent.c: JSON with a line for each value
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-json-indent.h"

#include <string.h>

/* Deeper ones are not moved further: a document of brackets alone would become
 * the square of its size, and nobody could read it. */
#define MAX_INDENTED 32
#define INDENT       2

/* How many tokens are read between two looks at the cancellable. */
#define TOKENS_A_LOOK 4096

typedef enum {
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,
  EXPECT_NAME,
  EXPECT_NAME_OR_END,
  EXPECT_COLON,
  EXPECT_COMMA_OR_END,
  EXPECT_NOTHING,
} Expect;

/* The brackets that are open lie in an array, not on the stack: a server may
 * nest as many as it likes. */
typedef struct
{
  const char *begin;
  const char *at;
  const char *end;
  GString    *out;
  gsize       limit;
  gsize       taken;
  gboolean    full;
  GByteArray *open;
  guint       depth;
  Expect      expect;
} Indenter;

/* Tokens */

static InflightJsonVerdict
read_escape (Indenter *self)
{
  if (++self->at == self->end)
    return INFLIGHT_JSON_CUT;

  if (*self->at == '\0' || strchr ("\"\\/bfnrtu", *self->at) == NULL)
    return INFLIGHT_JSON_WRONG;

  if (*self->at++ != 'u')
    return INFLIGHT_JSON_VALID;

  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (self->at == self->end)
        return INFLIGHT_JSON_CUT;
      if (!g_ascii_isxdigit (*self->at))
        return INFLIGHT_JSON_WRONG;
    }

  return INFLIGHT_JSON_VALID;
}

static InflightJsonVerdict
read_string (Indenter *self)
{
  self->at++;
  while (self->at < self->end)
    {
      InflightJsonVerdict verdict;

      if (*self->at == '"')
        {
          self->at++;
          return INFLIGHT_JSON_VALID;
        }

      if ((guchar) *self->at < 0x20)
        return INFLIGHT_JSON_WRONG;

      if (*self->at != '\\')
        {
          self->at++;
          continue;
        }

      verdict = read_escape (self);
      if (verdict != INFLIGHT_JSON_VALID)
        return verdict;
    }

  return INFLIGHT_JSON_CUT;
}

static InflightJsonVerdict
read_digits (Indenter *self)
{
  if (self->at == self->end)
    return INFLIGHT_JSON_CUT;

  if (!g_ascii_isdigit (*self->at))
    return INFLIGHT_JSON_WRONG;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;

  return INFLIGHT_JSON_VALID;
}

static gboolean
skip_one_of (Indenter   *self,
             const char *characters)
{
  if (self->at == self->end || *self->at == '\0' || strchr (characters, *self->at) == NULL)
    return FALSE;

  self->at++;

  return TRUE;
}

/* RFC 8259, section 6. */
static InflightJsonVerdict
read_number (Indenter *self)
{
  InflightJsonVerdict verdict = INFLIGHT_JSON_VALID;

  skip_one_of (self, "-");
  if (!skip_one_of (self, "0"))
    verdict = read_digits (self);

  if (verdict == INFLIGHT_JSON_VALID && skip_one_of (self, "."))
    verdict = read_digits (self);

  if (verdict == INFLIGHT_JSON_VALID && skip_one_of (self, "eE"))
    {
      skip_one_of (self, "+-");
      verdict = read_digits (self);
    }

  return verdict;
}

static InflightJsonVerdict
read_word (Indenter *self)
{
  const char *word = *self->at == 't' ? "true" : *self->at == 'f' ? "false" : "null";

  for (; *word != '\0'; word++, self->at++)
    {
      if (self->at == self->end)
        return INFLIGHT_JSON_CUT;
      if (*self->at != *word)
        return INFLIGHT_JSON_WRONG;
    }

  return INFLIGHT_JSON_VALID;
}

static void
skip_space (Indenter *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\n' ||
                                  *self->at == '\t' || *self->at == '\r'))
    self->at++;
}

/* Writing */

static void
put (Indenter   *self,
     const char *token,
     gsize       length)
{
  gsize room = self->limit - self->out->len;

  if (self->full)
    return;

  if (length > room)
    {
      const char *cut = g_utf8_find_prev_char (token, token + room + 1);

      length = cut != NULL ? (gsize) (cut - token) : 0;
      self->full = TRUE;
    }

  g_string_append_len (self->out, token, length);
  self->taken = token + length - self->begin;
}

/* Of our own. */
static void
write_gap (Indenter *self,
           char      character,
           guint     n)
{
  if (self->out->len + n > self->limit)
    self->full = TRUE;

  for (guint i = 0; !self->full && i < n; i++)
    g_string_append_c (self->out, character);
}

static void
begin_line (Indenter *self)
{
  write_gap (self, '\n', 1);
  write_gap (self, ' ', MIN (self->open->len, MAX_INDENTED) * INDENT);
}

/* Grammar */

static void
end_value (Indenter *self)
{
  self->expect = self->open->len > 0 ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
}

static InflightJsonVerdict
take_scalar (Indenter *self)
{
  const char *token = self->at;
  InflightJsonVerdict verdict = INFLIGHT_JSON_WRONG;

  if (*token == '"')
    verdict = read_string (self);
  else if (*token == '-' || g_ascii_isdigit (*token))
    verdict = read_number (self);
  else if (*token == 't' || *token == 'f' || *token == 'n')
    verdict = read_word (self);

  if (verdict != INFLIGHT_JSON_WRONG)
    put (self, token, self->at - token);

  return verdict;
}

static void
open_container (Indenter *self)
{
  guint8 bracket = *self->at;

  put (self, self->at++, 1);
  g_byte_array_append (self->open, &bracket, 1);
  self->depth = MAX (self->depth, self->open->len);
  self->expect = bracket == '{' ? EXPECT_NAME_OR_END : EXPECT_VALUE_OR_END;
}

static gboolean
is_end (Indenter *self)
{
  guint8 bracket = self->open->len > 0 ? self->open->data[self->open->len - 1] : 0;

  return (bracket == '{' && *self->at == '}') || (bracket == '[' && *self->at == ']');
}

static InflightJsonVerdict
close_container (Indenter *self,
                 gboolean  is_empty)
{
  g_byte_array_set_size (self->open, self->open->len - 1);
  if (!is_empty)
    begin_line (self);
  put (self, self->at++, 1);
  end_value (self);

  return INFLIGHT_JSON_VALID;
}

static InflightJsonVerdict
take_value (Indenter *self)
{
  InflightJsonVerdict verdict;

  if (self->expect == EXPECT_VALUE_OR_END)
    begin_line (self);

  if (*self->at == '{' || *self->at == '[')
    {
      open_container (self);
      return INFLIGHT_JSON_VALID;
    }

  verdict = take_scalar (self);
  end_value (self);

  return verdict;
}

static InflightJsonVerdict
take_name (Indenter *self)
{
  if (*self->at != '"')
    return INFLIGHT_JSON_WRONG;

  if (self->expect == EXPECT_NAME_OR_END)
    begin_line (self);
  self->expect = EXPECT_COLON;

  return take_scalar (self);
}

static InflightJsonVerdict
take_colon (Indenter *self)
{
  if (*self->at != ':')
    return INFLIGHT_JSON_WRONG;

  put (self, self->at++, 1);
  write_gap (self, ' ', 1);
  self->expect = EXPECT_VALUE;

  return INFLIGHT_JSON_VALID;
}

static InflightJsonVerdict
take_comma (Indenter *self)
{
  if (*self->at != ',')
    return INFLIGHT_JSON_WRONG;

  put (self, self->at++, 1);
  begin_line (self);
  self->expect = self->open->data[self->open->len - 1] == '{' ? EXPECT_NAME : EXPECT_VALUE;

  return INFLIGHT_JSON_VALID;
}

static InflightJsonVerdict
take (Indenter *self)
{
  switch (self->expect)
    {
    case EXPECT_VALUE_OR_END:
      return is_end (self) ? close_container (self, TRUE) : take_value (self);

    case EXPECT_VALUE:
      return take_value (self);

    case EXPECT_NAME_OR_END:
      return is_end (self) ? close_container (self, TRUE) : take_name (self);

    case EXPECT_NAME:
      return take_name (self);

    case EXPECT_COLON:
      return take_colon (self);

    case EXPECT_COMMA_OR_END:
      return is_end (self) ? close_container (self, FALSE) : take_comma (self);

    case EXPECT_NOTHING:
      break;
    }

  return INFLIGHT_JSON_WRONG;
}

/**
 * inflight_json_indent:
 * @text: valid UTF-8, which may hold NULs
 * @length: its length in bytes
 * @limit: how many bytes to make at the most
 * @cancellable: (nullable): a cancellable; what was made until then is returned
 * @verdict: (out): what @text is
 * @offset: (out): the place of the fault in bytes if there is one, otherwise how
 *   much of @text was made into something
 * @depth: (out): how many containers lie within each other at the most
 *
 * Puts every element and member on a line of its own. The tokens stay as they
 * are: numbers, escapes, order and repeated names. All of @text is looked at, in
 * one pass and without recursion, also beyond what @limit has room for.
 *
 * Returns: (transfer full): the document
 */
GString *
inflight_json_indent (const char          *text,
                      gsize                length,
                      gsize                limit,
                      GCancellable        *cancellable,
                      InflightJsonVerdict *verdict,
                      gsize               *offset,
                      guint               *depth)
{
  Indenter self = { .begin = text, .at = text, .end = text + length, .limit = limit };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (verdict != NULL && offset != NULL && depth != NULL, NULL);

  self.out = g_string_new (NULL);
  self.open = g_byte_array_new ();
  *verdict = INFLIGHT_JSON_VALID;

  for (guint n = 1; *verdict == INFLIGHT_JSON_VALID; n++)
    {
      if (n % TOKENS_A_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        break;

      skip_space (&self);
      if (self.at == self.end)
        {
          if (self.expect != EXPECT_NOTHING)
            *verdict = INFLIGHT_JSON_CUT;
          break;
        }

      *verdict = take (&self);
    }

  if (*verdict == INFLIGHT_JSON_WRONG)
    *offset = self.at - self.begin;
  else
    *offset = self.full ? self.taken : length;

  *depth = self.depth;
  g_byte_array_unref (self.open);

  return self.out;
}
