/* inflight-lab-answer-private.h: one answer of the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct
{
  GBytes   *body;
  GBytes   *padding;
  gint64    size_bytes;
  gint64    delay_ms;
  gint64    trickle_ms;
  gboolean  hang;
  gboolean  reset;
} InflightLabPlan;

void inflight_lab_answer (SoupServerMessage     *message,
                          GSocket               *socket,
                          const InflightLabPlan *plan);

G_END_DECLS
