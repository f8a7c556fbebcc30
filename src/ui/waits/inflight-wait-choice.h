/* inflight-wait-choice.h: what to wait for as soon as tasks start
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT_CHOICE (inflight_wait_choice_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaitChoice, inflight_wait_choice, INFLIGHT, WAIT_CHOICE, GtkWidget)

gboolean inflight_wait_choice_get_condition (InflightWaitChoice *self,
                                             InflightCondition  *condition);
void     inflight_wait_choice_set_members   (InflightWaitChoice *self,
                                             guint               members);
void     inflight_wait_choice_set_then      (InflightWaitChoice *self,
                                             InflightThen        then);

G_END_DECLS
