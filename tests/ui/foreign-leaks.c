/* foreign-leaks.c: what libraries leave behind is not ours to find
 * Copyright 2026 The Inflight developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "foreign-leaks.h"

/* A suppression would need to know whose call it was. The libraries keep no frame
 * pointers, so all that is known is g_malloc(), and unwinding in full makes tests
 * twenty times as slow. */

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

/**
 * foreign_leaks_begin:
 *
 * From here on, what this thread allocates may be left behind.
 */
void
foreign_leaks_begin (void)
{
#ifdef __SANITIZE_ADDRESS__
  __lsan_disable ();
#endif
}

/**
 * foreign_leaks_end:
 *
 * From here on, what this thread allocates is to be freed again.
 */
void
foreign_leaks_end (void)
{
#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif
}
