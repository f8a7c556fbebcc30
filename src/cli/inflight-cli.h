/* inflight-cli.h: the commands of the command line
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inflight-lab.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * InflightCliStatus:
 * @INFLIGHT_CLI_SATISFIED: the wait was satisfied
 * @INFLIGHT_CLI_FAILED: it was, and one of the tasks done failed
 * @INFLIGHT_CLI_USAGE: the options or the input are faulty, or the output is
 * @INFLIGHT_CLI_TIMED_OUT: the time limit passed first
 * @INFLIGHT_CLI_IMPOSSIBLE: the condition cannot come true
 * @INFLIGHT_CLI_INTERRUPTED: by SIGINT, or because nobody reads the output
 * @INFLIGHT_CLI_TERMINATED: by SIGTERM
 *
 * Exit statuses.
 */
typedef enum {
  INFLIGHT_CLI_SATISFIED = 0,
  INFLIGHT_CLI_FAILED = 1,
  INFLIGHT_CLI_USAGE = 2,
  INFLIGHT_CLI_TIMED_OUT = 3,
  INFLIGHT_CLI_IMPOSSIBLE = 4,
  INFLIGHT_CLI_INTERRUPTED = 130,
  INFLIGHT_CLI_TERMINATED = 143,
} InflightCliStatus;

InflightCliStatus inflight_cli_run (int    argc,
                                    char **argv);
InflightCliStatus inflight_cli_lab (int    argc,
                                    char **argv);

const InflightLabFunctions *inflight_cli_load_lab (GError **error);

void inflight_cli_leave                    (InflightCliStatus status);
void inflight_cli_complain                 (const char *format,
                                            ...) G_GNUC_PRINTF (1, 2);
void inflight_cli_complain_about_arguments (const char *message);

G_END_DECLS
