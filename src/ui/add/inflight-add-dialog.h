/* inflight-add-dialog.h: from text to tasks
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"
#include "inflight-options.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_ADD_DIALOG (inflight_add_dialog_get_type ())

G_DECLARE_FINAL_TYPE (InflightAddDialog, inflight_add_dialog, INFLIGHT, ADD_DIALOG, AdwWindow)

GtkWidget *inflight_add_dialog_new       (GtkWindow         *parent,
                                          InflightOptions   *options,
                                          const char        *base);
void       inflight_add_dialog_set_text  (InflightAddDialog *self,
                                          const char        *text);
void       inflight_add_dialog_set_notes (InflightAddDialog *self,
                                          const char        *notes);
void       inflight_add_dialog_set_then  (InflightAddDialog *self,
                                          InflightThen       then);
gboolean   inflight_add_dialog_get_wait  (InflightAddDialog *self,
                                          InflightCondition *condition);

G_END_DECLS
