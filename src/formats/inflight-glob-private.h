/* inflight-glob-private.h: the parts of a pattern
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

typedef enum {
  INFLIGHT_GLOB_TEXT,
  INFLIGHT_GLOB_SET,
  INFLIGHT_GLOB_NUMBERS,
  INFLIGHT_GLOB_LETTERS,
} InflightGlobKind;

/* A piece of a pattern and how many values it has: one for text, more for all
 * others. */
typedef struct
{
  InflightGlobKind  kind;
  gsize             offset;     /* in the pattern, in bytes */
  guint64           count;
  guint64           first;      /* a number or a letter */
  guint64           step;
  gsize             width;      /* numbers: digits at least */
  char             *text;
  GPtrArray        *items;
} InflightGlobPart;

GArray  *inflight_glob_parse       (const char              *text,
                                    const char              *start,
                                    const char              *end,
                                    const char              *base,
                                    InflightProblem        **problem);
guint64  inflight_glob_get_count   (const InflightGlobPart  *parts,
                                    gsize                    n_parts);
gsize    inflight_glob_get_length  (const InflightGlobPart  *part);
void     inflight_glob_append      (const InflightGlobPart  *part,
                                    guint64                  index,
                                    GString                 *out);
void     inflight_glob_append_all  (const InflightGlobPart  *parts,
                                    gsize                    n_parts,
                                    guint64                  index,
                                    GString                 *out);

G_END_DECLS
