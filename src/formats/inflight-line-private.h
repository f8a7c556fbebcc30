/* inflight-line-private.h: the words on a line of a list
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start;
  const char *end;
  gboolean    is_wrapped;       /* there were quotes or brackets around it */
} InflightSpan;

void        inflight_line_split         (const char   *line,
                                         const char   *end,
                                         GArray       *words);
gboolean    inflight_line_is_bullet     (InflightSpan  word);
gboolean    inflight_line_is_box        (InflightSpan  word);
gboolean    inflight_line_is_address    (InflightSpan  word,
                                         gboolean      has_base);
gboolean    inflight_line_may_continue  (InflightSpan  before,
                                         InflightSpan  word);
const char *inflight_line_find_cell_end (InflightSpan  word);
char       *inflight_line_dup_unwrapped (const char   *text);

G_END_DECLS
