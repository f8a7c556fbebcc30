/* inflight-base-private.h: what the rest of the engine may use of this room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-debug-private.h"
#include "inflight-header-private.h"
#include "inflight-memory-private.h"
#include "inflight-net-error-private.h"
#include "inflight-origin-private.h"
#include "inflight-reach-private.h"
#include "inflight-timers-private.h"
#include "inflight-uri-private.h"
