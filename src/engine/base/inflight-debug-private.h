/* inflight-debug-private.h: telling what happens, to those who ask
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * inflight_debug:
 * @...: as for g_debug()
 *
 * g_debug() in the log domain of the room that uses it. It costs a comparison, its
 * arguments included, unless somebody has set `G_MESSAGES_DEBUG`: GLib finds out that
 * nobody listens for every message anew.
 */
#define inflight_debug(...)          \
  G_STMT_START {                     \
    if (G_UNLIKELY (inflight_debugs)) \
      g_debug (__VA_ARGS__);         \
  } G_STMT_END

extern gboolean inflight_debugs;

void inflight_debug_init (void);

G_END_DECLS
