/* inflight-cli-options.h: the options of inflight-cli run
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-cli-output.h"
#include "inflight-condition.h"
#include "inflight-options.h"

G_BEGIN_DECLS

typedef struct
{
  InflightCondition  condition;
  InflightOptions   *options;
  InflightCliFormat  format;
  gboolean           input_order;
  gboolean           quiet;
  gboolean           glob;
  gboolean           lab;
  guint              max_in_flight;
  guint              per_host;
  gint64             interval_us;
  char              *proxy;
  int                transport;         /* -1 for the default, as the next */
  int                http_version;
  char             **inputs;
} InflightCliOptions;

gboolean inflight_cli_options_parse (InflightCliOptions  *self,
                                     int                  argc,
                                     char               **argv,
                                     GError             **error);
void     inflight_cli_options_clear (InflightCliOptions  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (InflightCliOptions, inflight_cli_options_clear)

G_END_DECLS
