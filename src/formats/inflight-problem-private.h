/* inflight-problem-private.h: the ways in which a check fails
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"

G_BEGIN_DECLS

gboolean inflight_problem_fail      (InflightProblem     **problem,
                                     InflightProblemKind   kind,
                                     const char           *text,
                                     const char           *at,
                                     guint64               count);
gboolean inflight_problem_fail_with (InflightProblem     **problem,
                                     InflightProblemKind   kind,
                                     const char           *text,
                                     const char           *at,
                                     const char           *what,
                                     gssize                length);
void     inflight_problem_redact    (InflightProblem      *self,
                                     const char           *text);

G_END_DECLS
