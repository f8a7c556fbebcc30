/* inflight-preset.h: conditions by the names that people know
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"

G_BEGIN_DECLS

/**
 * InflightPreset:
 * @name: what it is called where people know it from; not translated
 * @meaning: what it does there, and where this differs, for gettext()
 * @condition: what it is here
 */
typedef struct
{
  const char        *name;
  const char        *meaning;
  InflightCondition  condition;
} InflightPreset;

const InflightPreset *inflight_preset_get (guint index);

G_END_DECLS
