/* wait-watch.h: a wait, and what it said
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-wait.h"

G_BEGIN_DECLS

typedef struct _WaitWatch WaitWatch;

typedef void (*WaitWatchFunc) (WaitWatch *self,
                               gpointer   user_data);

/**
 * WaitWatch:
 * @wait: (transfer full): the wait
 * @tasks: (transfer full): what it was asked to wait for
 * @n_outcomes: how often it announced its outcome
 * @n_tallies: how often it announced its tally
 * @returned_us: when it announced its outcome, on the network's clock
 * @func: (nullable): called from within the announcement
 */
struct _WaitWatch
{
  InflightNetwork *network;
  InflightWait    *wait;
  GPtrArray       *tasks;
  guint            n_outcomes;
  guint            n_tallies;
  gint64           returned_us;
  InflightTally    returned_tally;
  WaitWatchFunc    func;
  gpointer         user_data;
};

WaitWatch *wait_watch_new             (InflightNetwork         *network,
                                       GPtrArray               *tasks,
                                       const InflightCondition *condition,
                                       GCancellable            *cancellable);
WaitWatch *wait_watch_new_until       (InflightNetwork         *network,
                                       GPtrArray               *tasks,
                                       const char              *until);
WaitWatch *wait_within                (InflightNetwork         *network,
                                       GPtrArray               *tasks,
                                       const char              *until,
                                       gint64                   within_us,
                                       InflightThen             then);
void       wait_watch_free            (WaitWatch               *self);
void       wait_watch_assert_waiting  (WaitWatch               *self);
void       wait_watch_assert_returned (WaitWatch               *self,
                                       InflightOutcome          outcome,
                                       const char              *done,
                                       const char              *pending);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaitWatch, wait_watch_free)

G_END_DECLS
