/* inflight-schedule-private.h: what the rest of the engine may use of this room
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-job-private.h"
#include "inflight-scheduler-private.h"
