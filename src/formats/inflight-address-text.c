/* inflight-address-text.c: the characters that an address may have, and may not
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-address-private.h"

#include "inflight-invisible.h"
#include "inflight-problem-private.h"

#include <string.h>

#define REPLACEMENT_CHARACTER 0xfffd

static gboolean
is_invisible (gunichar character)
{
  return inflight_invisible_look_up (character) != INFLIGHT_INVISIBLE_NOT;
}

/* Whether @character makes another of the one before. */
static gboolean
is_modifier (gunichar character)
{
  InflightInvisible kind = inflight_invisible_look_up (character);

  return kind == INFLIGHT_INVISIBLE_MODIFIER || kind == INFLIGHT_INVISIBLE_TAG;
}

/* Returns where what is before @end ends if the modifiers there modify nothing, or @end.
 * No character of ASCII has a variant that an address could mean. */
static const char *
skip_modifiers_back (const char *start,
                     const char *end)
{
  const char *p = end;

  while (p > start)
    {
      const char *previous = g_utf8_prev_char (p);
      gunichar character = g_utf8_get_char (previous);

      if (!is_modifier (character))
        return character < 0x80 || is_invisible (character) ? p : end;

      p = previous;
    }

  return start;
}

/* Whether @character separates addresses. */
gboolean
inflight_address_is_space (gunichar character)
{
  if (character < 0x80)
    return character == ' ' || (character >= '\t' && character <= '\r');

  return g_unichar_isspace (character);
}

/* Whether @character, at either end of an address, is no part of it. */
static gboolean
is_blank (gunichar character)
{
  return inflight_address_is_space (character) || is_invisible (character);
}

/* Looks for what is no UTF-8, or a NUL. */
gboolean
inflight_address_check_utf8 (const char       *text,
                             gsize             length,
                             InflightProblem **problem)
{
  const char *bad;

  return g_utf8_validate_len (text, length, &bad) ||
         inflight_problem_fail (problem,
                                *bad == '\0' ? INFLIGHT_PROBLEM_CONTROL_CHARACTER
                                             : INFLIGHT_PROBLEM_NOT_UTF8,
                                text, bad, 0);
}

/* Returns the first character of valid UTF-8 that can be seen, or @end. */
const char *
inflight_address_skip_blank (const char *start,
                             const char *end)
{
  while (start < end && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  return start;
}

/* Moves @start and @end, valid UTF-8, to where there is something to be seen. */
void
inflight_address_trim (const char **start,
                       const char **end)
{
  *start = inflight_address_skip_blank (*start, *end);

  while (*start < *end)
    {
      const char *previous = g_utf8_prev_char (*end);
      gunichar character = g_utf8_get_char (previous);

      if (!is_blank (character))
        return;

      if (is_modifier (character))
        previous = skip_modifiers_back (*start, *end);
      if (previous == *end)
        return;
      *end = previous;
    }
}

static gboolean
find_fault (gunichar             character,
            InflightProblemKind *kind)
{
  if (character != '\t' &&
      (character < ' ' || (character >= 0x7f && character < 0xa0)))
    *kind = INFLIGHT_PROBLEM_CONTROL_CHARACTER;
  else if (character == REPLACEMENT_CHARACTER)
    *kind = INFLIGHT_PROBLEM_NOT_UTF8;
  else if (inflight_address_is_space (character))
    *kind = INFLIGHT_PROBLEM_SPACE;
  else if (is_invisible (character))
    *kind = INFLIGHT_PROBLEM_INVISIBLE;
  else
    return FALSE;

  return TRUE;
}

/* Looks in valid UTF-8 for control characters, white space, and what cannot be seen. */
gboolean
inflight_address_check_characters (const char       *text,
                                   const char       *start,
                                   const char       *end,
                                   InflightProblem **problem)
{
  gboolean has_variant = FALSE;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      InflightProblemKind kind;
      gunichar character;

      if (*p > ' ' && *p < 0x7f)
        {
          has_variant = FALSE;
          continue;
        }

      character = g_utf8_get_char (p);
      if (has_variant && is_modifier (character))
        continue;

      if (find_fault (character, &kind))
        return inflight_problem_fail (problem, kind, text, p, character);
      has_variant = TRUE;
    }

  return TRUE;
}
