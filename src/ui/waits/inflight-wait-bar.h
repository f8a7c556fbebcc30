/* inflight-wait-bar.h: the buttons that wait
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-types.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_WAIT_BAR (inflight_wait_bar_get_type ())

G_DECLARE_FINAL_TYPE (InflightWaitBar, inflight_wait_bar, INFLIGHT, WAIT_BAR, GtkWidget)

/* One selected task is looked at, not chosen. */
#define INFLIGHT_LEAST_TO_NARROW 2

/**
 * InflightScope:
 * @n_pending: how many tasks have not settled
 * @n_selected: how many are selected, if they narrow what a wait is about; else 0
 * @n_cancelled: how many of those selected have not settled, and would be cancelled
 * @counted: whether @n_cancelled is known; with too many selected it is not
 *
 * Which tasks a wait, *Start* and *Cancel Pending* are about.
 */
typedef struct
{
  guint    n_pending;
  guint    n_selected;
  guint    n_cancelled;
  gboolean counted;
} InflightScope;

void inflight_wait_bar_set_scope (InflightWaitBar     *self,
                                  const InflightScope *scope);
void inflight_wait_bar_set_then  (InflightWaitBar     *self,
                                  InflightThen         then);

G_END_DECLS
