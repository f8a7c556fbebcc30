/* inflight-cli-signals.h: signals that end the program, in the main loop
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightCliSignalFunc:
 * @number: SIGINT or SIGTERM
 * @user_data: what was passed to inflight_cli_signals_watch()
 */
typedef void (*InflightCliSignalFunc) (int      number,
                                       gpointer user_data);

guint inflight_cli_signals_watch   (InflightCliSignalFunc func,
                                    gpointer              user_data);
void  inflight_cli_signals_unwatch (guint                 id);

G_END_DECLS
