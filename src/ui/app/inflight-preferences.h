/* inflight-preferences.h: the preferences window
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_PREFERENCES (inflight_preferences_get_type ())

G_DECLARE_FINAL_TYPE (InflightPreferences, inflight_preferences,
                      INFLIGHT, PREFERENCES, AdwWindow)

GtkWidget *inflight_preferences_new (GtkWindow        *parent,
                                     InflightSettings *settings);

G_END_DECLS
