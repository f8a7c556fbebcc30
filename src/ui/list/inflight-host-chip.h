/* inflight-host-chip.h: a host to be filtered by
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INFLIGHT_TYPE_HOST_CHIP (inflight_host_chip_get_type ())

G_DECLARE_FINAL_TYPE (InflightHostChip, inflight_host_chip, INFLIGHT, HOST_CHIP, GtkWidget)

void        inflight_host_chip_set_batch (InflightHostChip *self,
                                          InflightBatch    *batch);
const char *inflight_host_chip_get_host  (InflightHostChip *self);
void        inflight_host_chip_set_host  (InflightHostChip *self,
                                          const char       *host);

G_END_DECLS
