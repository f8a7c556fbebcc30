/* schedule.c: a random schedule, as a text that can be made smaller
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schedule.h"

#include <stdarg.h>
#include <string.h>

/**
 * Schedule:
 *
 * A list of statements, each a form and its values:
 *
 *     task launch=0 at=5 ending=ok; cancel at=3 task=0
 *
 * Tasks are counted from 0, in the order of their statements.
 */
struct _Schedule
{
  const Grammar *grammar;
  GArray        *statements;
};

static Statement *
nth (const Schedule *self,
     guint           index)
{
  return &g_array_index (self->statements, Statement, index);
}

static const Field *
get_fields (const Schedule  *self,
            const Statement *statement)
{
  return self->grammar->forms[statement->form].fields;
}

Schedule *
schedule_new (const Grammar *grammar)
{
  Schedule *self = g_new0 (Schedule, 1);

  self->grammar = grammar;
  self->statements = g_array_new (FALSE, TRUE, sizeof (Statement));

  return self;
}

static Schedule *
copy (const Schedule *self)
{
  Schedule *other = g_new0 (Schedule, 1);

  other->grammar = self->grammar;
  other->statements = g_array_copy (self->statements);

  return other;
}

void
schedule_free (Schedule *self)
{
  g_array_unref (self->statements);
  g_free (self);
}

/**
 * schedule_add:
 * @self: a schedule
 * @form: the place of a form in the grammar
 * @...: an int for each of its fields
 */
void
schedule_add (Schedule *self,
              guint     form,
              ...)
{
  Statement statement = { .form = form };
  const Field *fields = get_fields (self, &statement);
  va_list args;

  va_start (args, form);
  for (guint i = 0; fields[i].name != NULL; i++)
    statement.values[i] = va_arg (args, int);
  va_end (args);

  if (self->grammar->fix != NULL)
    self->grammar->fix (&statement);

  g_array_append_val (self->statements, statement);
}

guint
schedule_get_length (const Schedule *self)
{
  return self->statements->len;
}

const Statement *
schedule_get (const Schedule *self,
              guint           index)
{
  return nth (self, index);
}

/* Text */

static void
append_value (GString     *text,
              const Field *field,
              int          value)
{
  gboolean first = TRUE;

  g_string_append_printf (text, " %s=", field->name);

  if (field->kind == FIELD_WORD)
    g_string_append (text, field->words[value]);
  else if (field->kind != FIELD_TASKS && value == SCHEDULE_NONE)
    g_string_append (text, "none");
  else if (field->kind != FIELD_TASKS)
    g_string_append_printf (text, "%d", value);

  for (int i = 0; field->kind == FIELD_TASKS && i < 31; i++)
    {
      if ((value & (1 << i)) == 0)
        continue;

      g_string_append_printf (text, first ? "%d" : ",%d", i);
      first = FALSE;
    }
}

/**
 * schedule_to_text:
 * @self: a schedule
 * @separator: what stands between statements; “; ” can be parsed
 *
 * Returns: (transfer full): the statements
 */
char *
schedule_to_text (const Schedule *self,
                  const char     *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->statements->len; i++)
    {
      const Statement *statement = nth (self, i);
      const Field *fields = get_fields (self, statement);

      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, self->grammar->forms[statement->form].name);
      for (guint j = 0; fields[j].name != NULL; j++)
        append_value (text, &fields[j], statement->values[j]);
    }

  return g_string_free (text, FALSE);
}

static int
parse_number (const char *text)
{
  gint64 number;

  if (strcmp (text, "none") == 0)
    return SCHEDULE_NONE;

  g_assert_true (g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL));

  return number;
}

static int
parse_value (const Field *field,
             const char  *text)
{
  g_auto (GStrv) numbers = NULL;
  int value = 0;

  if (field->kind == FIELD_WORD)
    {
      while (strcmp (field->words[value], text) != 0)
        value++;
      return value;
    }

  if (field->kind != FIELD_TASKS)
    return parse_number (text);

  numbers = g_strsplit (text, ",", -1);
  for (guint i = 0; numbers[i] != NULL; i++)
    value |= 1 << parse_number (numbers[i]);

  return value;
}

static void
parse_statement (Schedule   *self,
                 const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const Form *forms = self->grammar->forms;
  Statement statement = { 0 };
  const Field *fields;

  while (strcmp (forms[statement.form].name, words[0]) != 0)
    statement.form++;

  fields = get_fields (self, &statement);
  for (guint i = 0; fields[i].name != NULL; i++)
    {
      const char *equals = strchr (words[i + 1], '=');

      g_assert_true (g_str_has_prefix (words[i + 1], fields[i].name));
      statement.values[i] = parse_value (&fields[i], equals + 1);
    }

  g_array_append_val (self->statements, statement);
}

/**
 * schedule_new_parsed:
 * @grammar: its grammar
 * @text: what schedule_to_text() made
 *
 * Returns: (transfer full): the schedule
 */
Schedule *
schedule_new_parsed (const Grammar *grammar,
                     const char    *text)
{
  Schedule *self = schedule_new (grammar);
  g_auto (GStrv) statements = g_strsplit (text, "; ", -1);

  for (guint i = 0; statements[i] != NULL; i++)
    parse_statement (self, statements[i]);

  return self;
}

