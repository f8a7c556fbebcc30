/* inflight-column.c: what can be shown of a task in a column
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-column.h"

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
