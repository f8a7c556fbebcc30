/* fake-session.h: what a desktop offers on the session bus
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void      fake_session_start              (void);
GVariant *fake_session_dup_notification   (const char *id);
guint     fake_session_get_n_shown        (void);
guint     fake_session_get_n_notified     (void);
void      fake_session_forget             (void);
guint     fake_session_get_n_inhibitors   (void);
guint     fake_session_get_inhibit_flags  (void);

G_END_DECLS
