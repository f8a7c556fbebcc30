/* inflight-address.h: from what a person types to an absolute address
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

char *inflight_address_complete (const char       *text,
                                 InflightProblem **problem);

G_END_DECLS
