/* inflight-request.h: the immutable description of one fetch
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-options.h"
#include "inflight-uri.h"

G_BEGIN_DECLS

#define INFLIGHT_TYPE_REQUEST (inflight_request_get_type ())

typedef struct _InflightRequest InflightRequest;

GType                  inflight_request_get_type    (void);
InflightRequest       *inflight_request_new         (const char       *uri,
                                                     InflightOptions  *options,
                                                     GError          **error);
InflightRequest       *inflight_request_ref         (InflightRequest  *self);
void                   inflight_request_unref       (InflightRequest  *self);
const char            *inflight_request_get_uri     (InflightRequest  *self);
InflightUri           *inflight_request_peek_uri    (InflightRequest  *self);
char                  *inflight_request_get_origin  (InflightRequest  *self);
char                  *inflight_request_dup_display (InflightRequest  *self);
const InflightOptions *inflight_request_get_options (InflightRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightRequest, inflight_request_unref)

G_END_DECLS
