/* inflight-branches-private.h: where the addresses of a batch part ways
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-request.h"

G_BEGIN_DECLS

typedef struct _InflightBranches InflightBranches;

InflightBranches *inflight_branches_new     (void);
void              inflight_branches_free    (InflightBranches *self);
void              inflight_branches_add     (InflightBranches *self,
                                             InflightRequest  *request);
void              inflight_branches_remove  (InflightBranches *self,
                                             InflightRequest  *request);
void              inflight_branches_add_all (InflightBranches *self,
                                             InflightBranches *others,
                                             int               by);
guint64           inflight_branches_get     (InflightBranches *self,
                                             InflightRequest  *request);

G_END_DECLS
