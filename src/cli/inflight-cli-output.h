/* inflight-cli-output.h: what the command line prints of a run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-batch.h"
#include "inflight-wait.h"

G_BEGIN_DECLS

typedef enum {
  INFLIGHT_CLI_FORMAT_TEXT,
  INFLIGHT_CLI_FORMAT_JSONL,
  INFLIGHT_CLI_FORMAT_JSON,
} InflightCliFormat;

typedef struct _InflightCliOutput InflightCliOutput;

InflightCliOutput *inflight_cli_output_new         (InflightCliFormat  format,
                                                    gboolean           input_order,
                                                    gboolean           quiet,
                                                    GSourceFunc        func,
                                                    gpointer           user_data);
void               inflight_cli_output_free        (InflightCliOutput *self);
gboolean           inflight_cli_output_update      (InflightCliOutput *self,
                                                    InflightBatch     *batch);
void               inflight_cli_output_returned    (InflightCliOutput *self,
                                                    InflightWait      *wait);
gboolean           inflight_cli_output_finish      (InflightCliOutput *self,
                                                    InflightBatch     *batch,
                                                    InflightWait      *wait,
                                                    gboolean           interrupted);
gboolean           inflight_cli_output_is_stuck    (InflightCliOutput *self,
                                                    gsize             *written);
int                inflight_cli_output_get_error   (InflightCliOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InflightCliOutput, inflight_cli_output_free)

G_END_DECLS
