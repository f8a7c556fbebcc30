/* inflight-net-error-private.h: what libraries say went wrong, in our terms
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError     *inflight_net_error_translate            (const GError         *error,
                                                     gboolean              in_body);
const char *inflight_net_error_describe_certificate (GTlsCertificateFlags  flags);

G_END_DECLS
