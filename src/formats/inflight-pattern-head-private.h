/* inflight-pattern-head-private.h: where the hosts of a pattern are
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-pattern-private.h"

G_BEGIN_DECLS

/* How much of a pattern decides about scheme and authority. */
typedef struct
{
  gsize   n_parts;
  gsize   n_bytes;              /* of the text that follows these parts */
  guint64 count;
} InflightPatternHead;

gboolean inflight_pattern_head_check (InflightPatternHead    *self,
                                      GArray                 *parts,
                                      const char             *text,
                                      const char             *start,
                                      InflightPatternBudget  *budget,
                                      InflightProblem       **problem);

G_END_DECLS
