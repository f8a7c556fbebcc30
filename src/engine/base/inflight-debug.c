/* inflight-debug.c: telling what happens, to those who ask
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-debug-private.h"

/* Whether there may be somebody; written once, before there is a second thread. */
gboolean inflight_debugs;

/**
 * inflight_debug_init:
 *
 * Finds out whether anybody listens.
 */
void
inflight_debug_init (void)
{
  inflight_debugs = g_getenv ("G_MESSAGES_DEBUG") != NULL || g_log_get_debug_enabled ();
}
