/* inflight-problem.h: what is wrong with an address, a pattern or a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InflightProblemKind:
 * @INFLIGHT_PROBLEM_EMPTY: nothing but white space
 * @INFLIGHT_PROBLEM_NOT_UTF8: bytes that are no UTF-8, or the character that stands
 *   where there were such
 * @INFLIGHT_PROBLEM_NOT_UTF16: half a character in a list that is UTF-16
 * @INFLIGHT_PROBLEM_CONTROL_CHARACTER: a control character; `count` is its
 *   code point
 * @INFLIGHT_PROBLEM_SPACE: white space inside an address; `count` is its code
 *   point
 * @INFLIGHT_PROBLEM_INVISIBLE: a character that cannot be seen inside an address;
 *   `count` is its code point
 * @INFLIGHT_PROBLEM_BACKSLASH: a backslash that escapes nothing
 * @INFLIGHT_PROBLEM_BAD_ADDRESS: no URI for another reason
 * @INFLIGHT_PROBLEM_BAD_SCHEME: neither http nor https; `text` is the scheme
 * @INFLIGHT_PROBLEM_NO_HOST: there is no host, or a path without a base
 * @INFLIGHT_PROBLEM_BAD_HOST: `text` cannot be in a host, or not there
 * @INFLIGHT_PROBLEM_FILE_NAME: without a scheme, and called as files are and no host is
 * @INFLIGHT_PROBLEM_HOST_TOO_LONG: a host of more than 253 characters, or a
 *   label of more than 63; `count` is how many
 * @INFLIGHT_PROBLEM_BAD_PORT: no number from 1 to 65535; `text` is the port if
 *   it is a number. Also none in front of “//”
 * @INFLIGHT_PROBLEM_UNBALANCED: a bracket or brace without its other half;
 *   `text` is the one that is there
 * @INFLIGHT_PROBLEM_EMPTY_SET: `{}`
 * @INFLIGHT_PROBLEM_NESTED: a set or range inside a set
 * @INFLIGHT_PROBLEM_BAD_RANGE: a range that runs backwards, mixes letters and
 *   digits or capitals and small letters, or has a step of 0 or one beyond its
 *   end; `text` is the range
 * @INFLIGHT_PROBLEM_TOO_MANY: more than %INFLIGHT_MAX_ADDRESSES; `count` is how
 *   many addresses there would be, %G_MAXUINT64 for that many or more
 * @INFLIGHT_PROBLEM_TOO_MANY_BYTES: the addresses together would be longer than
 *   %INFLIGHT_MAX_EXPANSION_BYTES; `count` is how many bytes
 * @INFLIGHT_PROBLEM_TOO_MANY_HOSTS: more hosts than can be checked; `count` is
 *   how many
 * @INFLIGHT_PROBLEM_LINE_TOO_LONG: longer than %INFLIGHT_MAX_LINE_BYTES;
 *   `count` is how many bytes
 * @INFLIGHT_PROBLEM_TOO_LARGE: a list longer than %INFLIGHT_MAX_LIST_BYTES;
 *   `count` is how many bytes
 * @INFLIGHT_PROBLEM_NO_FILE: there is no such file, and it is no address
 * @INFLIGHT_PROBLEM_FOLDER: a folder, and no address
 * @INFLIGHT_PROBLEM_MORE: `count` more problems, from this line on, that are
 *   not told one by one
 *
 * What can be wrong with a text that should be an address, a pattern or a list.
 */
typedef enum {
  INFLIGHT_PROBLEM_EMPTY,
  INFLIGHT_PROBLEM_NOT_UTF8,
  INFLIGHT_PROBLEM_NOT_UTF16,
  INFLIGHT_PROBLEM_CONTROL_CHARACTER,
  INFLIGHT_PROBLEM_SPACE,
  INFLIGHT_PROBLEM_INVISIBLE,
  INFLIGHT_PROBLEM_BACKSLASH,
  INFLIGHT_PROBLEM_BAD_ADDRESS,
  INFLIGHT_PROBLEM_BAD_SCHEME,
  INFLIGHT_PROBLEM_NO_HOST,
  INFLIGHT_PROBLEM_BAD_HOST,
  INFLIGHT_PROBLEM_FILE_NAME,
  INFLIGHT_PROBLEM_HOST_TOO_LONG,
  INFLIGHT_PROBLEM_BAD_PORT,
  INFLIGHT_PROBLEM_UNBALANCED,
  INFLIGHT_PROBLEM_EMPTY_SET,
  INFLIGHT_PROBLEM_NESTED,
  INFLIGHT_PROBLEM_BAD_RANGE,
  INFLIGHT_PROBLEM_TOO_MANY,
  INFLIGHT_PROBLEM_TOO_MANY_BYTES,
  INFLIGHT_PROBLEM_TOO_MANY_HOSTS,
  INFLIGHT_PROBLEM_LINE_TOO_LONG,
  INFLIGHT_PROBLEM_TOO_LARGE,
  INFLIGHT_PROBLEM_NO_FILE,
  INFLIGHT_PROBLEM_FOLDER,
  INFLIGHT_PROBLEM_MORE,
} InflightProblemKind;

#define INFLIGHT_MAX_ADDRESSES       1000000
#define INFLIGHT_MAX_LINE_BYTES      (64 << 10)
#define INFLIGHT_MAX_LIST_BYTES      (64 << 20)
#define INFLIGHT_MAX_EXPANSION_BYTES (256 << 20)

#define INFLIGHT_TYPE_PROBLEM_KIND (inflight_problem_kind_get_type ())
#define INFLIGHT_TYPE_PROBLEM      (inflight_problem_get_type ())

/**
 * InflightProblem:
 * @kind: what is wrong
 * @line: the line of the list, from 1; 0 if it is not part of a list
 * @column: the character in the line, from 1
 * @count: the number that belongs to @kind, or 0
 * @text: (nullable): the text that belongs to @kind, valid UTF-8 of at most 64
 *   characters; it may hold characters that must be made visible. %NULL also where it
 *   may be a piece of a secret
 *
 * What is wrong, where, and with which number or text; src/words makes a
 * sentence of it. It never holds a user name or a password.
 */
typedef struct {
  InflightProblemKind  kind;
  guint                line;
  guint                column;
  guint64              count;
  char                *text;
} InflightProblem;

GType            inflight_problem_kind_get_type (void);
GType            inflight_problem_get_type      (void);
InflightProblem *inflight_problem_new           (InflightProblemKind    kind,
                                                 guint                  column,
                                                 guint64                count,
                                                 const char            *text,
                                                 gssize                 length);
InflightProblem *inflight_problem_copy          (const InflightProblem *self);
void             inflight_problem_free          (InflightProblem       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightProblem, inflight_problem_free)

G_END_DECLS
