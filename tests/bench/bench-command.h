/* bench-command.h: the command lines of programs that make many requests
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bench-tool.h"

G_BEGIN_DECLS

GPtrArray *bench_command_new      (BenchTool         tool,
                                   const BenchPaths *paths,
                                   const BenchLoad  *load);
char      *bench_command_dup_text (GPtrArray        *self);
void       bench_command_prepare  (BenchTool         tool,
                                   const BenchLoad  *load);
void       bench_command_clean    (BenchTool         tool,
                                   const BenchLoad  *load);

G_END_DECLS
