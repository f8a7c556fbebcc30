/* inflight-lab-params-private.h: what a request asks of the practice server
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint64    delay_ms;
  gint64    jitter_ms;
  gint64    trickle_ms;
  gint64    size_bytes;
  gint64    status;
  gint64    flaky_percent;
  gint64    retry_after_s;
  gint64    seed;
  char     *location;
  gboolean  hang;
  gboolean  reset;
} InflightLabParams;

gboolean inflight_lab_params_init  (InflightLabParams  *self,
                                    const char         *query,
                                    GError            **error);
void     inflight_lab_params_clear (InflightLabParams  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (InflightLabParams, inflight_lab_params_clear)

G_END_DECLS
