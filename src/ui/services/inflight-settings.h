/* inflight-settings.h: preferences, also where their schema is missing
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-options.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_SETTINGS (inflight_settings_get_type())

G_DECLARE_FINAL_TYPE (InflightSettings, inflight_settings, INFLIGHT, SETTINGS, GObject)

InflightSettings *inflight_settings_new                 (void);
GSettings        *inflight_settings_get_store           (InflightSettings *self);
guint             inflight_settings_get_max_in_flight   (InflightSettings *self);
guint             inflight_settings_get_per_host        (InflightSettings *self);
gint64            inflight_settings_get_interval_us     (InflightSettings *self);
char             *inflight_settings_dup_proxy           (InflightSettings *self);
gboolean          inflight_settings_get_transport       (InflightSettings *self,
                                                         int              *kind);
gboolean          inflight_settings_get_http_version    (InflightSettings *self,
                                                         int              *version);
gsize             inflight_settings_get_kept_bytes      (InflightSettings *self);
InflightThen      inflight_settings_get_then            (InflightSettings *self);
gboolean          inflight_settings_get_input_order     (InflightSettings *self);
gboolean          inflight_settings_get_inhibit_suspend (InflightSettings *self);
InflightOptions  *inflight_settings_make_options        (InflightSettings *self);

G_END_DECLS
