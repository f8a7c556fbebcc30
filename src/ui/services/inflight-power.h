/* inflight-power.h: keeps the computer awake while tasks run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_POWER (inflight_power_get_type ())

G_DECLARE_FINAL_TYPE (InflightPower, inflight_power, INFLIGHT, POWER, GObject)

InflightPower *inflight_power_new           (GtkApplication   *application,
                                             InflightSettings *settings);
void           inflight_power_set_busy      (InflightPower    *self,
                                             gpointer          who,
                                             gboolean          busy);
gboolean       inflight_power_is_inhibiting (InflightPower    *self);

G_END_DECLS