/* Smaller ones */

/* Takes a task out of what a field says; returns whether something is left. */
static gboolean
forget_task (const Field *field,
             int         *value,
             int          task)
{
  int below = (1 << task) - 1;

  if (field->kind == FIELD_TASKS)
    {
      *value = (*value & below) | ((*value >> 1) & ~below);
      return *value != 0;
    }

  if (field->kind != FIELD_TASK)
    return TRUE;

  if (*value == task)
    return FALSE;

  if (*value > task)
    (*value)--;

  return TRUE;
}

static void
mend (Schedule *self,
      guint     index)
{
  if (self->grammar->fix != NULL)
    self->grammar->fix (nth (self, index));
}

static Schedule *
drop_task (const Schedule *self,
           guint           index)
{
  Schedule *smaller = copy (self);
  int task = 0;

  for (guint i = 0; i < index; i++)
    task += nth (self, i)->form == 0;

  g_array_remove_index (smaller->statements, index);
  for (guint i = smaller->statements->len; i-- > 0;)
    {
      Statement *statement = nth (smaller, i);
      const Field *fields = get_fields (smaller, statement);
      gboolean keep = TRUE;

      for (guint j = 0; fields[j].name != NULL; j++)
        keep &= forget_task (&fields[j], &statement->values[j], task);

      if (keep)
        mend (smaller, i);
      else
        g_array_remove_index (smaller->statements, i);
    }

  return smaller;
}

static Schedule *
drop_statement (const Schedule *self,
                guint           index)
{
  Schedule *smaller;

  if (nth (self, index)->form == 0)
    return drop_task (self, index);

  smaller = copy (self);
  g_array_remove_index (smaller->statements, index);

  return smaller;
}

/* How far a value is from the simplest; a step of shrinking makes it less. */
static int
measure (const Field *field,
         int          value)
{
  if (field->kind == FIELD_TASKS)
    return value;

  if (value == field->least)
    return 0;

  if (value == SCHEDULE_NONE)
    return G_MAXINT;

  return 2 * ABS (value) + (value < 0) + 1;
}

static void
try_value (const Schedule *self,
           GPtrArray      *found,
           guint           index,
           guint           place,
           int             value)
{
  const Field *field = &get_fields (self, nth (self, index))[place];
  Schedule *smaller;

  if (measure (field, value) >= measure (field, nth (self, index)->values[place]) ||
      (field->least != SCHEDULE_NONE && value < field->least))
    return;

  smaller = copy (self);
  nth (smaller, index)->values[place] = value;
  mend (smaller, index);
  g_ptr_array_add (found, smaller);
}

static void
try_field (const Schedule *self,
           GPtrArray      *found,
           guint           index,
           guint           place)
{
  const Field *field = &get_fields (self, nth (self, index))[place];
  int value = nth (self, index)->values[place];

  switch (field->kind)
    {
    case FIELD_NUMBER:
      try_value (self, found, index, place, field->least);
      try_value (self, found, index, place, 0);
      if (value != SCHEDULE_NONE)
        {
          try_value (self, found, index, place, value / 2);
          try_value (self, found, index, place, value - 1);
        }
      break;

    case FIELD_WORD:
      for (int word = 0; word < value; word++)
        try_value (self, found, index, place, word);
      break;

    case FIELD_TASKS:
      for (int i = 0; i < 31; i++)
        if ((value & (1 << i)) != 0 && value != (1 << i))
          try_value (self, found, index, place, value & ~(1 << i));
      break;

    case FIELD_TASK:
      break;
    }
}

/* Moves all numbers from @floor on down by one: what coincides still does. */
static void
try_squeeze (const Schedule *self,
             GPtrArray      *found,
             int             floor)
{
  Schedule *smaller = copy (self);
  gboolean changed = FALSE;

  for (guint i = 0; i < smaller->statements->len; i++)
    {
      Statement *statement = nth (smaller, i);
      const Field *fields = get_fields (smaller, statement);

      for (guint j = 0; fields[j].name != NULL; j++)
        {
          int *value = &statement->values[j];

          if (fields[j].kind != FIELD_NUMBER || *value == SCHEDULE_NONE ||
              *value < floor || *value == fields[j].least)
            continue;

          (*value)--;
          changed = TRUE;
        }
      mend (smaller, i);
    }

  if (changed)
    g_ptr_array_add (found, smaller);
  else
    schedule_free (smaller);
}

static void
free_schedule_cb (gpointer data)
{
  schedule_free (data);
}

/**
 * schedule_dup_smaller:
 * @self: a schedule
 *
 * Returns: (transfer full) (element-type Schedule): all that are one step
 *   smaller, the boldest steps first
 */
GPtrArray *
schedule_dup_smaller (const Schedule *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (free_schedule_cb);

  for (guint i = 0; i < self->statements->len; i++)
    g_ptr_array_add (found, drop_statement (self, i));

  for (guint i = 0; i < self->statements->len; i++)
    for (guint j = 0; get_fields (self, nth (self, i))[j].name != NULL; j++)
      try_field (self, found, i, j);

  for (int floor = 1; floor < 64; floor++)
    try_squeeze (self, found, floor);

  return found;
}
