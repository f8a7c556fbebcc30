/* inflight-soup-linked.c: libsoup in a program that is linked with it
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "inflight-seam-private.h"

const InflightSoupFunctions *
inflight_soup_load (GError **error)
{
  return &inflight_soup_functions;
}
