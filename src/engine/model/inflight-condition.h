/* inflight-condition.h: when a wait returns, as a value
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

G_BEGIN_DECLS

#define INFLIGHT_NO_LIMIT G_MAXINT64

typedef struct
{
  InflightUntil       until;
  guint               k;
  gint64              within_us;
  InflightThen        then;
  InflightCancelledAs cancelled_as;
} InflightCondition;

/**
 * InflightTally:
 * @members: number of members
 * @succeeded: how many of them succeeded
 * @failed: how many failed
 * @cancelled: how many were cancelled
 *
 * All that a condition needs to know of the members of a wait.
 */
typedef struct
{
  guint members;
  guint succeeded;
  guint failed;
  guint cancelled;
} InflightTally;

#define INFLIGHT_CONDITION_INIT                        \
  {                                                    \
    .until = INFLIGHT_UNTIL_ALL,                       \
    .within_us = INFLIGHT_NO_LIMIT,                    \
    .then = INFLIGHT_THEN_LEAVE,                       \
    .cancelled_as = INFLIGHT_CANCELLED_AS_SETTLED,     \
  }

gboolean        inflight_condition_set_until    (InflightCondition        *self,
                                                 const char               *text,
                                                 GError                  **error);
char           *inflight_condition_dup_until    (const InflightCondition  *self);
gboolean        inflight_condition_check        (const InflightCondition  *self,
                                                 guint                     members,
                                                 GError                  **error);
InflightOutcome inflight_condition_evaluate     (const InflightCondition  *self,
                                                 const InflightTally      *tally);
guint           inflight_condition_get_errors   (const InflightCondition  *self,
                                                 const InflightTally      *tally);
gboolean        inflight_condition_minds_errors (const InflightCondition  *self);
guint           inflight_tally_get_done         (const InflightTally      *self);

G_END_DECLS
