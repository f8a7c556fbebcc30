/* inflight-pattern-private.h: patterns that share their limits with others
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-pattern.h"

G_BEGIN_DECLS

/* What may still be used up. A pattern takes its addresses and bytes only if it
 * is good, but the hosts that were checked have cost their time in any case. */
typedef struct
{
  guint64 addresses;
  guint64 bytes;
  guint64 host_bytes;
} InflightPatternBudget;

void             inflight_pattern_budget_init  (InflightPatternBudget  *self);
InflightPattern *inflight_pattern_parse_within (const char             *text,
                                                gboolean                glob,
                                                const char             *base,
                                                InflightPatternBudget  *budget,
                                                InflightProblem       **problem);

G_END_DECLS
