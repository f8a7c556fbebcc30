/* inflight-lab.h: the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_LAB (inflight_lab_get_type ())

G_DECLARE_FINAL_TYPE (InflightLab, inflight_lab, INFLIGHT, LAB, GObject)

InflightLab *inflight_lab_new          (guint16       port,
                                        GError      **error);
const char  *inflight_lab_get_base_uri (InflightLab  *self);

/**
 * InflightLabFunctions:
 * @create: inflight_lab_new()
 * @get_base_uri: inflight_lab_get_base_uri()
 *
 * What a program calls that loads the lab, and is not linked with it.
 */
typedef struct
{
  InflightLab *(*create)       (guint16       port,
                                GError      **error);
  const char  *(*get_base_uri) (InflightLab  *self);
} InflightLabFunctions;

extern const InflightLabFunctions inflight_lab_functions;

G_END_DECLS
