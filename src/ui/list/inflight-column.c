/* inflight-column.c: what can be shown of a task in a column
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-column.h"

#include "inflight-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const char      *name;
  const char      *title;
  InflightSortKey  key;
} ColumnInfo;

static const ColumnInfo infos[INFLIGHT_COLUMN_COMPACT + 1] = {
  /* Translators: the heading of the numbers of the tasks */
  [INFLIGHT_COLUMN_NUMBER] = { "number", N_("#"), INFLIGHT_SORT_NUMBER },
  [INFLIGHT_COLUMN_STATE] = { "state", N_("State"), INFLIGHT_SORT_STATE },
  [INFLIGHT_COLUMN_LABEL] = { "label", N_("Title or Address"), INFLIGHT_SORT_LABEL },
  [INFLIGHT_COLUMN_ADDRESS] = { "address", N_("Address"), INFLIGHT_SORT_ADDRESS },
  [INFLIGHT_COLUMN_HOST] = { "host", N_("Host"), INFLIGHT_SORT_HOST },
  [INFLIGHT_COLUMN_STATUS] = { "status", N_("Status"), INFLIGHT_SORT_STATUS },
  [INFLIGHT_COLUMN_SIZE] = { "size", N_("Size"), INFLIGHT_SORT_SIZE },
  [INFLIGHT_COLUMN_TIME] = { "time", N_("Time"), INFLIGHT_SORT_TIME },
  /* Translators: the heading of bars that show when each task did what */
  [INFLIGHT_COLUMN_WATERFALL] = { "waterfall", N_("Waterfall"), INFLIGHT_SORT_STARTED },
  [INFLIGHT_COLUMN_COMPACT] = { "compact", N_("Task"), INFLIGHT_SORT_NUMBER },
};

/**
 * inflight_column_get_name:
 * @column: a column
 *
 * Returns: (nullable): its name, which is not translated; %NULL for one that a
 *   person cannot choose
 */
const char *
inflight_column_get_name (InflightColumn column)
{
  return column < INFLIGHT_COLUMN_COMPACT ? infos[column].name : NULL;
}

/**
 * inflight_column_get_title:
 * @column: a column
 *
 * Returns: its heading
 */
const char *
inflight_column_get_title (InflightColumn column)
{
  g_return_val_if_fail (column < INFLIGHT_COLUMN_COMPACT + 1, NULL);

  return _(infos[column].title);
}

/**
 * inflight_column_get_key:
 * @column: a column
 *
 * Returns: what sorting by it sorts by
 */
InflightSortKey
inflight_column_get_key (InflightColumn column)
{
  g_return_val_if_fail (column < INFLIGHT_COLUMN_COMPACT + 1, INFLIGHT_SORT_NUMBER);

  return infos[column].key;
}

/* Chinese characters are twice as wide as letters. */
static guint
count_columns (const char *text)
{
  guint n_columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n_columns += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return n_columns;
}

static guint
get_state_width (void)
{
  guint width = 0;

  for (int state = 0; state < INFLIGHT_N_TASK_STATES; state++)
    width = MAX (width, count_columns (inflight_words_state (state)));

  return width;
}

/**
 * inflight_column_get_n_chars:
 * @column: a column
 *
 * Returns: room for what usually stands in it, in characters; a title takes what
 *   there is
 */
guint
inflight_column_get_n_chars (InflightColumn column)
{
  switch (column)
    {
    case INFLIGHT_COLUMN_NUMBER:
    case INFLIGHT_COLUMN_RANK:
    case INFLIGHT_COLUMN_STATUS:
      return 4;

    case INFLIGHT_COLUMN_STATE:
      return get_state_width ();

    case INFLIGHT_COLUMN_COMPACT:
    case INFLIGHT_COLUMN_OUTCOME:
      return 12;

    case INFLIGHT_COLUMN_LABEL:
      return 24;

    case INFLIGHT_COLUMN_ADDRESS:
      return 18;

    case INFLIGHT_COLUMN_HOST:
    case INFLIGHT_COLUMN_WATERFALL:
      return 14;

    case INFLIGHT_COLUMN_SIZE:
    case INFLIGHT_COLUMN_TIME:
    case INFLIGHT_COLUMN_SINCE_LAUNCH:
      return 7;
    }

  g_return_val_if_reached (8);
}

/**
 * inflight_column_is_numeric:
 * @column: a column
 *
 * Returns: whether numbers stand in it, whose units are to be below each other
 */
gboolean
inflight_column_is_numeric (InflightColumn column)
{
  switch (column)
    {
    case INFLIGHT_COLUMN_NUMBER:
    case INFLIGHT_COLUMN_RANK:
    case INFLIGHT_COLUMN_STATUS:
    case INFLIGHT_COLUMN_SIZE:
    case INFLIGHT_COLUMN_TIME:
    case INFLIGHT_COLUMN_SINCE_LAUNCH:
      return TRUE;

    case INFLIGHT_COLUMN_STATE:
    case INFLIGHT_COLUMN_LABEL:
    case INFLIGHT_COLUMN_COMPACT:
    case INFLIGHT_COLUMN_OUTCOME:
    case INFLIGHT_COLUMN_ADDRESS:
    case INFLIGHT_COLUMN_HOST:
    case INFLIGHT_COLUMN_WATERFALL:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * inflight_column_find:
 * @name: the name of a column
 *
 * Returns: the column; that of the numbers if there is none of that name
 */
InflightColumn
inflight_column_find (const char *name)
{
  for (int column = 0; column < INFLIGHT_COLUMN_COMPACT; column++)
    if (g_str_equal (infos[column].name, name))
      return column;

  return INFLIGHT_COLUMN_NUMBER;
}
