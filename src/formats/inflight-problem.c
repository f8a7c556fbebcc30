/* inflight-problem.c: what is wrong with an address, a pattern or a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-problem-private.h"

#include "inflight-uri.h"

#include <string.h>

#define MAX_TEXT_CHARACTERS 64

G_DEFINE_ENUM_TYPE (
  InflightProblemKind, inflight_problem_kind,
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_EMPTY, "empty"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_NOT_UTF8, "not-utf8"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_NOT_UTF16, "not-utf16"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_CONTROL_CHARACTER, "control-character"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_SPACE, "space"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_INVISIBLE, "invisible"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BACKSLASH, "backslash"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BAD_ADDRESS, "bad-address"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BAD_SCHEME, "bad-scheme"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_NO_HOST, "no-host"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BAD_HOST, "bad-host"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_FILE_NAME, "file-name"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_HOST_TOO_LONG, "host-too-long"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BAD_PORT, "bad-port"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_UNBALANCED, "unbalanced"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_EMPTY_SET, "empty-set"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_NESTED, "nested"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_BAD_RANGE, "bad-range"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_TOO_MANY, "too-many"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_TOO_MANY_BYTES, "too-many-bytes"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_TOO_MANY_HOSTS, "too-many-hosts"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_LINE_TOO_LONG, "line-too-long"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_TOO_LARGE, "too-large"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_NO_FILE, "no-file"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_FOLDER, "folder"),
  G_DEFINE_ENUM_VALUE (INFLIGHT_PROBLEM_MORE, "more"))

G_DEFINE_BOXED_TYPE (InflightProblem, inflight_problem,
                     inflight_problem_copy, inflight_problem_free)

/* The text is a hint, not a copy of what may be 64 KiB. */
static char *
dup_shortened (const char *text,
               gssize      length)
{
  const char *p = text;
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  for (guint i = 0; i < MAX_TEXT_CHARACTERS && p < end; i++)
    p = g_utf8_next_char (p);

  return g_strndup (text, MIN (p, end) - text);
}

/**
 * inflight_problem_new:
 * @kind: what is wrong
 * @column: the character it is wrong at, from 1
 * @count: the number that belongs to @kind, or 0
 * @text: (nullable): the text that belongs to @kind, valid UTF-8
 * @length: the length of @text in bytes, -1 if it ends with a NUL
 *
 * Returns: (transfer full): a problem that is not part of a list
 */
InflightProblem *
inflight_problem_new (InflightProblemKind  kind,
                      guint                column,
                      guint64              count,
                      const char          *text,
                      gssize               length)
{
  InflightProblem *self = g_new0 (InflightProblem, 1);

  self->kind = kind;
  self->column = column;
  self->count = count;
  self->text = text != NULL ? dup_shortened (text, length) : NULL;

  return self;
}

/**
 * inflight_problem_copy:
 * @self: a problem
 *
 * Returns: (transfer full): a copy of @self
 */
InflightProblem *
inflight_problem_copy (const InflightProblem *self)
{
  InflightProblem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);

  return copy;
}

/**
 * inflight_problem_free:
 * @self: (transfer full): a problem
 */
void
inflight_problem_free (InflightProblem *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self);
}

/* Stores a problem, unless nobody wants to know, as g_set_error() does. @text is
 * where columns are counted from, valid UTF-8 up to @at. Returns FALSE. */
gboolean
inflight_problem_fail (InflightProblem     **problem,
                       InflightProblemKind   kind,
                       const char           *text,
                       const char           *at,
                       guint64               count)
{
  g_assert (problem == NULL || *problem == NULL);

  if (problem != NULL)
    *problem = inflight_problem_new (kind, g_utf8_strlen (text, at - text) + 1,
                                     count, NULL, 0);

  return FALSE;
}

/* The same with a text, @what, in place of a number. */
gboolean
inflight_problem_fail_with (InflightProblem     **problem,
                            InflightProblemKind   kind,
                            const char           *text,
                            const char           *at,
                            const char           *what,
                            gssize                length)
{
  g_assert (problem == NULL || *problem == NULL);

  if (problem != NULL)
    *problem = inflight_problem_new (kind, g_utf8_strlen (text, at - text) + 1,
                                     0, what, length);

  return FALSE;
}

/* Whether what @self repeats is of a host, and no password: there would be a “@”. In
 * brackets there may be one all the same. */
static gboolean
repeats_host (const InflightProblem *self,
              const char            *text)
{
  return (self->kind == INFLIGHT_PROBLEM_BAD_HOST ||
          self->kind == INFLIGHT_PROBLEM_BAD_PORT ||
          self->kind == INFLIGHT_PROBLEM_BAD_SCHEME) &&
         *self->text != '[' && strchr (text, '@') == NULL;
}

/* Takes away what @self repeats of @text, the whole of what is wrong, unless that may
 * be shown, or is but one character: it may be a piece of a password. */
void
inflight_problem_redact (InflightProblem *self,
                         const char      *text)
{
  g_autofree char *display = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *what = NULL;

  if (self->text == NULL || *self->text == '\0' ||
      *g_utf8_next_char (self->text) == '\0' || repeats_host (self, text))
    return;

  display = inflight_uri_dup_display (text);
  shown = g_ascii_strdown (display, -1);
  what = g_ascii_strdown (self->text, -1);
  if (strstr (shown, what) == NULL)
    g_clear_pointer (&self->text, g_free);
}
