/* inflight-cell-text.h: a text in a cell, and a remark behind it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_CELL_TEXT (inflight_cell_text_get_type ())

G_DECLARE_FINAL_TYPE (InflightCellText, inflight_cell_text, INFLIGHT, CELL_TEXT, GtkWidget)

GtkWidget *inflight_cell_text_new         (guint             n_chars,
                                           gboolean          numeric);
void       inflight_cell_text_have_remark (InflightCellText *self);
void       inflight_cell_text_set_text    (InflightCellText *self,
                                           const char       *text,
                                           const char       *remark);
void       inflight_cell_text_set_address (InflightCellText *self,
                                           const char       *address,
                                           guint64           telling,
                                           const char       *remark);

G_END_DECLS
