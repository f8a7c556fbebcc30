/* inflight-pattern.h: one line that stands for many addresses
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_PATTERN (inflight_pattern_get_type ())

typedef struct _InflightPattern InflightPattern;

GType            inflight_pattern_get_type    (void);
InflightPattern *inflight_pattern_parse       (const char       *text,
                                               gboolean          glob,
                                               const char       *base,
                                               InflightProblem **problem);
InflightPattern *inflight_pattern_ref         (InflightPattern  *self);
void             inflight_pattern_unref       (InflightPattern  *self);
guint64          inflight_pattern_get_count   (InflightPattern  *self);
char            *inflight_pattern_dup_address (InflightPattern  *self,
                                               guint64           index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightPattern, inflight_pattern_unref)

G_END_DECLS
