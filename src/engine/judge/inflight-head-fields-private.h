/* inflight-head-fields-private.h: the fields of a header, and what they mean
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-head-private.h"

G_BEGIN_DECLS

static inline gboolean
head_is_blank (char c)
{
  return c == ' ' || c == '\t';
}

void inflight_head_begin_fields   (InflightHead *self);
void inflight_head_begin_field    (InflightHead *self,
                                   const char   *line,
                                   gsize         size);
void inflight_head_continue_field (InflightHead *self,
                                   const char   *line,
                                   gsize         size);
void inflight_head_end_fields     (InflightHead *self);

G_END_DECLS
