/* inflight-text.c: text from outside, made fit to be shown
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-text.h"

#include "inflight-invisible.h"

#include <string.h>

#define MAX_MARKS_IN_A_ROW 8

#define REPLACEMENT    0xfffd
#define CONTROL_SYMBOL 0x2400
#define DELETE_SYMBOL  0x2421
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE          "\u2069"

typedef struct
{
  GString  *out;
  guint     n_chars;
  guint     n_marks;
  gboolean  space_due;
} Cleaner;

/* Whether @c says nothing, or more than anybody sees: the tags of a flag go, too. */
static gboolean
is_dropped (gunichar c)
{
  InflightInvisible kind = inflight_invisible_look_up (c);

  return kind == INFLIGHT_INVISIBLE_NOTHING || kind == INFLIGHT_INVISIBLE_TAG;
}

/* Whether @c separates words to whoever reads them. */
static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2028 || c == 0x2029 ||
         inflight_invisible_look_up (c) == INFLIGHT_INVISIBLE_BLANK;
}

/**
 * inflight_text_make_visible:
 * @c: a character
 *
 * Returns: what to show for it: a symbol for a control character, also for line
 *   feeds and tabs, and the replacement character for a bidi control
 */
gunichar
inflight_text_make_visible (gunichar c)
{
  if (c < 0x20)
    return CONTROL_SYMBOL + c;

  if (c == 0x7f)
    return DELETE_SYMBOL;

  if ((c >= 0x80 && c < 0xa0) ||
      inflight_invisible_look_up (c) == INFLIGHT_INVISIBLE_DIRECTION)
    return REPLACEMENT;

  return c;
}

static void
append (Cleaner  *self,
        gunichar  c)
{
  if (g_unichar_ismark (c))
    {
      if (++self->n_marks > MAX_MARKS_IN_A_ROW)
        return;
    }
  else
    {
      self->n_marks = 0;
    }

  if (self->space_due && self->n_chars > 0)
    {
      g_string_append_c (self->out, ' ');
      self->n_chars++;
    }

  self->space_due = FALSE;
  g_string_append_unichar (self->out, c);
  self->n_chars++;
}

/* Valid UTF-8 of any bytes. A NUL, which GLib takes for invalid, gets its symbol. */
static char *
make_valid (const char *text,
            gsize       length)
{
  const char *end = text + length;
  const char *nul = memchr (text, '\0', length);
  GString *out;

  if (nul == NULL)
    return g_utf8_make_valid (text, length);

  out = g_string_sized_new (length);
  for (; nul != NULL; nul = memchr (text, '\0', end - text))
    {
      g_autofree char *valid = g_utf8_make_valid (text, nul - text);

      g_string_append (out, valid);
      g_string_append_unichar (out, CONTROL_SYMBOL);
      text = nul + 1;
    }

  if (text < end)
    {
      g_autofree char *valid = g_utf8_make_valid (text, end - text);

      g_string_append (out, valid);
    }

  return g_string_free (out, FALSE);
}

/* Most titles and all addresses are clean already, and looking up each character
 * in Unicode's tables takes a twentieth of the time of a fetch. */
static gboolean
is_clean (const char *text,
          gsize       length)
{
  if (length > INFLIGHT_TEXT_MAX_CHARS ||
      (length > 0 && (text[0] == ' ' || text[length - 1] == ' ')))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 || text[i] > 0x7e || (text[i] == ' ' && text[i + 1] == ' '))
      return FALSE;

  return TRUE;
}

/**
 * inflight_text_clean:
 * @text: bytes of any kind
 * @length: how many, or -1 if @text ends with a NUL
 *
 * Makes one line of text that a label or a terminal can show as it is: valid
 * UTF-8, white space folded, control characters and bidi controls visible,
 * invisible characters dropped, no more than %INFLIGHT_TEXT_MAX_CHARS
 * characters and eight combining marks in a row.
 *
 * Returns: (transfer full): the text, possibly empty
 */
char *
inflight_text_clean (const char *text,
                     gssize      length)
{
  Cleaner cleaner = { NULL };
  g_autofree char *valid = NULL;
  gsize head = length >= 0 ? (gsize) length : strlen (text);

  if (is_clean (text, head))
    return g_strndup (text, head);

  /* No character takes more than four bytes, and what is beyond the limit need
   * not be made valid. Folded white space counts, too: a title of it is none. */
  head = MIN (head, INFLIGHT_TEXT_MAX_CHARS * 16);
  cleaner.out = g_string_new (NULL);
  valid = make_valid (text, head);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          cleaner.space_due = TRUE;
        }
      else if (!is_dropped (c))
        {
          if (cleaner.n_chars + cleaner.space_due >= INFLIGHT_TEXT_MAX_CHARS)
            {
              g_string_append (cleaner.out, "…");
              break;
            }

          append (&cleaner, inflight_text_make_visible (c));
        }
    }

  return g_string_free (cleaner.out, FALSE);
}

/**
 * inflight_text_reveal:
 * @text: bytes of any kind
 *
 * Makes a message that a terminal can show as it is, at its full length: valid UTF-8,
 * control characters and bidi controls visible.
 *
 * Returns: (transfer full): the text
 */
char *
inflight_text_reveal (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid) + 1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, inflight_text_make_visible (g_utf8_get_char (p)));

  return g_string_free (out, FALSE);
}

/**
 * inflight_text_isolate:
 * @text: clean text
 *
 * Returns: (transfer full): @text between Unicode's first strong isolate and
 *   pop directional isolate, so that its direction changes nothing of the
 *   sentence that it is put into (UAX 9)
 */
char *
inflight_text_isolate (const char *text)
{
  return g_strconcat (FIRST_STRONG_ISOLATE, text, POP_ISOLATE, NULL);
}
