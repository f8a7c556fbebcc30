/* inflight-input.h: addresses gathered from arguments, files and text
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-problem.h"
#include "inflight-request.h"

G_BEGIN_DECLS

typedef struct _InflightInput InflightInput;

InflightInput         *inflight_input_new              (gboolean          glob,
                                                        const char       *base);
void                   inflight_input_free             (InflightInput    *self);
gboolean               inflight_input_add_argument     (InflightInput    *self,
                                                        const char       *argument,
                                                        const char       *directory,
                                                        GError          **error);
gboolean               inflight_input_add_file         (InflightInput    *self,
                                                        const char       *path,
                                                        GError          **error);
gboolean               inflight_input_add_descriptor   (InflightInput    *self,
                                                        int               descriptor,
                                                        const char       *name,
                                                        GError          **error);
GPtrArray             *inflight_input_get_addresses    (InflightInput    *self);
guint                  inflight_input_get_n_problems   (InflightInput    *self);
gboolean               inflight_input_is_guess         (InflightInput    *self);
const InflightProblem *inflight_input_get_problem      (InflightInput    *self,
                                                        guint             index,
                                                        const char      **source);
GPtrArray             *inflight_input_make_requests    (GPtrArray        *addresses,
                                                        InflightOptions  *options,
                                                        GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightInput, inflight_input_free)

G_END_DECLS
