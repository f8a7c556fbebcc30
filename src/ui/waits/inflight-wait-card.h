/* inflight-wait-card.h: one wait, while it lasts and after
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-wait.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT_CARD (inflight_wait_card_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaitCard, inflight_wait_card, INFLIGHT, WAIT_CARD, GtkListBoxRow)

GtkWidget    *inflight_wait_card_new        (InflightNetwork  *network,
                                             InflightWait     *wait);
InflightWait *inflight_wait_card_get_wait   (InflightWaitCard *self);
gboolean      inflight_wait_card_get_focused (InflightWaitCard *self);

G_END_DECLS
