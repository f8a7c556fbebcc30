/* inflight-help-text.h: reads the little Markdown that the help is written in
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  INFLIGHT_HELP_HEADING,
  INFLIGHT_HELP_PARAGRAPH,
  INFLIGHT_HELP_ITEM,
  INFLIGHT_HELP_CODE,
  INFLIGHT_HELP_ROW,
} InflightHelpKind;

/**
 * InflightHelpBlock:
 * @kind: what it is
 * @number: of a heading its level; of an item its number, 0 for a bullet; of a
 *   row its number in the table, 0 for the head
 * @text: (nullable): markup for a label; of code, the code itself
 * @cells: (nullable): of a row, markup for a label each
 *
 * A piece of a page.
 */
typedef struct
{
  InflightHelpKind   kind;
  guint              number;
  char              *text;
  char             **cells;
} InflightHelpBlock;

GPtrArray *inflight_help_text_parse     (const char *text);
char      *inflight_help_text_dup_title (const char *text);
char      *inflight_help_text_to_markup (const char *text);

G_END_DECLS
