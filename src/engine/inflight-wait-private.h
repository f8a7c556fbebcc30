/* inflight-wait-private.h: what the engine does to waits
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-wait.h"

G_BEGIN_DECLS

void     inflight_wait_member_settled (InflightWait      *self,
                                       InflightTaskState  state);
void     inflight_wait_member_retried (InflightWait      *self);
void     inflight_wait_limit_passed   (InflightWait      *self);
gboolean inflight_wait_decide         (InflightWait      *self,
                                       gint64             now_us);
void     inflight_wait_return         (InflightWait      *self);

G_END_DECLS
