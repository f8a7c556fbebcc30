/* inflight-shortcuts.h: a window that says what the keys do
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InflightShortcut:
 * @group: what it belongs to, not translated; %NULL behind the last
 * @title: what it does, not translated
 * @accelerator: the key
 */
typedef struct
{
  const char *group;
  const char *title;
  const char *accelerator;
} InflightShortcut;

#define INFLIGHT_TYPE_SHORTCUTS (inflight_shortcuts_get_type ())

G_DECLARE_FINAL_TYPE (InflightShortcuts, inflight_shortcuts, INFLIGHT, SHORTCUTS, AdwWindow)

const InflightShortcut *inflight_shortcuts_get (void);
GtkWidget              *inflight_shortcuts_new (GtkWindow *parent);

G_END_DECLS
