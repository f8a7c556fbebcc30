/* bench-input.h: what is said of a key before it is sent
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchInput:
 * @sent_us: when, by the monotonic clock
 * @number: the how manieth it is; even ones are F7, odd ones F9, so that one that
 *   got lost is noticed
 *
 * Written to the standard output of bench-input, which is the standard input of
 * who receives the keys.
 */
typedef struct
{
  gint64 sent_us;
  gint64 number;
} BenchInput;

G_END_DECLS
