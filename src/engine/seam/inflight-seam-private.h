/* inflight-seam-private.h: what the rest of the engine may use of this room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-cookies-private.h"
#include "inflight-soup-functions-private.h"
#include "inflight-transport-kind-private.h"
#include "inflight-transport-private.h"
