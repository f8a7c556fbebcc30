/* slow-names.h: a getaddrinfo() whose names in “test” do what a test wants
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * To be compiled into a test program: the program's own getaddrinfo() takes the
 * place of the C library's, for GIO too. Names that end neither in “.test” nor in
 * “.example”, with or without a final dot, go on to that.
 *
 *   *.slow.test     127.0.0.1, but not before slow_names_release()
 *   dual.test       ::1, 127.0.0.2, 127.0.0.1
 *   missing.test    no such name
 *   nodata.test     a name without addresses
 *   later.test      a temporary failure
 *   failing.test    a permanent one
 *   broken.test     something else
 *   files.test      no descriptor left
 *   *.test          127.0.0.1
 *   *.example       127.0.0.1, though the name is public
 */
void  slow_names_hold        (void);
void  slow_names_release     (void);
guint slow_names_get_n_calls (const char *name);
void  slow_names_await_calls (guint       n_calls);
void  slow_names_await_ends  (void);

G_END_DECLS
