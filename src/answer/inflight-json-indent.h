/* inflight-json-indent.h: JSON with a line for each value
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InflightJsonVerdict:
 * @INFLIGHT_JSON_VALID: one value and nothing else (RFC 8259)
 * @INFLIGHT_JSON_CUT: the text ended before the value did
 * @INFLIGHT_JSON_WRONG: something else is wrong
 *
 * What a text is that was taken for JSON.
 */
typedef enum {
  INFLIGHT_JSON_VALID,
  INFLIGHT_JSON_CUT,
  INFLIGHT_JSON_WRONG,
} InflightJsonVerdict;

GString *inflight_json_indent (const char          *text,
                               gsize                length,
                               gsize                limit,
                               GCancellable        *cancellable,
                               InflightJsonVerdict *verdict,
                               gsize               *offset,
                               guint               *depth);

G_END_DECLS
