/* schedule.h: a random schedule, as a text that can be made smaller
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SCHEDULE_MAX_FIELDS 12

/* A number that is not there: no limit, never. */
#define SCHEDULE_NONE G_MAXINT

typedef enum {
  FIELD_NUMBER,
  FIELD_WORD,
  FIELD_TASK,
  FIELD_TASKS,
} FieldKind;

/**
 * Field:
 * @name: what it is called in the text; %NULL after the last one
 * @kind: a number, one of @words, a task by its place from 0, or a set of tasks
 *   as bits
 * @least: the number to which shrinking moves
 * @words: (nullable): the words, the simplest first
 */
typedef struct
{
  const char        *name;
  FieldKind          kind;
  int                least;
  const char *const *words;
} Field;

/**
 * Form:
 * @name: the first word of the statement; %NULL after the last form
 * @fields: what follows
 *
 * What a statement says. The first form of a grammar is that of tasks.
 */
typedef struct
{
  const char *name;
  Field       fields[SCHEDULE_MAX_FIELDS + 1];
} Form;

typedef struct
{
  guint form;
  int   values[SCHEDULE_MAX_FIELDS];
} Statement;

/**
 * Grammar:
 * @forms: the forms of its statements
 * @fix: (nullable): mends a statement of which a field was changed
 */
typedef struct
{
  const Form  *forms;
  void       (*fix)  (Statement *statement);
} Grammar;

typedef struct _Schedule Schedule;

Schedule        *schedule_new         (const Grammar  *grammar);
Schedule        *schedule_new_parsed  (const Grammar  *grammar,
                                       const char     *text);
void             schedule_free        (Schedule       *self);
void             schedule_add         (Schedule       *self,
                                       guint           form,
                                       ...);
guint            schedule_get_length  (const Schedule *self);
const Statement *schedule_get         (const Schedule *self,
                                       guint           index);
char            *schedule_to_text     (const Schedule *self,
                                       const char     *separator);
GPtrArray       *schedule_dup_smaller (const Schedule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Schedule, schedule_free)

G_END_DECLS
