/* inflight-cli-input.h: what is to be fetched
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-cli-options.h"

G_BEGIN_DECLS

GPtrArray *inflight_cli_input_gather  (const InflightCliOptions  *options,
                                       const char                *base,
                                       GPtrArray                **guesses);
void       inflight_cli_input_watch   (GPtrArray                 *guesses,
                                       GPtrArray                 *tasks);
void       inflight_cli_input_explain (GPtrArray                 *guesses);

G_END_DECLS
