/* inflight-record-private.h: what the rest of the engine may use of this room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-answer-private.h"
#include "inflight-exchange-private.h"
