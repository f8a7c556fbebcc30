/* inflight-judge-private.h: what transports may use of this room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-body-private.h"
#include "inflight-head-private.h"
