/* inflight-fake-transport.h: a wire that behaves as the address says
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-transport-private.h"

G_BEGIN_DECLS

InflightTransport *inflight_fake_transport_new           (const gint64      *clock_us);
gint64             inflight_fake_transport_get_next_us   (InflightTransport *transport);
void               inflight_fake_transport_run           (InflightTransport *transport);
void               inflight_fake_transport_cancel_all    (InflightTransport *transport);
GPtrArray         *inflight_fake_transport_get_starts    (InflightTransport *transport);
guint              inflight_fake_transport_get_n_cancels (InflightTransport *transport);
guint              inflight_fake_transport_get_in_flight (InflightTransport *transport,
                                                          const char        *host);
guint              inflight_fake_transport_get_peak      (InflightTransport *transport,
                                                          const char        *host);

G_END_DECLS
