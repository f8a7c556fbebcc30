/* inflight-wait.h: an observer of tasks with a condition
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-condition.h"
#include "inflight-network.h"
#include "inflight-task.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT (inflight_wait_get_type ())

G_DECLARE_FINAL_TYPE (InflightWait, inflight_wait, INFLIGHT, WAIT, GObject)

InflightWait            *inflight_wait_new             (InflightNetwork          *network,
                                                        GPtrArray                *tasks,
                                                        const InflightCondition  *condition,
                                                        GCancellable             *cancellable,
                                                        GError                  **error);
void                     inflight_wait_abandon         (InflightWait             *self);
void                     inflight_wait_cancel          (InflightWait             *self);
guint                    inflight_wait_get_number      (InflightWait             *self);
const InflightCondition *inflight_wait_get_condition   (InflightWait             *self);
InflightOutcome          inflight_wait_get_outcome     (InflightWait             *self);
const InflightTally     *inflight_wait_get_tally       (InflightWait             *self);
const InflightTally     *inflight_wait_get_before      (InflightWait             *self);
void                     inflight_wait_add_before      (InflightWait             *self,
                                                        const InflightTally      *others);
gboolean                 inflight_wait_found_error     (InflightWait             *self);
gint64                   inflight_wait_get_elapsed_us  (InflightWait             *self,
                                                        gint64                    now_us);
guint                    inflight_wait_get_unsettled   (InflightWait             *self);
guint                    inflight_wait_get_retried     (InflightWait             *self);
gboolean                 inflight_wait_is_member       (InflightWait             *self,
                                                        InflightTask             *task);
GPtrArray               *inflight_wait_dup_done        (InflightWait             *self);
GPtrArray               *inflight_wait_dup_pending     (InflightWait             *self);

G_END_DECLS
