/* inflight-json.h: tasks and waits as JSON Lines
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-wait.h"

G_BEGIN_DECLS

char *inflight_json_from_task (InflightTask *task);
char *inflight_json_from_wait (InflightWait *wait);

G_END_DECLS
