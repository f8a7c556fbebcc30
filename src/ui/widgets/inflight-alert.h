/* inflight-alert.h: a few words that want an answer
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_ALERT (inflight_alert_get_type ())

GType      inflight_alert_get_type        (void) G_GNUC_CONST;
GtkWidget *inflight_alert_new             (const char *heading,
                                           const char *body);
void       inflight_alert_add_response    (GtkWidget  *alert,
                                           const char *id,
                                           const char *label);
void       inflight_alert_add_destruction (GtkWidget  *alert,
                                           const char *id,
                                           const char *label);
void       inflight_alert_present         (GtkWidget  *alert,
                                           GtkWindow  *window);

G_END_DECLS
