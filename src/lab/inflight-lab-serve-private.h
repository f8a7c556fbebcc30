/* inflight-lab-serve-private.h: what the practice server answers to a request
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-lab-dice-private.h"
#include "inflight-lab-posts-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void inflight_lab_serve (InflightLabPosts  *posts,
                         InflightLabDice   *dice,
                         SoupServerMessage *message,
                         const char        *path,
                         GSocket           *socket);

G_END_DECLS
