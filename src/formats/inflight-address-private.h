/* inflight-address-private.h: the checks that all texts from outside share
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-address.h"

G_BEGIN_DECLS

gboolean    inflight_address_is_space         (gunichar          character);
gboolean    inflight_address_check_utf8       (const char       *text,
                                               gsize             length,
                                               InflightProblem **problem);
const char *inflight_address_skip_blank       (const char       *start,
                                               const char       *end);
void        inflight_address_trim             (const char      **start,
                                               const char      **end);
gboolean    inflight_address_check_characters (const char       *text,
                                               const char       *start,
                                               const char       *end,
                                               InflightProblem **problem);
void        inflight_address_append_rest      (GString          *out,
                                               const char       *rest);

G_END_DECLS
