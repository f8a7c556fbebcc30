/* inflight-codings-private.h: what a field Content-Encoding says
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-inflate-private.h"

G_BEGIN_DECLS

#define INFLIGHT_MAX_CODINGS 3

/**
 * InflightCodings:
 * @known: those that can be undone, in the order in which they are
 * @n_known: how many
 * @label: (transfer full): all of them, in the order in which they were applied
 * @label_bytes: the memory that it takes
 * @remaining_length: how much of @label is what remains then, 0 if nothing does
 *
 * The codings of a body, without those that change nothing.
 */
typedef struct
{
  InflightInflateCoding  known[INFLIGHT_MAX_CODINGS];
  guint                  n_known;
  char                  *label;
  guint                  label_bytes;
  guint                  remaining_length;
} InflightCodings;

gboolean inflight_codings_parse (InflightCodings  *self,
                                 const char       *field,
                                 GError          **error);

G_END_DECLS
